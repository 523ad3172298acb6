// What every operation of the port means. Each adapter runs these laws: excel.test.ts and excel-web.test.ts over Microsoft's runtime for
// Windows and for the web, workbench.test.ts over o-spreadsheet.
// The formulas typed here are few on purpose (products, SUM, TRANSPOSE, 1/0), so that a small in-memory workbook can answer them.

import { CANCELLED, HostError } from "../../src/host/host";
import type { Cell, CellValue, Host, Manifest, RangeData, Ref, SheetPlan, Style } from "../../src/host/host";

/** What someone does and sees in the spreadsheet itself, not through the port. */
export interface Person {
  type(ref: Ref, cell: Cell): Promise<void>;
  select(ref: Ref): Promise<void>;
  addSheet(name: string): Promise<void>;
  renameSheet(from: string, to: string): Promise<void>;
  deleteSheet(name: string): Promise<void>;
  hideSheet(name: string): Promise<void>;
  /** Hides rows or columns, counted from 0. */
  hideLines(sheet: string, line: "rows" | "columns", from: number, to: number): Promise<void>;
  protectSheet(name: string): Promise<void>;
  /** Protects the workbook, so that no sheet can be added. */
  lock(): Promise<void>;
  define(name: string, ref: Ref): Promise<void>;
  /** Makes a table of the range, its first row the header; with totals its last row holds them. */
  tabulate(name: string, ref: Ref, totals: boolean): Promise<void>;
  /** How one cell is formatted; only what is set. */
  look(ref: Ref): Promise<Style>;
  /** What lies over the cells of a sheet. */
  furniture(sheet: string): Promise<Furniture>;
  /** What each chart of a sheet shows, without headings: the range of its labels, then those of its series. */
  plotted(sheet: string): Promise<readonly (readonly string[])[]>;
}

export interface Furniture {
  readonly frozenRows: number;
  /** Of the first two columns, in the host's own measure. */
  readonly widths: readonly number[];
  /** Their ranges; the host may change a table's name to a free one, or know no names. */
  readonly tables: readonly string[];
  readonly charts: readonly { readonly kind: string; readonly title: string }[];
}

/** A new workbook with one empty sheet, "Sheet1", its A1 selected. */
export interface Fresh {
  readonly host: Host;
  readonly person: Person;
  /** Whether the host's tables have names, so that a formula can say Deals[Rate]. */
  readonly namesTables: boolean;
  /** Lets so many of the host's changes through, then refuses every further one, until the function it returns is called; that says whether one was refused. */
  refuse(after: number): () => boolean;
  close?(): Promise<void>;
}

const at = (address: string, sheet = "Sheet1"): Ref => ({ sheet, address });
const formula = (text: string): Cell => ({ formula: text });
const value = async (host: Host, ref: Ref): Promise<CellValue> => (await host.read(ref)).values[0][0];

const manifest = (sheet: string, more: Partial<Manifest> = {}): Manifest => ({
  kind: "dataset",
  sheet,
  range: "A1:B3",
  rows: 2,
  hash: "1a2b3c",
  version: "2026.1",
  request: '{"entity":"AMZN","text":"quotes \\" and = signs"}',
  ...more,
});

const plan = (name: string, more: Partial<SheetPlan> = {}): SheetPlan => ({
  name,
  cells: [
    ["Quarter", "Sales"],
    ["2024Q3", 27452],
    ["2024Q4", 28786],
  ],
  manifest: manifest(name),
  ...more,
});

/** Everything that a load could spoil. */
async function state(host: Host): Promise<unknown> {
  const sheets = await host.sheets();
  const contents: RangeData[] = [];
  for (const { name } of sheets) contents.push(await host.read(at("", name)));
  const { sheet, address } = await host.selection();
  return { sheets, contents, manifests: await host.manifests(), names: await host.names(), shown: sheet, address };
}

/** Events may come a moment later. */
async function soon(holds: () => boolean): Promise<boolean> {
  for (let wait = 0; wait < 40 && !holds(); wait++) await new Promise((resolve) => setTimeout(resolve, 25));
  return holds();
}

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 150));

