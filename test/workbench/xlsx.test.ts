/** @jest-environment jsdom */
// Workbooks that Excel saved, opened in the workbench, changed and taken home again: values, formulas, formats and sheets stay, or the loss is told.
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { helpers, Model } from "@odoo/o-spreadsheet";
import type { Contents } from "../../src/workbench/workbooks/shelf";
import { Unreadable } from "../../src/workbench/xlsx/archive";
import { exported } from "../../src/workbench/xlsx/export";
import { imported } from "../../src/workbench/xlsx/import";
import { registerBuilt } from "./built";
import {
  array,
  excelFile,
  type ExcelFile,
  follower,
  formula,
  MAIN,
  OFFICE,
  shared,
  text,
  TYPE,
  value,
} from "./excel-file";

jest.spyOn(console, "debug").mockImplementation(() => undefined);

const IDS = registerBuilt().map(({ id }) => id);
const read = (file: Uint8Array): Contents => imported(file, IDS);
const opened = (file: Uint8Array): Model => new Model(read(file).data);

function cell({ getters }: Model, address: string) {
  const [, sheet = "", xc = ""] = /^(.*)!(.*)$/.exec(address) ?? [];
  const sheetId = getters.getSheetIdByName(sheet);
  if (sheetId === undefined) throw new Error(`no sheet ${sheet}`);
  const position = { sheetId, ...helpers.toCartesian(xc) };
  const { value, format } = getters.getEvaluatedCell(position);
  const written = getters.getCell(position);
  return {
    value,
    format: format ?? null,
    formula: written?.isFormula === true ? written.compiledFormula.toFormulaString(getters) : null,
    style: getters.getCellStyle(position),
  };
}

/** What a model of a company's cash flows has: shared formulas, names of cells and of values, percentages and dollars. */
const VALUATION: ExcelFile = {
  strings: ["WACC", "Revenue", "After tax", "Value"],
  sheets: [
    {
      name: "Assumptions",
      cells: [text("A1", 0, 4), value("B1", 0.1, 1), value("C1", 45000, 3)],
      before: '<cols><col min="1" max="1" width="30" customWidth="1"/></cols>',
    },
    {
      name: "Cash flow",
      cells: [
        text("A1", 1),
        value("B1", 100, 2),
        shared("C1", "B1*(1+$B$4)+LOG(10,10)-1", 0, "C1:E1", 120, 2),
        follower("D1", 0, 144, 2),
        follower("E1", 0, 172.8, 2),
        text("A2", 2),
        shared("B2", "B1*(1-TaxRate)", 1, "B2:E2", 79, 5),
        follower("C2", 1, 94.8, 5),
        follower("D2", 1, 113.76, 5),
        follower("E2", 1, 136.512, 5),
        text("A3", 3),
        formula("B3", "NPV(WACC,B2:E2)", 328.874_257, 2),
        value("B4", 0.2, 1),
        formula("B5", "SUBTOTAL(9,B2:E2)", 424.072),
        formula("B6", "IF(A1=&quot;A1&quot;,1,Assumptions!$B$1)", 0.1),
      ],
    },
  ],
  names:
    '<definedName name="WACC">Assumptions!$B$1</definedName><definedName name="TaxRate">0.21</definedName><definedName name="_xlnm.Print_Area" localSheetId="0">Assumptions!$A$1:$C$9</definedName>',
};

