// The audit of whole workbooks, in o-spreadsheet.
import { CANCELLED, type Cell } from "../../src/host/host";
import { auditWorkbook, bareFormula, type WorkbookAudit } from "../../src/review/findings";
import { takeBack, write } from "../../src/review/edits";
import type { Fix } from "../../src/review/finding";
import type { AuditedCell } from "../../src/review/followed";
import { changesSince } from "../../src/review/changes";
import { lift, liftSize } from "../../src/review/literals";
import { reportSheet } from "../../src/review/report-sheet";
import { openingSheets, openingWorkbook } from "../sheets/opening-workbook";
import { knownFunctions, type Workbook, workbook } from "./workbook";

const STAMP = { addin: "0.1.0", dataset: "2026.11", hash: "abc", date: "2026-11-23" };
const audit = async ({ host }: Workbook): Promise<WorkbookAudit> => auditWorkbook(host, await knownFunctions());

const cellOf = ({ cells }: WorkbookAudit, address: string): AuditedCell => {
  const found = cells.find((cell) => cell.address === address);
  if (found === undefined) throw new Error(`${address} was not audited`);
  return found;
};

const kinds = (cell: AuditedCell): string[] => cell.findings.map(({ kind }) => kind);

test("the opening workbook agrees in every cell", async () => {
  const book = await workbook();
  await book.host.commit(openingSheets());
  const { cells } = await audit(book);
  expect(cells.length).toBeGreaterThan(5);
  expect(cells.filter(({ standing }) => standing !== "agrees")).toEqual([]);
});

test("the sheet that the workbench opens on has no findings, and each of its formulas agrees", async () => {
  const book = await workbook();
  const [{ name }] = openingWorkbook();
  await book.host.commit(openingWorkbook());
  const { cells, findings } = await audit(book);
  const here = cells.filter(({ sheet }) => sheet === name);
  expect(here.length).toBeGreaterThan(4);
  expect(here.filter(({ standing }) => standing !== "agrees")).toEqual([]);
  expect(findings.filter(({ culprit }) => culprit.sheet === name)).toEqual([]);
});

test("each cell is told its verdict, and an error its sentence", async () => {
  const book = await workbook({
    A1: 1.5e9,
    A2: 16000,
    A3: 9.4,
    A4: 85,
    B1: "=GPUPAYBACK(A1,A2,A3)",
    B2: "=GPUPAYBACK(A1,A2,A3,A4)",
    B3: "=GPUYIELD(CUBEVALUE(1,A1:A3,1))",
    B4: '="GPUYIELD (of 2025)"',
    B5: "=1+1",
    B6: "=IFERROR(GPUYIELD(0),0)",
    B7: "=GPUYIELD([other.xlsx]Sheet1!A1)",
  });
  const result = await audit(book);
  expect(result.cells.map(({ address, standing }) => [address, standing])).toEqual([
    ["B1", "agrees"],
    ["B2", "error"],
    ["B3", "unread"],
    ["B6", "agrees"],
    ["B7", "unread"],
  ]);
  expect(cellOf(result, "B2").sentence).toContain("utilization is 85: write 0.85 or 85%");
  expect(cellOf(result, "B3").sentence).toContain("CUBEVALUE is not one of the spreadsheet functions");
});

