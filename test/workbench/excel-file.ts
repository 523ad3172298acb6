// A workbook as Excel writes it into a file: shared strings and formulas, styles by number, names beside the sheets.
import { strToU8, zipSync } from "fflate";

export interface ExcelSheet {
  readonly name: string;
  /** The cells as the file has them: <c r="A1">…</c>. */
  readonly cells: readonly string[];
  readonly hidden?: boolean;
  /** XML before and after the cells. */
  readonly before?: string;
  readonly after?: string;
  /** The number of its file where that is not its place. */
  readonly file?: number;
  /** Relations of the sheet. */
  readonly relations?: string;
}

export interface ExcelFile {
  readonly sheets: readonly ExcelSheet[];
  readonly names?: string;
  readonly strings?: readonly string[];
  readonly properties?: string;
  /** Further parts by path, with their types of content. */
  readonly parts?: Readonly<Record<string, readonly [content: string, type: string]>>;
  readonly bookRelations?: string;
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';

/** Styles 0 to 5: none, a percentage, dollars, a date, bold on yellow, thousands. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="&quot;$&quot;#,##0.00"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/><xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="0"/></styleSheet>`;

export function excelFile({
  sheets,
  names = "",
  strings = [],
  properties = "<workbookPr/>",
  parts = {},
  bookRelations = "",
}: ExcelFile): Uint8Array {
  const file = ({ file }: ExcelSheet, index: number) => `worksheets/sheet${file ?? index + 1}.xml`;
  const types = sheets
    .map((sheet, index) => `<Override PartName="/xl/${file(sheet, index)}" ContentType="${TYPE}.worksheet+xml"/>`)
    .concat(Object.entries(parts).map(([path, [, type]]) => `<Override PartName="/${path}" ContentType="${type}"/>`));
  const files: Record<string, string> = {
    "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.sharedStrings+xml"/>${types.join("")}</Types>`,
    "_rels/.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${properties}<bookViews><workbookView/></bookViews><sheets>${sheets
      .map(
        ({ name, hidden }, index) =>
          `<sheet name="${name}" sheetId="${index + 1}"${hidden === true ? ' state="hidden"' : ""} r:id="rId${index + 1}"/>`,
      )
      .join(
        "",
      )}</sheets>${names === "" ? "" : `<definedNames>${names}</definedNames>`}<calcPr calcId="191029"/></workbook>`,
    "xl/_rels/workbook.xml.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${sheets
      .map(
        (sheet, index) =>
          `<Relationship Id="rId${index + 1}" Type="${OFFICE}/worksheet" Target="${file(sheet, index)}"/>`,
      )
      .join(
        "",
      )}<Relationship Id="rIdS" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rIdT" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/>${bookRelations}</Relationships>`,
    "xl/styles.xml": STYLES,
    "xl/sharedStrings.xml": `${HEAD}<sst xmlns="${MAIN}" count="${strings.length}" uniqueCount="${strings.length}">${strings.map((text) => `<si><t xml:space="preserve">${text}</t></si>`).join("")}</sst>`,
  };
  for (const [index, sheet] of sheets.entries()) {
    const rows = new Map<string, string[]>();
    for (const cell of sheet.cells) {
      const [, row = ""] = /r="[A-Z]+(\d+)"/.exec(cell) ?? [];
      rows.set(row, [...(rows.get(row) ?? []), cell]);
    }
    const lines = [...rows].map(([row, cells]) => `<row r="${row}">${cells.join("")}</row>`);
    files[`xl/${file(sheet, index)}`] =
      `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}">${sheet.before ?? ""}<sheetData>${lines.join("")}</sheetData>${sheet.after ?? ""}</worksheet>`;
    if (sheet.relations !== undefined)
      files[`xl/worksheets/_rels/sheet${sheet.file ?? index + 1}.xml.rels`] =
        `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${sheet.relations}</Relationships>`;
  }
  for (const [path, [content]] of Object.entries(parts)) files[path] = content;
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
}

/** A cell of a value, and one of a formula with the value that Excel kept. */
export const value = (address: string, number: number, style = 0): string =>
  `<c r="${address}"${style === 0 ? "" : ` s="${style}"`}><v>${number}</v></c>`;
export const text = (address: string, string: number, style = 0): string =>
  `<c r="${address}" s="${style}" t="s"><v>${string}</v></c>`;
export const formula = (address: string, formula: string, kept: number | string, style = 0, attributes = ""): string =>
  `<c r="${address}" s="${style}"${typeof kept === "string" ? ' t="str"' : ""}><f${attributes}>${formula}</f><v>${kept}</v></c>`;
export const follower = (address: string, index: number, kept: number, style = 0): string =>
  `<c r="${address}" s="${style}"><f t="shared" si="${index}"/><v>${kept}</v></c>`;
export const shared = (
  address: string,
  written: string,
  index: number,
  over: string,
  kept: number,
  style = 0,
): string => formula(address, written, kept, style, ` t="shared" ref="${over}" si="${index}"`);
export const array = (address: string, written: string, over: string, kept: number): string =>
  `<c r="${address}" cm="1"><f t="array" ref="${over}">${written}</f><v>${kept}</v></c>`;

export { OFFICE, MAIN, TYPE };
