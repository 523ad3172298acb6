// Periods of different length in one calculation, and a line of periods that jumps.
import { spoken } from "../../host/a1";
import { periodOf } from "../../data/period";
import type { Ref } from "../../host/host";
import { type Expression, parts } from "../../explain/formula";
import { findingTexts } from "../../languages/findings";
import type { Finding } from "../finding";
import { columnHead, isYear, type Line, linesOf, refOf, type Sheet, type Spot } from "../lines";
import { type Page, type Pages, type Placed, sizeOf } from "../pages";

const words = findingTexts;

type Length = "month" | "quarter" | "half" | "year";

const MONTH = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[-\s']*(?:\d{2,4})?$/i;
const QUARTER = /^(?:Q[1-4][\s'/-]*(?:FY)?\d{0,4}|[1-4]Q[\s'/-]*\d{0,4}|\d{4}[\s-]?Q[1-4])\s*[AEF]?$/i;
const HALF = /^(?:H[12][\s'/-]*\d{0,4}|[12]H[\s'/-]*\d{0,4}|\d{4}[\s-]?H[12])\s*[AEF]?$/i;
const YEAR = /^(?:(?:FY|CY|LTM|TTM)[\s'-]*\d{0,4}|(?:19|20)\d{2})\s*[AEFBP]?$|^full year/i;

function lengthOf(head: string): Length | null {
  const text = head.trim();
  if (MONTH.test(text)) return "month";
  if (QUARTER.test(text)) return "quarter";
  if (HALF.test(text)) return "half";
  if (YEAR.test(text)) return "year";
  const kind = periodOf(text.toUpperCase())?.kind;
  return kind === undefined ? null : kind === "quarter" || kind === "half" ? kind : "year";
}

/** The length of the period that a part stands for, and what says so. */
interface Dated {
  readonly length: Length;
  readonly says: string;
}

export function periodFindings(pages: Pages): Finding[] {
  return pages.formulas.flatMap((placed): Finding[] => {
    const mixed = mixedIn(placed, pages);
    if (mixed === null) return [];
    const { sheet, address } = placed.cell;
    const culprit = { sheet, address };
    const [one, other] = mixed;
    return [
      {
        kind: "periods",
        severity: "doubtful",
        culprit,
        sentence: words.periods(spoken(culprit), words.lengths[one.length], words.lengths[other.length]),
        why: words.periodsWhy([one.says, other.says]),
        breaks: [],
        fixes: [],
      },
    ];
  });
}

const TOTALS = new Set(["SUM", "AVERAGE", "MEDIAN", "MAX", "MIN"]);

function mixedIn(placed: Placed, pages: Pages): readonly [Dated, Dated] | null {
  for (const part of parts(placed.root)) {
    if (part.kind === "call" && TOTALS.has(part.name))
      for (const argument of part.args) {
        const found = mixedRange(argument, placed, pages);
        if (found !== null) return found;
      }
    if (part.kind !== "binary" || !"+-/".includes(part.operator) || isTerm(part, placed.root)) continue;
    const [left, right] = [dated(part.left, placed.cell, pages), dated(part.right, placed.cell, pages)];
    if (left === null || right === null || left.length === right.length) continue;
    // What part of the year a quarter is, is a fair question.
    if (part.operator === "/" && sameField(part.left, part.right, placed, pages)) continue;
    return [left, right];
  }
  return null;
}

/** Twelve months are the year and this year's part less last year's: a longer sum knows what it does. */
const isTerm = (part: Expression, root: Expression): boolean =>
  parts(root).some(
    (outer) =>
      outer.kind === "binary" &&
      (outer.operator === "+" || outer.operator === "-") &&
      (outer.left === part || outer.right === part),
  ) ||
  (part.kind === "binary" && [part.left, part.right].some(({ kind }) => kind === "binary"));

/** A range along a row whose columns are headed by periods of two lengths. */
function mixedRange(part: Expression, placed: Placed, pages: Pages): readonly [Dated, Dated] | null {
  const read = part.kind === "reference" ? pages.reading(part, placed.cell) : null;
  const page = read === null ? undefined : pages.page(read.sheet);
  if (read === null || page === undefined || read.area.top !== read.area.bottom || sizeOf(read.area) < 3) return null;
  const { top, left, right } = read.area;
  const found = new Map<Length, Dated & { readonly count: number }>();
  for (let column = left; column <= Math.min(right, page.outer.right); column++) {
    const head = columnHead(page, top, column);
    const length = lengthOf(head);
    if (length !== null) found.set(length, { length, says: head, count: (found.get(length)?.count ?? 0) + 1 });
  }
  const [one, other] = [...found.values()].sort((a, b) => b.count - a.count);
  return other === undefined ? null : [one, other];
}

function dated(part: Expression, home: Ref, pages: Pages): Dated | null {
  if (part.kind === "call" && part.name === "CAPEXDATA") return ofCall(part.args, home, pages);
  const read = part.kind === "reference" ? pages.reading(part, home) : null;
  const page = read === null ? undefined : pages.page(read.sheet);
  if (read === null || page === undefined || sizeOf(read.area) !== 1) return null;
  const { top, left } = read.area;
  const placed = pages.at(read.sheet, top, left);
  if (placed?.root.kind === "call" && placed.root.name === "CAPEXDATA")
    return ofCall(placed.root.args, placed.cell, pages);
  const head = columnHead(page, top, left);
  const length = lengthOf(head);
  return length === null ? null : { length, says: head };
}

function ofCall([, , period]: readonly Expression[], home: Ref, pages: Pages): Dated | null {
  const text = period === undefined ? null : textOf(period, home, pages);
  const length = text === null ? null : lengthOf(text);
  return length === null || text === null ? null : { length, says: text };
}

function textOf(part: Expression, home: Ref, pages: Pages): string | null {
  if (part.kind === "constant") return part.value === null ? null : String(part.value);
  const read = pages.reading(part, home);
  const value = read === null ? null : pages.page(read.sheet)?.value(read.area.top, read.area.left);
  return value === null || value === undefined ? null : String(value);
}

/** Whether two parts are one line of a table, or one field of the dataset. */
function sameField(one: Expression, other: Expression, placed: Placed, pages: Pages): boolean {
  const [a, b] = [one, other].map((part) => pages.reading(part, placed.cell));
  if (a !== null && b !== null && a !== undefined && b !== undefined)
    return a.area.top === b.area.top && a.sheet === b.sheet;
  return one.kind === "call" && other.kind === "call" && one.args[1]?.text === other.args[1]?.text;
}

/** Before and after a jump the line counts by ones. */
const LEAST_BESIDE = 2;

/** Years or quarters of a heading of which one is left out, or stands twice. */
export const periodJumps = (sheet: Sheet): Finding[] =>
  linesOf(sheet).flatMap((line) => {
    const numbers = line.spots.map((spot) => orderOf(line.page, spot));
    return numbers.flatMap((own, at): Finding[] => {
      const before = numbers[at - 1];
      if (own === null || before === undefined || before === null) return [];
      const jump = own - before;
      if (jump !== 0 && jump !== 2) return [];
      if (!counts(numbers, at, 1) || !counts(numbers, at - 1, -1)) return [];
      const spots = [line.spots[at], line.spots[at - 1]];
      return [jumpFinding(line, spots[0], spots[1])];
    });
  });

function counts(numbers: readonly (number | null)[], from: number, step: 1 | -1): boolean {
  for (let i = 0; i < LEAST_BESIDE; i++) {
    const [own, next] = [numbers[from + i * step], numbers[from + (i + 1) * step]];
    if (own === null || own === undefined || next === null || next === undefined || next - own !== step) return false;
  }
  return true;
}

/** A typed year, or a quarter in words, as a number that the next one is one more than. */
function orderOf(page: Page, { holds, row, column, value, placed }: Spot): number | null {
  if (placed !== undefined) return null;
  if (holds === "number") return isYear(value) ? value : null;
  const text = holds === "text" ? String(page.value(row, column)).trim() : "";
  const [, first = "", year = ""] = /^Q([1-4])[\s'/-]*(\d{4})$/i.exec(text) ?? [];
  const [, fiscal = ""] = /^(?:FY|CY)\s?(\d{4})[AEF]?$/i.exec(text) ?? [];
  if (fiscal !== "") return Number(fiscal);
  return year === "" ? null : Number(year) * 4 + Number(first);
}

function jumpFinding({ page }: Line, spot: Spot, before: Spot): Finding {
  const culprit = refOf(page, spot);
  const shown = ({ row, column }: Spot): string => String(page.value(row, column));
  return {
    kind: "periods",
    severity: "doubtful",
    culprit,
    sentence: words.jump(spoken(culprit), shown(spot), shown(before)),
    why: words.jumpWhy,
    breaks: [],
    fixes: [],
  };
}