test("doubtful units are found where they stand", async () => {
  const book = await workbook({
    A1: 1.5,
    A2: 16000,
    A3: 9.4,
    A4: 85,
    A5: 10.2,
    D1: "kwPerGpu",
    E1: 10.2,
    D2: "wacc",
    E2: 8,
    B1: "=GPUPAYBACK(A1,A2,A3)",
    B3: "=GPUPAYBACK(1500,A2)",
    B5: "=GPUPAYBACK(,,A3,A4)",
    B7: "=GPUTCO(,,A5)",
    B9: "=GPUNPV(8)",
    B11: "=GPUNPV(,,D1:E2)",
    B13: "=GPUTCO(,60)",
    B14: '=GPUNPV(,"NEOCLOUD","kwPerGpu=10,2;wacc=8%;pricePerKwh=$7;rate=2.35")',
    B15: "=GPUYIELD(1.5e9,16000,98.32)",
    B17: "=GPUPAYBACK(1.5e9,16000,9.4,0.85)",
  });
  const result = await audit(book);
  const doubts = (address: string): string[] =>
    cellOf(result, address)
      .findings.filter(({ kind }) => kind === "unit")
      .map(({ why }) => why);
  expect(doubts("B1")).toEqual([
    expect.stringContaining("capex is 1.5, in dollars: if billions are meant write 1.5e9"),
  ]);
  expect(doubts("B3")).toEqual([expect.stringContaining("capex is 1500, in dollars")]);
  expect(doubts("B5")).toEqual(["utilization is 85: write 0.85 or 85%"]);
  expect(doubts("B7")).toEqual([expect.stringContaining("for a node of 8 write 10.2/8")]);
  expect(doubts("B9")).toEqual(["discountRate is 8: write 0.08 or 8%"]);
  expect(doubts("B11")).toEqual([expect.stringContaining("kwPerGpu is 10.2"), "wacc is 8: write 0.08 or 8%"]);
  expect(doubts("B14")).toEqual([expect.stringMatching(/kwPerGpu is 10\.2.*; pricePerKwh is 7, in dollars/)]);
  expect(cellOf(result, "B14").findings.filter(({ kind }) => kind === "literal")).toEqual([
    expect.objectContaining({ why: expect.stringMatching(/kwPerGpu 10,2, wacc 8%, pricePerKwh \$7, rate 2\.35/) }),
  ]);
  expect(doubts("B13")).toEqual([expect.stringContaining("if months are meant write 60/12")]);
  expect(doubts("B15")).toEqual([expect.stringContaining("for a node of 8 write 98.32/8")]);
  expect(doubts("B17")).toEqual([]);
});

test("no documented example that answers has a doubtful unit", async () => {
  const functions = await knownFunctions();
  const { readCatalogue } = jest.requireActual<{ readCatalogue(): Promise<{ examples: [string, string][] }[]> }>(
    "../../src/catalogue/read.cjs",
  );
  const formulas = (await readCatalogue()).flatMap(({ examples }) =>
    examples.flatMap(([formula, answer]) => (answer.includes("#") ? [] : [formula])),
  );
  for (const formula of formulas) {
    const { cells } = await auditWorkbook((await workbook({ A1: formula })).host, functions);
    for (const cell of cells)
      expect([formula, cell.findings.filter(({ kind }) => kind === "unit")]).toEqual([formula, []]);
  }
});

test("a cell that reads otherwise than its row or column is found, and only that one", async () => {
  const cells: Record<string, string | number> = {};
  for (let row = 1; row <= 8; row++) {
    cells[`A${row}`] = 1e9 + row;
    cells[`B${row}`] = 9 + row / 10;
    cells[`D${row}`] =
      row === 5 ? "=GPUPAYBACK(A5,,B4)" : row === 7 ? "=GPUPAYBACK(A7)" : `=GPUPAYBACK(A${row},,B${row})`;
    cells[`F${row}`] = `=GPUYIELD($A$1,,B${row})`;
    cells[`G${row}`] = `=GPUYIELD($A$1,,B${row})*2`;
    cells[`H${row}`] = `=GPUYIELD($A$1,,B${row})*2`;
  }
  const result = await audit(await workbook(cells));
  const outliers = result.cells.filter((cell) => kinds(cell).includes("pattern"));
  expect(outliers.map(({ address }) => address)).toEqual(["D5", "D7"]);
  expect(outliers[0].findings.find(({ kind }) => kind === "pattern")?.why).toContain("=GPUPAYBACK(A4,,B4)");
});

