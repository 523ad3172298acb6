// One thread of a batch: takes rows, gives lines.
import { parentPort, workerData } from "node:worker_threads";
import { type Task, worker } from "./rows";

interface Asked {
  readonly number: number;
  readonly first: number;
  readonly rows: readonly (readonly unknown[])[];
}

const task: Task = workerData;
const work = worker(task);
parentPort?.on("message", ({ number, first, rows }: Asked) => {
  parentPort?.postMessage({ number, rows: rows.length, ...work(rows, first) });
});
