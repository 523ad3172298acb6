// Files are written whole or not at all: beside their place first, then moved into it.
import { rm, rename, writeFile } from "node:fs/promises";
import { commandWords } from "../languages/command.en";
import { saidBy } from "../model/errors";
import { mistake } from "./words";

/** What a write that the disk refuses says. */
export async function written<R>(file: string, beside: string, write: () => Promise<R>): Promise<R> {
  try {
    return await write();
  } catch (error) {
    await rm(beside, { force: true });
    throw refusal(file, error);
  }
}

/** A refusal of the file system as a sentence; anything else is a defect, and stays visible. */
export function refusal(file: string, error: unknown): unknown {
  const { code } = saidBy(error);
  return typeof code === "string" && /^E[A-Z]+$/.test(code) ? mistake(commandWords.batch.diskFull(file, code)) : error;
}

/** Writes a file at once. */
export async function writeWhole(file: string, content: Uint8Array | string): Promise<void> {
  const beside = `${file}.${process.pid}.tmp`;
  await written(file, beside, async () => {
    await writeFile(beside, content);
    await rename(beside, file);
  });
}