test("mixed day counts, and net beside gross, are found in a column", async () => {
  const book = await workbook({
    A1: "=GPUPAYBACK()",
    A2: "=GPUPAYBACK(,,,,,,,,3)",
    A3: "=GPUPAYBACK()",
    C1: "=GPUMULTIPLE()",
    C2: '=GPUMULTIPLE("TNP-2025",,,FALSE)',
    C3: "=GPUMULTIPLE()",
    E1: "=DEPRECIATIONDELTA(1E10,6,5)",
    E2: '=DEPRECIATIONDELTA(1E10,6,5,,,,,"gross")',
    E3: "=DEPRECIATIONDELTA(2E10,6,5)",
  });
  const result = await audit(book);
  const found = result.cells.filter((cell) => kinds(cell).includes("mixed"));
  expect(found.map(({ address }) => address).sort()).toEqual(["A2", "C2", "E2"]);
  expect(cellOf(result, "A2").findings.find(({ kind }) => kind === "mixed")?.why).toContain("basis is 3 here and 0");
});

test("typed numbers become labelled cells, and every value stays", async () => {
  const book = await workbook({
    A1: 1.5e9,
    A2: 16000,
    B1: "=GPUPAYBACK(A1,A2,9.4,85%)",
    B2: "=GPUPAYBACK(A1,A2,9.4,0.9)*2",
    B3: "=GPUYIELD(A1*1.1,16000,GPURATE({12;7},{0.5;0.5}))",
    B4: "=GPUNPV(-5%)",
    B5: "=GPUPAYBACK(A1,A2)",
  });
  const before = await audit(book);
  const values = before.cells.map(({ address, value }) => [address, value]);
  expect(cellOf(before, "B1").literals.map(({ argument, text }) => [argument, text])).toEqual([
    ["rate", "9.4"],
    ["utilization", "85%"],
  ]);
  expect(cellOf(before, "B5").literals).toEqual([]);
  const [name] = await book.host.freeNames(["Lifted inputs"]);
  const { sheet, rewrites } = lift(before.cells, name, STAMP);
  expect(liftSize(before.cells)).toEqual({ values: 6, formulas: 4 });
  expect(sheet.manifest?.rows).toBe(6);
  await book.host.commit([sheet]);
  await write(book.host, rewrites);
  const after = await audit(book);
  expect(after.cells.map(({ address, value }) => [address, value])).toEqual(values);
  expect(after.cells.filter(({ standing }) => standing !== "agrees")).toEqual([]);
  expect(cellOf(after, "B1").literals).toEqual([]);
  await book.host.write({ sheet: name, address: "B6" }, [[20]]);
  expect((await audit(book)).cells.find(({ address }) => address === "B1")?.value).not.toBe(values[0][1]);
});

test("#NAME? cells are repaired, and a mistyped name gets the nearest", async () => {
  const book = await workbook({ A1: "=CAPEX.GPUPAYBACK(1.5E9)*2", A2: "=GPUPAYBAK()", A3: "=GPUPAYBACK(1.5E9)*2" });
  const result = await audit(book);
  expect(cellOf(result, "A1")).toMatchObject({ standing: "stale", repairable: true });
  expect(cellOf(result, "A2").sentence).toBe("There is no function GPUPAYBAK. Did you mean GPUPAYBACK?");
  const functions = await knownFunctions();
  for (const { sheet, address, formula } of result.cells.filter(({ repairable }) => repairable))
    await book.host.write({ sheet, address }, [[{ formula: bareFormula(formula, functions) }]]);
  const after = await audit(book);
  expect(cellOf(after, "A1")).toMatchObject({ standing: "agrees", value: cellOf(after, "A3").value });
  expect(bareFormula('=_xldudf_GPUYIELD(_xlfn.CAPEX_GPURATE())&"CAPEX.GPURATE("', functions)).toBe(
    '=GPUYIELD(GPURATE())&"CAPEX.GPURATE("',
  );
});

