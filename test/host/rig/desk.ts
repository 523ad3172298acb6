// A workbook with a pane at it, and what a test looks at: contents, not how the pane got there.

import { ExcelHost, type ExcelOptions } from "../../../src/host/excel";
import { addressOf } from "./address";
import { openOffice, type Client, type Settings } from "./office";
import { OfficeFault, textOf, Workbook, type Sheet } from "./workbook";

export interface Desk {
  readonly workbook: Workbook;
  readonly client: Client;
  readonly host: ExcelHost;
}

const inUse = new Map<Client, string>();
const free = new Map<string, Client[]>();

/** Opens a pane; a second one on the same workbook is another person's. */
export async function sitDown(
  workbook = new Workbook(),
  options: ExcelOptions = {},
  settings: Settings = {},
): Promise<Desk> {
  // Office.js takes its time to start, so a window is used again by the next test that wants the same Excel.
  const kind = JSON.stringify(settings);
  const client = free.get(kind)?.pop() ?? (await openOffice(workbook, settings));
  client.bridge.open(workbook);
  inUse.set(client, kind);
  return { workbook, client, host: new ExcelHost(client, options) };
}

/** Leaves every pane of the test; an action that the rig does not know has failed it. */
export function standUp(): void {
  const unknown = [...inUse.keys()].flatMap(({ bridge }) => [...bridge.unknown]);
  for (const [client, kind] of inUse) {
    client.bridge.open(new Workbook());
    free.set(kind, [...(free.get(kind) ?? []), client]);
  }
  inUse.clear();
  expect(unknown).toEqual([]);
}

afterAll(() => {
  for (const client of [...free.values()].flat()) client.close();
});

export interface Look {
  readonly cells: Readonly<Record<string, string>>;
  readonly bold: readonly string[];
  readonly tables: readonly string[];
  readonly charts: readonly string[];
  readonly frozenRows: number;
  readonly hidden: boolean;
}

/** What a person sees of a sheet. */
export function lookOf(workbook: Workbook, sheet: Sheet): Look {
  workbook.calculate(true);
  const cells: Record<string, string> = {};
  const bold: string[] = [];
  const used = sheet.used(false);
  for (let row = used?.top ?? 0; used !== undefined && row <= used.bottom; row++) {
    for (let column = used.left; column <= used.right; column++) {
      const address = addressOf({ top: row, left: column, bottom: row, right: column });
      const value = sheet.valueAt(row, column);
      if (value !== null) cells[address] = `${sheet.formulaAt(row, column) ?? ""} ${typeof value} ${textOf(value)}`;
      if (sheet.formatAt(row, column).bold === true) bold.push(address);
    }
  }
  return {
    cells,
    bold,
    tables: sheet.tables.map(({ name, area }) => `${name} ${addressOf(area)}`),
    charts: sheet.charts.map(({ title, type }) => `${type} ${title}`),
    frozenRows: sheet.frozenRows,
    hidden: sheet.visibility === "Hidden",
  };
}

/** What a person sees of the workbook or can bring to sight, sheet by sheet. */
export const visible = (workbook: Workbook): Record<string, Look> =>
  Object.fromEntries(
    workbook.sheets
      // One of ours on its way out is hidden for one action before it is deleted.
      .filter(({ name, visibility }) => visibility === "Visible" || (visibility === "Hidden" && !/~/.test(name)))
      .map((sheet) => [sheet.name, lookOf(workbook, sheet)]),
  );

/** What no person should ever be left with. */
export const leftBehind = (workbook: Workbook): string[] => [
  ...workbook.sheets
    .filter(({ name, visibility }) => /~/.test(name) && visibility !== "VeryHidden")
    .map(({ name }) => name),
  ...workbook.names.filter(({ name }) => name === "capex_load_open").map(({ name }) => name),
];

/** Does something at the k-th action from now on that would change the workbook: in between nothing differs. */
export function atChange({ bridge }: Client, k: number, act: () => void): void {
  let changes = 0;
  bridge.beforeAction = (action) => {
    if (action.changes && changes++ === k) act();
  };
}

/** Does something before the n-th request from now on. */
export function beforeRequest({ bridge }: Client, n: number, act: () => void): void {
  const first = bridge.requests.length;
  bridge.beforeRequest = ({ index }) => {
    if (index === first + n) act();
  };
}

export const refuse = (code: string) => (): never => {
  throw new OfficeFault(code, "refused by the test");
};

/** The error that a promise rejects with. */
export const rejection = (promise: Promise<unknown>): Promise<{ code?: string; message: string }> =>
  promise.then(
    () => Promise.reject(new Error("it was not refused")),
    (error: { code?: string; message: string }) => error,
  );
