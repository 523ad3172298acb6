// LibreOffice as a second spreadsheet: writes formulas without any cached value, lets it calculate, and reads what it got.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { areaOf } from "../../src/host/a1";
import type { Cell } from "../../src/host/host";
import { type BlockCell, reference } from "../../src/explain/expand";

/** Rows of cells from A1; undefined is a blank cell. */
export type Rows = readonly (readonly (BlockCell | undefined)[])[];

const OFFICE_PATHS = [
  process.env.SOFFICE_PATH,
  "/usr/bin/soffice",
  "/usr/bin/libreoffice",
  "/Applications/LibreOffice.app/Contents/MacOS/soffice",
];

function office(): string {
  const found = OFFICE_PATHS.find((path) => path !== undefined && existsSync(path));
  if (found === undefined)
    throw new Error(
      "LibreOffice is missing: run `apt-get install libreoffice-calc-nogui`, or set SOFFICE_PATH to its soffice",
    );
  return found;
}

/** Makes it calculate every formula on loading, whatever the file says. */
const PROFILE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`;

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

function cellXml(cell: BlockCell, row: number, column: number): string {
  const at = reference(row, column);
  if ("formula" in cell) return `<c r="${at}"><f>${escape(cell.formula.slice(1))}</f></c>`;
  if (typeof cell.value === "number") return `<c r="${at}"><v>${cell.value}</v></c>`;
  if (typeof cell.value === "boolean") return `<c r="${at}" t="b"><v>${Number(cell.value)}</v></c>`;
  return `<c r="${at}" t="inlineStr"><is><t>${escape(cell.value)}</t></is></c>`;
}

const NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

function workbook(sheets: ReadonlyMap<string, Rows>): Uint8Array {
  const names = [...sheets.keys()];
  const files: Record<string, Uint8Array> = {};
  const add = (path: string, xml: string): void => {
    files[path] = strToU8(HEAD + xml);
  };
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  add(
    "[Content_Types].xml",
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>${names.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${type}.worksheet+xml"/>`).join("")}</Types>`,
  );
  add(
    "_rels/.rels",
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  add(
    "xl/workbook.xml",
    `<workbook ${NAMESPACE} xmlns:r="${OFFICE}"><sheets>${names.map((name, i) => `<sheet name="${escape(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("")}</sheets></workbook>`,
  );
  add(
    "xl/_rels/workbook.xml.rels",
    `<Relationships xmlns="${PACKAGE}/relationships">${names.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join("")}</Relationships>`,
  );
  names.forEach((name, k) => {
    const rows = (sheets.get(name) as Rows).map(
      (cells, i) =>
        `<row r="${i + 1}">${cells.map((cell, j) => (cell === undefined ? "" : cellXml(cell, i, j))).join("")}</row>`,
    );
    add(
      `xl/worksheets/sheet${k + 1}.xml`,
      `<worksheet ${NAMESPACE}><sheetData>${rows.join("")}</sheetData></worksheet>`,
    );
  });
  return zipSync(files, { level: 1 });
}

/** What LibreOffice calculated: by sheet, then by A1 reference; an error is its text. */
export type Values = ReadonlyMap<string, ReadonlyMap<string, number | string | boolean>>;

export const recalculate = (sheets: ReadonlyMap<string, Rows>): Values => read(saved(sheets), [...sheets.keys()]);

/** The sheets as LibreOffice saved them: its own spelling of formulas, and what it keeps of values. */
export function resaved(sheets: ReadonlyMap<string, Rows>): ReadonlyMap<string, readonly (readonly Cell[])[]> {
  const file = saved(sheets);
  const names = [...sheets.keys()];
  const values = read(file, names);
  const files = unzipSync(file);
  return new Map(
    names.map((name, i) => {
      const rows: Cell[][] = [];
      const put = (at: string, cell: Cell): void => {
        const { top, left } = areaOf(at);
        while (rows.length <= top) rows.push([]);
        while (rows[top].length < left) rows[top].push(null);
        rows[top][left] = cell;
      };
      for (const [at, value] of values.get(name) ?? []) put(at, typeof value === "string" ? plain(value) : value);
      for (const [, at, formula] of strFromU8(files[`xl/worksheets/sheet${i + 1}.xml`]).matchAll(
        /<c r="([A-Z]+\d+)"[^>]*?><f[^>]*>(.*?)<\/f>/gs,
      ))
        put(at, { formula: `=${plain(formula)}` });
      return [name, rows] as const;
    }),
  );
}

const plain = (xml: string): string =>
  xml
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

/** The workbook as LibreOffice calculates and saves it. */
function saved(sheets: ReadonlyMap<string, Rows>): Uint8Array {
  const program = office();
  const folder = mkdtempSync(join(tmpdir(), "capex-libreoffice-"));
  try {
    mkdirSync(join(folder, "profile/user"), { recursive: true });
    writeFileSync(join(folder, "profile/user/registrymodifications.xcu"), PROFILE);
    writeFileSync(join(folder, "book.xlsx"), workbook(sheets));
    execFileSync(
      program,
      [
        `-env:UserInstallation=file://${folder}/profile`,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        join(folder, "out"),
        join(folder, "book.xlsx"),
      ],
      { stdio: "ignore", timeout: 3_600_000 },
    );
    return readFileSync(join(folder, "out/book.xlsx"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read(file: Uint8Array, names: readonly string[]): Values {
  const files = unzipSync(file);
  const strings =
    files["xl/sharedStrings.xml"] === undefined
      ? []
      : (strFromU8(files["xl/sharedStrings.xml"])
          .match(/<si>.*?<\/si>/gs)
          ?.map((si) => si.replace(/<[^>]*>/g, "")) ?? []);
  return new Map(
    names.map((name, i) => {
      const values = new Map<string, number | string | boolean>();
      for (const [, at, attributes, inner] of strFromU8(files[`xl/worksheets/sheet${i + 1}.xml`]).matchAll(
        /<c r="([A-Z]+\d+)"([^>]*?)>(.*?)<\/c>/gs,
      )) {
        const value = /<v>(.*?)<\/v>/s.exec(inner)?.[1];
        if (value === undefined) continue;
        const type = /t="(\w+)"/.exec(attributes)?.[1] ?? "n";
        values.set(
          at,
          type === "n" ? Number(value) : type === "b" ? value === "1" : type === "s" ? strings[Number(value)] : value,
        );
      }
      return [name, values] as const;
    }),
  );
}