test("shared formulas, names, formats and sheets of Excel's file are the workbook's", () => {
  const { data, losses } = read(excelFile(VALUATION));
  const model = new Model(data);

  expect(cell(model, "Cash flow!E1")).toMatchObject({ formula: "=D1*(1+$B$4)+LOG(10,10)-1", format: '"$"#,##0.00' });
  expect(cell(model, "Cash flow!E1").value).toBeCloseTo(172.8, 9);
  expect(cell(model, "Cash flow!D2")).toMatchObject({ formula: "=D1*(1-TaxRate)", format: "#,##0" });
  expect(cell(model, "Cash flow!B3").formula).toBe("=NPV(WACC,B2:E2)");
  const flows = [79, 94.8, 113.76, 136.512];
  const present = flows.reduce((sum, flow, year) => sum + flow / 1.1 ** (year + 1), 0);
  expect(cell(model, "Cash flow!B3").value).toBeCloseTo(present, 9);
  expect(cell(model, "Cash flow!B5")).toMatchObject({ formula: "=SUBTOTAL(9,B2:E2)", value: 424.072 });
  expect(cell(model, "Cash flow!B6")).toMatchObject({ formula: '=IF(A1="A1",1,Assumptions!$B$1)', value: 0.1 });
  expect(cell(model, "Assumptions!B1")).toMatchObject({ value: 0.1, format: "0.0%" });
  expect(cell(model, "Assumptions!A1").style).toMatchObject({ bold: true, fillColor: "#FFFF00" });
  expect(losses.join(" ")).toContain("1 name stood for values or formulas");
});

/** What spills, in the marks that a file has before functions of later years, and a function of ours as Excel keeps it. */
const SPILLING: ExcelFile = {
  sheets: [
    {
      name: "Spill",
      cells: [
        value("A1", 3),
        array("B1", "_xlfn._xlws.SORT(A1:A3)", "B1:B3", 1),
        formula("C1", "SUM(_xlfn.ANCHORARRAY(B1))", 6),
        formula("D1", "_xlfn.LET(_xlpm.x,A1,_xlpm.x*2)", 6),
        formula("E1", "CAPEX.GPUYIELD(1500000000,16000,9.4)", 0.878_336),
        formula("F1", "_xlfn.XLOOKUP(2,A1:A3,A1:A3)+_xlfn.STDEV.S(A1:A3)", 3),
        value("A2", 1),
        value("B2", 2),
        value("A3", 2),
        value("B3", 3),
        formula("C3", "_xldudf_GPUPAYBACK()", 409.865_928),
      ],
    },
  ],
};

test("what spills is one formula, and marks of files are no part of what is typed", () => {
  const { data, losses } = read(excelFile(SPILLING));
  const model = new Model(data);
  expect(cell(model, "Spill!B1")).toMatchObject({ formula: "=SORT(A1:A3)", value: 1 });
  expect(["Spill!B2", "Spill!B3"].map((address) => cell(model, address))).toMatchObject([
    { formula: null, value: 2 },
    { formula: null, value: 3 },
  ]);
  expect(cell(model, "Spill!C1")).toMatchObject({ formula: "=SUM(B1#)", value: 6 });
  expect(cell(model, "Spill!F1")).toMatchObject({ formula: "=XLOOKUP(2,A1:A3,A1:A3)+STDEV.S(A1:A3)", value: 3 });
  expect(cell(model, "Spill!E1").formula).toBe("=GPUYIELD(1500000000,16000,9.4)");
  expect(cell(model, "Spill!E1").value).toBeCloseTo((16000 * 9.4 * 8760) / 1.5e9, 12);
  expect(cell(model, "Spill!C3").value).toBeCloseTo((1.5e9 / (16000 * 9.4 * 8760)) * 360, 9);
  expect(cell(model, "Spill!D1").formula).toBe("=LET(x,A1,x*2)");
  expect(losses).toEqual([
    "Some looks are left out: fonts.",
    "1 formula uses what the workbench does not calculate (LET): kept as they are, and Excel calculates them.",
  ]);
});

/** Texts that look like numbers, dates, a hidden sheet, tabs in another order than their files, a merge, a frozen pane. */
const LOOKS: ExcelFile = {
  strings: ["0012", "1/2", "=A1", "plain", "TRUE"],
  sheets: [
    {
      name: "Last file first",
      file: 2,
      before:
        '<sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="2" topLeftCell="B3" state="frozen"/></sheetView></sheetViews>',
      cells: [
        text("A1", 0),
        text("B1", 1),
        text("C1", 2),
        text("D1", 3),
        text("E1", 4),
        '<c r="F1" t="inlineStr"><is><t>007</t></is></c>',
        '<c r="G1" t="b"><v>1</v></c>',
        '<c r="H1" t="e"><v>#N/A</v></c>',
        value("I1", 5, 5),
      ],
      after: '<mergeCells count="1"><mergeCell ref="A3:B3"/></mergeCells>',
    },
    { name: "Hidden", file: 1, hidden: true, cells: [value("A1", 45000, 3)] },
  ],
};

