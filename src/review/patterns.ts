// Cells that stand in a row or column with others of the same function and differ from them: in what they read, or in their conventions.
import { present } from "../model/errors";
import { area, spoken } from "../host/a1";
import type { Ref } from "../host/host";
import type { CallExplanation, Explanation } from "../explain/explanation";
import { reviewTexts } from "../languages/review";
import type { Finding } from "./finding";
import { rewriting } from "./rewriting";
import { findingTexts } from "../languages/findings";
import { filled, patternOf } from "./relative";

const words = reviewTexts;

/** What is compared between neighbours. */
export interface Shape extends Ref {
  readonly row: number;
  readonly column: number;
  readonly functions: string;
  readonly formula: string;
  readonly root: Explanation["root"];
  /** The formula with its references told from the cell's own place, and numbers left out. */
  readonly pattern: string;
  /** What the calls count by: the day count, net or gross. */
  readonly conventions: ReadonlyMap<string, string>;
}

const CONVENTIONS: ReadonlySet<string> = new Set(["basis", "unit", "hoursPerYear", "declineMethod", "mode", "net"]);

export function shapeOf({ anchor, formula, root, calls }: Explanation): Shape {
  const place = area(anchor.address) ?? { top: 0, left: 0 };
  return {
    row: place.top,
    column: place.left,
    functions: calls.map(({ id }) => id).join(" "),
    formula,
    root,
    pattern: patternOf({ formula, sheet: anchor.sheet }, root, { row: place.top, column: place.left }).shape,
    conventions: conventionsOf(calls),
    // Last: what is added to a spread object takes many times longer.
    ...anchor,
  };
}

function conventionsOf(calls: readonly CallExplanation[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { id, trail } of calls)
    for (const entry of trail.entries) {
      if (entry.kind !== "input" || !CONVENTIONS.has(entry.key) || Array.isArray(entry.value)) continue;
      found.set(`${id} ${entry.key}`, String(entry.value).toUpperCase());
    }
  return found;
}

/** Fewer cells in line are no pattern. */
const LEAST_RUN = 3;

export function shapeFindings(shapes: readonly Shape[]): Finding[] {
  const down = runs(shapes, "column", "row");
  const across = runs(shapes, "row", "column");
  const inLine = new Set([...down, ...across].flatMap((run) => majority(run) ?? []));
  const outliers = new Map<Shape, Finding>();
  for (const [run, line] of [
    ...down.map((run) => [run, "column"] as const),
    ...across.map((run) => [run, "row"] as const),
  ]) {
    const usual = majority(run);
    if (usual === undefined) continue;
    for (const shape of run) {
      if (inLine.has(shape) || outliers.has(shape)) continue;
      outliers.set(shape, outlier(shape, usual, line));
    }
  }
  return [...outliers.values(), ...mixed(shapes)];
}

/** The formula of its neighbours is offered in its place. */
function outlier(shape: Shape, usual: readonly Shape[], line: "row" | "column"): Finding {
  const { sheet, address, formula: before } = shape;
  const [model] = usual;
  const after = filled(model.formula, model.root, model, shape);
  const culprit = { sheet, address };
  return {
    kind: "pattern",
    severity: "doubtful",
    culprit,
    sentence: findingTexts.pattern(spoken(culprit), line),
    why: words.findings.pattern(usual.length, line, model),
    breaks: [],
    fixes: rewriting(culprit, { formula: before }, after),
  };
}

/** Neighbours without a gap whose formulas call the same functions. */
function runs(shapes: readonly Shape[], fixed: "row" | "column", along: "row" | "column"): Shape[][] {
  const found: Shape[][] = [];
  for (const line of groups(shapes, (shape) => `${shape[fixed]} ${shape.sheet}`).values()) {
    let before: Shape | undefined;
    for (const shape of [...line].sort((a, b) => a[along] - b[along])) {
      if (before?.functions === shape.functions && before[along] + 1 === shape[along]) found.at(-1)?.push(shape);
      else found.push([shape]);
      before = shape;
    }
  }
  return found.filter((run) => run.length >= LEAST_RUN);
}

/** The cells with the pattern that more than half of the run have. */
function majority(run: readonly Shape[]): Shape[] | undefined {
  return [...groups(run, ({ pattern }) => pattern).values()].find((group) => group.length * 2 > run.length);
}

function groups<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const own = found.get(name);
    if (own === undefined) found.set(name, [item]);
    else own.push(item);
  }
  return found;
}

/** Cells of one column that count by another convention than most. */
function mixed(shapes: readonly Shape[]): Finding[] {
  const found: Finding[] = [];
  for (const column of groups(shapes, ({ sheet, column }) => `${sheet} ${column}`).values()) {
    const names = new Set(column.flatMap(({ conventions }) => [...conventions.keys()]));
    for (const name of names) {
      const having = column.filter(({ conventions }) => conventions.has(name));
      const [usual, ...others] = [...groups(having, ({ conventions }) => present(conventions.get(name)))].sort(
        (a, b) => b[1].length - a[1].length,
      );
      // Of two and two nobody can tell which is meant, and a pair stands side by side on purpose.
      for (const [value, cells] of others.filter(([, cells]) => cells.length < usual[1].length))
        for (const { sheet, address } of cells) {
          const culprit = { sheet, address };
          const why = words.findings.mixed(name.split(" ")[1], value, usual[0], usual[1][0].address);
          const sentence = findingTexts.mixed(spoken(culprit));
          found.push({ kind: "mixed", severity: "doubtful", culprit, sentence, why, breaks: [], fixes: [] });
        }
    }
  }
  return found;
}
