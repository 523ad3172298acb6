// The audit of a workbook: every cell of ours computed again, and its findings by their root cause.
import { spoken } from "../host/a1";
import { callPattern } from "../catalogue/calls";
import { unprefixed } from "../catalogue/prefixes";
import type { FormulaCell, Host, Progress } from "../host/host";
import { nearest } from "../model/keys";
import { type Following, followingWith } from "../explain/explain";
import type { KnownFunctions } from "../explain/explanation";
import { parts } from "../explain/formula";
import { reviewTexts } from "../languages/review";
import { causes } from "./causes";
import { oncePerCell, structureFindings } from "./checks";
import { scaleFindings } from "./checks/scales";
import { circles } from "./circles";
import { byWeight, type Finding } from "./finding";
import { type AuditedCell, follow, type Followed, type Read } from "./followed";
import { Pages } from "./pages";
import { shapeFindings } from "./patterns";
import { type Recomputed, recompute } from "./recompute";
import { afterReading, eachInTurns, type Snapshot, snapshot } from "./snapshot";
import { twinFindings } from "./twins";

const words = reviewTexts;

export interface WorkbookAudit {
  readonly cells: readonly AuditedCell[];
  /** One a culprit, the gravest first. */
  readonly findings: readonly Finding[];
  /** What came of computing the other formulas again. */
  readonly others: Omit<Recomputed, "findings">;
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
  const pages = await Pages.of(book, following.readFormula);
  const followed: Followed[] = [];
  await eachInTurns(own, afterReading(progress), async (cell) => {
    const one = await follow(book, cell, following, circular.get(cell));
    if (one !== null) followed.push(one);
  });
  const unknown = mistyped(book, own, following);
  const manifests = await host.manifests();
  const loaded = new Set(manifests.map(({ sheet }) => sheet));
  const { findings: differing, ...others } = await recompute(pages, book.kind, { signal: progress.signal });
  const findings = oncePerCell([
    ...(await twinFindings({ snapshot: book, pages, following, manifests }, { signal: progress.signal })),
    ...scaleFindings(followed, pages, [...functions.keys()]),
    ...causes([...followed, ...unknown], pages, functions),
    ...differing,
    ...(await structureFindings(pages, loaded, { signal: progress.signal })),
    ...shapeFindings(followed.flatMap(({ shape }) => shape ?? [])),
    ...hiddenSheets(book, followed),
  ]).sort(byWeight);
  const concerning = byCell(findings);
  return {
    cells: [...followed, ...unknown].map(({ cell }) => ({ ...cell, findings: concerning.get(spoken(cell)) ?? [] })),
    findings,
    others,
  };
}

const byCell = (findings: readonly Finding[]): Map<string, Finding[]> => {
  const found = new Map<string, Finding[]>();
  for (const finding of findings)
    for (const at of new Set([finding.culprit, ...finding.breaks].map(spoken))) {
      const own = found.get(at);
      if (own === undefined) found.set(at, [finding]);
      else own.push(finding);
    }
  return found;
};

const hiddenSheets = ({ sheets }: Snapshot, followed: readonly Followed[]): Finding[] =>
  sheets.flatMap(({ name, visible }): Finding[] => {
    const there = visible ? 0 : followed.filter(({ cell }) => cell.sheet === name).length;
    if (there === 0) return [];
    const culprit = { sheet: name, address: "" };
    const sentence = words.findings.hidden(name, there);
    return [{ kind: "hidden", severity: "note", culprit, sentence, why: "", breaks: [], fixes: [] }];
  });

/** Cells with #NAME? whose function is none of ours, but begins like one. */
export function mistyped(
  book: Snapshot,
  own: readonly FormulaCell[],
  { functions, readFormula }: Following,
): Followed[] {
  const known = new Set(own);
  return book.formulas.flatMap((cell): Followed[] => {
    if (cell.value !== "#NAME?" || known.has(cell)) return [];
    const name = parts(readFormula(cell.formula))
      .flatMap((part) => (part.kind === "call" ? [part.name] : []))
      .find((called) => /^(GPU|CAPEX|DEPREC)/.test(called));
    if (name === undefined) return [];
    const sentence = words.findings.unknown(name, nearest(name, [...functions.keys()])[0]);
    const empty = { functions: [], recomputed: undefined, literals: [], repairable: false };
    const read: Read = { ...cell, ...empty, standing: "error", sentence };
    return [{ cell: read, calls: [], shape: null, typed: [], circular: false }];
  });
}

/** The formula as this add-in's functions are called now: without prefixes of another build or of a spreadsheet that did not know them. */
export const bareFormula = (formula: string, functions: KnownFunctions): string =>
  unprefixed(formula, functions.keys());
