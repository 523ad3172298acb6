// What a batch reads: rows with names of columns, from CSV or Parquet, a piece at a time.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { asyncBufferFromFile, type FileMetaData, parquetMetadataAsync, parquetRead } from "hyparquet";
import { commandWords } from "../languages/command.en";
import { CsvReader } from "./csv";
import { mistake } from "./words";

export interface Piece {
  readonly rows: readonly (readonly unknown[])[];
  /** How much of the whole was read with it, 0 to 1. */
  readonly share: number;
}

export interface Source {
  readonly columns: readonly string[];
  /** What tells it from another file, and from itself when it has changed. */
  readonly mark: string;
  pieces(): AsyncGenerator<Piece>;
}

/** Rows that one message to a worker carries. */
export const PIECE = 2_000;

export const formatOf = (file: string): "csv" | "parquet" => {
  const [, ending] = /\.(csv|tsv|txt|parquet)$/i.exec(file) ?? [];
  if (ending === undefined) throw mistake(commandWords.batch.badFormat(file));
  return ending.toLowerCase() === "parquet" ? "parquet" : "csv";
};

export async function open(file: string): Promise<Source> {
  const format = formatOf(file);
  const info = await stat(file).catch(() => undefined);
  if (info === undefined || !info.isFile()) throw mistake(commandWords.batch.noFile(file));
  const mark = `${info.size} ${info.mtimeMs}`;
  return format === "csv" ? csvSource(file, info.size, mark) : parquetSource(file, mark);
}

/** The rows of a CSV file with its header first. */
export async function* csvRows(file: string, size: number): AsyncGenerator<Piece> {
  const reader = new CsvReader();
  const decoder = new TextDecoder();
  let waiting: string[][] = [];
  let read = 0;
  for await (const bytes of createReadStream(file, { highWaterMark: 1 << 18 })) {
    const part: Buffer = bytes;
    read += part.length;
    waiting.push(...reader.take(decoder.decode(part, { stream: true })));
    while (waiting.length >= PIECE) {
      yield { rows: waiting.slice(0, PIECE), share: read / size };
      waiting = waiting.slice(PIECE);
    }
  }
  waiting.push(...reader.take(decoder.decode()), ...reader.end());
  if (waiting.length > 0) yield { rows: waiting, share: 1 };
}

async function csvSource(file: string, size: number, mark: string): Promise<Source> {
  const first = await csvRows(file, size).next();
  if (first.done === true) throw mistake(commandWords.batch.empty(file));
  return {
    columns: first.value.rows[0].map((name) => String(name).trim()),
    mark,
    async *pieces() {
      let header = 1;
      for await (const { rows, share } of csvRows(file, size)) {
        yield { rows: rows.slice(header), share };
        header = 0;
      }
    },
  };
}

/** A group of rows that says it is larger is not opened. */
const LARGEST_GROUP = 2 ** 31;

async function parquetSource(file: string, mark: string): Promise<Source> {
  const reading = async <R>(read: () => Promise<R>): Promise<R> => {
    try {
      return await read();
    } catch (error) {
      throw mistake(commandWords.batch.badParquet(file, error instanceof Error ? error.message : String(error)));
    }
  };
  const buffer = await asyncBufferFromFile(file);
  const metadata = await reading(() => parquetMetadataAsync(buffer));
  const columns = await reading(() => Promise.resolve(columnsOf(metadata)));
  const total = Number(metadata.num_rows);
  return {
    columns,
    mark,
    async *pieces() {
      let first = 0;
      for (const group of metadata.row_groups) {
        const end = first + Number(group.num_rows);
        for (let start = first; start < end; start += PIECE * 10) {
          const rows: unknown[][] = [];
          const rowEnd = Math.min(end, start + PIECE * 10);
          await reading(() =>
            parquetRead({
              file: buffer,
              metadata,
              columns,
              rowStart: start,
              rowEnd,
              onComplete: (read) => rows.push(...read),
            }),
          );
          for (let at = 0; at < rows.length; at += PIECE)
            yield { rows: rows.slice(at, at + PIECE).map(plainRow), share: (start + at + PIECE) / total };
        }
        first = end;
      }
    },
  };
}

/** Flat columns alone: what nests is no number of a deal. */
function columnsOf({ schema, row_groups: groups, num_rows: total }: FileMetaData): string[] {
  const counted = groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (counted !== Number(total)) throw new Error(`${counted} rows of ${total}`);
  for (const { total_byte_size: size } of groups)
    if (Number(size) > LARGEST_GROUP) throw new Error(`${size} bytes in a group of rows`);
  const [root, ...rest] = schema;
  const flat = rest.filter(({ num_children: children }) => (children ?? 0) === 0);
  if (flat.length !== (root.num_children ?? 0)) throw new Error("nested columns");
  return flat.map(({ name }) => name);
}

const plainRow = (row: readonly unknown[]): unknown[] =>
  row.map((cell) =>
    typeof cell === "bigint" ? Number(cell) : cell instanceof Date ? cell.toISOString() : (cell ?? null),
  );
