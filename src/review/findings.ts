// Every cell of the workbook that calls one of our functions: whether it computes again to its value, and what in it is doubtful.
import { area, cellAt, spoken } from "../host/a1";
import { callPattern } from "../catalogue/calls";
import { unprefixed } from "../catalogue/prefixes";
import type { FormulaCell, Host, Progress } from "../host/host";
import { nearest } from "../model/keys";
import { explainStill, type Following, followingWith } from "../explain/explain";
import { type Explanation, explained, type KnownFunctions } from "../explain/explanation";
import { parts } from "../explain/formula";
import { fromCell, isError, type Scalar, shownAs } from "../explain/grid";
import { valueText } from "../explain/figure-text";
import { texts } from "../languages";
import { verdictSentence } from "../explain/verdict-sentence";
import { circles } from "./circles";
import { unitFindings } from "./lint";
import { type Literal, literalsOf, textNumbersOf } from "./literals";
import { shapeFindings, shapeOf, type Shape } from "./patterns";
import { afterReading, eachInTurns, type Snapshot, snapshot } from "./snapshot";

const words = texts.review;

export type Standing = "agrees" | "stale" | "differs" | "otherwise" | "unsettled" | "unread" | "error";

export interface Finding {
  readonly kind: "literal" | "unit" | "mixed" | "pattern" | "name" | "lost" | "hidden";
  readonly sentence: string;
}

export interface AuditedCell extends FormulaCell {
  /** The functions that the formula calls, the outer first; empty where none of that name is known. */
  readonly functions: readonly string[];
  readonly standing: Standing;
  /** Why it stands so. */
  readonly sentence: string;
  readonly recomputed: FormulaCell["value"] | undefined;
  readonly literals: readonly Literal[];
  readonly findings: readonly Finding[];
  /** It shows #NAME?, and typing it again mends that. */
  readonly repairable: boolean;
}

export interface WorkbookAudit {
  readonly cells: readonly AuditedCell[];
  /** Of the workbook rather than of a cell. */
  readonly remarks: readonly Finding[];
}

export async function auditWorkbook(
  host: Host,
  functions: KnownFunctions,
  progress: Progress = {},
): Promise<WorkbookAudit> {
  const book = await snapshot(host, progress);
  const following = followingWith(functions);
  const calling = callPattern(functions.keys());
  const own = book.formulas.filter(({ formula }) => formula.search(calling) >= 0);
  const circular = await circles(book, own, following.readFormula);
  const cells: AuditedCell[] = [];
  const shapes: Shape[] = [];
  await eachInTurns(own, afterReading(progress), async (cell) => {
    const followed = await follow(book, cell, following, circular.get(cell));
    if (followed === null) return;
    if (followed.shape !== null) shapes.push(followed.shape);
    cells.push(followed.cell);
  });
  const found = groupFindings(shapes);
  return {
    cells: [
      ...cells.map((cell) => {
        const more = found.get(spoken(cell));
        return more === undefined ? cell : { ...cell, findings: [...cell.findings, ...more] };
      }),
      ...mistyped(book, own, following),
    ],
    remarks: book.sheets.flatMap(({ name, visible }): Finding[] => {
      const there = visible ? 0 : cells.filter(({ sheet }) => sheet === name).length;
      return there === 0 ? [] : [{ kind: "hidden", sentence: words.findings.hidden(name, there) }];
    }),
  };
}

interface Followed {
  readonly cell: AuditedCell;
  readonly shape: Shape | null;
}

async function follow(
  book: Snapshot,
  cell: FormulaCell,
  following: Following,
  circle: string | undefined,
): Promise<Followed | null> {
  const { functions } = following;
  const lost: Finding[] = lostReference(cell.formula) ? [{ kind: "lost", sentence: words.findings.lost }] : [];
  const unread = (sentence: string): Followed => ({
    cell: {
      ...cell,
      functions: namedIn(cell.formula, functions),
      recomputed: undefined,
      literals: [],
      standing: "unread",
      sentence,
      findings: lost,
      repairable: false,
    },
    shape: null,
  });
  if (circle !== undefined) return unread(words.circle(circle));
  let explanation: Explanation;
  try {
    const { sheet, address } = cell;
    const { formulas, values, text } = await book.read({ sheet, address });
    const held = { formula: formulas[0][0], value: values[0][0], text: text[0][0] };
    const result = await explainStill(book, { sheet, address, spill: spillOf(cell) }, held, following);
    // A name in a text is no call.
    if (!explained(result)) return null;
    explanation = result;
  } catch (error) {
    return unread(words.failed(error instanceof Error ? error.message : String(error)));
  }
  const calls = [...explanation.every.values()];
  const literals = literalsOf(calls);
  const typed = [...literals.map(named), ...textNumbersOf(calls)];
  const never = explanation.verdict.kind === "stale" && explanation.verdict.why === "neverRan";
  const findings: Finding[] = [
    ...(never ? [{ kind: "name", sentence: words.findings.neverRan } as const] : []),
    ...lost,
    ...calls.flatMap(unitFindings).map((sentence) => ({ kind: "unit", sentence }) as const),
    ...(typed.length === 0 ? [] : [{ kind: "literal", sentence: words.findings.literals(typed) } as const]),
  ];
  const { standing, sentence } = await standingOf(book, explanation);
  const ids = calls.map(({ id }) => id).reverse();
  return {
    cell: {
      functions: ids.length === 0 ? namedIn(cell.formula, functions) : [...new Set(ids)],
      standing,
      sentence,
      literals,
      findings,
      recomputed: explanation.recomputed,
      repairable: never,
      // Last: what is added to a spread object takes many times longer.
      ...cell,
    },
    shape: shapeOf(explanation),
  };
}

