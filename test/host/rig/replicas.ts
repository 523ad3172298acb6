// Two people at one workbook, each with a copy of their own that is saved by itself: what one does the other has only after a merge.
// A sheet, a name, a cell is merged for itself: of what both have changed, the copy that is saved first keeps its own.

import { Sheet, Workbook, type Chart, type Format, type Name, type Table, type Visibility } from "./workbook";

/** A workbook in small parts, each under its path. */
type Parts = Map<string, unknown>;

const path = (...names: readonly (string | number)[]): string => names.join("\n");
const copyOf = <T>(value: T): T => structuredClone(value);

function partsOf({ names, sheets }: Workbook): Parts {
  const parts: Parts = new Map();
  for (const name of names) parts.set(path("name", name.name.toLowerCase()), { ...name });
  for (const sheet of sheets) {
    const put = (value: unknown, ...rest: (string | number)[]) => parts.set(path("sheet", sheet.id, ...rest), value);
    put(true);
    put(sheet.name, "name");
    put(sheet.visibility, "visibility");
    put(sheet.frozenRows, "frozenRows");
    for (const [at, cell] of sheet.cells) put({ ...cell }, "cell", at);
    for (const [at, format] of sheet.formats) put({ ...format }, "format", at);
    for (const [column, width] of sheet.widths) put(width, "width", column);
    for (const name of sheet.names) put({ ...name }, "own", name.name);
    for (const table of sheet.tables) put({ ...table }, "table", table.id);
    for (const chart of sheet.charts) put(copyOf(chart), "chart", chart.id);
  }
  return parts;
}

const same = (one: unknown, other: unknown): boolean => comparable(one) === comparable(other);

/** Of a formula only what was typed is merged, its value is calculated again. */
function comparable(part: unknown): string {
  const { formula, value } = (part ?? {}) as { formula?: string; value?: unknown };
  return JSON.stringify(formula !== undefined && value !== undefined ? formula : part);
}

/** The rest under a prefix, by its last name. */
const under = <T>(parts: Parts, ...names: readonly string[]): [string, T][] => {
  const start = path(...names, "");
  return [...parts]
    .filter(([key]) => key.startsWith(start) && !key.slice(start.length).includes("\n"))
    .map(([key, value]) => [key.slice(start.length), value as T]);
};

function become(workbook: Workbook, parts: Parts): void {
  const named = (list: Name[], wanted: readonly Name[]) => {
    // A name that stays is the same object, as those who hold it expect.
    const kept = wanted.map((name) => Object.assign(list.find((own) => own.name === name.name) ?? { ...name }, name));
    list.splice(0, list.length, ...kept);
  };
  named(
    workbook.names,
    under<Name>(parts, "name").map(([, name]) => name),
  );
  const before = [...workbook.sheets];
  const ids = under<true>(parts, "sheet").map(([id]) => id);
  const sheets = ids.map((id) => workbook.sheets.find((sheet) => sheet.id === id) ?? new Sheet("", id));
  workbook.sheets.splice(0, workbook.sheets.length, ...sheets);
  for (const sheet of sheets) {
    const of = <T>(what: string) => under<T>(parts, "sheet", sheet.id, what);
    const one = <T>(what: string) => parts.get(path("sheet", sheet.id, what)) as T;
    sheet.name = one<string>("name");
    sheet.visibility = one<Visibility>("visibility");
    sheet.frozenRows = one<number>("frozenRows");
    sheet.cells.clear();
    for (const [at, cell] of of<{ value: never }>("cell")) sheet.cells.set(Number(at), { ...cell });
    sheet.formats.clear();
    for (const [at, format] of of<Format>("format")) sheet.formats.set(Number(at), { ...format });
    sheet.widths.clear();
    for (const [column, width] of of<number>("width")) sheet.widths.set(Number(column), width);
    named(
      sheet.names,
      of<Name>("own").map(([, name]) => name),
    );
    const objects = <T extends { readonly id: string }>(list: T[], wanted: readonly (readonly [string, T])[]) =>
      list.splice(
        0,
        list.length,
        ...wanted.map(([id, value]) => Object.assign(list.find((own) => own.id === id) ?? {}, copyOf(value)) as T),
      );
    objects(sheet.tables, of<Table>("table"));
    objects(sheet.charts, of<Chart>("chart"));
  }
  workbook.merged(before);
}

/** The workbook as it is now; what is returned brings it back, as Excel's undo does. */
export function kept(workbook: Workbook): () => void {
  const parts = partsOf(workbook);
  return () => become(workbook, parts);
}

export class Replicas {
  readonly workbooks: readonly [Workbook, Workbook];
  private base: Parts;

  constructor(first: Workbook) {
    this.base = partsOf(first);
    this.workbooks = [first, new Workbook()];
    become(this.workbooks[1], this.base);
  }

  /** Both copies are saved, the first one before the other, and are the same afterwards. */
  merge(): void {
    const [winner, loser] = this.workbooks;
    for (const sheet of loser.sheets) {
      const other = winner.sheet(sheet.name);
      if (other === undefined || other.id === sheet.id) continue;
      let number = 2;
      while ([winner, loser].some((each) => each.sheet(`${sheet.name} (${number})`) !== undefined)) number++;
      loser.rename(sheet, `${sheet.name} (${number})`);
    }
    for (const table of loser.tables()) {
      const other = winner.tables().find(({ name }) => name.toLowerCase() === table.name.toLowerCase());
      if (other !== undefined && other.id !== table.id) table.name += "_merged";
    }
    const [theirs, ours] = [partsOf(winner), partsOf(loser)];
    const merged: Parts = new Map();
    for (const key of new Set([...this.base.keys(), ...theirs.keys(), ...ours.keys()])) {
      const kept = same(theirs.get(key), this.base.get(key)) ? ours : theirs;
      const part = kept.get(key);
      if (part !== undefined) merged.set(key, part);
    }
    this.base = merged;
    for (const workbook of this.workbooks) become(workbook, merged);
  }
}
