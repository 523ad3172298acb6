// The workbook as ordinary formulas alone, made on a copy in memory: the one on the page stays as it is.
import { Model } from "@odoo/o-spreadsheet";
import { catalogue } from "../../catalogue/catalogue";
import type { Progress } from "../../host/host";
import { independentCopy, originalsIn } from "../../review/independent";
import { stampOf } from "../../sheets/stamp";
import { knownFunctions } from "../../explain/known-functions";
import { workbenchHost } from "../host";

export interface Ordinary {
  readonly model: Model;
  /** Cells that keep their value; the sheet of steps says why. */
  readonly left: number;
}

/** Each sheet in ordinary formulas under its own name, and the steps behind them. */
export async function ordinary(model: Model, progress: Progress): Promise<Ordinary> {
  const copy = new Model(model.exportData());
  const host = workbenchHost(copy);
  const originals = originalsIn(await host.sheets(), await host.manifests()).map(({ name }) => name);
  const { plans, left } = await independentCopy(host, knownFunctions(catalogue), stampOf(new Date()), progress);
  await host.commit(plans);
  const { getters } = copy;
  const written = new Set(plans.map(({ name }) => name));
  for (const sheetId of getters.getSheetIds()) {
    const sheetName = getters.getSheetName(sheetId);
    if (!written.has(sheetName)) copy.dispatch("DELETE_SHEET", { sheetId, sheetName });
  }
  for (const [index, newName] of originals.entries()) {
    const oldName = plans[index]?.name;
    const sheetId = oldName === undefined ? undefined : getters.getSheetIdByName(oldName);
    if (oldName !== undefined && sheetId !== undefined) copy.dispatch("RENAME_SHEET", { sheetId, oldName, newName });
  }
  return { model: copy, left: left.length };
}