test("texts stay texts, tabs keep their order, and hidden sheets stay hidden", () => {
  const model = opened(excelFile(LOOKS));
  const { getters } = model;
  expect(getters.getSheetIds().map((id) => [getters.getSheetName(id), getters.isSheetVisible(id)])).toEqual([
    ["Last file first", true],
    ["Hidden", false],
  ]);
  const values = [..."ABCDEFGHI"].map((column) => cell(model, `Last file first!${column}1`).value);
  expect(values).toEqual(["0012", "1/2", "=A1", "plain", "TRUE", "007", true, "#N/A", 5]);
  const [sheetId = ""] = getters.getSheetIds();
  expect(getters.getEvaluatedCell({ sheetId, col: 8, row: 0 }).formattedValue).toBe("5");
  expect(getters.getMerges(sheetId)).toMatchObject([{ left: 0, right: 1, top: 2, bottom: 2 }]);
  expect(getters.getPaneDivisions(sheetId)).toEqual({ xSplit: 1, ySplit: 2 });
  expect(cell(model, "Hidden!A1").format).toBe("m/d/yyyy");
});

/** A table whose columns formulas name, and a total under it. */
const TABLE: ExcelFile = {
  strings: ["Region", "Sales", "East", "West", "Total"],
  sheets: [
    {
      name: "Regions",
      cells: [
        text("A1", 0),
        text("B1", 1),
        text("A2", 2),
        value("B2", 10),
        text("A3", 3),
        value("B3", 20),
        formula("D1", "SUM(Sales[Sales])", 30),
        formula("D2", "SUMIFS(Sales[Sales],Sales[Region],&quot;West&quot;)", 20),
      ],
      after: '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>',
      relations: `<Relationship Id="rId1" Type="${OFFICE}/table" Target="../tables/table1.xml"/>`,
    },
  ],
  parts: {
    "xl/tables/table1.xml": [
      `<table xmlns="${MAIN}" id="1" name="Sales" displayName="Sales" ref="A1:B3" totalsRowShown="0"><autoFilter ref="A1:B3"/><tableColumns count="2"><tableColumn id="1" name="Region"/><tableColumn id="2" name="Sales"/></tableColumns><tableStyleInfo name="TableStyleMedium2" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>`,
      `${TYPE}.table+xml`,
    ],
  },
};

test("a table's columns are cells for the formulas over them", () => {
  const model = opened(excelFile(TABLE));
  expect(cell(model, "Regions!D1").value).toBe(30);
  expect(cell(model, "Regions!D2").value).toBe(20);
  const [sheetId = ""] = model.getters.getSheetIds();
  expect(model.getters.getTables(sheetId)).toHaveLength(1);
});

/** What the workbench has not. */
const LOSING: ExcelFile = {
  properties: '<workbookPr date1904="1"/>',
  sheets: [
    {
      name: "Sheet1",
      cells: [value("A1", 1)],
      after:
        '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:sparklineGroups><x14:sparklineGroup><x14:sparklines><x14:sparkline></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>',
    },
  ],
  names: '<definedName name="Moving">Sheet1!A1</definedName><definedName name="Lost">#REF!</definedName>',
  parts: {
    "xl/vbaProject.bin": ["", "application/vnd.ms-office.vbaProject"],
    "xl/comments1.xml": [`<comments xmlns="${MAIN}"/>`, `${TYPE}.comments+xml`],
  },
};

