// What can be chosen of the dataset, and the sheets that it loads as.
import { figures } from "../../src/data/dataset";
import { HASH } from "../../src/data/edition";
import { presets } from "../../src/data/presets";
import { TABLES } from "../../src/data/tables";
import { areaOf } from "../../src/host/a1";
import type { Cell, SheetPlan } from "../../src/host/host";
import { figuresSheet, recordsSheet } from "../../src/sheets/dataset-sheet";
import { entities, firstRequest, lastIncluded, lastOf, requested, settle } from "../../src/sheets/figures";
import { scenarioSheets } from "../../src/sheets/scenario-sheets";
import { workbook } from "../review/workbook";

const STAMP = { addin: "0.1.0", dataset: "2026.11", hash: HASH, date: "2026-11-23" };

const headed = ({ cells, table }: SheetPlan) => {
  const { top } = areaOf(table?.range ?? "");
  return { header: cells[top], body: cells.slice(top + 1) };
};

test("whatever is wished, what is offered can be met", () => {
  for (const { id } of entities()) {
    for (const kind of ["quarter", "year", "trailing", "half", "calendar", "all"] as const) {
      const { request, offer } = settle({ ...firstRequest(id), kind, from: "1999Q9", to: "" });
      expect(offer.kinds).toContain(request.kind);
      expect(offer.periods).toContain(request.from);
      expect(offer.periods.indexOf(request.from)).toBeLessThanOrEqual(offer.periods.indexOf(request.to));
      const again = settle(request).request;
      expect(again).toEqual(request);
      for (const { field, period } of requested(request)) {
        expect(request.fields).toContain(field);
        expect(offer.periods).toContain(period);
      }
    }
  }
});

test("the last quarter included is the last reported one, and a company whose own is another says so", () => {
  expect(lastIncluded()).toBe("2026Q2");
  // Microsoft's guidance for the quarter after it is no figure of a quarter that was.
  for (const id of ["AMZN", "MSFT", "GOOG", "META"]) expect([id, lastOf(id)]).toEqual([id, undefined]);
  // Oracle's first quarter of fiscal 2027 ended with August 2026.
  expect(lastOf("ORCL")).toEqual({ period: "FY2027Q1", end: "2026-08-31" });
});

test("a range that ends before it begins ends with the last period", () => {
  const { request } = settle({ ...firstRequest("AMZN"), from: "2024Q1", to: "2023Q4" });
  expect([request.from, request.to]).toEqual(["2024Q1", "2026Q2"]);
});

test("everything of a company, as published, holds every stored figure with its value and source", () => {
  const all = settle({ ...firstRequest("AMZN"), kind: "all", from: "", to: "" });
  const { request } = settle({ ...all.request, fields: all.offer.fields.map(({ id }) => id), from: "", to: "" });
  const { header, body } = headed(figuresSheet(request, "Amazon", STAMP));
  const at = (name: string) => header.indexOf(name);
  const loaded = new Map(body.map((row) => [`${row[at("Field")]} ${row[at("Period")]}`, row]));
  for (const figure of figures().filter(({ entity, vintage }) => entity === "AMZN" && vintage !== "first reported")) {
    const row = loaded.get(`${figure.field} ${figure.period}`) as Cell[];
    expect([row[at("Value")], row[at("Unit")], row[at("Source")]]).toEqual([figure.value, figure.unit, figure.source]);
  }
});

test("one period a row holds the same values as one figure a row", () => {
  const request = { ...firstRequest("AMZN"), chart: true };
  const long = headed(figuresSheet(request, "long", STAMP));
  const plan = figuresSheet({ ...request, form: "wide" }, "wide", STAMP);
  const wide = headed(plan);
  const numbers = (rows: readonly (readonly Cell[])[], from: number, to: number) =>
    rows.flatMap((row) => row.slice(from, to)).filter((cell) => typeof cell === "number");
  const values = long.header.indexOf("Value");
  expect(numbers(wide.body, 2, 2 + request.fields.length).sort()).toEqual(
    numbers(long.body, values, values + 1).sort(),
  );
  expect(wide.header.filter((heading) => String(heading).startsWith("Source: "))).toHaveLength(request.fields.length);
  expect(plan.chart?.series).toHaveLength(request.fields.length);
});

test("the tables load with their own sources", () => {
  for (const table of Object.values(TABLES)) {
    const { header, body } = headed(recordsSheet(table, "Table", STAMP, {}));
    expect(header).toContain("Source");
    expect(body).toHaveLength(table.rows.length);
  }
});

test("headings of a table are distinct, and every sheet says where and when it came from", () => {
  const plans = [
    figuresSheet(firstRequest("AMZN"), "a", STAMP),
    figuresSheet({ ...firstRequest("META"), form: "wide" }, "b", STAMP),
    ...Object.values(TABLES).map((table) => recordsSheet(table, "c", STAMP, {})),
  ];
  for (const plan of plans) {
    const { header } = headed(plan);
    expect(new Set(header).size).toBe(header.length);
    expect(JSON.stringify(plan.cells)).toContain(HASH);
    expect(JSON.stringify(plan.cells)).toContain("2026-11-23");
  }
});

test("every preset loads, and its only errors are a payback that never comes and the return on flows that never turn positive", async () => {
  for (const preset of presets()) {
    const { host } = await workbook();
    const sheets = scenarioSheets(preset, STAMP);
    await host.commit(sheets.plans(sheets.names));
    for (const sheet of sheets.names) {
      const { values } = await host.read({ sheet, address: "" });
      for (const row of values)
        if (row.some((value) => typeof value === "string" && /^#[A-Z]/.test(value)))
          expect(`${sheet}: ${row[0]}`).toMatch(/^STRESS-BEAR: Payback/);
    }
  }
});

test("a preset's headline is the published one", async () => {
  const { host } = await workbook();
  const published = presets().find(({ name }) => name === "TNP-2025-PUBLISHED");
  if (published === undefined) throw new Error("no preset");
  const sheets = scenarioSheets(published, STAMP);
  await host.commit(sheets.plans(sheets.names));
  const { values } = await host.read({ sheet: sheets.names[0], address: "" });
  const result = (label: string) => values.find(([text]) => text === label)?.[2];
  // The Next Platform, 7 February 2025: paid back in 410 days, about 6.25 dollars from one.
  expect(result("Payback before tax, in the preset's days")).toBeCloseTo(410, 0);
  expect(result("Profit for each dollar of capital cost")).toBeCloseTo(6.25, 1);
});
