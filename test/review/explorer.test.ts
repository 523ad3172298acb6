// Exploring cells: what each line says, what it opens into, and how little is read for it.
import { areaOf, columnsOf, rowsOf } from "../../src/host/a1";
import type { Host, Ref } from "../../src/host/host";
import { type Direction, Explorer } from "../../src/review/explorer/explorer";
import type { Line } from "../../src/review/explorer/line";
import { closed, grown, ownerOf, spanOf, type Tree } from "../../src/review/explorer/tree";
import { figuresSheet } from "../../src/sheets/dataset-sheet";
import { presetSheet } from "../../src/sheets/preset-sheet";
import { preset } from "../../src/data/presets";
import { knownFunctions, workbook } from "./workbook";

const STAMP = { addin: "0.1.0", dataset: "2026.11", hash: "abc", date: "2026-11-23" };

async function at(host: Host, address: string, direction: Direction = "precedents", sheet = "Sheet1") {
  const explorer = new Explorer(host, await knownFunctions());
  let tree: Tree = await explorer.from({ sheet, address }, direction);
  const line = (label: string): Line => {
    const found = tree.lines.find((each) => each.label === label);
    if (found === undefined) throw new Error(`no line ${label} in ${tree.lines.map((each) => each.label).join(", ")}`);
    return found;
  };
  return {
    lines: () => tree.lines,
    line,
    labels: () => tree.lines.map((each) => `${" ".repeat(each.depth)}${each.label}`),
    async open(label: string) {
      const found = line(label);
      tree = grown(tree, found, (await found.grow?.()) ?? []);
    },
    close(label: string) {
      tree = closed(tree, line(label));
    },
  };
}

const MODEL = {
  "Shares!A1": "Share of costs",
  "Shares!B1": 0.6,
  B1: 2024,
  C1: 2025,
  A2: "Revenue",
  B2: 100,
  C2: "=B2*(1+5%)",
  A3: "Costs",
  B3: "=B2*Shares!B1",
  C3: "=C2*Shares!B1",
  A4: "Profit",
  C4: "=C2-C3",
  C5: "=SUM(B2:C3)",
};

test("a cell opens into what its formula reads, with headings, values and sources, and closes again", async () => {
  const { host } = await workbook(MODEL);
  const tree = await at(host, "C4");
  expect(tree.labels()).toEqual(["C4"]);
  expect(tree.line("C4")).toMatchObject({ heading: "Profit · 2025", value: "42", formula: "=C2-C3" });
  await tree.open("C4");
  await tree.open("C3");
  expect(tree.labels()).toEqual(["C4", " C2", " C3", "  C2", "  Shares!B1"]);
  expect(tree.line("Shares!B1")).toMatchObject({
    ref: { sheet: "Shares", address: "B1" },
    heading: "Share of costs",
    value: "0.6",
    source: { kind: "typed" },
    grow: null,
  });
  const share = tree.line("Shares!B1");
  expect([ownerOf(share).label, "=C2*Shares!B1".slice(spanOf(share)?.from, spanOf(share)?.to)]).toEqual([
    "C3",
    "Shares!B1",
  ]);
  tree.close("C3");
  expect(tree.labels()).toEqual(["C4", " C2", " C3"]);
  await tree.open("C2");
  expect(
    tree
      .lines()
      .slice(1, 4)
      .map(({ label, value, source }) => [label, value, source?.kind]),
  ).toEqual([
    ["C2", "105", undefined],
    ["B2", "100", "typed"],
    ["1", "1", "typed"],
  ]);
  expect(tree.line("5%")).toMatchObject({ kind: "value", value: "0.05", source: { kind: "typed" } });
});

test("a range opens into its filled cells, and the cells that read one are found behind ranges, names and other sheets", async () => {
  const book = await workbook(MODEL);
  book.define("share", "B2");
  book.type({ E9: "=share+1" });
  const sums = await at(book.host, "C5");
  await sums.open("C5");
  expect(sums.line("B2:C3")).toMatchObject({ kind: "range", value: "2 × 2", ref: { address: "B2:C3" } });
  await sums.open("B2:C3");
  expect(sums.labels()).toEqual(["C5", " B2:C3", "  B2", "  C2", "  B3", "  C3"]);
  const named = await at(book.host, "E9");
  await named.open("E9");
  expect(named.labels()).toEqual(["E9", " share = B2", " 1"]);

  const share = await at(book.host, "B1", "dependents", "Shares");
  await share.open("B1");
  await share.open("C3");
  expect(share.labels()).toEqual(["B1", " B3", " C3", "  C4", "  C5"]);
  const revenue = await at(book.host, "B2", "dependents");
  await revenue.open("B2");
  expect(new Set(revenue.labels().slice(1))).toEqual(new Set([" C2", " B3", " C5", " E9"]));
});