test("what cannot be followed is named, and the rest is audited", async () => {
  const long = `=GPUPAYBACK(LEN("${"a".repeat(8200)}"))`;
  const book = await workbook({
    A1: "=GPUYIELD(A2)*1E9",
    A2: "=GPUPAYBACK(A1)*1E9",
    A3: "=A3+1",
    A4: "=GPUPAYBACK(A3)",
    B1: "=GPUPAYBACK(Other!A1)",
    B2: "=GPUPAYBACK(B3)",
    B3: "=NA()",
    B5: "=GPUPAYBACK()",
    B6: long,
    "Other!A1": 1.5e9,
  });
  book.model.dispatch("DELETE_SHEET", {
    sheetId: book.model.getters.getSheetIdByName("Other") as string,
    sheetName: "Other",
  });
  const result = await audit(book);
  expect(cellOf(result, "A1")).toMatchObject({ standing: "unread" });
  expect(cellOf(result, "A1").sentence).toContain("Sheet1!A1 reads Sheet1!A2 reads Sheet1!A1");
  expect(kinds(cellOf(result, "B1"))).toContain("lost");
  expect(cellOf(result, "B2").sentence).toContain("capex is #N/A: mend that cell first");
  expect(cellOf(result, "B5").standing).toBe("agrees");
  expect(cellOf(result, "B6").sentence).toContain("8,192");
});

test("cells of a hidden sheet are audited as well, and the sheet is named", async () => {
  const book = await workbook({ A1: "=GPUPAYBACK()", "Calc!A1": "=GPUYIELD(,,9.4,85)", "Notes!A1": "none of ours" });
  for (const name of ["Calc", "Notes"])
    book.model.dispatch("HIDE_SHEET", { sheetId: book.model.getters.getSheetIdByName(name) as string });
  const { cells, findings } = await audit(book);
  expect(cells.map(({ sheet, standing }) => [sheet, standing])).toEqual([
    ["Sheet1", "agrees"],
    ["Calc", "error"],
  ]);
  expect(findings.filter(({ kind }) => kind === "hidden").map(({ sentence }) => sentence)).toEqual([
    "“Calc” is hidden; 1 cell of ours there was audited too. Show the sheet to see it.",
  ]);
});

test("the report has a row for each cell and finding, with its stamp, and changes nothing else", async () => {
  const book = await workbook({ A1: 85, B1: "=GPUPAYBACK(,,9.4,A1)", B2: "=GPUPAYBACK()" });
  const result = await audit(book);
  const before = await book.host.read({ sheet: "Sheet1", address: "" });
  const [name] = await book.host.freeNames(["Audit report"]);
  await book.host.commit([reportSheet(result, name, STAMP, book.host.kind)]);
  expect(await book.host.read({ sheet: "Sheet1", address: "" })).toEqual(before);
  const { values } = await book.host.read({ sheet: name, address: "" });
  const rows = values.filter(([sheet]) => sheet === "Sheet1");
  expect(rows.map((row) => [row[1], row[3], row[4]])).toEqual([
    ["B1", "Error", null],
    ["B1", "Error", "Unit"],
    ["B1", "Error", "Typed number"],
    ["B2", "Recomputed", null],
  ]);
  expect(rows[0][6]).toBe("=GPUPAYBACK(,,9.4,A1)");
  expect(values.flat()).toContain("Capex Functions 0.1.0, dataset 2026.11 (hash abc), written on 2026-11-23");
  expect((await book.host.manifests()).map(({ kind, version }) => [kind, version])).toEqual([
    ["report", "model 0.1.0, dataset 2026.11"],
  ]);
});

test("in Excel each row of the report leads to its cell, whatever its sheet is called", async () => {
  const book = await workbook({ B1: "=GPUPAYBACK()" });
  const { cells, findings } = await audit(book);
  const odd = 'It\'s "here"';
  const moved = { findings, cells: cells.map((cell) => ({ ...cell, sheet: odd })) };
  const plan = reportSheet({ ...(await audit(book)), ...moved }, "Audit report", STAMP, "excel");
  const row = plan.cells.find(([sheet]) => sheet === odd);
  expect(row?.[1]).toEqual({ formula: `=HYPERLINK("#'It''s ""here""'!B1","B1")` });
});

