// The writing of a load into its hidden sheets, in pieces that fit into requests.

import type { Area } from "../a1";
import { grid, slices } from "./cells";
import { addressLists, looksOf } from "./looks";
import type { Task } from "./plan";
import { applyLook, applyStyle, cells, furnish, setColumns, setWidths, untracked } from "./ranges";

/** Below the 5 MB that Excel on the web takes. */
export const REQUEST_BYTES = 3_500_000;

/** With the hidden sheet that is filled: of a new sheet the sheet itself, whatever it is called by now. */
export interface Staged extends Task {
  readonly sheet: Excel.Worksheet;
}

/** A piece of a load for one request. */
export interface Job {
  readonly bytes: number;
  add(): void;
  /** The same in two, when Excel refuses the size; empty when it cannot be cut. */
  halves(): Job[];
}

/** A look that is taken over may merge cells, so it comes before what they hold. */
export const jobsOf = (task: Staged): Job[] => [...likeJobs(task), ...dataJobs(task), ...styleJobs(task)];

/** Rows of something for the cells from A1, in as many pieces as Excel wants. */
function rowJobs<T>(
  rows: readonly (readonly T[])[],
  write: (area: Area, rows: readonly (readonly T[])[]) => void,
): Job[] {
  const job = (first: number, end: number): Job => ({
    bytes: (end - first) * rows[0].length * 8,
    add: () => write({ top: first, left: 0, bottom: end - 1, right: rows[0].length - 1 }, rows.slice(first, end)),
    halves: () => {
      const middle = (first + end) >> 1;
      return middle === first ? [] : [job(first, middle), job(middle, end)];
    },
  });
  return slices(rows, REQUEST_BYTES).map(([first, end, bytes]) => ({ ...job(first, end), bytes }));
}

const dataJobs = ({ plan, sheet }: Staged): Job[] =>
  rowJobs(grid(plan.cells, null), (area, rows) => {
    cells(sheet, area).formulas = rows as unknown[][];
  });

function likeJobs({ like, area, sheet }: Staged): Job[] {
  if (like === undefined) return [];
  const add = (): void => {
    cells(sheet, area).copyFrom(cells(like.sheet, area), "Formats");
    setColumns(sheet, like.widths);
  };
  return [{ bytes: 0, add, halves: () => [] }];
}

/** More are asked for by what cells have in common. */
const FEW_STYLES = 200;

function styleJobs({ plan, target, ours, sheet }: Staged): Job[] {
  const styles = plan.styles ?? [];
  const whole = (add: () => void, bytes = 0): Job => ({ bytes, add, halves: () => [] });
  const last = whole(() => {
    if (target !== undefined) return;
    setWidths(sheet, plan.widths);
    furnish(sheet, ours);
  });
  if (styles.length <= FEW_STYLES) {
    const each = whole(() => {
      for (const { range, ...style } of styles) applyStyle(untracked(sheet, range), style);
    });
    return [each, last];
  }
  const { formats, groups } = looksOf(styles);
  const looks = groups.flatMap(({ look, addresses }) =>
    addressLists(addresses).map((list) => whole(() => applyLook(areas(sheet, list).format, look), list.length)),
  );
  const numbers = rowJobs(formats, (area, rows) => {
    cells(sheet, area).numberFormat = rows as string[][];
  });
  return [...looks, ...numbers, last];
}

/** Ranges that Excel need not keep for us after the request. */
function areas(sheet: Excel.Worksheet, list: string): Excel.RangeAreas {
  const ranges = sheet.getRanges(list);
  ranges.untrack();
  return ranges;
}
