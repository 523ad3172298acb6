// The port on o-spreadsheet: every operation is synchronous inside.

import { helpers } from "@odoo/o-spreadsheet";
import type { Model, UID, Zone } from "@odoo/o-spreadsheet";
import type { FormulaCell, Host, SheetInfo } from "../host/host";
import { isLegalName } from "../host/defined-names";
import { freeSheetNames } from "../host/sheet-names";
import { Refusal, transact, writeBlock } from "./bulk";
import type { Block, CellFormat } from "./bulk";
import { cellsOf, valueOf } from "./cells";
import { cellFormat, typed } from "./contents";
import { change, loadsInto, mustBeWritable, show } from "./load";
import { RECORDS } from "./records";
import { definedNameRefused, definedNameTaken, outOfSheet, sheetHidden } from "./refusals";
import { afterCommands, isChange, listen } from "./turns";

const { positionToZone } = helpers;

const cellsIn = ({ left, right, top, bottom }: Zone): { col: number; row: number }[] =>
  Array.from({ length: bottom - top + 1 }, (_, down) =>
    Array.from({ length: right - left + 1 }, (_, along) => ({ col: left + along, row: top + down })),
  ).flat();

export type WorkbenchHost = Host & Pick<ReturnType<typeof loadsInto>, "addAside">;

