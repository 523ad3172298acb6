// The sheets of the workbook that the workbench opens on, which it makes in two steps.
import type { SheetPlan } from "../../src/host/host";
import { openingFigures } from "../../src/sheets/opening";
import { stampOf } from "../../src/sheets/stamp";
import { startSheets } from "../../src/sheets/start-sheet";

export function openingWorkbook(now = new Date()): SheetPlan[] {
  const stamp = stampOf(now);
  return [...startSheets(stamp), openingFigures(stamp)];
}

/** Those that can be loaded without the first, which shows what they answer. */
export const openingSheets = (now?: Date): SheetPlan[] => openingWorkbook(now).slice(1);
