// A workbook for tests of the pane: o-spreadsheet without a page, with our functions from the source.
import { helpers, Model } from "@odoo/o-spreadsheet";
import { functionIds, runnable } from "../../src/functions";
import type { Cell, Host } from "../../src/host/host";
import type { KnownFunctions } from "../../src/explain/explanation";
import type { FunctionHelp } from "../../src/catalogue/catalogue";
import { typed } from "../../src/workbench/contents";
import { registerFunctions } from "../../src/workbench/functions";
import { provideRuntime } from "../../src/workbench/runtime";
import { workbenchHost } from "../../src/workbench/host";

// o-spreadsheet announces every model on the console.
jest.spyOn(console, "debug").mockImplementation(() => undefined);

const { readCatalogue } = jest.requireActual<{ readCatalogue(): Promise<FunctionHelp[]> }>(
  "../../src/catalogue/read.cjs",
);

export const catalogue = readCatalogue();

let registered: Promise<void> | undefined;

const register = (): Promise<void> =>
  (registered ??= catalogue.then((functions) => {
    provideRuntime();
    const metadata = functions.map((help) => ({
      ...help,
      name: help.id,
      parameters: help.parameters.map((parameter) => ({ ...parameter, optional: true })),
    }));
    registerFunctions(
      metadata,
      new Map(functionIds().map((id) => [id, runnable(id) as (...args: unknown[]) => unknown])),
    );
  }));

export const knownFunctions = async (): Promise<KnownFunctions> =>
  new Map(
    (await catalogue).flatMap(({ id, parameters }) => {
      const run = runnable(id);
      return run === undefined ? [] : [[id, { parameters, run }] as const];
    }),
  );

/** A cluster's cost, GPUs, rent, utilization, opex, discount rate and life; below, three rents and their shares. */
export const DEAL = {
  A1: 1.5e9,
  A2: 16000,
  A3: 9.4,
  A4: 0.9,
  A5: 2e7,
  A6: 0.1,
  A7: 6,
  C1: 12.29,
  C2: 7.2,
  C3: 5.4,
  D1: 0.5,
  D2: 0.3,
  D3: 0.2,
};

export interface Workbook {
  readonly host: Host;
  readonly model: Model;
  /** Types into cells: an address, or "Sheet!B2"; a string with = is a formula. */
  type(cells: Readonly<Record<string, string | number | boolean>>): void;
  define(name: string, range: string): void;
}

export async function workbook(cells: Readonly<Record<string, string | number | boolean>> = {}): Promise<Workbook> {
  await register();
  const model = new Model();
  const made: Workbook = {
    host: workbenchHost(model),
    model,
    type(more) {
      for (const [at, content] of Object.entries(more)) {
        const [sheet, address] = at.includes("!") ? at.split("!") : ["Sheet1", at];
        if (model.getters.getSheetIdByName(sheet) === undefined)
          model.dispatch("CREATE_SHEET", { sheetId: sheet, name: sheet, position: 1 });
        const sheetId = model.getters.getSheetIdByName(sheet) as string;
        const formula = typeof content === "string" && content.startsWith("=");
        const cell: Cell = formula ? { formula: content } : content;
        model.dispatch("UPDATE_CELL", { sheetId, ...helpers.toCartesian(address), content: typed(cell) });
      }
    },
    define(name, range) {
      const sheetId = model.getters.getActiveSheetId();
      model.dispatch("CREATE_NAMED_RANGE", {
        name,
        ranges: [model.getters.getRangeDataFromXc(sheetId, range)],
      } as never);
    },
  };
  made.type(cells);
  return made;
}