test("what the workbench has not is told, each in a sentence", () => {
  const { losses } = read(excelFile(LOSING));
  expect(losses).toEqual([
    "Macros are left out.",
    "Comments and notes are left out.",
    "1 sparkline is left out.",
    "The file counts days from 1904: its dates show four years and a day too early.",
    "Some looks are left out: fonts.",
    "2 defined names have no place here: Moving, Lost.",
  ]);
});

const FILES = { VALUATION, SPILLING, LOOKS, TABLE, LOSING };

test.each(Object.entries(FILES))("%s, changed and taken home, is opened as the same workbook", async (_name, file) => {
  const { data } = read(excelFile(file));
  const model = new Model(data);
  const { getters } = model;
  const [first = ""] = getters.getSheetIds();
  model.dispatch("UPDATE_CELL", { sheetId: first, col: 11, row: 7, content: "changed" });
  const home = await exported(model);
  const again = opened(home);
  const contents = (model: Model) =>
    model.getters.getSheetIds().map((id) => ({
      name: model.getters.getSheetName(id),
      visible: model.getters.isSheetVisible(id),
      cells: model.getters
        .getCells(id)
        .map((each) => {
          const position = model.getters.getCellPosition(each.id);
          const { value, format = null, type } = model.getters.getEvaluatedCell(position);
          const formula = each.isFormula ? each.compiledFormula.toFormulaString(model.getters) : null;
          return { at: `${position.row} ${position.col}`, value, format, type, formula };
        })
        .sort((a, b) => a.at.localeCompare(b.at)),
    }));
  expect(contents(again)).toEqual(contents(model));
  const named = ({ getters }: Model) =>
    getters.getNamedRanges().map(({ name, range }) => [name, getters.getRangeString(range, "")]);
  expect(named(again)).toEqual(named(model).sort());
});

test("a file for Excel has its names, and functions under the marks that Excel looks for", async () => {
  const parts = unzipSync(await exported(opened(excelFile(SPILLING))));
  const sheet = strFromU8(parts["xl/worksheets/sheet0.xml"] ?? new Uint8Array());
  expect(sheet).toContain("_xlfn._xlws.SORT(A1:A3)");
  expect(sheet).toContain("_xlfn.LET(_xlpm.x,A1,_xlpm.x*2)");
  expect(sheet).toContain("SUM(_xlfn.ANCHORARRAY(B1))");
  expect(sheet).toContain(">GPUPAYBACK()<");
  const named = unzipSync(await exported(opened(excelFile(VALUATION))));
  expect(strFromU8(named["xl/workbook.xml"] ?? new Uint8Array())).toContain(
    '<definedName name="WACC">&apos;Assumptions&apos;!$B$1</definedName>',
  );
});

test("a file that is none is refused with what to do", () => {
  const good = excelFile(LOOKS);
  const part = (change: Record<string, string | null>): Uint8Array => {
    const files: Record<string, Uint8Array> = unzipSync(good);
    for (const [path, text] of Object.entries(change))
      if (text === null) delete files[path];
      else files[path] = strToU8(text);
    return zipSync(files);
  };
  const why = (file: Uint8Array): string => {
    try {
      read(file);
      return "";
    } catch (error) {
      if (error instanceof Unreadable) return error.message;
      throw error;
    }
  };
  expect(why(new Uint8Array())).toMatch(/empty/);
  expect(why(strToU8("a,b\n1,2"))).toMatch(/no \.xlsx file/);
  expect(why(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]))).toMatch(/password/);
  expect(why(good.subarray(0, good.length - 30))).toMatch(/damaged/);
  expect(why(part({ "xl/workbook.xml": null }))).toMatch(/no \.xlsx file/);
  expect(why(part({ "xl/workbook.xml": null, "xl/workbook.bin": "" }))).toMatch(/binary/);
  expect(why(part({ "xl/worksheets/sheet1.xml": "<worksheet><sheetData>" }))).toMatch(/damaged/);
  expect(why(part({ "xl/styles.xml": "no xml" }))).toMatch(/damaged/);
  expect(why(new Uint8Array(51e6))).toMatch(/51 MB/);
});