test("what changed since an older version is what computes differently", async () => {
  const book = await workbook({ B2: "=GPUPAYBACK()", B3: "=GPUYIELD()" });
  const { cells } = await audit(book);
  const manifest = { kind: "preset", sheet: "Sheet1", range: "A1", rows: 1, hash: "", request: "" };
  const stored = cells.map((cell) =>
    cell.address === "B2" ? { ...cell, value: 400, standing: "differs" as const } : cell,
  );
  expect(changesSince([], stored, STAMP)).toEqual({ kind: "unknown" });
  expect(changesSince([{ ...manifest, version: "2026.11" }], stored, STAMP).kind).toBe("same");
  const changes = changesSince(
    [
      { ...manifest, version: "model 0.1.0, dataset 2026.11" },
      { ...manifest, version: "2026.9" },
    ],
    stored,
    STAMP,
  );
  expect(changes).toMatchObject({ kind: "older", version: "2026.9", cells: [{ address: "B2", value: 400 }] });
});

test("5,000 cells are audited with progress, can be cancelled, and what they take of a processor is told (goal 3 s)", async () => {
  const cells: Record<string, string | number> = { A1: 1.5e9, A2: 16000 };
  const forms = [
    (row: number) => `=GPUPAYBACK($A$1,$A$2,A${row})`,
    (row: number) => `=GPUYIELD($A$1,$A$2,A${row},90%)`,
    (row: number) => `=GPUTCO(,,,,,,,,,A${row}/100)`,
    (row: number) => `=GPUREVENUE($A$2,A${row})*2+IF($A$1>0,GPUYIELD(),0)`,
    (row: number) => `=DEPRECIATIONDELTA(A${row}*1E9)`,
  ];
  for (let row = 3; row < 1003; row++) {
    cells[`A${row}`] = 2 + row / 100;
    forms.forEach((form, column) => (cells[`${"CDEFG"[column]}${row}`] = form(row)));
  }
  const book = await workbook();
  book.model.dispatch("ADD_COLUMNS_ROWS", {
    sheetId: book.model.getters.getActiveSheetId(),
    sheetName: "Sheet1",
    dimension: "ROW",
    base: 99,
    quantity: 1000,
    position: "after",
  });
  const rows = Array.from({ length: 1002 }, (_, row) =>
    [..."ABCDEFG"].map((column): Cell => {
      const content = cells[`${column}${row + 1}`] ?? null;
      return typeof content === "string" ? { formula: content } : content;
    }),
  );
  await book.host.write({ sheet: "Sheet1", address: "A1" }, rows);
  const functions = await knownFunctions();
  const shares: number[] = [];
  const before = process.cpuUsage();
  const result = await auditWorkbook(book.host, functions, { onProgress: (share) => shares.push(share) });
  const seconds = process.cpuUsage(before).user / 1e6;
  process.stdout.write(
    `5,000 cells audited in ${seconds.toFixed(2)} s of one processor, progress told ${shares.length} times\n`,
  );
  expect(result.cells.length).toBe(5000);
  expect(result.cells.filter(({ standing }) => standing !== "agrees").slice(0, 3)).toEqual([]);
  expect(shares.at(-1)).toBe(1);
  const controller = new AbortController();
  const cancelled = auditWorkbook(book.host, functions, {
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  await expect(cancelled).rejects.toMatchObject({ code: CANCELLED });
});

test("a running count over its own cell is no circle, and neither a text nor a sheet called #REF is a lost reference", async () => {
  const book = await workbook({
    A1: 1.5e9,
    B1: "=GPUYIELD(A1*ROWS(B$1:B1))",
    B2: "=GPUYIELD(A1*COLUMNS(B2:C2))",
    B3: '=GPUPAYBACK(A1)&" #REF!"',
    B4: "=GPUPAYBACK('#REF'!A1)",
    "#REF!A1": 1.5e9,
  });
  const result = await audit(book);
  for (const address of ["B1", "B2"]) expect([address, cellOf(result, address).standing]).toEqual([address, "agrees"]);
  for (const address of ["B1", "B2", "B3", "B4"])
    expect([address, kinds(cellOf(result, address)).includes("lost")]).toEqual([address, false]);
});

test("one wrong input is one finding with the formulas that it breaks, and its fix is one edit that goes back", async () => {
  const book = await workbook({
    E4: 85,
    E5: "=E4",
    B1: "=GPUPAYBACK(,,9.4,E4)",
    B2: "=GPUYIELD(,,9.4,E5)",
    B3: "=B1*2",
    B4: "=SUM(B2:B3)",
    B5: "=GPUPAYBACK(,,9.4)",
  });
  const { findings } = await audit(book);
  const wrong = findings.filter(({ severity }) => severity === "wrong");
  expect(wrong).toEqual([
    {
      kind: "unit",
      severity: "wrong",
      culprit: { sheet: "Sheet1", address: "E4" },
      sentence: "Sheet1!E4 = 85 breaks 4 formulas",
      why: "utilization is 85: write 0.85 or 85%",
      breaks: ["B1", "B2", "B3", "B4"].map((address) => ({ sheet: "Sheet1", address })),
      fixes: [
        {
          kind: "edits",
          will: "Write 0.85 into Sheet1!E4",
          edits: [{ sheet: "Sheet1", address: "E4", before: 85, after: 0.85 }],
        },
      ],
    },
  ]);
  const [fix] = wrong[0].fixes;
  const { edits } = fix as Extract<Fix, { kind: "edits" }>;
  const before = await book.host.read({ sheet: "Sheet1", address: "" });
  await write(book.host, edits);
  expect((await audit(book)).findings.filter(({ severity }) => severity === "wrong")).toEqual([]);
  await takeBack(book.host, edits);
  expect(await book.host.read({ sheet: "Sheet1", address: "" })).toEqual(before);
});

test("an error is told once, where it arises, with every cell that it comes to", async () => {
  const cells: Record<string, string | number> = {
    A1: 0,
    A2: "=1/A1",
    A3: "=A2+1",
    B1: "=GPUPAYBACK(A3)",
    B2: "=B1*2",
  };
  for (let row = 4; row < 60; row++) cells[`A${row}`] = `=A${row - 1}+1`;
  const { findings } = await audit(await workbook(cells));
  const errors = findings.filter(({ severity }) => severity === "wrong");
  expect(errors.map(({ kind, culprit, breaks }) => [kind, culprit.address, breaks.length])).toEqual([
    ["error", "A2", 59],
  ]);
});

test("a cell that reads otherwise than its neighbours is mended with their formula; its own sheet's name is no difference", async () => {
  const cells: Record<string, string | number> = {};
  for (let row = 1; row <= 8; row++) {
    cells[`B${row}`] = 9 + row / 10;
    cells[`D${row}`] =
      row === 5 ? "=GPUPAYBACK(,,B4)" : row === 3 ? "=GPUPAYBACK(,, 'Sheet1'!B3)" : `=GPUPAYBACK(,,B${row})`;
  }
  const { findings } = await audit(await workbook(cells));
  const found = findings.filter(({ kind }) => kind === "pattern");
  expect(found.map(({ culprit, fixes }) => [culprit.address, fixes])).toEqual([
    [
      "D5",
      [
        expect.objectContaining({
          edits: [
            {
              sheet: "Sheet1",
              address: "D5",
              before: { formula: "=GPUPAYBACK(,,B4)" },
              after: { formula: "=GPUPAYBACK(,,B5)" },
            },
          ],
        }),
      ],
    ],
  ]);
});
