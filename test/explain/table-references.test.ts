// Table references against the cell ranges that Microsoft's article "Using structured references with Excel tables" states for them.
import fc from "fast-check";
import type { TableInfo } from "../../src/host/host";
import { UnreadPart } from "../../src/explain/evaluate";
import { readTableReference } from "../../src/explain/formula";
import { cellsOfTable } from "../../src/explain/table-references";

/** The article's table: six employees under a header, over a row of totals. */
const SALES: TableInfo = {
  sheet: "Sheet1",
  address: "A1:E8",
  name: "DeptSales",
  headers: true,
  totals: true,
  columns: ["Sales Person", "Region", "Sales Amount", "% Commission", "Commission Amount"],
};
const BARE: TableInfo = {
  ...SALES,
  sheet: "Bare",
  address: "B2:C4",
  name: "Bare",
  headers: false,
  totals: false,
  columns: ["x", "y"],
};

function cells(text: string, home = "G5", tables = [SALES, BARE], sheet = "Sheet1"): string {
  const named = readTableReference(text);
  if (named === null) throw new Error(`${text} is of another workbook`);
  const place = cellsOfTable(named, text, { sheet, address: home }, tables);
  return place.sheet === "Sheet1" ? place.address : `${place.sheet}!${place.address}`;
}

test.each([
  ["DeptSales[#All]", "A1:E8"],
  ["DeptSales[#Data]", "A2:E7"],
  ["DeptSales[#Headers]", "A1:E1"],
  ["DeptSales[#Totals]", "A8:E8"],
  ["DeptSales[Sales Amount]", "C2:C7"],
  ["DeptSales[[Sales Person]:[Region]]", "A2:B7"],
  ["DeptSales[[#All],[Sales Amount]]", "C1:C8"],
  ["DeptSales[[#Headers],[% Commission]]", "D1"],
  ["DeptSales[[#Totals],[Region]]", "B8"],
  ["DeptSales[[#All],[Sales Amount]:[% Commission]]", "C1:D8"],
  ["DeptSales[[#Data],[% Commission]:[Commission Amount]]", "D2:E7"],
  ["DeptSales[[#Headers],[Region]:[Commission Amount]]", "B1:E1"],
  ["DeptSales[[#Totals],[Sales Amount]:[Commission Amount]]", "C8:E8"],
  ["DeptSales[[#Headers],[#Data],[% Commission]]", "D1:D7"],
  ["DeptSales[[#This Row], [Commission Amount]]", "E5"],
])("%s is %s, as the article says", (text, range) => {
  expect(cells(text)).toBe(range);
});

test.each([
  ["DeptSales[@[Sales Amount]]", "C5"],
  ["DeptSales[@]", "A5:E5"],
  ["DeptSales[@[Region]:[% Commission]]", "B5:D5"],
  ["deptsales[[#this row],[SALES AMOUNT]]", "C5"],
  ["DeptSales[[#Data],[#Totals],[Region]]", "B2:B8"],
  ["DeptSales[[% Commission]:[Region]]", "B2:D7"],
  ["DeptSales[]", "A2:E7"],
  ["Bare[x]", "Bare!B2:B4"],
  ["Bare[#All]", "Bare!B2:C4"],
])("%s is %s", (text, range) => {
  expect(cells(text)).toBe(range);
});

test("a reference without a table is to the one around its cell, which may be of any of its rows", () => {
  expect(cells("[@Region]", "E3")).toBe("B3");
  expect(cells("[Region]", "E8")).toBe("B2:B7");
  expect(cells("[x]", "C4", [SALES, BARE], "Bare")).toBe("Bare!B2:B4");
});

test("a column's name may hold what its brackets escape", () => {
  const odd = { ...SALES, columns: ["Net [rate]", "it's #1", "a,b", "x:y", "@"] };
  expect(cells("DeptSales[Net '[rate']]", "G5", [odd])).toBe("A2:A7");
  expect(cells("DeptSales[[it''s '#1]]", "G5", [odd])).toBe("B2:B7");
  expect(cells("DeptSales[[#All],[a,b]:[x:y]]", "G5", [odd])).toBe("C1:D8");
});

test.each([
  ["Deals[Rate]", "G5", "noTable", "Deals"],
  ["[@Region]", "G5", "noTable", ""],
  ["DeptSales[Rate]", "G5", "noColumn", "Rate"],
  ["DeptSales[@Region]", "G1", "otherRow", "2 to 7"],
  ["DeptSales[@Region]", "G8", "otherRow", "2 to 7"],
  ["Bare[#Headers]", "G5", "noSection", "header row"],
  ["Bare[[#Totals],[x]]", "G5", "noSection", "totals row"],
])("%s in %s stands for no cells: %s", (text, home, why, detail) => {
  const failing = (): string => cells(text, home);
  expect(failing).toThrow(UnreadPart);
  expect(failing).toThrow(expect.objectContaining({ part: text, why, detail }));
});

test("a table of another workbook is none of this one", () => {
  expect(readTableReference("Book1.xlsx!DeptSales[Region]")).toBeNull();
  expect(readTableReference("'[My book.xlsx]Sheet1'!DeptSales[Region]")).toBeNull();
});

const word = fc.constantFrom(
  "Region",
  "#All",
  "#Data",
  "#Totals",
  "#This Row",
  "#Headers",
  "Rate",
  "'",
  "[",
  "]",
  "@",
  ":",
  ",",
  " ",
);

test("no reference gives cells outside its table, whatever it says", () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), fc.boolean(), (words, nested) => {
      const text = `DeptSales[${nested ? words.map((each) => `[${each}]`).join(",") : words.join("")}]`;
      const named = readTableReference(text);
      if (named === null) return;
      try {
        const { address } = cellsOfTable(named, text, { sheet: "Sheet1", address: "G5" }, [SALES]);
        expect(address).toMatch(/^[A-E][1-8](:[A-E][1-8])?$/);
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadPart);
      }
    }),
    { numRuns: 2000 },
  );
});