const spillOf = ({ address, spill }: FormulaCell): { anchor: string; range: string } | null =>
  spill === null ? null : { anchor: address, range: spill };

const named = ({ argument, text }: Literal): string => `${argument} ${text}`;

const namedIn = (formula: string, functions: KnownFunctions): string[] => [
  ...new Set(
    [...formula.toUpperCase().matchAll(/([A-Z]+)\s*\(/g)].map(([, name]) => name).filter((name) => functions.has(name)),
  ),
];

/** Not every spreadsheet writes the mark behind it; a text may say #REF!, and a sheet may be called so: neither is a lost reference. */
const lostReference = (formula: string): boolean =>
  /#REF(?![A-Za-z0-9_])/.test(formula.replace(/"(?:[^"]|"")*"|'(?:[^']|'')*'!/g, ""));

export async function standingOf(
  book: Snapshot,
  explanation: Explanation,
): Promise<Pick<AuditedCell, "standing" | "sentence">> {
  const { verdict, value, text, recomputed, calls } = explanation;
  if (verdict.kind !== "agrees") {
    const shown = typeof value === "number" ? valueText(value) : text;
    const sentence = verdictSentence(verdict, shown, recomputed === undefined ? "" : valueText(recomputed));
    return { standing: verdict.kind, sentence };
  }
  const failing = calls.find((call) => isError(call.value));
  if (typeof value === "string" && recomputed === value && isError(fromCell(value))) {
    const why = failing !== undefined && isError(failing.value) ? failing.value.message : undefined;
    return { standing: "error", sentence: why ?? words.errorIs(value) };
  }
  const apart = await differingSpill(book, explanation);
  return apart === null
    ? { standing: "agrees", sentence: verdictSentence(verdict, "", "") }
    : { standing: "differs", sentence: apart };
}

/** The other cells of a spilled answer, where it is one call of ours. */
async function differingSpill(book: Snapshot, { spill, root, calls, anchor }: Explanation): Promise<string | null> {
  const answer = calls[0]?.answer;
  if (spill === null) return null;
  const place = area(spill);
  if (place === null || root !== calls[0]?.call || answer === null || answer === undefined) return null;
  const { values, text } = await book.read({ sheet: anchor.sheet, address: spill });
  for (const [i, row] of answer.entries())
    for (const [j, value] of row.entries()) {
      const cell = values[i]?.[j] ?? null;
      if (Object.is(shownAs(value), cell)) continue;
      return words.spillDiffers(cellAt(place, i, j), text[i]?.[j] ?? "", scalarShown(value));
    }
  return null;
}

const scalarShown = (value: Scalar): string => valueText(shownAs(value));

function groupFindings(shapes: readonly Shape[]): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const { sheet, address, kind, sentence } of shapeFindings(shapes)) {
    const at = spoken({ sheet, address });
    found.set(at, [...(found.get(at) ?? []), { kind, sentence }]);
  }
  return found;
}

/** Cells with #NAME? whose function is none of ours, but begins like one. */
export function mistyped(
  book: Snapshot,
  own: readonly FormulaCell[],
  { functions, readFormula }: Following,
): AuditedCell[] {
  const known = new Set(own);
  return book.formulas.flatMap((cell): AuditedCell[] => {
    if (cell.value !== "#NAME?" || known.has(cell)) return [];
    const name = parts(readFormula(cell.formula))
      .flatMap((part) => (part.kind === "call" ? [part.name] : []))
      .find((called) => /^(GPU|CAPEX|DEPREC)/.test(called));
    if (name === undefined) return [];
    const sentence = words.findings.unknown(name, nearest(name, [...functions.keys()])[0]);
    const finding: Finding = { kind: "name", sentence };
    const empty = { functions: [], recomputed: undefined, literals: [], repairable: false };
    return [{ ...cell, ...empty, standing: "error", sentence, findings: [finding] }];
  });
}

/** The formula as this add-in's functions are called now: without prefixes of another build or of a spreadsheet that did not know them. */
export const bareFormula = (formula: string, functions: KnownFunctions): string =>
  unprefixed(formula, functions.keys());