export function workbenchHost(model: Model): WorkbenchHost {
  const { getters } = model;
  const cells = cellsOf(model);
  const { sheetIdOf, sheetId, zoneOf, formulaAt, range, refTo, spillAt } = cells;

  const isOurs = (id: UID): boolean => sheetIdOf(RECORDS) === id;

  let breath: { readonly blocks: Block[]; readonly written: Promise<void> } | null = null;

  /** What is written in one breath is one step for undo; where it is refused, each is tried by itself. */
  async function together(block: Block): Promise<void> {
    const blocks = breath?.blocks ?? [];
    blocks.push(block);
    breath ??= {
      blocks,
      written: Promise.resolve().then(() => {
        breath = null;
        change(model, (run) => blocks.forEach((each) => writeBlock(run, each)));
      }),
    };
    try {
      await breath.written;
    } catch (error) {
      if (blocks.length === 1) throw error;
      change(model, (run) => writeBlock(run, block));
    }
  }

  return {
    kind: "workbench",

    async selection() {
      const position = getters.getActivePosition();
      return { ...range(position.sheetId, positionToZone(position)), spill: spillAt(position) };
    },

    async selected() {
      return refTo(getters.getActiveSheetId(), getters.getSelectedZone());
    },

    async read(ref) {
      return range(sheetId(ref), zoneOf(ref));
    },

    async extent(sheet) {
      const { numberOfRows, numberOfCols } = getters.getSheetSize(sheetId({ sheet }));
      return { rows: numberOfRows, columns: numberOfCols };
    },

    async named(name) {
      const found = getters.getNamedRanges().find((named) => named.name.toLowerCase() === name.toLowerCase());
      return found === undefined ? null : { cells: refTo(found.range.sheetId, found.range.zone) };
    },

    async names() {
      return getters.getNamedRanges().map(({ name, range }) => ({ name, ...refTo(range.sheetId, range.zone) }));
    },

    async define({ name, ...ref }) {
      const ranges = [getters.getRangeDataFromZone(sheetId(ref), zoneOf(ref))];
      if (!isLegalName(name)) throw definedNameRefused(name);
      if (getters.getNamedRange(name) !== undefined) throw definedNameTaken(name);
      try {
        transact(model, (run) => run("CREATE_NAMED_RANGE", { name, ranges }));
      } catch (reason) {
        throw reason instanceof Refusal ? definedNameRefused(name) : reason;
      }
    },

    async undefine(name) {
      const found = getters.getNamedRange(name);
      if (found !== undefined) change(model, (run) => run("DELETE_NAMED_RANGE", { name: found.name }));
    },

    async tables() {
      // o-spreadsheet's tables have no names, so that no formula here can refer to one.
      return [];
    },

    async findFormulas(pattern) {
      const found: FormulaCell[] = [];
      for (const id of getters.getSheetIds().filter((one) => !isOurs(one))) {
        const positions = getters
          .getCells(id)
          .flatMap((cell) => (cell.isFormula ? [getters.getCellPosition(cell.id)] : []));
        for (const position of positions.sort((a, b) => a.row - b.row || a.col - b.col)) {
          const formula = formulaAt(position);
          // search(), because test() of a pattern with the flag g remembers where it was.
          if (formula === null || formula.search(pattern) < 0) continue;
          const value = valueOf(getters.getEvaluatedCell(position));
          found.push({
            formula,
            value,
            spill: spillAt(position)?.range ?? null,
            // Last: what is added to a spread object takes many times longer, and there may be thousands.
            ...refTo(id, positionToZone(position)),
          });
        }
      }
      return found;
    },

    async sheets() {
      const ids = getters.getSheetIds().filter((id) => !isOurs(id));
      return ids.map((id): SheetInfo => ({
        name: getters.getSheetName(id),
        visible: getters.isSheetVisible(id),
        protected: getters.isSheetLocked(id),
      }));
    },

    async unseen(names) {
      return names.map(cells.unseen).filter(({ rows, columns }) => rows.length + columns.length > 0);
    },

    async freeNames(wanted) {
      return freeSheetNames(wanted, [RECORDS, ...getters.getSheetIds().map((id) => getters.getSheetName(id))]);
    },

    async activate(ref) {
      const id = sheetId(ref);
      if (!getters.isSheetVisible(id)) {
        throw sheetHidden(ref.sheet);
      }
      const zone = zoneOf(ref);
      show(model, id);
      model.selection.selectZone({ cell: { col: zone.left, row: zone.top }, zone }, { scrollIntoView: true });
    },

    async write(ref, block) {
      const id = sheetId(ref);
      const { left, top } = zoneOf(ref);
      mustBeWritable(model, id);
      const size = getters.getSheetSize(id);
      if (top + block.length > size.numberOfRows || left + (block[0]?.length ?? 0) > size.numberOfCols) {
        throw outOfSheet(ref.address, ref.sheet);
      }
      await together({ sheetId: id, col: left, row: top, contents: block.map((line) => line.map(typed)) });
    },

    async insert(ref, formula, looks) {
      const id = sheetId(ref);
      mustBeWritable(model, id);
      const { left: col, top: row } = zoneOf(ref);
      const before = getters.getCellText({ sheetId: id, col, row }, { showFormula: true });
      const plain = looks.flatMap(({ range, numberFormat }) =>
        cellsIn(zoneOf({ sheet: ref.sheet, address: range }))
          .filter((cell) => getters.getCell({ sheetId: id, ...cell })?.format === undefined)
          .map((cell) => ({ ...cell, format: cellFormat(numberFormat) })),
      );
      const fill = (content: string, formats: readonly CellFormat[]): void =>
        change(model, (run) => writeBlock(run, { sheetId: id, col, row, contents: [[content]], formats }));
      fill(formula, plain);
      return async () =>
        fill(
          before,
          plain.map((cell) => ({ ...cell, format: "" })),
        );
    },

    ...loadsInto(model, cells),

    async heal() {
      // A load is one transaction of the model: there is no state between none of it and all.
      return 0;
    },

    async locked() {
      return getters.isReadonly();
    },

    async recalculate() {
      model.dispatch("EVALUATE_CELLS");
    },

    onSelection(callback) {
      let last = getters.getActivePosition();
      return listen(model, "update", () => {
        const { sheetId, col, row } = getters.getActivePosition();
        if (sheetId === last.sheetId && col === last.col && row === last.row) return;
        last = { sheetId, col, row };
        callback();
      });
    },

    onChange(callback) {
      return afterCommands(model, isChange, callback);
    },

    onCalculated(callback) {
      return afterCommands(model, (command) => isChange(command) || command.type === "EVALUATE_CELLS", callback);
    },
  };
}
