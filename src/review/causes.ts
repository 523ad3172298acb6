// What makes cells wrong, by the cell that is to blame: units, errors at their root, values that no longer follow, typed numbers.
import { area, spoken } from "../host/a1";
import { unprefixed } from "../catalogue/prefixes";
import type { FormulaCell, Ref } from "../host/host";
import type { KnownFunctions } from "../explain/explanation";
import { valueText } from "../explain/figure-text";
import { isError } from "../explain/grid";
import { reviewTexts } from "../languages/review";
import { findingTexts } from "../languages/findings";
import { prefixed } from "../sheets/prefix";
import type { Finding, Fix } from "./finding";
import type { Followed } from "./followed";
import type { Pages } from "./pages";
import { errorRoots, type Root } from "./roots";
import { unitFindings } from "./units";

const words = findingTexts;
const own = reviewTexts;

export function causes(followed: readonly Followed[], pages: Pages, functions: KnownFunctions): Finding[] {
  const ids = [...functions.keys()];
  const roots = new Map(errorRoots(pages).map((root) => [spoken(root.culprit), root]));
  const called = followed.map(({ cell, calls }) => ({ cell, calls, fails: cell.standing === "error" }));
  const units = unitFindings(called, pages, roots, ids);
  // An error that a doubtful unit makes is told with the unit.
  const blamed = new Set(
    units.flatMap(({ severity, culprit, breaks }) => (severity === "wrong" ? [culprit, ...breaks].map(spoken) : [])),
  );
  const ours = new Map(followed.map((one) => [spoken(one.cell), one]));
  const errors = [...roots].flatMap(([where, root]) =>
    blamed.has(where) ? [] : (errorFinding(root, ours, ids) ?? []),
  );
  const told = new Set(errors.map(({ culprit }) => spoken(culprit)));
  const untold = followed.filter(({ cell }) => !told.has(spoken(cell)));
  return [
    ...units,
    ...errors,
    ...pages.formulas.flatMap(({ cell }) =>
      lostReference(cell.formula) && !told.has(spoken(cell)) ? [lostFinding(cell, [])] : [],
    ),
    ...untold.flatMap((one) => standingFinding(one, ids) ?? []),
    ...followed.flatMap((one) => literalFinding(one) ?? []),
  ];
}

const refOf = ({ sheet, address }: Ref): Ref => ({ sheet, address });

function errorFinding(root: Root, ours: ReadonlyMap<string, Followed>, ids: readonly string[]): Finding[] | null {
  const { culprit, code, placed, breaks } = root;
  const where = spoken(culprit);
  const one = ours.get(where);
  const others = breaks.map(refOf);
  if (placed !== undefined && lostReference(placed.cell.formula)) return [lostFinding(placed.cell, others)];
  if (one !== undefined && (one.circular || one.cell.repairable)) {
    const finding = standingFinding(one, ids);
    return finding === null ? [] : [{ ...finding, breaks: others }];
  }
  // Somebody wants it so: a chart leaves out #N/A.
  if (code === "#N/A" && others.length === 0 && placed !== undefined && saysNone(placed.cell.formula)) return null;
  // No internal rate, no payback: that there is none is an answer, as long as nothing calculates with it.
  if (code === "#NUM!" && others.length === 0 && one !== undefined) return null;
  const input = one === undefined ? null : inputNamed(one);
  if (one !== undefined && input !== null)
    return [
      {
        kind: "error",
        severity: "wrong",
        culprit: input.ref,
        sentence: words.typed(spoken(input.ref), valueText(input.value), others.length + 1),
        why: one.cell.sentence,
        breaks: [refOf(one.cell), ...others],
        fixes: [],
      },
    ];
  return [
    {
      kind: one !== undefined && one.cell.functions.length === 0 ? "name" : "error",
      severity: "wrong",
      culprit,
      sentence: words.error(where, code, others.length),
      why: one?.cell.sentence ?? words.errorWhy[code] ?? words.errorIs(code),
      breaks: others,
      fixes: [],
    },
  ];
}

const saysNone = (formula: string): boolean => /\bNA\(\s*\)/i.test(formula);

/** The cell of the argument that the sentence of an error begins with: "life is -3: ...". */
function inputNamed({ calls }: Followed): { readonly ref: Ref; readonly value: unknown } | null {
  for (const { value, arguments: readings } of calls) {
    const name = isError(value) ? /^(\w+) is /.exec(value.message ?? "")?.[1] : undefined;
    const argument = readings.find((each) => each.name === name);
    const held = argument?.value?.[0]?.[0];
    if (argument === undefined || argument.expression.kind !== "reference" || argument.refs.length !== 1) continue;
    if (held !== undefined && !isError(held) && isOneCell(argument.refs[0]))
      return { ref: argument.refs[0], value: held };
  }
  return null;
}

function isOneCell({ address }: Ref): boolean {
  const place = area(address);
  return place !== null && place.top === place.bottom && place.left === place.right;
}

/** Not every spreadsheet writes the mark behind it; a text may say #REF!, and a sheet may be called so: neither is a lost reference. */
const lostReference = (formula: string): boolean =>
  /#REF(?![A-Za-z0-9_])/.test(formula.replace(/"(?:[^"]|"")*"|'(?:[^']|'')*'!/g, ""));

const lostFinding = (cell: FormulaCell, breaks: readonly Ref[]): Finding => ({
  kind: "lost",
  severity: "wrong",
  culprit: refOf(cell),
  sentence: words.lost(spoken(cell)),
  why: own.findings.lost,
  breaks,
  fixes: [],
});

/** A cell of ours that does not show what its formula gives. */
function standingFinding({ cell, circular }: Followed, ids: readonly string[]): Finding | null {
  const where = spoken(cell);
  const finding = { severity: "wrong", culprit: refOf(cell), why: cell.sentence, breaks: [] } as const;
  if (circular) return { ...finding, kind: "circle", sentence: words.circle(where), fixes: [] };
  if (cell.repairable) {
    const sentence = words.never(where, String(cell.value));
    return { ...finding, kind: "name", sentence, why: own.findings.neverRan, fixes: [retyped(cell, ids)] };
  }
  if (cell.standing === "otherwise")
    return { ...finding, kind: "differs", severity: "doubtful", sentence: words.otherwise(where), fixes: [] };
  if (cell.standing === "unread" || cell.standing === "unsettled")
    return { ...finding, kind: "unread", severity: "note", sentence: words.unread(where), fixes: [] };
  if (cell.standing !== "differs" && cell.standing !== "stale") return null;
  return { ...finding, kind: "differs", sentence: words.differs(where), fixes: [retyped(cell, ids)] };
}

const retyped = ({ sheet, address, formula }: FormulaCell, ids: readonly string[]): Fix => ({
  kind: "edits",
  will: words.retype(spoken({ sheet, address })),
  edits: [{ sheet, address, before: { formula }, after: { formula: prefixed(unprefixed(formula, ids)) } }],
});

function literalFinding({ cell, typed }: Followed): Finding | null {
  if (typed.length === 0) return null;
  const lift: Fix = { kind: "lift", will: words.lift(cell.literals.length), cells: [cell] };
  return {
    kind: "literal",
    severity: "note",
    culprit: refOf(cell),
    sentence: words.literals(spoken(cell), typed.length),
    why: own.findings.literals(typed),
    breaks: [],
    fixes: cell.literals.length === 0 ? [] : [lift],
  };
}
