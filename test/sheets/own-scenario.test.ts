// Scenarios of the person's own: found where they stand, read as the functions read them, refused in words where they are doubtful.
import { preset } from "../../src/data/presets";
import { type Host, HostError } from "../../src/host/host";
import { blockAt, blocksOf, readBlock } from "../../src/sheets/assumption-block";
import { headlineOf, ownScenarios, presetOf } from "../../src/sheets/own-scenario";
import { scenarioSheets } from "../../src/sheets/scenario-sheets";
import { stampOf } from "../../src/sheets/stamp";
import { workbook } from "../review/workbook";

const STAMP = stampOf(new Date(2026, 10, 23));

const sheetOf = (host: Host, sheet = "Sheet1") => host.read({ sheet, address: "" });

async function refusal(cells: Readonly<Record<string, string | number>>): Promise<string> {
  const { host } = await workbook(cells);
  const data = await sheetOf(host);
  const block = blockAt(data, "A1");
  return host
    .read(block)
    .then(readBlock)
    .then(
      () => "",
      (error: unknown) => (error instanceof HostError ? error.message : Promise.reject(error)),
    );
}

/** The deal of the issue: 4,096 GPUs for $210M, as a person types it, with a title, headings and notes around it. */
const DEAL = {
  A1: "My deal",
  A3: "What",
  B3: "How much",
  A4: "number of GPUs",
  B4: "4 096",
  C4: "B200",
  A5: "Capital expenditure",
  B5: "$210M",
  A6: "Rent of a GPU-hour",
  B6: 2.85,
  A8: "power price",
  B8: "7 %",
  A9: "utilization",
  B9: "82 %",
  A10: "debtProfile",
  B10: "sculpted",
  A13: "IRR",
  B13: "=GPUIRR(MyDeal)",
  A14: "The same",
  B14: '=GPUIRR(,"gpus=4096;capex=210M;rate=2.85;pricePerKwh=0.07;utilization=0.82;debtProfile=sculpted")',
};

test("keys and values as a person types them are found, named, and what every function takes", async () => {
  const { host } = await workbook(DEAL);
  const block = blockAt(await sheetOf(host), "A1");
  expect(block.address).toBe("A4:B10");
  await host.define({ name: "MyDeal", ...block });
  const { values } = await host.read({ sheet: "Sheet1", address: "B13:B14" });
  expect(values[0][0]).toBe(values[1][0]);
  expect(values[0][0]).toEqual(expect.any(Number));
  const [own] = await ownScenarios(host);
  expect([own.name, own.place, own.problem]).toEqual(["MyDeal", { sheet: "Sheet1", address: "A4:B10" }, null]);
  // The pane's headline is the model's, the cell's the built functions' over the range.
  expect(own.preset && headlineOf(own.preset).irr).toBe(values[0][0]);
  const told = own.preset?.parameters.filter(({ from }) => from === "MyDeal") ?? [];
  expect(told.map(({ key, value, status, source }) => [key, value, status, source])).toEqual([
    ["gpus", 4096, "yours", "typed in Sheet1!B4"],
    ["capex", 210e6, "yours", "typed in Sheet1!B5"],
    ["rate", 2.85, "yours", "typed in Sheet1!B6"],
    ["utilization", 0.82, "yours", "typed in Sheet1!B9"],
    ["pricePerKwh", 0.07, "yours", "typed in Sheet1!B8"],
    ["debtProfile", 3, "yours", "typed in Sheet1!B10"],
  ]);
  // The rest is what the functions take for it.
  expect(own.preset?.parameters.find(({ key }) => key === "horizon")).toMatchObject({ value: 10, from: "TNP-2025" });
});

