// Which cells belong to a spilled answer.

import { type Area, areaOf } from "../a1";
import { refOf } from "./cells";
import { cells, type Contents } from "./ranges";

export interface Spill {
  readonly anchor: string;
  readonly area: string;
}

/** So many cells are asked about in one request: each takes about a thousand bytes of the 5 MB that Excel on the web accepts. */
const MOST_ASKED = 1_500;
/** Of more than so many cells, rows without a spill are told apart first. */
const FEW_ASKED = 300;
const ROW_GROUPS = 100;

/**
 * The spills that the asked cells belong to, in an Excel that knows spills. It does not say whether it reports a spilled cell's formula as the anchor's,
 * so of cells with the same formula side by side the first is asked, and the others only when its spill does not cover them.
 */
export async function spillsOf(
  context: Excel.RequestContext,
  worksheet: Excel.Worksheet,
  { address, formulas }: Contents,
  asked: (row: number, column: number) => boolean,
  goOn: () => void,
): Promise<Spill[]> {
  const { top, left } = areaOf(address);
  const open = new Set<string>();
  formulas.forEach((row, r) => row.forEach((_, c) => asked(r, c) && open.add(`${r},${c}`)));
  if (open.size > FEW_ASKED) {
    const spilling = await rowsWithSpills(context, worksheet, areaOf(address));
    for (const key of open) if (!spilling(Number(key.slice(0, key.indexOf(","))))) open.delete(key);
  }
  const spills: Spill[] = [];
  const known = new Set<string>();
  for (let round = 0; open.size > 0; round++) {
    const same = (r: number, c: number, formula: string | null) => open.has(`${r},${c}`) && formulas[r][c] === formula;
    const leads = [...open].filter((key) => {
      const [r, c] = key.split(",").map(Number);
      return round > 1 || !(same(r - 1, c, formulas[r][c]) || same(r, c - 1, formulas[r][c]));
    });
    // What is left over is asked about in the next round, unless a spill that is known by then covers it.
    leads.splice(MOST_ASKED);
    goOn();
    const answers = leads.map((key) => {
      open.delete(key);
      const [r, c] = key.split(",").map(Number);
      const parent = cells(worksheet, {
        top: top + r,
        left: left + c,
        bottom: top + r,
        right: left + c,
      }).getSpillParentOrNullObject();
      const area = parent.getSpillingToRangeOrNullObject();
      for (const range of [parent, area]) {
        range.untrack();
        range.load("address");
      }
      return { parent, area };
    });
    await context.sync();
    for (const { parent, area } of answers) {
      if (parent.isNullObject || area.isNullObject) continue;
      const spill = { anchor: refOf(parent.address).address, area: refOf(area.address).address };
      if (known.has(spill.anchor)) continue;
      known.add(spill.anchor);
      spills.push(spill);
      const covered = areaOf(spill.area);
      for (let r = covered.top - top; r <= covered.bottom - top; r++) {
        for (let c = covered.left - left; c <= covered.right - left; c++) open.delete(`${r},${c}`);
      }
    }
  }
  return spills;
}

/** Only the first cell of a spill holds a formula, whatever Excel reports. */
export function maskSpill({ address, formulas }: Contents, { anchor, area }: Spill): void {
  const { top, left } = areaOf(address);
  const at = areaOf(anchor);
  const { top: first, left: from, bottom, right } = areaOf(area);
  for (let row = Math.max(first, top); row <= Math.min(bottom, top + formulas.length - 1); row++) {
    for (let column = Math.max(from, left); column <= Math.min(right, left + formulas[0].length - 1); column++) {
      if (row !== at.top || column !== at.left) formulas[row - top][column - left] = null;
    }
  }
}

/** Which rows of an area may hold a part of a spill: groups of rows that have none are left out. */
async function rowsWithSpills(
  context: Excel.RequestContext,
  worksheet: Excel.Worksheet,
  { top, left, bottom, right }: Area,
): Promise<(row: number) => boolean> {
  const height = Math.ceil((bottom - top + 1) / ROW_GROUPS);
  const groups = Array.from({ length: Math.ceil((bottom - top + 1) / height) }, (_, group) => {
    const first = top + group * height;
    const range = cells(worksheet, { top: first, left, bottom: Math.min(first + height - 1, bottom), right });
    range.load("hasSpill");
    return range;
  });
  await context.sync();
  return (row) => groups[Math.floor(row / height)]?.hasSpill !== false;
}
