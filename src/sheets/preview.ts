// The first rows of what a load would bring.
import { columnName } from "../host/a1";
import type { Cell } from "../host/host";
import { numberText } from "../explain/figure-text";
import type { Table } from "../data/tables";
import type { FiguresRequest } from "./figures";
import type { TableName } from "./request";
import { spokenLanguage } from "../languages/chosen";
import { figuresSheet, recordsSheet } from "./dataset-sheet";

export interface Preview {
  readonly rows: number;
  readonly headings: readonly string[];
  readonly first: readonly (readonly { readonly text: string; readonly number: boolean }[])[];
  readonly more: number;
}

/** What of the dataset can be loaded. */
export type Collection = TableName | "figures" | "wall" | "ledger";
export const COLLECTIONS: readonly Collection[] = [
  "figures",
  "prices",
  "clusters",
  "useful-lives",
  "debts",
  "wall",
  "ledger",
];

/** What was chosen to be loaded. */
interface Choice {
  readonly collection: Collection;
  /** Null until they have been fetched. */
  readonly tables: Readonly<Record<TableName, Table>> | null;
  readonly request: FiguresRequest;
}

const SHOWN = 4;
const NO_STAMP = { addin: "", dataset: "", hash: "", date: "" };

let last: { readonly of: readonly unknown[]; readonly preview: Preview } | undefined;

/** The same choice has the same preview in the same language, so it is made once. */
export function previewOf(choice: Choice): Preview {
  const of = [choice.collection, choice.tables, choice.request, spokenLanguage()];
  if (last !== undefined && of.every((part, index) => part === last?.of[index])) return last.preview;
  const preview = make(choice);
  last = { of, preview };
  return preview;
}

function make({ collection, tables, request }: Choice): Preview {
  const none = { rows: 0, headings: [], first: [], more: 0 };
  if (collection === "ledger" || collection === "wall") return none;
  if (collection === "figures" ? request.fields.length === 0 : tables === null) return none;
  const plan =
    collection === "figures" || tables === null
      ? figuresSheet({ ...request, chart: false }, "", NO_STAMP)
      : recordsSheet(tables[collection], "", NO_STAMP, {});
  const header = plan.frozenRows ?? 0;
  const formats = new Map(plan.styles?.map(({ range, numberFormat }) => [range.replace(/\d.*/, ""), numberFormat]));
  const body = plan.cells.slice(header);
  const headings = plan.cells[header - 1] ?? [];
  const text = (cell: Cell, format: string | undefined): { text: string; number: boolean } =>
    typeof cell === "number"
      ? { text: format === "yyyy-mm-dd" ? isoDate(cell) : numberText(cell), number: true }
      : { text: cell === null || typeof cell === "object" ? "" : String(cell), number: false };
  return {
    rows: body.length,
    headings: headings.map(String),
    first: body.slice(0, SHOWN).map((row) => row.map((cell, index) => text(cell, formats.get(columnName(index))))),
    more: Math.max(body.length - SHOWN, 0),
  };
}

const isoDate = (serial: number): string => new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10);
