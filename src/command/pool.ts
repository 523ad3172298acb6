// Threads that work on pieces in any order, and give them back in theirs.
import { Worker } from "node:worker_threads";
import { commandWords } from "../languages/command.en";
import { mistake } from "./words";
import type { Done, Task } from "./rows";

export interface Worked extends Done {
  readonly number: number;
  readonly rows: number;
}

/** So many pieces lie ready for each thread; more would only fill memory. */
const READY = 3;

export class Pool {
  private readonly threads: Worker[];
  private readonly waiting = new Map<number, (worked: Worked) => void>();
  private failure: Error | undefined;
  private fail: (error: Error) => void = () => undefined;
  /** Rejects when a thread ends before it is told to. */
  readonly broken: Promise<never>;
  private next = 0;
  private ended = false;

  constructor(task: Task, count: number) {
    this.broken = new Promise<never>((_, reject) => {
      this.fail = (error) => {
        this.failure ??= error;
        reject(this.failure);
      };
    });
    this.broken.catch(() => undefined);
    this.threads = Array.from({ length: count }, () => this.thread(task));
  }

  /** How many pieces may be under way at once. */
  get room(): number {
    return this.threads.length * READY;
  }

  work(rows: readonly (readonly unknown[])[], first: number): Promise<Worked> {
    const number = this.next++;
    const worked = new Promise<Worked>((resolve) => this.waiting.set(number, resolve));
    this.threads[number % this.threads.length].postMessage({ number, first, rows });
    return Promise.race([worked, this.broken]);
  }

  async end(): Promise<void> {
    this.ended = true;
    await Promise.all(this.threads.map((thread) => thread.terminate()));
  }

  private thread(task: Task): Worker {
    const thread = new Worker(/* webpackChunkName: "row-worker" */ new URL("./row-worker.ts", import.meta.url), {
      workerData: task,
    });
    thread.on("message", (worked: Worked) => {
      this.waiting.get(worked.number)?.(worked);
      this.waiting.delete(worked.number);
    });
    const died = (why: string): void => {
      if (!this.ended) this.fail(mistake(commandWords.batch.workerDied(why)));
    };
    thread.on("error", (error) => died(error instanceof Error ? error.message : String(error)));
    thread.on("exit", (code) => died(`code ${code}`));
    return thread;
  }
}
