// What the pane loads, compares, imports and writes again, on o-spreadsheet with our functions from the source.
import { preset, PRESET_FILES } from "../../src/data/presets";
import { hash } from "../../src/data/hash";
import { VERSION } from "../../src/data/edition";
import { CANCELLED, type Host, type SheetPlan } from "../../src/host/host";
import { cashflow } from "../../src/model/cashflow";
import { isTerm, KEY_NAMES, type Key } from "../../src/model/keys";
import { netPresentValue } from "../../src/model/returns";
import { type Assumptions, complete } from "../../src/model/scenario";
import { claimSteps, claimLines, ledgerSheet } from "../../src/sheets/claim-lines";
import { type Metric, METRICS } from "../../src/sheets/comparison-sheet";
import { figuresFrom, ownFiguresSheet } from "../../src/sheets/figure-files";
import { comparisonSheet, figuresPlan, loadedSheets, mustStandOn, rewritten } from "../../src/sheets/loaded-sheets";
import { isScenarioLink, linkOf, scenarioFrom, scenarioOfLink, scenarioText } from "../../src/sheets/scenario-file";
import { firstRequest } from "../../src/sheets/figures";
import { openingSheets } from "../sheets/opening-workbook";
import { scenarioSheets } from "../../src/sheets/scenario-sheets";
import { stampOf } from "../../src/sheets/stamp";
import { workbook, type Workbook } from "../review/workbook";

const STAMP = stampOf(new Date(2026, 10, 23));

async function loaded(...plans: readonly SheetPlan[]): Promise<Workbook> {
  const book = await workbook();
  await book.host.commit(plans);
  return book;
}

const values = async (host: Host, sheet: string) => (await host.read({ sheet, address: "" })).values;

const conditions = async (host: Host) =>
  (await loadedSheets(host, STAMP)).map(({ manifest, condition }) => [manifest.sheet, condition]);

const presetPlans = (name: string): SheetPlan[] => {
  const sheets = scenarioSheets(preset(name), STAMP);
  return sheets.plans(sheets.names);
};

/** Net present value of a preset with some of its keys taken from elsewhere, by the model alone. */
function npvOf(name: string, changes: Readonly<Partial<Record<Key, number>>> = {}): number {
  const told = Object.fromEntries(preset(name).parameters.map(({ key, value }) => [key, value]));
  const scenario = complete({ ...told, ...changes } as unknown as Assumptions);
  return netPresentValue(cashflow(scenario).columns.freeCashFlow, scenario.wacc);
}

