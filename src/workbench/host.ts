// The port on o-spreadsheet: every operation is synchronous inside, and a load is one transaction and one step for undo.

import { helpers, isCoreCommand } from "@odoo/o-spreadsheet";
import type { CellPosition, Command, EvaluatedCell, Model, UID, Zone } from "@odoo/o-spreadsheet";
import { addressOf } from "../host/a1";
import { CANCELLED, HostError } from "../host/host";
import type {
  CellValue,
  CommitOptions,
  FormulaCell,
  Host,
  Manifest,
  Off,
  RangeData,
  Ref,
  Selection,
  SheetInfo,
  SheetPlan,
} from "../host/host";
import { freeSheetNames } from "../host/sheet-names";
import { fillSheet, Refusal, transact, writeBlock } from "./bulk";
import type { Block, Run } from "./bulk";
import { captured, cellFormat, cellStyle, planned, put, typed } from "./contents";
import type { SheetContents } from "./contents";

const { positionToZone, toXC, toZone } = helpers;

/** Named ranges refuse an empty range, so the manifests are cells of a hidden sheet. */
const RECORDS = "Capex records";

/** What the last load did, as far as it can be taken back. */
interface Undo {
  readonly added: readonly UID[];
  readonly replaced: readonly { readonly sheetId: UID; readonly contents: SheetContents }[];
  readonly records: readonly Record[];
}

/** A manifest and the sheet it belongs to, whatever that sheet is called by now. */
interface Record {
  readonly sheetId: UID;
  readonly manifest: Manifest;
}

/** A part of the load: what a sheet is to hold. */
interface Part {
  readonly plan: SheetPlan;
  readonly contents: SheetContents;
}