export function contract(title: string, fresh: () => Promise<Fresh>): void {
  describe(title, () => {
    let host: Host;
    let person: Person;
    let workbook: Fresh;

    beforeEach(async () => {
      workbook = await fresh();
      ({ host, person } = workbook);
    });

    afterEach(async () => workbook.close?.());

    /** Refused with a sentence that names the thing, and nothing has changed. */
    async function refuses(action: () => Promise<unknown>, names: string): Promise<HostError> {
      const before = await state(host);
      const error = await action().then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(HostError);
      expect((error as HostError).code).not.toBe("");
      expect((error as HostError).message).toContain(names);
      expect(await state(host)).toEqual(before);
      return error as HostError;
    }

    describe("reading", () => {
      test("values keep their kinds; a blank is null, an error its text, an empty text is a text", async () => {
        await person.type(at("A1"), 1.5);
        await person.type(at("B1"), "H100");
        await person.type(at("C1"), true);
        await person.type(at("E1"), formula("=1/0"));
        await person.type(at("F1"), formula('=""'));
        const data = await host.read(at("A1:F1"));
        expect(data.values).toEqual([[1.5, "H100", true, null, "#DIV/0!", ""]]);
        expect(data.formulas).toEqual([[null, null, null, null, "=1/0", '=""']]);
        expect({ sheet: data.sheet, address: data.address }).toEqual(at("A1:F1"));
      });

      test("rows come first: what is below is in the next row", async () => {
        await host.write(at("B2"), [
          [1, 2, 3],
          [4, 5, 6],
        ]);
        expect((await host.read(at("B2:D3"))).values).toEqual([
          [1, 2, 3],
          [4, 5, 6],
        ]);
        expect((await host.read(at("A3:B3"))).values).toEqual([[null, 4]]);
      });

      test("a sheet's used range is the smallest that holds every filled cell", async () => {
        await person.type(at("C2"), 1);
        await person.type(at("B4"), formula("=C2*2"));
        const data = await host.read(at(""));
        expect(data.address).toBe("B2:C4");
        expect(data.values).toEqual([
          [null, 1],
          [null, null],
          [2, null],
        ]);
      });

      test("an empty sheet's used range is its first cell, blank", async () => {
        const data = await host.read(at(""));
        expect([data.address, data.values, data.formulas]).toEqual(["A1", [[null]], [[null]]]);
      });

      test("a range beyond what is filled reads as blanks", async () => {
        await person.type(at("A1"), 1);
        const data = await host.read(at("A1:B2"));
        expect(data.values).toEqual([
          [1, null],
          [null, null],
        ]);
        expect(data.text[1]).toEqual(["", ""]);
      });

      test("text is what the number format shows, values are not touched by it", async () => {
        const cells = [[1317504000, 0.878336, 0.5]];
        const styles = [
          { range: "A1", numberFormat: "#,##0" },
          { range: "B1", numberFormat: "0.00%" },
          { range: "C1", numberFormat: "General" },
        ];
        await host.commit([plan("Formats", { cells, styles })]);
        const data = await host.read(at("A1:C1", "Formats"));
        expect(data.text).toEqual([["1,317,504,000", "87.83%", "0.5"]]);
        expect(data.values).toEqual(cells);
      });

      test("sheets are found by name, also with spaces and marks", async () => {
        await person.addSheet("AWS (2) & more");
        await person.type(at("A1", "AWS (2) & more"), 7);
        await person.type(at("A1"), formula("='AWS (2) & more'!A1*2"));
        expect(await value(host, at("A1", "AWS (2) & more"))).toBe(7);
        expect(await value(host, at("A1"))).toBe(14);
      });

      test("a sheet that is not there is refused by name", async () => {
        await refuses(() => host.read(at("A1", "Nowhere")), "Nowhere");
        await refuses(() => host.write(at("A1", "Nowhere"), [[1]]), "Nowhere");
        await refuses(() => host.activate(at("A1", "Nowhere")), "Nowhere");
      });

      test("a sheet has no fewer rows and columns than what is filled", async () => {
        await person.type(at("D9"), 1);
        const { rows, columns } = await host.extent("Sheet1");
        expect([rows >= 9, columns >= 4]).toEqual([true, true]);
      });

      test("a defined name leads to its cells; an unknown one to null", async () => {
        await person.define("rent", at("B2:B3"));
        await person.addSheet("Second");
        for (const [name, sheet] of [
          ["rent", "Sheet1"],
          ["Rent", "Second"],
        ])
          expect(await host.named(name, sheet)).toEqual({ cells: at("B2:B3") });
        expect(await host.named("nothing", "Sheet1")).toBeNull();
      });

      test("a name is given to cells, listed, known to formulas on every sheet, and taken away again", async () => {
        await person.addSheet("My deal sheet");
        await person.type(at("B2", "My deal sheet"), 20);
        await host.define({ name: "MyDeal", sheet: "My deal sheet", address: "B2:B3" });
        expect(await host.names()).toEqual([{ name: "MyDeal", sheet: "My deal sheet", address: "B2:B3" }]);
        await person.type(at("A1"), formula("=SUM(MyDeal)"));
        expect(await value(host, at("A1"))).toBe(20);
        await refuses(() => host.define({ name: "mydeal", sheet: "Sheet1", address: "A1" }), "mydeal is taken");
        for (const name of ["My deal", "A1", "1st"])
          await refuses(() => host.define({ name, sheet: "Sheet1", address: "A1" }), `not allow the name ${name}`);
        await refuses(() => host.define({ name: "Other", sheet: "Nowhere", address: "A1" }), "Nowhere");
        await host.undefine("MYDEAL");
        await host.undefine("MyDeal");
        expect(await host.names()).toEqual([]);
        expect(await value(host, at("B2", "My deal sheet"))).toBe(20);
      });

      test("tables that formulas can name are told with their range, rows and columns; others are not", async () => {
        expect(await host.tables()).toEqual([]);
        await person.addSheet("Fleet data");
        await host.write(at("B2", "Fleet data"), [
          ["Capex", "Net [rate]"],
          [100, 2],
          [200, 3],
          [300, 5],
        ]);
        await host.write(at("A1"), [["Quarter"], ["2024Q3"]]);
        await person.tabulate("Deals", at("B2:C5", "Fleet data"), true);
        await person.tabulate("Quarters", at("A1:A2"), false);
        const named = [
          { ...at("A1:A2"), name: "Quarters", headers: true, totals: false, columns: ["Quarter"] },
          {
            ...at("B2:C5", "Fleet data"),
            ...{ name: "Deals", headers: true, totals: true, columns: ["Capex", "Net [rate]"] },
          },
        ];
        expect(await host.tables()).toEqual(workbook.namesTables ? named : []);
      });
    });

    describe("inserting", () => {
      const percent = { range: "B2:B3", numberFormat: "0.0%" };

      test("a formula arrives with number formats for cells that have none, and all of it is taken back in one step", async () => {
        await host.commit([plan("Own", { cells: [[1, 2]], styles: [{ range: "B3", numberFormat: "#,##0" }] })]);
        await person.type(at("A2", "Own"), 0.5);
        const takeBack = await host.insert(at("B2", "Own"), "=A2*2", [percent]);
        expect(await value(host, at("B2", "Own"))).toBe(1);
        expect(await person.look(at("B2", "Own"))).toMatchObject({ numberFormat: "0.0%" });
        expect(await person.look(at("B3", "Own"))).toMatchObject({ numberFormat: "#,##0" });
        expect((await host.read(at("B2", "Own"))).text).toEqual([["100.0%"]]);
        await takeBack();
        expect(await value(host, at("B2", "Own"))).toBeNull();
        await person.type(at("B2", "Own"), 0.5);
        expect((await host.read(at("B2:B3", "Own"))).text).toEqual([["0.5"], [""]]);
        expect(await person.look(at("B3", "Own"))).toMatchObject({ numberFormat: "#,##0" });
      });

      test("what was there before is there again after a formula is taken back", async () => {
        await person.type(at("A1"), formula("=1/0"));
        const takeBack = await host.insert(at("A1"), "=2*2", []);
        expect(await value(host, at("A1"))).toBe(4);
        await takeBack();
        expect((await host.read(at("A1"))).formulas).toEqual([["=1/0"]]);
      });

      test("a sheet that is protected, or is not there, is refused by name", async () => {
        await person.protectSheet("Sheet1");
        await refuses(() => host.insert(at("A1"), "=1/0", [percent]), "protected");
        await refuses(() => host.insert(at("A1", "Nowhere"), "=1/0", []), "Nowhere");
      });
    });

    describe("selection", () => {
      test("all that is selected is one range, on the sheet in sight", async () => {
        await person.select(at("B2:C5"));
        expect(await host.selected()).toEqual(at("B2:C5"));
        expect((await host.selection()).address).toBe("B2");
      });

      test("the selected cell with its value, formula and text", async () => {
        await person.type(at("A1"), 3);
        await person.type(at("B1"), formula("=A1*2"));
        await person.select(at("B1"));
        const selection = await host.selection();
        expect(selection).toEqual({
          ...at("B1"),
          values: [[6]],
          formulas: [["=A1*2"]],
          text: [["6"]],
          spill: null,
        });
      });

      test("of a range that is selected it is the active cell", async () => {
        await person.select(at("B2:C4"));
        expect((await host.selection()).address).toBe("B2");
      });

      test("a cell of a spill tells its anchor and the whole range", async () => {
        await host.write(at("A1"), [[1], [2], [3]]);
        await person.type(at("C1"), formula("=TRANSPOSE(A1:A3)"));
        for (const [address, shown] of [
          ["C1", 1],
          ["E1", 3],
        ] as const) {
          await person.select(at(address));
          const selection = await host.selection();
          expect(selection.values).toEqual([[shown]]);
          expect(selection.spill).toEqual({ anchor: "C1", range: "C1:E1" });
        }
        expect((await host.selection()).formulas).toEqual([[null]]);
        await person.select(at("F1"));
        expect((await host.selection()).spill).toBeNull();
      });

      test("activate shows the sheet and selects the cell", async () => {
        await person.addSheet("Other");
        await host.activate(at("C3", "Other"));
        expect(await host.selection()).toMatchObject(at("C3", "Other"));
      });

      test("onSelection tells, until it is turned off", async () => {
        let told = 0;
        const off = host.onSelection(() => told++);
        await aMoment();
        await person.select(at("C3"));
        expect(await soon(() => told > 0)).toBe(true);
        await aMoment();
        off();
        const before = told;
        await person.select(at("D4"));
        await aMoment();
        expect(told).toBe(before);
      });
    });

    describe("formulas", () => {
      test("every matching formula is found, with its spill, on hidden sheets too", async () => {
        await host.write(at("A1"), [[1], [2]]);
        await person.type(at("B1"), formula("=SUM(A1:A2)"));
        await person.type(at("C1"), formula("=TRANSPOSE(A1:A2)"));
        await person.type(at("A4"), "=SUM(A1:A2) as text");
        await person.addSheet("Second");
        await person.type(at("D9", "Second"), formula("=SUM(Sheet1!A1:A2)*2"));
        await person.addSheet("Hidden");
        await person.type(at("A1", "Hidden"), formula("=SUM(Sheet1!A1:A2)"));
        await person.hideSheet("Hidden");
        expect(await host.findFormulas(/\bSUM\(/i)).toEqual([
          { ...at("B1"), formula: "=SUM(A1:A2)", value: 3, spill: null },
          { ...at("D9", "Second"), formula: "=SUM(Sheet1!A1:A2)*2", value: 6, spill: null },
          { ...at("A1", "Hidden"), formula: "=SUM(Sheet1!A1:A2)", value: 3, spill: null },
        ]);
        expect(await host.findFormulas(/TRANSPOSE/)).toEqual([
          { ...at("C1"), formula: "=TRANSPOSE(A1:A2)", value: 1, spill: "C1:D1" },
        ]);
      });
    });

    describe("thousands of cells", () => {
      const texts = Array.from({ length: 90 }, (_, row) =>
        Array.from({ length: 20 }, (_, column) => `${"rack ".repeat(5)}${row}.${column}`),
      );
      const totals = texts.map((row, r): Cell[] => [formula(`=SUM(B${r + 1}:C${r + 1})`), r, 2 * r, ...row]);
      const shown = texts.map((row, r) => [3 * r, r, 2 * r, ...row]);

      test("are read as they were written, with every formula and a spill that crosses them", async () => {
        await host.write(at("A1"), totals);
        await person.type(at("X20"), formula("=TRANSPOSE(B1:D1)"));
        const data = await host.read(at(""));
        expect(data.address).toBe("A1:X90");
        expect(data.values.map((row) => row.slice(0, 23))).toEqual(shown);
        expect(data.values.slice(19, 23).map((row) => row[23])).toEqual([0, 0, texts[0][0], null]);
        expect(data.formulas.flat().filter((text) => text !== null)).toHaveLength(91);
        const found = await host.findFormulas(/^=/);
        expect(found.map(({ address }) => address)).toEqual([
          ...totals.slice(0, 20).map((_, row) => `A${row + 1}`),
          "X20",
          ...totals.slice(20).map((_, row) => `A${row + 21}`),
        ]);
        expect(found[20].spill).toBe("X20:X22");
      });

      test("arrive whole, are refreshed whole and are brought back whole", async () => {
        const large = (cells: SheetPlan["cells"]) => plan("Large", { cells });
        await host.commit([large(totals)]);
        expect((await host.read(at("", "Large"))).values).toEqual(shown);
        await host.commit([large(texts)], { refresh: ["Large"] });
        expect((await host.read(at("", "Large"))).values).toEqual(texts);
        expect(await host.restore()).toBe(true);
        const back = await host.read(at("", "Large"));
        expect(back.values).toEqual(shown);
        expect(back.formulas.map(([first]) => first)).toEqual(totals.map((_, r) => `=SUM(B${r + 1}:C${r + 1})`));
      });
    });

    describe("writing", () => {
      test("cells are written from the corner, and nothing beside them changes", async () => {
        await host.write(at("A1"), [
          [1, 2, 3],
          [4, 5, 6],
        ]);
        await host.write(at("B1"), [["x"], [formula("=A2*10")]]);
        expect((await host.read(at("A1:C2"))).values).toEqual([
          [1, "x", 3],
          [4, 40, 6],
        ]);
      });

      test("a string is always text, whatever it begins with or looks like", async () => {
        const texts = ["=1+1", "+1", "-1", "@A1", "'quoted", "007", "1e3", "TRUE", "2024-01-01", "50%", "  edge  "];
        await host.write(at("A1"), [texts]);
        const data = await host.read(at("A1:K1"));
        expect(data.values).toEqual([texts]);
        expect(data.formulas).toEqual([texts.map(() => null)]);
      });

      test("numbers keep every bit, booleans stay booleans", async () => {
        const numbers = [0.1 + 0.2, 409.86592829047965, 1e-300, -1.5e300, 123456789012345];
        await host.write(at("A1"), [numbers, [true, false, null, 0, -1]]);
        expect((await host.read(at("A1:E2"))).values).toEqual([numbers, [true, false, null, 0, -1]]);
      });

      test("null empties a cell", async () => {
        await host.write(at("A1"), [[1, 2]]);
        await host.write(at("A1"), [[null]]);
        expect((await host.read(at("A1:B1"))).values).toEqual([[null, 2]]);
      });

      test("formulas follow their cells", async () => {
        await host.write(at("A1"), [[2, formula("=A1*3")]]);
        expect(await value(host, at("B1"))).toBe(6);
        await host.write(at("A1"), [[5]]);
        await host.recalculate();
        expect(await value(host, at("B1"))).toBe(15);
      });

      test("a protected sheet is refused by name", async () => {
        await person.addSheet("Locked");
        await person.protectSheet("Locked");
        expect(await host.sheets()).toContainEqual({ name: "Locked", visible: true, protected: true });
        await refuses(() => host.write(at("A1", "Locked"), [[1]]), "Locked");
      });

      test("onChange tells what someone types, until it is turned off", async () => {
        let told = 0;
        const off = host.onChange(() => told++);
        await aMoment();
        await person.type(at("A1"), 1);
        expect(await soon(() => told > 0)).toBe(true);
        await aMoment();
        off();
        const before = told;
        await person.type(at("A1"), 2);
        await aMoment();
        expect(told).toBe(before);
      });

      test("onCalculated tells when formulas have new answers", async () => {
        await host.write(at("A1"), [[2, formula("=A1*3")]]);
        let told = 0;
        const off = host.onCalculated(() => told++);
        await aMoment();
        await person.type(at("A1"), 4);
        expect(await soon(() => told > 0)).toBe(true);
        expect(await value(host, at("B1"))).toBe(12);
        off();
      });
    });

    describe("sheets", () => {
      test("are listed in their order, hidden ones too", async () => {
        await person.addSheet("Second");
        await person.addSheet("Third");
        await person.hideSheet("Second");
        expect(await host.sheets()).toEqual([
          { name: "Sheet1", visible: true, protected: false },
          { name: "Second", visible: false, protected: false },
          { name: "Third", visible: true, protected: false },
        ]);
      });

      test("rows and columns that nobody sees are told of each sheet that has some, also where they lie far apart", async () => {
        await person.addSheet("Whole");
        for (const sheet of ["Sheet1", "Whole"])
          await host.write(
            at("A1", sheet),
            Array.from({ length: 60 }, (_, row) => [row, row, row, row]),
          );
        expect(await host.unseen(["Sheet1", "Whole"])).toEqual([]);
        await person.hideLines("Sheet1", "rows", 3, 5);
        await person.hideLines("Sheet1", "rows", 40, 40);
        await person.hideLines("Sheet1", "columns", 2, 3);
        expect(await host.unseen(["Sheet1", "Whole"])).toEqual([
          {
            sheet: "Sheet1",
            rows: [
              { from: 3, to: 5 },
              { from: 40, to: 40 },
            ],
            columns: [{ from: 2, to: 3 }],
          },
        ]);
      });

      test("free names avoid every sheet and each other, without regard to case", async () => {
        await person.addSheet("AWS dataset");
        await person.addSheet("Hidden one");
        await person.hideSheet("Hidden one");
        expect(await host.freeNames(["aws dataset", "AWS dataset", "Payback", "hidden one"])).toEqual([
          "aws dataset (2)",
          "AWS dataset (3)",
          "Payback",
          "hidden one (2)",
        ]);
      });

      test("free names are legal: at most 31 characters, none of \\ / ? * [ ] : and quotes", async () => {
        const long = "Comparison of every preset in the catalogue";
        await person.addSheet(long.slice(0, 31));
        const [longName, marks, empty, reserved] = await host.freeNames([
          long,
          "Bob's 2024/25: [draft]?*",
          "",
          "History",
        ]);
        expect(longName).toBe("Comparison of every preset (2)");
        expect(marks).toMatch(/^[^\\/?*[\]:']+$/);
        expect(empty).not.toBe("");
        expect(reserved).not.toBe("History");
      });

      test("a locked workbook says so and takes no sheet", async () => {
        expect(await host.locked()).toBe(false);
        await person.lock();
        expect(await host.locked()).toBe(true);
        await refuses(() => host.commit([plan("New")]), "protected");
      });
    });

    describe("a load", () => {
      test("adds its sheets after the others, shows the first, and formulas may name any of them", async () => {
        await person.type(at("A1"), 1);
        await host.commit([
          plan("Results", {
            cells: [["Sum", formula("=SUM('The data'!B2:B3)")]],
            manifest: manifest("Results", { kind: "preset" }),
          }),
          plan("The data"),
        ]);
        expect((await host.sheets()).map((sheet) => sheet.name)).toEqual(["Sheet1", "Results", "The data"]);
        expect(await value(host, at("B1", "Results"))).toBe(56238);
        expect(await host.selection()).toMatchObject(at("A1", "Results"));
        expect(await value(host, at("A1"))).toBe(1);
      });

      test("rows may differ in length, and text is text there too", async () => {
        await host.commit([plan("Ragged", { cells: [["=not a formula"], [], [null, 2, "x"]] })]);
        expect((await host.read(at("A1:C3", "Ragged"))).values).toEqual([
          ["=not a formula", null, null],
          [null, null, null],
          [null, 2, "x"],
        ]);
      });

      test("brings its formats, table, frozen header and chart", async () => {
        await host.commit([
          plan("Chart and table", {
            styles: [
              { range: "A1:B1", bold: true },
              { range: "B2:B3", numberFormat: "#,##0" },
            ],
            widths: [12, 20],
            table: { range: "A1:B3", name: "sales" },
            frozenRows: 1,
            chart: { kind: "column", title: "AWS sales", labels: "A1:A3", series: ["B1:B3"], at: "D2" },
          }),
        ]);
        const sheet = "Chart and table";
        expect((await host.read(at("B2:B3", sheet))).text).toEqual([["27,452"], ["28,786"]]);
        expect(await person.look(at("A1", sheet))).toMatchObject({ bold: true });
        expect(await person.furniture(sheet)).toMatchObject({
          frozenRows: 1,
          tables: ["A1:B3"],
          charts: [{ kind: "column", title: "AWS sales" }],
        });
      });

      test("takes the look of another sheet, under its own styles", async () => {
        await host.commit([
          plan("Original", {
            styles: [
              { range: "A1:B1", bold: true, fill: "#d9efed" },
              { range: "B2:B3", numberFormat: "#,##0" },
            ],
            widths: [12, 30],
          }),
        ]);
        const styles = [{ range: "B3", numberFormat: "0.0" }];
        await host.commit([plan("Alike", { likeSheet: "Original", styles }), plan("Other")]);
        expect((await host.read(at("B2:B3", "Alike"))).text).toEqual([["27,452"], ["28786.0"]]);
        expect(await person.look(at("A1", "Alike"))).toMatchObject({ bold: true, fill: "#d9efed" });
        expect((await person.furniture("Alike")).widths).toEqual((await person.furniture("Original")).widths);
        expect((await person.furniture("Other")).widths).not.toEqual((await person.furniture("Original")).widths);
        expect((await host.read(at("B2", "Other"))).text).toEqual([["27452"]]);
      });

      test("may bring hidden sheets: the first of the others is shown", async () => {
        await host.commit([plan("Behind", { hidden: true }), plan("Before")]);
        expect((await host.sheets()).map(({ name, visible }) => [name, visible])).toEqual([
          ["Sheet1", true],
          ["Behind", false],
          ["Before", true],
        ]);
        expect(await host.selection()).toMatchObject(at("A1", "Before"));
        expect(await value(host, at("B2", "Behind"))).toBe(27452);
        await refuses(() => host.activate(at("A1", "Behind")), "Behind");
        expect(await host.restore()).toBe(true);
        expect((await host.sheets()).map(({ name }) => name)).toEqual(["Sheet1"]);
      });

      test("may bring a table whose name another table has", async () => {
        const table = { range: "A1:B3", name: "sales" };
        await host.commit([plan("One", { table })]);
        await host.commit([plan("Two", { table })]);
        for (const sheet of ["One", "Two"]) expect((await person.furniture(sheet)).tables).toEqual(["A1:B3"]);
      });

      test("brings a name for its cells, a free one, which goes with it", async () => {
        await person.define("Deal", at("A1"));
        const named = { range: "B2:B3", name: "Deal" };
        await host.commit([plan("One", { named }), plan("Two", { named })]);
        expect((await host.names()).map(({ name, sheet }) => [name, sheet]).sort()).toEqual([
          ["Deal", "Sheet1"],
          ["Deal_2", "One"],
          ["Deal_3", "Two"],
        ]);
        await person.type(at("C1"), formula("=SUM(Deal_2)"));
        expect(await value(host, at("C1"))).toBe(27452 + 28786);
        await host.restore();
        expect(await host.names()).toEqual([{ name: "Deal", ...at("A1") }]);
      });

      test("gives its chart other ranges when it is asked to, and leaves others alone", async () => {
        const chart = { kind: "line", title: "t", labels: "A1:A3", series: ["B1:B3"], at: "D2" } as const;
        await host.commit([plan("One", { chart })]);
        expect(await person.plotted("One")).toEqual([["A2:A3", "B2:B3"]]);
        await host.redraw("One", { labels: "A1:A9", series: ["B1:B9"] });
        expect(await person.plotted("One")).toEqual([["A2:A9", "B2:B9"]]);
        await host.redraw("Sheet1", { labels: "A1:A9", series: ["B1:B9"] });
        expect(await person.plotted("Sheet1")).toEqual([]);
      });

      test("leaves its manifest with the workbook, out of sight, and the manifest follows its sheet", async () => {
        expect(await host.manifests()).toEqual([]);
        await host.commit([plan("First"), plan("Second", { manifest: undefined })]);
        await host.commit([plan("Third", { manifest: manifest("Third", { kind: "audit", hash: "ff" }) })]);
        expect(await host.manifests()).toEqual([manifest("First"), manifest("Third", { kind: "audit", hash: "ff" })]);
        expect((await host.sheets()).map((sheet) => sheet.name)).toEqual(["Sheet1", "First", "Second", "Third"]);
        await person.renameSheet("First", "Mine");
        await person.deleteSheet("Third");
        expect(await host.manifests()).toEqual([manifest("Mine")]);
      });

      test("what it added can be removed by name, and nothing else", async () => {
        const before = await state(host);
        await host.commit([plan("First"), plan("Second"), plan("Third", { manifest: undefined })]);
        await expect(host.remove(["First", "Sheet1"])).rejects.toThrow("Sheet1");
        await expect(host.remove(["Third"])).rejects.toThrow("Third");
        await host.remove(["Second"]);
        expect((await host.sheets()).map((sheet) => sheet.name)).toEqual(["Sheet1", "First", "Third"]);
        expect(await host.manifests()).toEqual([manifest("First")]);
        await host.remove(["First"]);
        await person.deleteSheet("Third");
        expect(await state(host)).toEqual(before);
      });

      test("tells its progress, rising to 1", async () => {
        const shares: number[] = [];
        await host.commit([plan("Progress")], { onProgress: (share) => shares.push(share) });
        expect(shares.length).toBeGreaterThan(0);
        expect(shares).toEqual([...shares].sort((a, b) => a - b));
        expect(shares.at(-1)).toBe(1);
        expect(shares[0]).toBeGreaterThanOrEqual(0);
      });

      test("cancelled before or on its way leaves everything as it was", async () => {
        const signal = AbortSignal.abort();
        expect((await refuses(() => host.commit([plan("Never")], { signal }), "cancelled")).code).toBe(CANCELLED);
        const controller = new AbortController();
        const onProgress = () => controller.abort();
        await refuses(
          () => host.commit([plan("A"), plan("B")], { onProgress, signal: controller.signal }),
          "cancelled",
        );
      });

      test("whose name was taken meanwhile is refused by name", async () => {
        const [name] = await host.freeNames(["AWS dataset"]);
        await person.addSheet("aws Dataset");
        await refuses(() => host.commit([plan("Fine"), plan(name)]), "AWS dataset");
      });

      test("is all or nothing: refused at any change, the workbook is as before, at the latest after heal()", async () => {
        await person.type(at("A1"), 1);
        await host.commit([plan("Kept")]);
        await person.type(at("C1"), formula("=SUM(Kept!B2:B3)"));
        await person.select(at("C1"));
        const before = await state(host);
        const load = [
          plan("One", {
            table: { range: "A1:B3", name: "one" },
            named: { range: "B2:B3", name: "Loaded" },
            frozenRows: 1,
            styles: [{ range: "A1:B1", bold: true }],
          }),
          plan("Kept", { cells: [["Other"], [1]] }),
          plan("Three", {
            cells: [[formula("=One!B2")]],
            chart: { kind: "line", title: "t", labels: "A1:A2", series: ["B1:B2"], at: "D2" },
          }),
        ];
        let refused = true;
        for (let after = 0; refused; after++) {
          expect(after).toBeLessThan(200);
          const mend = workbook.refuse(after);
          const error = await host.commit(load, { refresh: ["Kept"] }).then(
            () => undefined,
            (reason: unknown) => reason,
          );
          refused = mend();
          if (!refused) {
            expect(error).toBeUndefined();
          } else if (error === undefined) {
            // What failed was not needed: the load must then be whole.
            expect((await host.sheets()).map((sheet) => sheet.name)).toEqual(["Sheet1", "Kept", "One", "Three"]);
            expect(await host.restore()).toBe(true);
            await person.select(at("C1"));
            expect(await state(host)).toEqual(before);
          } else {
            if (!(error instanceof HostError)) throw error;
            await host.heal();
            expect(await state(host)).toEqual(before);
          }
        }
        expect(await value(host, at("A1", "Three"))).toBe(27452);
        expect(await host.heal()).toBe(0);
      });

      test("heal() finds nothing in a sound workbook", async () => {
        await host.commit([plan("Sound")]);
        const before = await state(host);
        expect(await host.heal()).toBe(0);
        expect(await state(host)).toEqual(before);
      });
    });

    describe("a refresh", () => {
      test("rewrites our sheet in place, and formulas that look at it go on", async () => {
        await host.commit([
          plan("Data", {
            cells: [
              ["a", "b"],
              [1, 2],
              [3, 4],
              ["old", "rows"],
            ],
          }),
        ]);
        await person.type(at("A1"), formula("=SUM(Data!B2:B3)"));
        await host.commit(
          [
            plan("Data", {
              cells: [
                ["a", "b"],
                [1, 20],
                [3, 40],
              ],
              manifest: manifest("Data", { version: "2026.2" }),
            }),
          ],
          {
            refresh: ["Data"],
          },
        );
        await host.recalculate();
        expect(await value(host, at("A1"))).toBe(60);
        expect((await host.read(at("", "Data"))).address).toBe("A1:B3");
        expect((await host.sheets()).map((sheet) => sheet.name)).toEqual(["Sheet1", "Data"]);
        expect(await host.manifests()).toEqual([manifest("Data", { version: "2026.2" })]);
      });

      test("replaces the table, the chart and the formats of the sheet", async () => {
        const first = plan("Data", {
          table: { range: "A1:B3", name: "sales" },
          styles: [{ range: "B2:B3", bold: true }],
          chart: { kind: "line", title: "Old", labels: "A1:A3", series: ["B1:B3"], at: "D2" },
        });
        await host.commit([first]);
        await host.commit(
          [
            plan("Data", {
              cells: [
                ["Quarter", "Sales"],
                ["2024Q4", 1],
              ],
              table: { range: "A1:B2", name: "sales" },
            }),
          ],
          {
            refresh: ["Data"],
          },
        );
        expect(await person.furniture("Data")).toMatchObject({
          frozenRows: 0,
          tables: ["A1:B2"],
          charts: [],
        });
        expect((await person.look(at("B2", "Data"))).bold ?? false).toBe(false);
      });

      test("never touches a sheet that is not ours", async () => {
        await person.addSheet("Mine");
        await person.type(at("A1", "Mine"), "precious");
        await refuses(() => host.commit([plan("Mine")], { refresh: ["Mine"] }), "Mine");
        await refuses(() => host.commit([plan("Gone")], { refresh: ["Gone"] }), "Gone");
      });
    });

    describe("restore", () => {
      test("has nothing to do in a workbook without a load", async () => {
        expect(await host.restore()).toBe(false);
      });

      test("removes what the last load added, once", async () => {
        await person.type(at("A1"), 1);
        await host.commit([plan("First")]);
        await host.commit([plan("Second"), plan("Third")]);
        expect(await host.restore()).toBe(true);
        expect((await host.sheets()).map((sheet) => sheet.name)).toEqual(["Sheet1", "First"]);
        expect(await host.manifests()).toEqual([manifest("First")]);
        expect(await host.restore()).toBe(false);
        expect(await value(host, at("A1"))).toBe(1);
      });

      test("brings back what a refresh replaced, formulas and all, and keeps what was typed elsewhere since", async () => {
        await host.commit([
          plan("Data", {
            cells: [
              ["a", 5],
              ["b", formula("=B1*2")],
            ],
          }),
        ]);
        await person.type(at("C7", "Data"), "a note");
        await host.commit(
          [plan("Data", { cells: [["z", 1]], manifest: manifest("Data", { hash: "new" }) }), plan("Extra")],
          {
            refresh: ["Data"],
          },
        );
        await person.type(at("A1"), "typed since");
        expect(await host.restore()).toBe(true);
        const data = await host.read(at("A1:B2", "Data"));
        expect(data.values).toEqual([
          ["a", 5],
          ["b", 10],
        ]);
        expect(data.formulas[1]).toEqual([null, "=B1*2"]);
        expect(await value(host, at("C7", "Data"))).toBe("a note");
        expect(await value(host, at("A1"))).toBe("typed since");
        expect((await host.sheets()).map((sheet) => sheet.name)).toEqual(["Sheet1", "Data"]);
        expect(await host.manifests()).toEqual([manifest("Data")]);
      });
    });
  });
}
