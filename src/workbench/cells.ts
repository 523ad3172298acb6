// The workbench's cells as the port shows them: where a reference points, and what stands there.

import { helpers } from "@odoo/o-spreadsheet";
import type { CellPosition, EvaluatedCell, Model, UID, Zone } from "@odoo/o-spreadsheet";
import { addressOf } from "../host/a1";
import type { CellValue, RangeData, Ref, Selection, Span, Unseen } from "../host/host";
import { joined } from "../host/spans";
import { noRange, noSheet } from "./refusals";

const { toXC, toZone } = helpers;

export type Cells = ReturnType<typeof cellsOf>;

export function cellsOf({ getters }: Model) {
  const sheetIdOf = (name: string): UID | undefined => getters.getSheetIdByName(name);

  function sheetId({ sheet }: Pick<Ref, "sheet">): UID {
    const id = sheetIdOf(sheet);
    if (id === undefined) throw noSheet(sheet);
    return id;
  }

  function zoneOf(ref: Ref): Zone {
    const zone = ref.address === "" ? usedZone(sheetId(ref)) : toZone(ref.address);
    if (![zone.left, zone.right, zone.top, zone.bottom].every((edge) => Number.isInteger(edge) && edge >= 0))
      throw noRange(ref.address);
    return zone;
  }

  function usedZone(id: UID): Zone {
    const used = { left: Infinity, right: -1, top: Infinity, bottom: -1 };
    for (const { col, row } of getters.getEvaluatedCellsPositions(id)) {
      const position = { sheetId: id, col, row };
      if (isBlank(position)) continue;
      used.left = Math.min(used.left, col);
      used.right = Math.max(used.right, col);
      used.top = Math.min(used.top, row);
      used.bottom = Math.max(used.bottom, row);
    }
    return used.right < 0 ? { left: 0, right: 0, top: 0, bottom: 0 } : used;
  }

  function isBlank(position: CellPosition): boolean {
    return valueOf(getters.getEvaluatedCell(position)) === null && formulaAt(position) === null;
  }

  function formulaAt(position: CellPosition): string | null {
    const cell = getters.getCell(position);
    return cell?.isFormula ? cell.compiledFormula.toFormulaString(getters) : null;
  }

  function range(id: UID, zone: Zone): RangeData {
    const size = getters.getSheetSize(id);
    const data: RangeData = { ...refTo(id, zone), values: [], formulas: [], text: [] };
    for (let row = zone.top; row <= zone.bottom; row++) {
      const [values, formulas, text]: [CellValue[], (string | null)[], string[]] = [[], [], []];
      for (let col = zone.left; col <= zone.right; col++) {
        const exists = row < size.numberOfRows && col < size.numberOfCols;
        const cell = exists ? getters.getEvaluatedCell({ sheetId: id, col, row }) : undefined;
        values.push(cell === undefined ? null : valueOf(cell));
        text.push(cell?.formattedValue ?? "");
        formulas.push(exists ? formulaAt({ sheetId: id, col, row }) : null);
      }
      data.values.push(values);
      data.formulas.push(formulas);
      data.text.push(text);
    }
    return data;
  }

  const refTo = (id: UID, zone: Zone): Ref => ({ sheet: getters.getSheetName(id), address: addressOf(zone) });

  /** The formula whose spill covers the cell, and the range; null for a formula that fills its own cell alone. */
  function spillAt(position: CellPosition): Selection["spill"] {
    const anchor = getters.getArrayFormulaSpreadingOn(position) ?? position;
    const zone = getters.getSpreadZone(anchor);
    if (zone === undefined || (zone.left === zone.right && zone.top === zone.bottom)) return null;
    return { anchor: toXC(anchor.col, anchor.row), range: addressOf(zone) };
  }

  /** The lines of the used range that nobody sees, whatever hides them. */
  function unseen(sheet: string): Unseen {
    const id = sheetId({ sheet });
    const { top, bottom, left, right } = usedZone(id);
    return {
      sheet,
      rows: spans(top, bottom, (row) => getters.isRowHidden(id, row)),
      columns: spans(left, right, (column) => getters.isColHidden(id, column)),
    };
  }

  return { sheetIdOf, sheetId, zoneOf, formulaAt, range, refTo, spillAt, unseen };
}

export const valueOf = (cell: EvaluatedCell): CellValue => cell.value;

function spans(first: number, last: number, hidden: (at: number) => boolean): Span[] {
  const found: Span[] = [];
  for (let at = first; at <= last; at++) if (hidden(at)) found.push({ from: at, to: at });
  return joined(found);
}
