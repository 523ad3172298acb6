// Every check of how a workbook is built, in the order in which they speak for a cell: what says most comes first.
import { spoken } from "../../host/a1";
import type { Progress } from "../../host/host";
import type { Finding } from "../finding";
import { sheetOf } from "../lines";
import type { Pages } from "../pages";
import { eachInTurns } from "../snapshot";
import { unusedInputs } from "./inputs";
import { knownFigures } from "./known";
import { outliers } from "./outliers";
import { pastedNumbers } from "./pasted";
import { periodFindings, periodJumps } from "./periods";
import { plugged } from "./plugs";
import { rangeFindings } from "./ranges";
import { sourceFindings } from "./sources";
import { typedFindings } from "./typed";
import { unseenFindings } from "./unseen";

/** `loaded` names the sheets that we wrote: their figures say their source themselves. */
export async function structureFindings(
  pages: Pages,
  loaded: ReadonlySet<string>,
  progress: Progress = {},
): Promise<Finding[]> {
  const found: Finding[] = [];
  const work: (() => readonly Finding[])[] = [];
  for (const page of pages.all())
    work.push(() => {
      const sheet = sheetOf(page, pages);
      const known = loaded.has(page.sheet) ? [] : knownFigures(sheet);
      return [
        ...[pastedNumbers, outliers, typedFindings, unusedInputs, periodJumps].flatMap((check) => check(sheet, pages)),
        ...known,
      ];
    });
  work.push(
    ...[plugged, rangeFindings, unseenFindings, periodFindings, sourceFindings].map((check) => () => check(pages)),
  );
  await eachInTurns(work, progress, async (check) => {
    found.push(...check());
  });
  return found;
}

/** A cell is told once how it differs from its neighbours: what comes first says most. */
export function oncePerCell(findings: readonly Finding[]): Finding[] {
  const told = new Set<string>();
  return findings.filter(({ kind, culprit, breaks }) => {
    const of = ABOUT_FORMULAS.has(kind) ? "formula" : ABOUT_NUMBERS.has(kind) ? "number" : kind;
    const key = `${of} ${spoken(culprit)}`;
    if (told.has(key)) return false;
    told.add(key);
    // Of a step that someone changed it is known what it was: how it differs from its neighbours says less.
    if (kind === "twin")
      for (const cell of [culprit, ...breaks].map(spoken)) told.add(`formula ${cell}`).add(`number ${cell}`);
    return true;
  });
}

const ABOUT_FORMULAS: ReadonlySet<string> = new Set(["plug", "sign", "short", "doubled", "pattern", "periods"]);
const ABOUT_NUMBERS: ReadonlySet<string> = new Set(["unit", "pasted", "scale", "share"]);
