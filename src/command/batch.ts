// A file of deals, row by row on all processors. What is done stands in a file beside the results, so that an interrupted run goes on
// from there; the results appear under their name when they are whole.
import { type FileHandle, open as openFile, readFile, rename, rm, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { commandWords } from "../languages/command.en";
import { STANDARD_PRESET } from "../data/standard";
import { DEAL_METRICS } from "../package/deals";
import { csvLine } from "./csv";
import { refusal, writeWhole } from "./files";
import { toParquet } from "./parquet";
import { Pool, type Worked } from "./pool";
import { addedBy, mustBePossible, type Task } from "./rows";
import { formatOf, open, type Source } from "./source";
import { mistake, type Typed } from "./words";

export const OPTIONS = { valued: ["out", "metrics", "scenario", "function", "workers"], alone: ["fresh"] };

/** How far a run has come: rows whose lines fill so many bytes. */
interface Mark {
  readonly of: string;
  readonly rows: number;
  readonly failed: number;
  readonly bytes: number;
}

/** Told how far a run is; the share is 0 to 1. */
export type Progress = (share: number, rows: number) => void;

export async function batch(
  { words, options }: Typed,
  say: (line: string) => void,
  progress: Progress,
): Promise<string> {
  const [file, ...others] = words;
  if (file === undefined || others.length > 0) throw mistake(commandWords.usage);
  const out = options.get("out") ?? file.replace(/(\.\w+)?$/, (ending) => `-results${ending}`);
  const format = formatOf(out);
  if (resolve(out) === resolve(file)) throw mistake(commandWords.batch.sameFile);
  if ((await stat(out).catch(() => undefined)) !== undefined) throw mistake(commandWords.batch.exists(out));
  const source = await open(file);
  const task: Task = {
    columns: source.columns,
    metrics: options.get("metrics")?.split(",") ?? DEAL_METRICS,
    scenario: options.get("scenario") ?? STANDARD_PRESET,
    function: options.get("function")?.toUpperCase(),
  };
  mustBePossible(task);
  const taken = addedBy(task).find((name) => source.columns.includes(name));
  if (taken !== undefined) throw mistake(commandWords.batch.taken(file, taken));
  const started = performance.now();
  const journal = new Journal(out, JSON.stringify([source.mark, task]));
  await journal.begin(options.has("fresh"), csvLine([...source.columns, ...addedBy(task)]));
  if (journal.mark.rows > 0) say(commandWords.batch.resumed(journal.mark.rows));
  await journal.whileOpen(() => run(source, task, workersOf(options.get("workers")), journal, progress));
  await journal.finish(format === "parquet");
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  return commandWords.batch.done(journal.mark.rows, journal.mark.failed, seconds, out);
}

function workersOf(text: string | undefined): number {
  if (text === undefined) return availableParallelism();
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 256) throw mistake(commandWords.batch.badWorkers(text));
  return count;
}

async function run(source: Source, task: Task, workers: number, journal: Journal, progress: Progress): Promise<void> {
  const pool = new Pool(task, workers);
  const underWay: { readonly worked: Promise<Worked>; readonly share: number }[] = [];
  const settle = async (): Promise<void> => {
    const first = underWay.shift();
    if (first === undefined) return;
    await journal.add(await first.worked);
    progress(first.share, journal.mark.rows);
  };
  try {
    let skip = journal.mark.rows;
    let row = skip;
    for await (const { rows, share } of source.pieces()) {
      const own = rows.slice(Math.min(skip, rows.length));
      skip -= rows.length - own.length;
      if (own.length === 0) continue;
      underWay.push({ worked: pool.work(own, row), share });
      row += own.length;
      if (underWay.length >= pool.room) await settle();
    }
    while (underWay.length > 0) await settle();
  } finally {
    for (const { worked } of underWay) worked.catch(() => undefined);
    await pool.end();
  }
}

/** How often it is written down how far a run is. */
const EVERY = 50;

/** The lines so far, and how far they reach. */
class Journal {
  mark: Mark;
  private file: FileHandle | undefined;
  private pieces = 0;
  private readonly lines: string;
  private readonly marks: string;

  constructor(
    private readonly out: string,
    of: string,
  ) {
    this.mark = { of, rows: 0, failed: 0, bytes: 0 };
    this.lines = `${out}.part`;
    this.marks = `${out}.part.json`;
  }

  /** Goes on where the same run of the same file ended, or begins with the header. */
  async begin(fresh: boolean, header: string): Promise<void> {
    try {
      const before = fresh ? undefined : await this.before();
      this.file = await openFile(this.lines, before === undefined ? "w" : "r+");
      if (before === undefined) await this.write(header);
      else {
        this.mark = before;
        await this.file.truncate(before.bytes);
      }
    } catch (error) {
      throw refusal(this.out, error);
    }
  }

  private async before(): Promise<Mark | undefined> {
    const text = await readFile(this.marks, "utf8").catch(() => undefined);
    const size = (await stat(this.lines).catch(() => undefined))?.size ?? -1;
    if (text === undefined) return undefined;
    try {
      const read: Mark = JSON.parse(text);
      return read.of === this.mark.of && read.bytes <= size ? read : undefined;
    } catch {
      return undefined;
    }
  }

  async add({ text, rows, failed }: Worked): Promise<void> {
    await this.write(text);
    this.mark = { ...this.mark, rows: this.mark.rows + rows, failed: this.mark.failed + failed };
    if (++this.pieces % EVERY === 0) await this.note();
  }

  private async write(text: string): Promise<void> {
    try {
      const bytes = Buffer.from(text);
      await this.file?.write(bytes, 0, bytes.length, this.mark.bytes);
      this.mark = { ...this.mark, bytes: this.mark.bytes + bytes.length };
    } catch (error) {
      throw refusal(this.out, error);
    }
  }

  private note(): Promise<void> {
    return writeWhole(this.marks, JSON.stringify(this.mark));
  }

  /** Whatever ends the work, what is done of it is written down. */
  async whileOpen(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      await this.note().catch(() => undefined);
      throw error;
    } finally {
      await this.file?.close();
    }
  }

  /** The lines become the results. */
  async finish(parquet: boolean): Promise<void> {
    try {
      if (parquet) {
        const beside = `${this.out}.tmp`;
        await toParquet(this.lines, beside).catch(async (error: unknown) => {
          await rm(beside, { force: true });
          throw error;
        });
        await rename(beside, this.out);
        await rm(this.lines);
      } else await rename(this.lines, this.out);
      await rm(this.marks, { force: true });
    } catch (error) {
      throw refusal(this.out, error);
    }
  }
}
