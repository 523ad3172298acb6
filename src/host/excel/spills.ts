// Which cells belong to a spilled answer.

import { areaOf } from "../a1";
import type { Asking } from "./asking";
import { refOf } from "./cells";
import { cells, type Contents } from "./ranges";

export interface Spill {
  readonly anchor: string;
  readonly area: string;
}

/**
 * The spills that the asked cells belong to. Excel does not say whether it reports a spilled cell's formula as the anchor's,
 * so of cells with the same formula side by side the first is asked, and the others only when its spill does not cover them.
 */
export async function spillsOf(
  asking: Asking,
  context: Excel.RequestContext,
  worksheet: Excel.Worksheet,
  { address, formulas }: Contents,
  asked: (row: number, column: number) => boolean,
): Promise<Spill[]> {
  if (!asking.supports("1.12")) return [];
  const { top, left } = areaOf(address);
  const open = new Set<string>();
  formulas.forEach((row, r) => row.forEach((_, c) => asked(r, c) && open.add(`${r},${c}`)));
  const spills: Spill[] = [];
  for (let round = 0; open.size > 0; round++) {
    const same = (r: number, c: number, formula: string | null) => open.has(`${r},${c}`) && formulas[r][c] === formula;
    const leads = [...open].filter((key) => {
      const [r, c] = key.split(",").map(Number);
      return round > 1 || !(same(r - 1, c, formulas[r][c]) || same(r, c - 1, formulas[r][c]));
    });
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
      if (spills.some(({ anchor }) => anchor === spill.anchor)) continue;
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
