// A workbook as an .xlsx file for Excel. o-spreadsheet leaves out defined names and pictures, and marks too few functions as new.
import type { Model } from "@odoo/o-spreadsheet";
import { strToU8, zipSync } from "fflate";
import { columnName, sheetMark } from "../../host/a1";
import { marked } from "./formulas";

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export async function exported(model: Model): Promise<Uint8Array<ArrayBuffer>> {
  const { files } = await model.exportXLSX();
  const entries = files.map((file): [string, Uint8Array] => [
    file.path,
    "content" in file ? strToU8(completed(file.path, file.content, model)) : pictured(file.imageSrc),
  ]);
  return zipSync(Object.fromEntries(entries)).slice();
}

function completed(path: string, content: string, model: Model): string {
  // Whoever opens it calculates anew: functions may be known there that are not here.
  if (path === "xl/workbook.xml")
    return content.replace("</sheets>", `</sheets>${namesXml(model)}<calcPr calcId="0" fullCalcOnLoad="1"/>`);
  // What is typed behind an apostrophe is text: the apostrophe is no part of it.
  if (path === "xl/sharedStrings.xml") return content.replace(/(<t(?:\s[^>]*)?>\s*)(?:'|&apos;)/g, "$1");
  if (!/^xl\/worksheets\/[^/]+\.xml$/.test(path)) return content;
  return content.replace(
    /(<f[^>]*>)([^<]*)(<\/f>)/g,
    (_whole, open: string, formula: string, close: string) => open + escaped(marked(unescaped(formula))) + close,
  );
}

function namesXml({ getters }: Model): string {
  const names = getters.getNamedRanges().map(({ name, range: { sheetId, zone, unboundedZone } }) => {
    const { top, left, bottom, right } = zone;
    // Whole columns and rows have no end here.
    const columns = unboundedZone.bottom === undefined && top === 0;
    const rows = unboundedZone.right === undefined && left === 0;
    const from = `${rows ? "" : `$${columnName(left)}`}${columns ? "" : `$${top + 1}`}`;
    const to = `${rows ? "" : `$${columnName(right)}`}${columns ? "" : `$${bottom + 1}`}`;
    const cells = `${sheetMark(getters.getSheetName(sheetId))}${from === to && !rows && !columns ? from : `${from}:${to}`}`;
    return `<definedName name="${escaped(name)}">${escaped(cells)}</definedName>`;
  });
  return names.length === 0 ? "" : `<definedNames>${names.sort().join("")}</definedNames>`;
}

const ENTITIES = [
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&apos;"],
] as const;
const escaped = (text: string): string => ENTITIES.reduce((so, [sign, entity]) => so.replaceAll(sign, entity), text);
const unescaped = (text: string): string =>
  ENTITIES.reduceRight((so, [sign, entity]) => so.replaceAll(entity, sign), text);

/** A picture that was opened from a file holds its bytes in its address. */
function pictured(address: string): Uint8Array {
  const [, coded = ""] = /^data:[^,]*;base64,(.*)$/.exec(address) ?? [];
  return Uint8Array.from(atob(coded), (sign) => sign.charCodeAt(0));
}
