// A cell that does not hold what Excel in English makes of its formula: whether its spreadsheet reads it in a way of its own.
import type { CellValue } from "../host/host";
import type { CellReader } from "./cells";
import { type Dialect, type Difference, DIFFERENCES, EXCELS, WORKBENCH_LACKS, workbench } from "./dialects";
import { type Expression, parts } from "./formula";
import { type Evidence, type Verdict, verdict } from "./verdict";

/** Whether anything but our functions calculates a part of the formula. */
export const calculates = (root: Expression): boolean =>
  parts(root).some((part) => part.kind === "unary" || part.kind === "binary" || (part.kind === "call" && !part.ours));

export const isDoubted = (plain: Verdict): boolean =>
  (plain.kind === "differs" && plain.why === "value") ||
  (plain.kind === "stale" && plain.why === "inputsChanged") ||
  (plain.kind === "unread" && plain.part.why === "text");

/** The function of a formula that its spreadsheet does not have; every Excel that has ours has all that are computed here. */
export function lackedBy(kind: CellReader["kind"], formula: string): string | undefined {
  if (kind === "excel") return undefined;
  const code = formula.toUpperCase().replace(/"(?:[^"]|"")*"/g, "");
  const called = [...code.matchAll(/(?<![A-Z0-9_.])([A-Z0-9_.]+)\s*\(/g)].map(([, name]) => name);
  return called.find((name) => WORKBENCH_LACKS.has(name));
}

/** Whether the cell holds what its spreadsheet makes of the formula in a way of its own: which, and what Excel in English does otherwise. */
export function byOwnReading(
  kind: CellReader["kind"],
  value: CellValue,
  rerunAs: (dialect: Dialect) => Pick<Evidence, "recomputed" | "largest">,
): Verdict | undefined {
  const agrees = (dialect: Dialect): boolean => {
    const evidence = { changed: false, agreedBefore: false, cell: value, bare: false };
    return verdict({ ...evidence, ...rerunAs(dialect) }).kind === "agrees";
  };
  if (kind === "excel") return EXCELS.some(agrees) ? { kind: "agrees", how: "rounded" } : undefined;
  if (!agrees(workbench(DIFFERENCES))) return undefined;
  const one = DIFFERENCES.find((difference) => agrees(workbench([difference])));
  // The same number, joined with two digits more.
  if (one === "join") return { kind: "agrees", how: "rounded" };
  const needed = (difference: Difference): boolean =>
    !agrees(workbench(DIFFERENCES.filter((other) => other !== difference)));
  return { kind: "otherwise", of: one === undefined ? DIFFERENCES.filter(needed) : [one] };
}