describe("every preset", () => {
  test.each(PRESET_FILES.map(({ name }) => name))(
    "%s loads with an answer in every cell, and is intact",
    async (name) => {
      const { host } = await loaded(...presetPlans(name));
      for (const { name: sheet } of presetPlans(name)) {
        const rows = await values(host, sheet);
        const failed = rows.flatMap((row) =>
          row.filter((cell) => /^#/.test(String(cell))).map((cell) => [row[0], cell]),
        );
        expect([sheet, failed]).toEqual([sheet, []]);
      }
      expect((await conditions(host)).map(([, condition]) => condition)).toEqual(
        presetPlans(name).map(() => ({ kind: "intact" })),
      );
    },
  );
});

/** Where a line over yearly points rises through 0, in years of these lengths. */
function crossing(points: readonly number[], elapsed: (year: number) => number): number {
  const at = points.findIndex((point) => point >= 0);
  const [below, above] = [points[at - 1], points[at]];
  return elapsed(at - 1) + (-below / (above - below)) * (elapsed(at) - elapsed(at - 1));
}

const CASH_PRESETS = PRESET_FILES.filter(({ kind }) => kind === "cash").map(({ name }) => name);

test.each(CASH_PRESETS)(
  "%s: the payback after tax is one number on its sheet, in a comparison and where its chart crosses 0",
  async (name) => {
    const comparison = comparisonSheet([preset("TNP-2025"), preset(name)], "payback", "Comparison", STAMP);
    const { host } = await loaded(...presetPlans(name), comparison);
    const found = (rows: Awaited<ReturnType<typeof values>>, label: string) =>
      rows.find(([first]) => first === label) ?? [];
    const own = found(await values(host, name), "Payback after tax, in the preset's days")[2];
    expect(found(await values(host, "Comparison"), "Payback after tax")[6]).toEqual(own);
    const flow = await values(host, `${name} cash flow`);
    const head = flow.findIndex(([first]) => first === "year");
    const column = flow[head].indexOf("cash to date before the sale");
    const points = flow.slice(head + 1).flatMap((row) => (typeof row[0] === "number" ? [row[column] as number] : []));
    const horizon = preset(name).parameters.find(({ key }) => key === "horizon")?.value ?? 0;
    if (points.every((point) => point < 0)) {
      // Only the sale can bring it back then, at the very end.
      if (typeof own === "string") expect(own).toBe(`never within ${horizon} years`);
      return;
    }
    // The article counts years of 360 days, everyone else those of the calendar.
    const days = name.startsWith("TNP-") ? 360 : 365;
    expect(own).toBeCloseTo(crossing(points, (year) => Math.min(year, horizon)) * days, 6);
  },
);

test("the terms of a deal stand on every cash preset's sheet, without effect until someone types over them", async () => {
  for (const name of CASH_PRESETS) {
    const book = await loaded(...presetPlans(name));
    const rows = await values(book.host, name);
    const place = (key: string) => `${name}!C${rows.findIndex(([, each]) => each === key) + 1}`;
    for (const key of KEY_NAMES.filter(isTerm)) expect([name, key, place(key)]).not.toEqual([name, key, `${name}!C0`]);
    const npv = () =>
      book.host
        .read({ sheet: name, address: "" })
        .then(({ values }) => values.find(([label]) => /^Net/.test(String(label)))?.[2]);
    expect([name, await npv()]).toEqual([name, expect.closeTo(npvOf(name), 2)]);
    // Typed as a person does: a contract, tax as filed, escalations and debt, which the unlevered value does not feel.
    const deal = {
      contractShare: 0.8,
      contractRate: 3.1,
      contractYears: 2,
      opexEscalation: 0.03,
      taxMethod: 1,
    } as const;
    book.type(Object.fromEntries(Object.entries(deal).map(([key, value]) => [place(key), value])));
    book.type({ [place("debtShare")]: "70 %", [place("debtProfile")]: "sculpted", [place("taxMethod")]: "MACRS" });
    expect([name, await npv()]).toEqual([name, expect.closeTo(npvOf(name, { ...deal }), 2)]);
  }
});

test("an assumption that someone types over says so, and what it was; typed back, it is the source's again", async () => {
  const book = await loaded(...presetPlans("NEOCLOUD"));
  const rows = await values(book.host, "NEOCLOUD");
  const at = (key: string) => rows.findIndex(([, each]) => each === key);
  const says = async (key: string) => (await values(book.host, "NEOCLOUD"))[at(key)].slice(4, 6);
  const source = "SemiAnalysis and Latent Space, as quoted by neighborhoodsf.com: one-year contract, March 2026";
  expect(await says("rate")).toEqual(["reported", source]);
  book.type({ [`NEOCLOUD!C${at("rate") + 1}`]: 3.1, [`NEOCLOUD!C${at("debtShare") + 1}`]: 0.7 });
  expect(await says("rate")).toEqual(["yours", `yours; was 2.35, ${source}`]);
  expect(await says("debtShare")).toEqual(["yours", "yours; was 0, our default"]);
  expect(await says("contractRate")).toEqual(["left out", "follows: Rent of a GPU-hour"]);
  book.type({ [`NEOCLOUD!C${at("rate") + 1}`]: 2.35 });
  expect(await says("rate")).toEqual(["reported", source]);
});

test("before tax and after it, a preset says words where it is never paid back, and no code", async () => {
  const book = await loaded(...presetPlans("MARKET-2026"), ...presetPlans("STRESS-BEAR"));
  const { host } = book;
  const rent = (await values(host, "MARKET-2026")).findIndex((row) => row[1] === "rate") + 1;
  book.type({ [`MARKET-2026!C${rent}`]: 0.9 });
  const answers = async (name: string) =>
    (await values(host, name)).filter(([label]) => String(label).startsWith("Payback ")).map((row) => row[2]);
  expect((await answers("MARKET-2026"))[2]).toBe("never within 10 years");
  expect(await answers("STRESS-BEAR")).toEqual(["never", "never", "never within 3 years"]);
});

test("the grid of what if has the scenario in it, and follows its own values", async () => {
  const book = await loaded(...presetPlans("TNP-2025"));
  const grid = async () => {
    const rows = await values(book.host, "TNP-2025 sensitivity");
    return rows.slice(rows.findIndex(([label]) => label === "Utilization") + 2);
  };
  const [head, ...rows] = await grid();
  expect(head.slice(1, 5)).toEqual([0.4, 0.6, 0.8, 1]);
  expect(rows.map(([rate]) => rate)).toEqual([2.35, 4.7, 9.4 * 0.75, 9.4, 9.4 * 1.25]);
  // What GPUMULTIPLE("TNP-2025") promises.
  expect(rows[3][4]).toBeCloseTo(7.14336, 5);
  const metric = (await values(book.host, "TNP-2025 sensitivity")).findIndex(([label]) => label === "Metric") + 1;
  book.type({ [`TNP-2025 sensitivity!B${metric}`]: "npv" });
  expect((await grid())[4][4] as number).toBeCloseTo(npvOf("TNP-2025"), 2);
  book.type({ [`TNP-2025 sensitivity!B${metric}`]: "payback" });
  // The article's 410 days.
  expect((await grid())[4][4]).toBeCloseTo(409.865928, 6);
});

test.each([
  ["HYPERSCALER-2025", "Output in ten years, recomputed", 1912.5],
  ["HYPERSCALER-2025", "What the four announced", 320],
  ["HYPERSCALER-2025", "Yearly revenue that the pot needs", 306 / 10 / 0.25],
  ["AMZN-CAPEX", "AI, 2025, recomputed", 105.2 * 0.81],
  ["AMZN-CAPEX", "Capital spending, 2024", 83.93],
  ["AWS-SCENARIO-THREE", "Growth in 2024, forecast", 0.25],
  ["AWS-SCENARIO-THREE", "Growth in 2024, actual", 0.1851],
  ["AMZN-DEPRECIATION-2025", "Operating income 2025, all three", -0.4e9],
])("%s shows what can be computed from it: %s", async (name, label, expected) => {
  const { host } = await loaded(...presetPlans(name));
  const found = (await values(host, name)).find(([first]) => first === label)?.[2] as number;
  expect(found / expected).toBeCloseTo(1, 4);
});

describe("the ledger", () => {
  test("has the 43 claims; total investment since 2008 is 469.5 against the published 469.7", () => {
    const lines = claimLines();
    expect(lines.map(({ claim }) => claim)).toEqual(Array.from({ length: 43 }, (_, index) => index + 1));
    expect(lines[4]).toMatchObject({ published: 469.7, verdict: "differs" });
    expect(lines[4].computed).toBeCloseTo(469.532, 3);
    expect(lines[24].verdict).toBe("convention");
  });

  test("opens a claim step by step: the last but one is the recomputed figure, the last the difference", () => {
    for (const { claim, published } of claimLines()) {
      const steps = claimSteps(claim);
      const keys = steps.flatMap((line) => (line.kind === "title" ? [] : [line.key]));
      expect([claim, keys.slice(-1)]).toEqual([claim, published === null ? ["computed"] : ["difference"]]);
      expect(keys).toContain("computed");
    }
  });

  test("loads as one formula that spills a row for each claim under its headings", async () => {
    const { host } = await loaded(ledgerSheet("Ledger", STAMP));
    const rows = await values(host, "Ledger");
    const header = rows.findIndex(([first]) => first === "claim");
    expect(rows).toHaveLength(header + 44);
    expect(rows[header + 5].slice(0, 3)).toEqual([5, "Cumulative investment since the first quarter of 2008", 469.7]);
    expect(await conditions(host)).toEqual([["Ledger", { kind: "intact" }]]);
  });
});

test("one's own figures load as the table that CAPEXDATA takes, with an example that answers", async () => {
  const rows = figuresFrom(
    "entity,field,period,value\nAMZN,aws_net_sales,2030Q3,60000\nNBIS,cash_capex_gross,2030Q3,2000\n",
  );
  const { host } = await loaded(ownFiguresSheet(rows, "Your figures", STAMP));
  const read = await values(host, "Your figures");
  const header = read.findIndex(([first]) => first === "entity");
  expect(read[header - 1][1]).toBe(60_000);
  expect(read[header + 2].slice(0, 5)).toEqual(["NBIS", "cash_capex_gross", "2030Q3", 2_000, "USD million"]);
  expect(() => figuresFrom("AMZN,60000")).toThrow("Nothing was loaded: file has no heading");
  expect(await conditions(host)).toEqual([]);
});

describe("a comparison", () => {
  const NAMES = ["TNP-2025", "MARKET-2026", "NEOCLOUD"] as const;

  test("holds every scenario's result, each single move and what is left to interaction", async () => {
    const { host } = await loaded(comparisonSheet(NAMES.map(preset), "npv", "Comparison", STAMP));
    const rows = await values(host, "Comparison");
    const row = (label: string) => rows.find(([first]) => first === label) ?? [];
    const at = (index: number) => (index === 0 ? 4 : 3 * index + 3);
    // A scenario that says nothing of a key does not name it: beside a key, a blank is 0 in Excel 2021.
    const keyOf = (cells: readonly unknown[]) =>
      KEY_NAMES.find((key) => [3, 5, 8].some((place) => cells[place] === key));
    const known = rows.flatMap((cells) => {
      const key = keyOf(cells);
      return key === undefined ? [] : [{ key, cells }];
    });
    expect(
      known.flatMap(({ cells }) => [3, 5, 8].filter((place) => cells[place] && cells[place + 1] === null)),
    ).toEqual([]);
    expect(known).toHaveLength(KEY_NAMES.filter((key) => !isTerm(key)).length);
    NAMES.forEach((name, index) => {
      const npv = row("Net present value")[at(index)] as number;
      expect([name, npv / npvOf(name)]).toEqual([name, expect.closeTo(1, 12)]);
    });
    for (const [index, name] of [
      [1, "MARKET-2026"],
      [2, "NEOCLOUD"],
    ] as const) {
      const move = at(index) + 1;
      for (const { key, cells } of known) {
        const own = preset(name).parameters.find((parameter) => parameter.key === key)?.value;
        if (own === undefined) continue;
        const alone = npvOf("TNP-2025", { [key]: own }) - npvOf("TNP-2025");
        expect([name, key, cells[move]]).toEqual([name, key, expect.closeTo(alone, 2)]);
      }
      const [sum, rest, whole] = ["Sum of single moves", "Interaction", "Whole difference"].map(
        (label) => row(label)[move] as number,
      );
      expect(sum).toBeCloseTo(
        known.reduce((total, { cells }) => total + (cells[move] as number), 0),
        2,
      );
      expect(whole).toBeCloseTo(npvOf(name) - npvOf("TNP-2025"), 2);
      expect(rest).toBeCloseTo(whole - sum, 2);
    }
  });

  test("marks what differs, and follows a changed assumption", async () => {
    const book = await loaded(
      comparisonSheet([preset("TNP-2025"), preset("AWS-CUT-2025")], "npv", "Comparison", STAMP),
    );
    const rows = await values(book.host, "Comparison");
    expect(rows.filter(([, , mark]) => mark === "≠").map(([, , , key]) => key)).toEqual(["rate", "basis"]);
    const result = (label: string) => rows.find(([first]) => first === label) ?? [];
    // Without opex before year 6, payback is inverse to the rent; the rent that breaks even does not ask what the rent is.
    expect(result("Payback after tax")[4]).toBeCloseTo(409.865928, 6);
    // Days of the calendar beside the article's years of 360.
    expect(result("Payback after tax")[6]).toBeCloseTo(((409.865928 * 9.4) / 6.88 / 360) * 365, 5);
    expect(result("Rent that breaks even").slice(4, 7)).toEqual([
      expect.closeTo(1.755137, 6),
      null,
      expect.closeTo(1.755137, 6),
    ]);
    const rate = rows.findIndex(([, , , key]) => key === "rate") + 1;
    const basis = rows.findIndex(([, , , key]) => key === "basis") + 1;
    book.type({ [`Comparison!G${rate}`]: 9.4, [`Comparison!G${basis}`]: 0 });
    const after = await values(book.host, "Comparison");
    expect(after.filter(([, , mark]) => mark === "≠")).toEqual([]);
    expect(after.find(([first]) => first === "Whole difference")?.[7]).toBe(0);
    expect(await conditions(book.host)).toEqual([["Comparison", { kind: "edited", cells: 2 }]]);
  });

  test.each([
    ["irr", "", "MARKET-2026"],
    ["payback", "", "STRESS-BEAR"],
    ["npv", "#VALUE!", "NEOCLOUD"],
  ] as const)("by %s, what is left between two results is %j where one is none", async (metric, rest, other) => {
    const book = await loaded(comparisonSheet([preset("TNP-2025"), preset(other)], metric, "Comparison", STAMP));
    const rows = await values(book.host, "Comparison");
    const at = (key: string): number => rows.findIndex(([, , , own]) => own === key) + 1;
    // What never earns its costs has no rate of return; a share of 85 has no net present value, and hides nothing.
    if (metric === "irr") book.type({ [`Comparison!G${at("rate")}`]: 0.1 });
    if (metric === "npv") book.type({ [`Comparison!G${at("utilization")}`]: 85 });
    expect((await values(book.host, "Comparison")).find(([label]) => label === "Interaction")?.[7]).toBe(rest);
  });

  const RESULTS = ["Internal rate of return", "Payback after tax", "Rent that breaks even"];

  /** A comparison with cells of its second scenario typed over; its results, and how the typed key moves the first's. */
  async function compared(
    metric: Metric,
    key: Key,
    typed: { readonly value?: number; readonly key?: string },
    other = "NEOCLOUD",
  ) {
    const book = await loaded(comparisonSheet([preset("TNP-2025"), preset(other)], metric, "Comparison", STAMP));
    const row = (await values(book.host, "Comparison")).findIndex(([, , , own]) => own === key);
    if (typed.value !== undefined) book.type({ [`Comparison!G${row + 1}`]: typed.value });
    if (typed.key !== undefined) book.type({ [`Comparison!F${row + 1}`]: typed.key });
    const rows = await values(book.host, "Comparison");
    const results = RESULTS.map((label) => rows.find(([first]) => first === label) ?? []);
    return {
      results: results.map((cells) => cells[6]),
      differences: results.map((cells) => cells[7]),
      move: rows[row][7],
    };
  }

  test("says in words what a scenario has not, and in numbers what it has", async () => {
    const cheap = await compared("irr", "rate", { value: 0.1 }, "MARKET-2026");
    expect(cheap.results).toEqual([
      "no rate of return",
      expect.stringMatching(/^never within \d+ years$/),
      expect.any(Number),
    ]);
    expect(cheap.differences).toEqual(["", "", expect.any(Number)]);
    expect(cheap.move).toBe("no rate of return");
    const idle = await compared("breakevenRate", "utilization", { value: 0 });
    expect(idle.results[2]).toBe("no such rent");
    expect(idle.move).toBe("no such rent");
    const sound = await compared("irr", "rate", {});
    expect(sound.results).toEqual([expect.closeTo(0.0881, 4), expect.any(Number), expect.any(Number)]);
  });

  test.each([
    ["a share of 85", "utilization", { value: 85 }, "#VALUE!"],
    ["a key that nobody knows", "utilization", { value: 0.5, key: "utilisatoin" }, "#N/A"],
  ] as const)("leaves %s an error in every result: no word hides it", async (_, key, typed, code) => {
    for (const metric of METRICS) {
      const { results, differences, move } = await compared(metric, key, typed);
      expect([metric, ...results, ...differences]).toEqual([metric, ...new Array<string>(6).fill(code)]);
      expect(move).toMatch(/^#/);
    }
  });
});

describe("what was loaded before", () => {
  test("is intact until someone changes a cell; the number of changed cells is told", async () => {
    const book = await loaded(...openingSheets(new Date(2026, 10, 23)));
    expect(await conditions(book.host)).toEqual([
      ["Payback", { kind: "intact" }],
      ["AWS dataset", { kind: "intact" }],
    ]);
    book.type({
      "AWS dataset!E9": 1,
      "AWS dataset!I9": "mine",
      "AWS dataset!E1": "beside the table",
      "Payback!C21": 4.7,
    });
    expect(await conditions(book.host)).toEqual([
      ["Payback", { kind: "edited", cells: 1 }],
      ["AWS dataset", { kind: "edited", cells: 2 }],
    ]);
  });

  test("is partial when rows of it are gone", async () => {
    const plan = figuresPlan(firstRequest("AMZN"), "Figures", STAMP);
    const book = await loaded(plan);
    const rows = (plan.manifest?.rows ?? 0) + 1;
    const [, last = ""] = /:[A-Z]+(\d+)$/.exec(plan.manifest?.range ?? "") ?? [];
    const blank = new Array<null>(plan.cells.at(-1)?.length ?? 0).fill(null);
    await book.host.write({ sheet: "Figures", address: `A${Number(last) - 1}` }, [blank, blank]);
    expect(await conditions(book.host)).toEqual([["Figures", { kind: "partial", rows: rows - 2, of: rows }]]);
  });

  test("is written again in place, so that the user's formulas go on working, and can be restored", async () => {
    const book = await loaded(figuresPlan(firstRequest("AMZN"), "Figures", STAMP));
    book.type({ "Sheet1!A1": "=SUM(Figures!E6:E9)" });
    const before = (await values(book.host, "Sheet1"))[0][0];
    book.type({ "Figures!E7": 12345 });
    const [{ manifest }] = await loadedSheets(book.host, STAMP);
    const plan = await rewritten(manifest, STAMP);
    await book.host.commit([plan], { refresh: [plan.name] });
    expect((await values(book.host, "Sheet1"))[0][0]).toBe(before);
    expect((await book.host.read({ sheet: "Sheet1", address: "A1" })).formulas[0][0]).toMatch(/Figures!E6:E9/);
    expect(await conditions(book.host)).toEqual([["Figures", { kind: "intact" }]]);
    expect(await book.host.restore()).toBe(true);
    expect((await book.host.read({ sheet: "Figures", address: "E7" })).values[0][0]).toBe(12345);
  });

  test.each([
    ["figures", [figuresPlan({ ...firstRequest("MSFT"), form: "wide", chart: true }, "One", STAMP)]],
    ["a scenario with its cash flow", presetPlans("NEOCLOUD")],
    ["a comparison", [comparisonSheet([preset("TNP-2025"), preset("TNP-SOFT")], "irr", "One", STAMP)]],
    ["the opening sheets", openingSheets(new Date(2026, 10, 23))],
    ["the ledger", [ledgerSheet("One", STAMP)]],
  ])("%s: the same request gives the same sheet", async (_, plans) => {
    for (const plan of plans)
      if (plan.manifest !== undefined) expect(await rewritten(plan.manifest, STAMP)).toEqual(plan);
  });
});

describe("bad input has a sentence, and the workbook is as it was", () => {
  const plan = figuresPlan(firstRequest("AMZN"), "Figures", STAMP);
  const manifest = plan.manifest as NonNullable<SheetPlan["manifest"]>;

  test("a newer dataset, a damaged record, a scenario from a file, a preset that is gone", async () => {
    const refusal = (changes: object) =>
      rewritten({ ...manifest, ...changes }, STAMP).catch((error: Error) => error.message);
    expect(await refusal({ version: "2027.3" })).toMatch(/dataset 2027\.3, and this add-in has .*: update the add-in/);
    expect(await refusal({ request: "{" })).toMatch(/record of what “Figures” was loaded from is damaged/);
    expect(await refusal({ request: '{"collection":"prises"}' })).toMatch(/damaged/);
    expect(await refusal({ request: '{"imported":"Mine"}' })).toMatch(/import the file again/);
    expect(await refusal({ request: '{"preset":"TNP-2052"}' })).toMatch(/did you mean TNP-2025/);
    expect(await rewritten({ ...manifest, version: VERSION }, STAMP)).toEqual(plan);
  });

  test("a cash flow whose assumptions are gone", async () => {
    const { host, model } = await loaded(...presetPlans("NEOCLOUD"));
    const [, { manifest }] = await loadedSheets(host, STAMP);
    await expect(mustStandOn(manifest, host)).resolves.toBeUndefined();
    model.dispatch("DELETE_SHEET", {
      sheetId: model.getters.getSheetIdByName("NEOCLOUD") ?? "",
      sheetName: "NEOCLOUD",
    });
    await expect(mustStandOn(manifest, host)).rejects.toThrow(/“NEOCLOUD” with the assumptions .* is gone/);
  });

  test("an impossible range of periods, or a company that is not there", () => {
    const request = firstRequest("AMZN");
    for (const changes of [
      { from: "2031Q1" },
      { to: "1999Q4" },
      { from: request.to, to: request.from },
      { entity: "IBM" },
    ])
      expect(() => figuresPlan({ ...request, ...changes }, "Figures", STAMP)).toThrow(
        /The dataset has no such figures of .* from .* to .*: choose other/,
      );
  });

  test("a cancelled load, a taken name, a protected sheet", async () => {
    const { host, model } = await loaded(plan);
    const before = await values(host, "Figures");
    const cancel = new AbortController();
    cancel.abort();
    const refused = (plans: readonly SheetPlan[], options = {}) =>
      host.commit(plans, options).then(
        () => "",
        (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
      );
    expect(await refused([{ ...plan, name: "Other" }], { signal: cancel.signal })).toMatch(
      new RegExp(`${CANCELLED}: .*nothing`),
    );
    expect(await refused([plan])).toMatch(/There is a sheet "Figures" by now/);
    expect(await refused([{ ...plan, name: "Sheet1" }], { refresh: ["Sheet1"] })).toMatch(
      /not one that was loaded here/,
    );
    model.dispatch("LOCK_SHEET", { sheetId: model.getters.getSheetIdByName("Figures") ?? "" });
    expect(await refused([plan], { refresh: ["Figures"] })).toMatch(/is protected: unprotect it/);
    expect((await host.sheets()).map(({ name }) => name)).toEqual(["Sheet1", "Figures"]);
    expect(await values(host, "Figures")).toEqual(before);
  });
});

describe("a link to a scenario", () => {
  test("brings the whole preset, in some thousand characters of an address", async () => {
    for (const { name } of PRESET_FILES) {
      const link = await linkOf(preset(name));
      expect(link).toMatch(/^#scenario=[0-9a-f]{16}\.[A-Za-z0-9_-]{500,4000}$/);
      expect(isScenarioLink(link)).toBe(true);
      expect((await scenarioOfLink(link)).parameters.map(({ key, value }) => [key, value])).toEqual(
        preset(name).parameters.map(({ key, value }) => [key, value]),
      );
    }
  });

  test("is refused with a sentence when any of its characters was changed, left out or added", async () => {
    const link = await linkOf(preset("NEOCLOUD"));
    const swapped = (at: number) => link.slice(0, at) + (link[at] === "A" ? "B" : "A") + link.slice(at + 1);
    const bad = Array.from({ length: 40 }, (_, i) =>
      swapped("#scenario=".length + Math.floor((i / 40) * (link.length - 12))),
    );
    for (const tampered of [
      ...bad,
      link.slice(0, -9),
      `${link}AAAA`,
      "#scenario=",
      `#scenario=${"A".repeat(200_000)}`,
      "#scenario=é",
    ])
      await expect(scenarioOfLink(tampered)).rejects.toThrow(
        /link was changed or cut off .*: ask for it again. Nothing was loaded/,
      );
  });
});

describe("a scenario file", () => {
  test("holds the whole preset, and is loaded as its sheets", async () => {
    for (const { name } of PRESET_FILES) {
      const { parameters, facts, ...read } = scenarioFrom(scenarioText(preset(name))).preset;
      const { parameters: own, facts: ownFacts, kind, about } = preset(name);
      expect(read).toEqual({ name, kind, about, base: undefined });
      expect([...parameters, ...facts]).toEqual([...own, ...ownFacts].map((each) => ({ ...each, from: name })));
    }
    const sheets = scenarioSheets(scenarioFrom(scenarioText(preset("NEOCLOUD"))).preset, STAMP, {
      imported: "NEOCLOUD",
    });
    const { host } = await loaded(...sheets.plans(sheets.names));
    const npv = (await values(host, "NEOCLOUD")).find(([label]) => label === "Net present value of the cash flow");
    expect(npv?.[2]).toBeCloseTo(npvOf("NEOCLOUD"), 2);
    expect((await conditions(host)).map(([, condition]) => condition)).toEqual(
      sheets.names.map(() => ({ kind: "intact" })),
    );
  });

  test("is refused with a sentence when a byte changed, a key is unknown or hostile, or it is too long or too deep", () => {
    const text = scenarioText(preset("TNP-2025"));
    const sealed = (body: string) => {
      const rest = `"format":"capex-functions/1","kind":"scenario","version":"${VERSION}","body":${body}}`;
      return `{"hash":"${hash(rest)}",${rest}`;
    };
    const body = text.slice(text.indexOf('"body":') + 7, -1);
    expect(scenarioFrom(sealed(body)).preset.name).toBe("TNP-2025");
    expect(scenarioFrom(text.replace("9.4", "9.5"))).toMatchObject({
      preset: { about: expect.stringMatching(/no cost before year 6. Changed by hand after it was exported.$/) },
      byHand: true,
    });
    for (const [bad, why] of [
      [text.replace("9.4", "-9.5"), /Nothing was loaded: .*rate is -9.5: it must be at least 0/],
      [text.slice(0, -3), /Nothing was loaded: the file was changed after it was written and can no longer be read/],
      [sealed(body.replace("{", '{"__proto__":{"polluted":true},')), /__proto__/],
      [sealed(body.replace('"gpus"', '"gpuz"')), /gpuz.*did you mean/],
      [sealed(body.replace("{", '{"surprise":1,')), /surprise/],
      ["x".repeat(100_000_000), /at most 5000000/],
      [sealed("[".repeat(10_000) + "]".repeat(10_000)), /nests more than 32 deep/],
      ["", /none of ours/],
    ] as const)
      expect(() => scenarioFrom(bad)).toThrow(why);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
