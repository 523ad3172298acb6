// Very many styles, such as those of written-out steps, by what cells have in common: Excel takes a look for many ranges at once.

import { addressOf, areaOf, type Area } from "../a1";
import type { Style } from "../host";

type Look = Omit<Style, "numberFormat">;

/** What the cells of a sheet look like in the end; later styles lie over earlier ones. */
export interface Looks {
  /** Number formats by row and column from A1; null where there is none. */
  readonly formats: (string | null)[][];
  /** Addresses of the ranges that share a look. */
  readonly groups: readonly { readonly look: Look; readonly addresses: readonly string[] }[];
}

export function looksOf(styles: readonly (Style & { readonly range: string })[]): Looks {
  const painted: (Style | undefined)[][] = [];
  let width = 0;
  for (const { range, ...style } of styles) {
    const { top, left, bottom, right } = areaOf(range);
    width = Math.max(width, right + 1);
    for (let row = top; row <= bottom; row++) {
      const line = (painted[row] ??= []);
      for (let column = left; column <= right; column++) line[column] = { ...line[column], ...style };
    }
  }
  const rows = Array.from(painted, (line) => Array.from({ length: width }, (_, column) => line?.[column]));
  return {
    formats: rows.map((line) => line.map((style) => style?.numberFormat ?? null)),
    groups: grouped(rows),
  };
}

/** A look as a text, since equal looks are objects of their own; "" for none. */
function keyOf(style: Style | undefined): string {
  const entries = Object.entries(style ?? {})
    .filter(([name]) => name !== "numberFormat")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? "" : JSON.stringify(Object.fromEntries(entries));
}

function grouped(rows: readonly (readonly (Style | undefined)[])[]): Looks["groups"] {
  const areas = new Map<string, Area[]>();
  /** Stretches of the row above that may go on, by look and columns. */
  let open = new Map<string, { area: Area; key: string }>();
  const close = ({ area, key }: { area: Area; key: string }): void => {
    const own = areas.get(key);
    if (own === undefined) areas.set(key, [area]);
    else own.push(area);
  };
  rows.forEach((line, row) => {
    const next = new Map<string, { area: Area; key: string }>();
    for (const { key, left, right } of stretches(line.map(keyOf))) {
      const id = `${left} ${right} ${key}`;
      const above = open.get(id);
      open.delete(id);
      next.set(id, {
        key,
        area: above === undefined ? { top: row, left, bottom: row, right } : { ...above.area, bottom: row },
      });
    }
    open.forEach(close);
    open = next;
  });
  open.forEach(close);
  return [...areas].map(([key, own]) => ({ look: JSON.parse(key) as Look, addresses: own.map(addressOf) }));
}

/** Cells side by side with one look. */
function stretches(keys: readonly string[]): { key: string; left: number; right: number }[] {
  const found: { key: string; left: number; right: number }[] = [];
  keys.forEach((key, column) => {
    const last = found.at(-1);
    if (key === "") return;
    if (last?.key === key && last.right === column - 1) last.right = column;
    else found.push({ key, left: column, right: column });
  });
  return found;
}

/** Excel reads so long a list of addresses at once. */
const LONGEST_LIST = 4_000;

/** Addresses as lists that Excel takes. */
export function addressLists(addresses: readonly string[]): string[] {
  const lists: string[] = [];
  for (const address of addresses) {
    const last = lists.at(-1);
    if (last !== undefined && last.length + address.length < LONGEST_LIST)
      lists[lists.length - 1] = `${last},${address}`;
    else lists.push(address);
  }
  return lists;
}