export function workbenchHost(model: Model): Host {
  const { getters } = model;
  let undo: Undo | null = null;

  const newId = () => model.uuidGenerator.smallUuid();
  const sheetIdOf = (name: string): UID | undefined => getters.getSheetIdByName(name);

  function sheetId({ sheet }: Pick<Ref, "sheet">): UID {
    const id = sheetIdOf(sheet);
    if (id === undefined) throw new HostError("SheetNotFound", `There is no sheet "${sheet}" in this workbook.`);
    return id;
  }

  function zoneOf(ref: Ref): Zone {
    const zone = ref.address === "" ? usedZone(sheetId(ref)) : toZone(ref.address);
    if (![zone.left, zone.right, zone.top, zone.bottom].every((edge) => Number.isInteger(edge) && edge >= 0)) {
      throw new HostError("InvalidAddress", `"${ref.address}" is not a range of cells.`);
    }
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

  function isOurs(id: UID): boolean {
    return sheetIdOf(RECORDS) === id;
  }

  function records(): Record[] {
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

  function keepRecords(run: Run, kept: readonly Record[]): void {
    let id = sheetIdOf(RECORDS);
    if (id === undefined) {
      if (kept.length === 0) return;
      id = newId();
      run("CREATE_SHEET", { sheetId: id, name: RECORDS, position: getters.getSheetIds().length });
      run("HIDE_SHEET", { sheetId: id });
    }
    const cells = kept.map((record, row) => ({ col: 0, row, content: typed(JSON.stringify(record)) }));
    fillSheet(run, id, cells);
  }

  function mustBeWritable(id: UID): void {
    if (getters.isReadonly()) throw locked();
    if (getters.isSheetLocked(id)) {
      const name = getters.getSheetName(id);
      throw new HostError("SheetProtected", `The sheet "${name}" is protected: unprotect it, or choose another.`);
    }
  }

  /** Says what keeps a load from being made, before anything is changed. */
  function mustBePossible(plans: readonly SheetPlan[], refresh: ReadonlySet<string>): void {
    if (getters.isReadonly()) throw locked();
    const ours = new Set(records().map((record) => record.manifest.sheet));
    for (const name of refresh) {
      const id = sheetIdOf(name);
      if (id === undefined || !ours.has(name)) {
        throw notOurs(name);
      }
      mustBeWritable(id);
    }
    for (const { name } of plans) {
      if (!refresh.has(name) && sheetIdOf(name) !== undefined) {
        throw new HostError("NameTaken", `There is a sheet "${name}" by now: load again to get another name.`);
      }
    }
  }

  /** A transaction whose refusals are sentences. */
  function change(body: (run: Run) => void): void {
    try {
      transact(model, body);
    } catch (reason) {
      if (!(reason instanceof Refusal)) throw reason;
      const why = `The spreadsheet refused ${reason.command} (${reason.reasons.join(", ")}): nothing was changed.`;
      throw new HostError("Refused", why);
    }
  }

  let breath: { readonly blocks: Block[]; readonly written: Promise<void> } | null = null;

  /** What is written in one breath is one step for undo; where it is refused, each is tried by itself. */
  async function together(block: Block): Promise<void> {
    const blocks = breath?.blocks ?? [];
    blocks.push(block);
    breath ??= {
      blocks,
      written: Promise.resolve().then(() => {
        breath = null;
        change((run) => blocks.forEach((each) => writeBlock(run, each)));
      }),
    };
    try {
      await breath.written;
    } catch (error) {
      if (blocks.length === 1) throw error;
      change((run) => writeBlock(run, block));
    }
  }

  function show(id: UID): void {
    const from = getters.getActiveSheetId();
    if (from !== id) model.dispatch("ACTIVATE_SHEET", { sheetIdFrom: from, sheetIdTo: id });
  }

  return {
    kind: "workbench",

    async selection() {
      const position = getters.getActivePosition();
      return { ...range(position.sheetId, positionToZone(position)), spill: spillAt(position) };
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

    async precedents(ref) {
      const { left: col, top: row } = zoneOf(ref);
      const id = sheetId(ref);
      const cell = getters.getCell({ sheetId: id, col, row });
      if (!cell?.isFormula) return [];
      const { compiledFormula } = cell;
      const ranges = [
        ...compiledFormula.rangeDependencies,
        ...compiledFormula.getNamedRangesInFormula(getters).map((named) => named.range),
      ];
      const refs = new Map<string, Ref>();
      for (const { sheetId: id, zone, invalidXc, invalidSheetName } of ranges) {
        if (invalidXc !== undefined || invalidSheetName !== undefined) continue;
        const ref = refTo(id, zone);
        refs.set(`${ref.sheet}!${ref.address}`, ref);
      }
      return [...refs.values()];
    },

    async sheets() {
      const ids = getters.getSheetIds().filter((id) => !isOurs(id));
      return ids.map((id): SheetInfo => ({
        name: getters.getSheetName(id),
        visible: getters.isSheetVisible(id),
        protected: getters.isSheetLocked(id),
      }));
    },

    async freeNames(wanted) {
      return freeSheetNames(wanted, [RECORDS, ...getters.getSheetIds().map((id) => getters.getSheetName(id))]);
    },

    async activate(ref) {
      const id = sheetId(ref);
      if (!getters.isSheetVisible(id)) {
        throw new HostError("SheetHidden", `The sheet "${ref.sheet}" is hidden: show it first.`);
      }
      const zone = zoneOf(ref);
      show(id);
      model.selection.selectZone({ cell: { col: zone.left, row: zone.top }, zone }, { scrollIntoView: true });
    },

    async write(ref, cells) {
      const id = sheetId(ref);
      const { left, top } = zoneOf(ref);
      mustBeWritable(id);
      const size = getters.getSheetSize(id);
      if (top + cells.length > size.numberOfRows || left + (cells[0]?.length ?? 0) > size.numberOfCols) {
        throw new HostError("OutOfSheet", `The block at ${ref.address} does not fit into the sheet "${ref.sheet}".`);
      }
      await together({ sheetId: id, col: left, row: top, contents: cells.map((line) => line.map(typed)) });
    },

    async style(ref, style) {
      const id = sheetId(ref);
      const target = [zoneOf(ref)];
      mustBeWritable(id);
      const { numberFormat, ...look } = style;
      // o-spreadsheet refuses a command that changes nothing: here that is no refusal.
      const format = numberFormat === undefined ? {} : { format: cellFormat(numberFormat) };
      model.dispatch("SET_FORMATTING", { sheetId: id, target, style: cellStyle(look), ...format });
    },

    async commit(plans, options = {}) {
      if (plans.length === 0) return;
      const refresh = new Set(options.refresh ?? []);
      mustNotBeCancelled(options);
      mustBePossible(plans, refresh);
      const likeOf = ({ likeSheet }: SheetPlan): SheetContents | undefined => {
        const id = likeSheet === undefined ? undefined : sheetIdOf(likeSheet);
        return id === undefined ? undefined : captured(model, id);
      };
      const parts = await prepare(plans, newId, options, likeOf);
      mustNotBeCancelled(options);
      mustBePossible(plans, refresh);

      const before = records();
      const replaced = parts.flatMap(({ plan }) => {
        const id = refresh.has(plan.name) ? sheetIdOf(plan.name) : undefined;
        return id === undefined ? [] : [{ sheetId: id, contents: captured(model, id) }];
      });
      const ids = new Map(
        parts.map(({ plan }) => [plan, refresh.has(plan.name) ? sheetId({ sheet: plan.name }) : newId()]),
      );
      const idOf = (plan: SheetPlan) => ids.get(plan) as UID;
      const added = parts.filter(({ plan }) => !refresh.has(plan.name)).map(({ plan }) => idOf(plan));
      change((run) => {
        for (const { plan, contents } of parts) {
          if (refresh.has(plan.name)) continue;
          const size = { rows: contents.rows, cols: contents.columns };
          run("CREATE_SHEET", {
            sheetId: idOf(plan),
            name: plan.name,
            position: getters.getSheetIds().length,
            ...size,
          });
        }
        for (const { plan, contents } of parts) put(model, run, idOf(plan), contents);
        for (const { plan } of parts) if (plan.hidden) run("HIDE_SHEET", { sheetId: idOf(plan) });
        const written = parts.flatMap(({ plan }) =>
          plan.manifest === undefined
            ? []
            : [{ sheetId: idOf(plan), manifest: { ...plan.manifest, sheet: plan.name } }],
        );
        const others = before.filter((record) => !written.some(({ sheetId }) => sheetId === record.sheetId));
        keepRecords(run, [...others, ...written]);
      });
      undo = { added, replaced, records: before };
      const shown = plans.find(({ hidden }) => hidden !== true);
      if (shown !== undefined) {
        show(idOf(shown));
        model.selection.selectCell(0, 0);
      }
      options.onProgress?.(1);
    },

    async restore() {
      if (undo === null) return false;
      const added = undo.added.filter((id) => getters.tryGetSheet(id) !== undefined);
      const replaced = undo.replaced.filter(({ sheetId }) => getters.tryGetSheet(sheetId) !== undefined);
      for (const id of [...added, ...replaced.map(({ sheetId }) => sheetId)]) mustBeWritable(id);
      const kept = undo.records;
      change((run) => {
        for (const { sheetId, contents } of replaced) put(model, run, sheetId, contents);
        for (const id of added) run("DELETE_SHEET", { sheetId: id, sheetName: getters.getSheetName(id) });
        keepRecords(run, kept);
      });
      undo = null;
      return added.length + replaced.length > 0;
    },

    async remove(sheets) {
      const before = records();
      const gone = new Set(
        sheets.map((name) => {
          const found = before.find(({ manifest }) => manifest.sheet === name);
          if (found === undefined) throw notOurs(name);
          mustBeWritable(found.sheetId);
          return found.sheetId;
        }),
      );
      const kept = before.filter((record) => !gone.has(record.sheetId));
      change((run) => {
        for (const id of gone) run("DELETE_SHEET", { sheetId: id, sheetName: getters.getSheetName(id) });
        keepRecords(run, kept);
      });
    },

    async manifests() {
      return records().map((record) => record.manifest);
    },

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
      return afterCommands(model, (command) => isCoreCommand(command) || isHistory(command), callback);
    },

    onCalculated(callback) {
      const recalculates = (command: Command) =>
        isCoreCommand(command) || isHistory(command) || command.type === "EVALUATE_CELLS";
      return afterCommands(model, recalculates, callback);
    },
  };
}

const valueOf = (cell: EvaluatedCell): CellValue => cell.value;

const notOurs = (name: string) =>
  new HostError("NotOurs", `The sheet "${name}" is not one that was loaded here: it is left as it is.`);

const locked = () => new HostError("WorkbookProtected", "The workbook is protected: no sheet can be added or changed.");

const isHistory = (command: Command): boolean => command.type === "UNDO" || command.type === "REDO";

function mustNotBeCancelled({ signal }: CommitOptions): void {
  if (signal?.aborted) throw new HostError(CANCELLED, "The load was cancelled: nothing was changed.");
}

/** Builds everything in memory, in slices that leave the page alive. */
async function prepare(
  plans: readonly SheetPlan[],
  newId: () => string,
  options: CommitOptions,
  likeOf: (plan: SheetPlan) => SheetContents | undefined,
): Promise<Part[]> {
  const parts: Part[] = [];
  let turn = performance.now();
  const tick = async (share: number) => {
    if (performance.now() - turn < 30) return;
    options.onProgress?.(((parts.length + share) / plans.length) * 0.5);
    await new Promise((resolve) => setTimeout(resolve));
    mustNotBeCancelled(options);
    turn = performance.now();
  };
  options.onProgress?.(0);
  for (const plan of plans) parts.push({ plan, contents: await planned(plan, newId, tick, likeOf(plan)) });
  return parts;
}

function readRecord(value: unknown): Record | null {
  try {
    const record: unknown = JSON.parse(String(value));
    return typeof record === "object" && record !== null && "sheetId" in record && "manifest" in record
      ? (record as Record)
      : null;
  } catch {
    return null; // Someone wrote into the hidden sheet.
  }
}

/** o-spreadsheet drops listeners by their owner, so each gets one of its own. */
function listen(model: Model, event: string, callback: (payload: Command) => void): Off {
  const owner = {};
  model.on(event, owner, callback as (payload: object) => void);
  return () => model.off(event, owner);
}

/** Tells once for each turn of the model in which such a command ran, when its formulas are calculated. */
function afterCommands(model: Model, matters: (command: Command) => boolean, callback: () => void): Off {
  let due = false;
  const offs = [
    listen(model, "command-dispatched", (command) => (due ||= matters(command))),
    listen(model, "update", () => {
      if (!due) return;
      due = false;
      callback();
    }),
  ];
  return () => offs.forEach((off) => off());
}
