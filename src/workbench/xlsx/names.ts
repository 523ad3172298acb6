// Defined names of an .xlsx file, which o-spreadsheet neither reads nor writes: ranges as they are, values as cells of a sheet of their own.
import { isRange, parseA1Ref, tokenize } from "@borgar/fx";
import { qualified } from "../../host/a1";

/** What a file's names stand for here. */
export interface Names {
  /** Cells by name. */
  readonly ranges: ReadonlyMap<string, string>;
  /** Values and formulas by name, "=" first. */
  readonly values: ReadonlyMap<string, string>;
  /** Names that have no place here. */
  readonly lost: readonly string[];
}

/** What o-spreadsheet takes as a name of cells. */
const USABLE = /^[\p{L}\p{N}_.]+$/u;

export function namesOf(workbookXml: Document): Names {
  const ranges = new Map<string, string>();
  const values = new Map<string, string>();
  const lost: string[] = [];
  const found = [...workbookXml.getElementsByTagNameNS("*", "definedName")].filter(
    // Excel's own: print areas, titles, filters.
    (element) => !element.getAttribute("name")?.startsWith("_xlnm."),
  );
  // A name of the whole workbook comes before one that a sheet has for itself.
  const local = (element: Element) => Number(element.hasAttribute("localSheetId"));
  for (const element of found.sort((a, b) => local(a) - local(b))) {
    const name = element.getAttribute("name") ?? "";
    const text = element.textContent.trim();
    const taken = [...ranges.keys(), ...values.keys(), ...lost].some(
      (each) => each.toLowerCase() === name.toLowerCase(),
    );
    const cells = cellsOf(text);
    if (taken || !USABLE.test(name) || text.includes("#REF!")) lost.push(name);
    else if (cells !== null) ranges.set(name, cells);
    else if (isFixed(text)) values.set(name, `=${text}`);
    else lost.push(name);
  }
  return { ranges, values, lost };
}

/** "Sheet1!$A$1:$B$2" as cells of a sheet. */
function cellsOf(text: string): string | null {
  const reference = parseA1Ref(text);
  const sheet = reference?.context?.at(-1);
  if (reference === undefined || !("range" in reference) || reference.context?.length !== 1 || sheet === undefined)
    return null;
  if (!isFixed(text)) return null;
  return qualified({ sheet, address: text.slice(text.lastIndexOf("!") + 1).replaceAll("$", "") });
}

/** Whether it means the same wherever it is used: every reference is pinned, and none is another workbook's. */
const isFixed = (text: string): boolean =>
  !text.includes("[") &&
  tokenize(text).every((token) => {
    const address = token.value.slice(token.value.lastIndexOf("!") + 1);
    return !isRange(token) || !/(?<!\$)(?<![A-Z])[A-Z]|(?<!\$)(?<!\d)\d/i.test(address);
  });
