// What loads left in the workbook, with the sheets they belong to: cells of a hidden sheet, since named ranges refuse an empty range.

import type { Model, UID } from "@odoo/o-spreadsheet";
import type { Manifest, SheetPlan } from "../host/host";
import { fillSheet } from "./bulk";
import type { CellEntry, Run } from "./bulk";
import type { Cells } from "./cells";
import { typed } from "./contents";

export const RECORDS = "Capex records";

/** A manifest and the sheet it belongs to, whatever that sheet is called by now. */
export interface LoadRecord {
  readonly sheetId: UID;
  readonly manifest: Manifest;
}

/** What is to be recorded of sheets that are made after plans. */
export const recordsOf = (made: readonly { readonly id: UID; readonly plan: SheetPlan }[]): LoadRecord[] =>
  made.flatMap(({ id, plan: { manifest, name } }) =>
    manifest === undefined ? [] : [{ sheetId: id, manifest: { ...manifest, sheet: name } }],
  );

/** What stands in the hidden sheet. */
export const recordCells = (records: readonly LoadRecord[]): CellEntry[] =>
  records.map((record, row) => ({ col: 0, row, content: typed(JSON.stringify(record)) }));

export function recordsIn({ getters, uuidGenerator }: Model, { sheetIdOf }: Cells) {
  function all(): LoadRecord[] {
    const id = sheetIdOf(RECORDS);
    if (id === undefined) return [];
    return getters.getCells(id).flatMap((cell) => {
      const { col, row } = getters.getCellPosition(cell.id);
      const { value } = getters.getEvaluatedCell({ sheetId: id, col, row });
      const record = col === 0 ? readRecord(value) : null;
      const name = record === null ? undefined : getters.tryGetSheetName(record.sheetId);
      if (record === null || name === undefined) return [];
      return [{ ...record, manifest: { ...record.manifest, sheet: name } }];
    });
  }

  function keep(run: Run, kept: readonly LoadRecord[]): void {
    let id = sheetIdOf(RECORDS);
    if (id === undefined) {
      if (kept.length === 0) return;
      id = uuidGenerator.smallUuid();
      run("CREATE_SHEET", { sheetId: id, name: RECORDS, position: getters.getSheetIds().length });
      run("HIDE_SHEET", { sheetId: id });
    }
    fillSheet(run, id, recordCells(kept));
  }

  return { all, keep };
}

function readRecord(value: unknown): LoadRecord | null {
  try {
    const record: unknown = JSON.parse(String(value));
    return isRecord(record) ? record : null;
  } catch {
    return null; // Someone wrote into the hidden sheet.
  }
}

const isRecord = (value: unknown): value is LoadRecord =>
  typeof value === "object" && value !== null && "sheetId" in value && "manifest" in value;
