// Sheets as an .xlsx file: values, formulas, widths and the looks that our sheets use, and no more.
import { strToU8, zipSync } from "fflate";
import { areaOf, cellAt, columnName } from "../host/a1";
import type { Cell, SheetPlan, Style } from "../host/host";

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** XML takes no control characters, whatever they are written as. */
const escaped = (text: string): string =>
  text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

/** The looks in use, each once: a cell's style is its place in the list. */
class Looks {
  private readonly known = new Map<string, Style>([["{}", {}]]);

  place(style: Style): number {
    const key = JSON.stringify(style);
    if (!this.known.has(key)) this.known.set(key, style);
    return [...this.known.keys()].indexOf(key);
  }

  xml(): string {
    const looks = [...this.known.values()];
    const each = (write: (style: Style, at: number) => string): string => looks.map(write).join("");
    const count = looks.length;
    const fonts = each(
      ({ bold, italic, color, fontSize }) =>
        `<font>${bold ? "<b/>" : ""}${italic ? "<i/>" : ""}<sz val="${fontSize ?? 11}"/>${colour("color", color)}<name val="Calibri"/></font>`,
    );
    const fills = each(({ fill }) =>
      fill === undefined
        ? '<fill><patternFill patternType="none"/></fill>'
        : `<fill><patternFill patternType="solid">${colour("fgColor", fill)}</patternFill></fill>`,
    );
    const formats = each(
      ({ numberFormat }, at) => `<numFmt numFmtId="${200 + at}" formatCode="${escaped(numberFormat ?? "General")}"/>`,
    );
    // The first two fills are Excel's own.
    const own = '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>';
    const cells = each(
      ({ wrap, align }, at) =>
        `<xf numFmtId="${200 + at}" fontId="${at}" fillId="${2 + at}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"><alignment${wrap ? ' wrapText="1"' : ""}${align === undefined ? "" : ` horizontal="${align}"`}/></xf>`,
    );
    return `${HEAD}<styleSheet ${MAIN}><numFmts count="${count}">${formats}</numFmts><fonts count="${count}">${fonts}</fonts><fills count="${count + 2}">${own}${fills}</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${count}">${cells}</cellXfs></styleSheet>`;
  }
}

const colour = (name: string, value: string | undefined): string =>
  value === undefined ? "" : `<${name} rgb="FF${value.slice(1).toUpperCase()}"/>`;

function cellXml(cell: Cell, at: string, style: number): string {
  const look = style === 0 ? "" : ` s="${style}"`;
  if (cell === null) return style === 0 ? "" : `<c r="${at}"${look}/>`;
  if (typeof cell === "object") return `<c r="${at}"${look}><f>${escaped(cell.formula.slice(1))}</f></c>`;
  if (typeof cell === "number") return `<c r="${at}"${look}><v>${cell}</v></c>`;
  if (typeof cell === "boolean") return `<c r="${at}"${look} t="b"><v>${Number(cell)}</v></c>`;
  return `<c r="${at}"${look} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

function sheetXml({ cells, widths = [], styles = [] }: SheetPlan, looks: Looks): string {
  const styleOf = new Map<string, Style>();
  for (const { range, ...style } of styles) {
    const area = areaOf(range);
    for (let row = 0; row <= area.bottom - area.top; row++)
      for (let column = 0; column <= area.right - area.left; column++) {
        const at = cellAt(area, row, column);
        styleOf.set(at, { ...styleOf.get(at), ...style });
      }
  }
  const rows = cells.map((row, i) => {
    const written = row.map((cell, j) => {
      const at = `${columnName(j)}${i + 1}`;
      return cellXml(cell, at, looks.place(styleOf.get(at) ?? {}));
    });
    return `<row r="${i + 1}">${written.join("")}</row>`;
  });
  const columns = widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`);
  const shown = columns.length === 0 ? "" : `<cols>${columns.join("")}</cols>`;
  return `${HEAD}<worksheet ${MAIN}>${shown}<sheetData>${rows.join("")}</sheetData></worksheet>`;
}

/** The bytes of a workbook that calculates itself when it is opened. */
export function xlsx(sheets: readonly SheetPlan[]): Uint8Array {
  const looks = new Looks();
  const each = (write: (name: string, number: number) => string): string =>
    sheets.map(({ name }, i) => write(escaped(name), i + 1)).join("");
  const parts = each(
    (_, i) => `<Override PartName="/xl/worksheets/sheet${i}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  );
  const files: Record<string, string> = {
    "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${parts}</Types>`,
    "_rels/.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${HEAD}<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets>${each((name, i) => `<sheet name="${name}" sheetId="${i}" r:id="rId${i}"/>`)}</sheets><calcPr fullCalcOnLoad="1"/></workbook>`,
    "xl/_rels/workbook.xml.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each((_, i) => `<Relationship Id="rId${i}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  };
  sheets.forEach((sheet, i) => (files[`xl/worksheets/sheet${i + 1}.xml`] = sheetXml(sheet, looks)));
  files["xl/styles.xml"] = looks.xml();
  const bytes = Object.entries(files).map(([path, text]) => [path, strToU8(text)] as const);
  return zipSync(Object.fromEntries(bytes));
}