test("a circle is shown and not followed", async () => {
  const { host } = await workbook({ A1: "=B1+1", B1: "=C1*2", C1: "=A1" });
  for (const direction of ["precedents", "dependents"] as const) {
    const tree = await at(host, "A1", direction);
    const [, next, last] = direction === "precedents" ? ["A1", "B1", "C1"] : ["A1", "C1", "B1"];
    await tree.open("A1");
    await tree.open(next);
    await tree.open(last);
    const back = tree.lines().find(({ circle }) => circle);
    expect([back?.label, back?.depth, back?.grow]).toEqual(["A1", 3, null]);
  }
});

test("the leaves of our functions and sheets name their source: a document, an assumption, a spill", async () => {
  const book = await workbook({
    A1: '=CAPEXDATA("AMZN","aws_net_sales","2024Q4")',
    A2: "=GPUPAYBACK(1.5E9,,9.4)",
    A3: "='Amazon figures'!E7+TNP!C13",
    D1: "=GPUREVENUE(16000,{2.35;4.7})",
    F1: "=D2*2",
  });
  const request = {
    entity: "AMZN",
    fields: ["aws_net_sales"],
    kind: "quarter",
    from: "2023Q1",
    to: "2023Q2",
    form: "long",
    chart: false,
  };
  await book.host.commit([
    figuresSheet(request as never, "Amazon figures", STAMP),
    presetSheet(preset("TNP-2025"), "TNP", STAMP, []),
  ]);
  const figure = await at(book.host, "A1");
  await figure.open("A1");
  // Amazon's release for the fourth quarter of 2024: AWS net sales of 28,786 million dollars.
  expect(figure.line("AWS net sales")).toMatchObject({
    value: "28,786 USD million",
    source: { kind: "figure", text: expect.stringContaining("Amazon 8-K") },
  });
  const payback = await at(book.host, "A2");
  await payback.open("A2");
  expect(payback.line("GPUs")).toMatchObject({
    value: "16,000 GPUs",
    source: { kind: "assumption", text: expect.stringContaining("TNP-2025") },
  });
  expect(payback.labels()).toEqual(expect.arrayContaining([" 1500000000", " 9.4"]));
  const loaded = await at(book.host, "A3");
  await loaded.open("A3");
  expect(loaded.line("Amazon figures!E7").source).toMatchObject({
    kind: "figure",
    ref: { sheet: "Amazon figures", address: "I7" },
  });
  expect(loaded.line("TNP!C13").source).toMatchObject({ kind: "assumption" });
  const spilled = await at(book.host, "F1");
  await spilled.open("F1");
  expect(spilled.line("D2").source).toMatchObject({ kind: "spill", text: "Sheet1!D1" });
  await spilled.open("D2");
  expect(spilled.labels().slice(0, 4)).toEqual(["F1", " D2", "  16000", "  2.35"]);
});

/** One sheet of 10,000 cells, each one more than the one above it, and their sum; it counts what is read. */
function chain(size: number): { host: Host; read: () => number } {
  let cells = 0;
  const formula = (row: number, column: number): string | null =>
    column === 0 && row > 0 ? `=A${row}+1` : column === 2 && row === 0 ? `=SUM(A1:A${size})` : null;
  const host = {
    kind: "excel",
    extent: async () => ({ rows: 1_048_576, columns: 16_384 }),
    manifests: async () => [],
    tables: async () => [],
    named: async () => null,
    findFormulas: async () => [],
    async read({ sheet, address }: Ref) {
      const place = areaOf(address);
      const grid = <T>(made: (row: number, column: number) => T): T[][] =>
        Array.from({ length: rowsOf(place) }, (_, row) =>
          Array.from({ length: columnsOf(place) }, (__, column) => made(place.top + row, place.left + column)),
        );
      cells += rowsOf(place) * columnsOf(place);
      const value = (row: number, column: number) => (column === 0 && row < size ? row + 1 : null);
      return { sheet, address, values: grid(value), formulas: grid(formula), text: grid(() => "") };
    },
  };
  const counted = (): number => {
    const now = cells;
    cells = 0;
    return now;
  };
  return { host: host as unknown as Host, read: counted };
}

test("10,000 cells deep and wide are read as they are looked at: a step reads a few tiles, and shows a hundred lines", async () => {
  const SIZE = 10_000;
  const { host, read } = chain(SIZE);
  // 128 rows by 16 columns, and headings are looked for in the eight above.
  const FEW = 10 * 128 * 16;
  const wide = await at(host, "C1");
  await wide.open("C1");
  await wide.open(`A1:A${SIZE}`);
  expect(wide.lines()).toHaveLength(103);
  expect(wide.lines().at(-1)?.kind).toBe("more");
  expect(read()).toBeLessThan(FEW);

  const explorer = new Explorer(host, await knownFunctions());
  let tree = await explorer.from({ sheet: "Sheet1", address: `A${SIZE}` }, "precedents");
  let most = 0;
  for (let depth = 0; depth < SIZE - 1; depth++) {
    const line = tree.lines[depth];
    tree = grown(tree, line, (await line.grow?.()) ?? []);
    most = Math.max(most, read());
  }
  const deepest = tree.lines[SIZE - 1];
  expect([deepest.label, deepest.depth, deepest.source?.kind]).toEqual(["A1", SIZE - 1, "typed"]);
  expect(most).toBeLessThan(FEW);
});
