// The functions as they are built, in Microsoft's runtime.

import fs from "node:fs";
import path from "node:path";
import { FunctionHost, type Answer, type FunctionMetadata } from "./functions";
import { openOffice, type Client, type Settings } from "./office";
import { Workbook } from "./workbook";

export const DIST = path.resolve(__dirname, "../../..", process.env.ADDIN_DIST ?? "dist");

export function built(file: string): string {
  const found = path.join(DIST, file);
  if (!fs.existsSync(found)) throw new Error(`${file} is not built: npm run build`);
  return fs.readFileSync(found, "utf8");
}

/** The file of a part that is fetched: its name holds what its contents hash to. */
export function partOf(name: string): string {
  const found = fs.readdirSync(DIST).find((file) => file.startsWith(`${name}.`) && file.endsWith(".js"));
  if (found === undefined) throw new Error(`the part "${name}" is not built: npm run build`);
  return found;
}

/** What functions.js fetches when a cell first asks for a figure. */
export const fetchedPart = (): string => partOf("fetched");

export const metadata = (): readonly FunctionMetadata[] =>
  (JSON.parse(built("functions.json")) as { functions: FunctionMetadata[] }).functions;

export interface Functions {
  readonly client: Client;
  readonly host: FunctionHost;
}

export async function openFunctions(settings: Settings = { hurried: true }): Promise<Functions> {
  const client = await openOffice(new Workbook(), settings);
  const host = new FunctionHost(client, metadata());
  for (const script of ["functions.js", fetchedPart()]) client.evaluate(built(script), script);
  return { client, host };
}

/** Why an answer may not stand in a cell; undefined when it may. */
export function illegal({ value, error, thrown, raw }: Answer): string | undefined {
  if (thrown) return `thrown without an Excel error: ${JSON.stringify(raw)}`;
  if (error !== undefined) return undefined;
  if (!Array.isArray(value)) return isCell(value) ? undefined : `not a cell: ${JSON.stringify(value)}`;
  const rows = value as unknown[];
  if (rows.length === 0) return "no rows";
  const width = Array.isArray(rows[0]) ? rows[0].length : 0;
  for (const row of rows) {
    if (!Array.isArray(row) || row.length !== width || width === 0) return "ragged rows";
    const bad = row.find((cell) => !isCell(cell));
    if (bad !== undefined) return `not a cell: ${JSON.stringify(bad)}`;
  }
  return undefined;
}

/** NaN, Infinity and undefined have become null on their way. */
const isCell = (cell: unknown): boolean => {
  if (typeof cell === "number") return Number.isFinite(cell);
  if (typeof cell === "string") return cell.length <= 32_767;
  if (typeof cell === "boolean") return true;
  const { valueType, code } = (cell ?? {}) as { valueType?: string; code?: string };
  return valueType === "CustomFunctionError" && ERRORS.includes(code ?? "");
};

const ERRORS = ["#VALUE!", "#N/A", "#NUM!", "#DIV/0!"];
