// Values that most likely meant another unit, by the cell in which they stand: many calls that read it are one finding.
import { addressOf, area, cellAt, spoken } from "../host/a1";
import { isForeign } from "../catalogue/prefixes";
import type { FormulaCell, Ref } from "../host/host";
import { findingTexts } from "../languages/findings";
import { inRow } from "../languages/writing";
import { valueText } from "../explain/figure-text";
import type { CallExplanation } from "../explain/explanation";
import { namesCells } from "../explain/formula";
import type { Finding, Fix } from "./finding";
import { rewriting } from "./rewriting";
import { type Doubt, doubts } from "./lint";
import { edited } from "./literals";
import { type Pages, refAt } from "./pages";
import type { Root } from "./roots";

const words = findingTexts;

/** A cell of ours, and the calls in it. */
export interface Called {
  readonly cell: FormulaCell;
  readonly calls: readonly CallExplanation[];
  readonly fails: boolean;
}

interface Blamed {
  readonly culprit: Ref;
  /** The first is mended; of a text of several keys there may be more. */
  readonly doubts: Doubt[];
  /** What stands there: a typed number, or a formula. */
  readonly holds: "number" | "formula";
  readonly readers: Called[];
}

/** The doubtful values, each with every formula that reads it, and with every error that comes of those. */
export function unitFindings(
  called: readonly Called[],
  pages: Pages,
  roots: ReadonlyMap<string, Root>,
  ids: readonly string[],
): Finding[] {
  const found = new Map<string, Blamed>();
  for (const reader of called)
    for (const doubt of reader.calls.flatMap(doubts)) {
      const place = culpritOf(doubt, reader.cell, pages);
      const key = spoken(place.culprit);
      const blamed = found.get(key) ?? { ...place, doubts: [], readers: [] };
      found.set(key, blamed);
      if (!blamed.doubts.some(({ sentence }) => sentence === doubt.sentence)) blamed.doubts.push(doubt);
      if (blamed.readers.at(-1) !== reader) blamed.readers.push(reader);
    }
  return [...found.values()].map((blamed) => findingOf(blamed, roots, ids));
}

function findingOf(
  { culprit, doubts: doubted, holds, readers }: Blamed,
  roots: ReadonlyMap<string, Root>,
  ids: readonly string[],
): Finding {
  const own = spoken(culprit);
  const [doubt] = doubted;
  const broken = [
    ...readers.map(({ cell }) => cell),
    ...readers.flatMap(({ cell }) => roots.get(spoken(cell))?.breaks ?? []),
  ];
  const breaks = [...new Map(broken.map((cell) => [spoken(cell), cell])).values()].filter(
    (cell) => spoken(cell) !== own,
  );
  const inFormula = readers.length === 1 && spoken(readers[0].cell) === own;
  return {
    kind: "unit",
    severity: readers.some(({ fails }) => fails) ? "wrong" : "doubtful",
    culprit,
    sentence: inFormula
      ? words.inFormula(own, doubt.argument.text, breaks.length)
      : words.typed(own, valueText(doubt.value), breaks.length),
    why: inRow(doubted.map(({ sentence }) => sentence)),
    breaks: breaks.map(({ sheet, address }) => ({ sheet, address })),
    fixes: inFormula
      ? formulaFixes(doubt, readers[0].cell, ids)
      : holds === "number"
        ? numberFixes(doubt, culprit)
        : [],
  };
}

const numberFixes = ({ value, meant }: Doubt, culprit: Ref): Fix[] =>
  meant.map((after) => ({
    kind: "edits",
    will: words.write(valueText(after), spoken(culprit)),
    edits: [{ ...culprit, before: value, after }],
  }));

/** The part of the formula becomes what was meant: a number is written anew, anything else is multiplied. */
function formulaFixes({ value, meant, argument }: Doubt, cell: FormulaCell, ids: readonly string[]): Fix[] {
  const { expression, text } = argument;
  if (text === "" || typeof value !== "number" || isForeign(cell.formula, ids) || isText(argument)) return [];
  return meant.flatMap((after) => {
    const [factor, operator] = after < value ? [value / after, "/"] : [after / value, "*"];
    const put = /^[-\d.eE%]+$/.test(text) ? String(after) : `(${text})${operator}${rounded(factor)}`;
    const formula = edited(cell.formula, [{ from: expression.from, to: expression.to, text: put }]);
    return rewriting(cell, { formula: cell.formula }, formula);
  });
}

/** Keys in a text such as "rate=85" cannot be multiplied. */
const isText = ({ expression }: Doubt["argument"]): boolean =>
  expression.kind === "constant" && typeof expression.value === "string";

const rounded = (factor: number): string => String(Number(factor.toPrecision(12)));

/** A chain of links is followed no further. */
const MOST_LINKS = 50;

/** The typed number behind an argument, through links such as =B4; otherwise the formula itself. */
function culpritOf(
  { argument, row, column }: Doubt,
  cell: FormulaCell,
  pages: Pages,
): Pick<Blamed, "culprit" | "holds"> {
  const itself = { culprit: { sheet: cell.sheet, address: cell.address }, holds: "formula" } as const;
  const ref = argument.refs[0];
  const whole = ref === undefined ? null : area(ref.address);
  if (!namesCells(argument.expression) || whole === null) return itself;
  const one = area(cellAt(whole, row, column));
  if (one === null) return itself;
  let [sheet, top, left] = [ref.sheet, one.top, one.left];
  for (let links = 0; links < MOST_LINKS; links++) {
    const placed = pages.at(sheet, top, left);
    const link = placed?.root.kind === "reference" ? pages.reading(placed.root, placed.cell) : null;
    if (link === null || addressOf(link.area).includes(":")) break;
    [sheet, top, left] = [link.sheet, link.area.top, link.area.left];
  }
  const page = pages.page(sheet);
  const culprit = refAt(page?.sheet ?? sheet, top, left);
  return { culprit, holds: (page?.formula(top, left) ?? null) === null ? "number" : "formula" };
}
