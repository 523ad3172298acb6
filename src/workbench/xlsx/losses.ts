// What of an .xlsx file is not in the workbook that was made from it, in sentences: nothing is lost without a word.
import { workbenchTexts } from "../../languages/workbench";
import type { Parts } from "./archive";

const words = workbenchTexts.files.lost;

interface Loss {
  /** Files that hold it, by their path. */
  readonly path?: RegExp;
  /** Or elements of a sheet's XML. */
  readonly element?: RegExp;
  readonly sentence: (found: number) => string;
}

const losses = (): readonly Loss[] => [
  { path: /^xl\/vbaProject\.bin$/, sentence: words.macros },
  { path: /^xl\/(threadedComments\/|comments)[^/]*\.xml$/, sentence: words.comments },
  { path: /^xl\/pivotTables\//, sentence: words.pivots },
  { path: /^xl\/(slicers|timelines)\//, sentence: words.slicers },
  { path: /^xl\/(ctrlProps|activeX)\//, sentence: words.controls },
  { path: /^xl\/(queryTables|connections)/, sentence: words.queries },
  { path: /^xl\/diagrams\/data/, sentence: words.diagrams },
  { path: /^xl\/model\//, sentence: words.dataModel },
  { path: /^xl\/richData\//, sentence: words.richData },
  { path: /^xl\/externalLinks\/[^/]+\.xml$/, sentence: words.links },
  { element: /<(?:\w+:)?sparkline>/g, sentence: words.sparklines },
  { element: /<rowBreaks|<colBreaks|<headerFooter/g, sentence: words.printing },
];

export function lossesOf({ xml, paths }: Parts): string[] {
  const old = /<workbookPr[^>]* date1904="(?:1|true)"/.test(xml["xl/workbook.xml"] ?? "");
  const sheets = Object.entries(xml).flatMap(([path, text]) =>
    /^xl\/worksheets\/[^/]+\.xml$/.test(path) ? [text] : [],
  );
  const found = losses().flatMap(({ path, element, sentence }) => {
    const count =
      path === undefined
        ? sheets.reduce((sum, text) => sum + (element === undefined ? 0 : [...text.matchAll(element)].length), 0)
        : paths.filter((each) => path.test(each)).length;
    return count === 0 ? [] : [sentence(count)];
  });
  return old ? [...found, words.dates()] : found;
}

/** What o-spreadsheet says of looks that it has not, as a list of what they are. */
export function looksLost(warnings: readonly string[]): string[] {
  const known = new Map(Object.entries(words.looks));
  const kinds = warnings.flatMap((warning) => {
    const [, kind] = /^(.*?) (?:"[^"]*" is|are) not yet supported/.exec(warning) ?? [];
    return kind === undefined ? [] : [kind];
  });
  const looks = [...new Set(kinds.flatMap((kind) => known.get(kind) ?? []))];
  return looks.length === 0 ? [] : [words.someLooks(looks)];
}