test.each([
  [{ A1: "gpus", B1: 16, A2: "power price", B2: "seven" }, /^Sheet1!B2: pricePerKwh is "seven": write a number/],
  [
    { A1: "gpus", B1: 16, A2: "power prise", B2: 0.07 },
    /^Sheet1!A2: there is no key "power prise"; did you mean pricePerKwh/,
  ],
  [{ A1: "gpus", B1: 16, A2: "price", B2: 0.07 }, /^Sheet1!A2: there is no key "price"; did you mean /],
  [
    { A1: "Rent per GPU", B1: 3, A2: "gpus", B2: 16 },
    /^Sheet1!A1: there is no key "Rent per GPU"; did you mean .*rate/,
  ],
  [{ A1: "gpus", B1: "16,000" }, /^Sheet1!B1: gpus is "16,000", which may be 16000 or 16.0000: write one of these/],
  [{ A1: "utilization", B1: 82 }, /^Sheet1!B1: utilization is 82: write 0.82 or 82%/],
  [
    { A1: "rate", B1: 2, A2: "Rent of a GPU-hour", B2: 3 },
    /^Rent of a GPU-hour stands twice, in Sheet1!B1 and Sheet1!B2: keep one/,
  ],
  [{ A1: "rate", B1: 2, B2: 3, A3: "gpus", B3: 16 }, /^Sheet1!A2 has no key/],
  [{ A1: "rate", B1: 2, A2: "note", B2: "see the contract", A3: "gpus", B3: 16 }, /^Sheet1!A2: there is no key "note"/],
])("%j is refused in words", async (cells, why) => {
  expect(await refusal(cells)).toMatch(why);
});

test("a sheet without assumptions, or with several ranges of them, says what to do", async () => {
  const { host } = await workbook({ A1: "gpus", B1: 16, D1: "rate", E1: 2, A9: "note" });
  const data = await sheetOf(host);
  expect(() => blockAt(data, "A9")).toThrow(
    /several ranges of assumptions on this sheet \(A1:B1, D1:E1\): select a cell/,
  );
  expect(blockAt(data, "E1").address).toBe("D1:E1");
  const empty = await workbook({ A1: "Internal rate of return", B1: 0.1 });
  expect(() =>
    blockAt({ sheet: "Sheet1", address: "A1", values: [[null]], formulas: [[null]], text: [[""]] }, "A1"),
  ).toThrow(/“Sheet1” holds no assumptions: write keys such as rate/);
  expect(blocksOf(await sheetOf(empty.host))).toEqual([]);
});

test("a loaded preset that was changed keeps the sources of what stayed, and says what was typed over", async () => {
  const book = await workbook();
  const sheets = scenarioSheets(preset("NEOCLOUD"), STAMP);
  await book.host.commit(sheets.plans(sheets.names));
  const data = await sheetOf(book.host, "NEOCLOUD");
  const row = (key: string) => data.values.findIndex(([, name]) => name === key) + 1;
  const block = blockAt(data, "A1");
  expect(block.address).toBe(`B${row("gpus")}:C${row("cashSweep")}`);
  const before = await presetOf(book.host, "MyDeal", await book.host.read(block));
  expect(before.parameters.map(({ key, value, source }) => [key, value, source])).toEqual(
    preset("NEOCLOUD").parameters.map(({ key, value, source }) => [key, value, source]),
  );
  book.type({ [`NEOCLOUD!C${row("rate")}`]: 3.1, [`NEOCLOUD!C${row("debtShare")}`]: 0.7 });
  await book.host.define({ name: "MyDeal", ...block });
  const [own] = await ownScenarios(book.host);
  const told = new Map(own.preset?.parameters.map((parameter) => [parameter.key, parameter]));
  expect(told.get("rate")).toMatchObject({
    ...{ value: 3.1, status: "yours" },
    source: "was 2.35, SemiAnalysis and Latent Space, as quoted by neighborhoodsf.com: one-year contract, March 2026",
  });
  expect(told.get("debtShare")).toMatchObject({ value: 0.7, status: "yours", source: "was 0, our default" });
  expect(told.has("debtYears")).toBe(false);
  expect(own.preset && headlineOf(own.preset).equityIrr).toEqual(expect.any(Number));
  book.type({ "Sheet1!A1": "=GPUEQUITYIRR(MyDeal)" });
  expect((await book.host.read({ sheet: "Sheet1", address: "A1" })).values[0][0]).toBe(
    own.preset && headlineOf(own.preset).equityIrr,
  );
  // A name whose cells no longer can be read says why, and others that are no scenarios are left out.
  book.type({ [`NEOCLOUD!C${row("utilization")}`]: 82, "Sheet1!C1": "a", "Sheet1!D1": 1 });
  await book.host.define({ name: "Other", sheet: "Sheet1", address: "C1:D1" });
  await book.host.define({ name: "Three", sheet: "Sheet1", address: "A1:C1" });
  expect(await ownScenarios(book.host)).toMatchObject([
    { name: "MyDeal", preset: null, problem: expect.stringMatching(/NEOCLOUD!C\d+: utilization is 82/) },
  ]);
});
