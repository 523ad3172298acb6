// What a cell with a company function shows. Figures are those of the filings; ratios those of the article.
import { ExcelError } from "./excel";
import { runnable } from "../../src/functions";
import { CLAIMS } from "../../src/data/ledger";
import { presets } from "../../src/data/presets";
import { newTrail, watch } from "../../src/model/steps/trace";

type Rows = unknown[][];

const call = (id: string, ...args: unknown[]): Rows => runnable(id)?.(...args) as Rows;
const cell = (id: string, ...args: unknown[]): unknown => call(id, ...args)[0][0];

/** The error of a call, as "#N/A: sentence". */
function error(id: string, ...args: unknown[]): string {
  try {
    call(id, ...args);
  } catch (thrown) {
    const { code, message } = thrown as ExcelError;
    return `${code}: ${message}`;
  }
  return "no error";
}

describe("CAPEXDATA", () => {
  test("gives a figure by id or label, in either case, of a company by id or name", () => {
    expect(cell("CAPEXDATA", "AMZN", "aws_net_sales", "2024Q4")).toBe(28786);
    expect(cell("CAPEXDATA", "amazon", "AWS Net Sales", "q4 2024")).toBe(28786);
    expect(cell("CAPEXDATA", null, "AWS_NET_SALES", "FY2024")).toBe(107556);
    expect(cell("CAPEXDATA", "", "aws_net_sales", 2024)).toBe(107556);
    expect(cell("CAPEXDATA", "Google", "cash_capex_gross", "CY2024")).toBe(52535);
    expect(cell("CAPEXDATA", "MSFT", "guidance_2026-07", "CY2026")).toBe(175000);
  });

  test("tells where a figure comes from", () => {
    const of = (attribute: string): unknown => cell("CAPEXDATA", "AMZN", "ppe_build_to_suit", "2024Q4", attribute);
    expect(of("value")).toBe(14.5);
    expect(of("unit")).toBe("USD million");
    expect(of("basis")).toBe("estimated");
    expect(of("grade")).toBe("C");
    expect(of("source")).toMatch(/^Amazon 10-K FY2024 less the first half in 10-Q Q2 2024/);
    expect(of("note")).toMatch(/Half of the 29/);
    expect(cell("CAPEXDATA", "AMZN", "purchases_ppe_gross", "FY2024", "note")).toBe("");
  });

  test("tells a figure's filing, its dates by the company's own year, and what it was before", () => {
    const of = (...args: unknown[]): unknown => cell("CAPEXDATA", ...args);
    expect(of("AMZN", "aws_net_sales", "FY2024", "grade")).toBe("A");
    expect(of("AMZN", "aws_net_sales", "FY2024", "accession")).toBe("0001018724-25-000004");
    expect(of("AMZN", "aws_net_sales", "FY2024", "filed")).toBe("2025-02-07");
    expect(of("AMZN", "aws_net_sales", "FY2024", "url")).toBe(
      "https://www.sec.gov/Archives/edgar/data/1018724/000101872425000004/",
    );
    expect(of("MSFT", "cash_capex_gross", "2026Q1", "fiscal")).toBe("FY2026Q3");
    expect(of("MSFT", "cash_capex_gross", "Q3 FY26")).toBe(30876);
    expect(of("ORCL", "cash_capex_gross", "FY2027Q1", "start")).toBe("2026-06-01");
    expect(of("AMZN", "ppe_gross_total_year_end", "FY2017", "first")).toBe(68573);
    expect(of("AMZN", "ppe_gross_total_year_end", "FY2017", "restated")).toBe(72656);
    expect(of("AMZN", "ppe_build_to_suit", "FY2021", "restated")).toBe(5846);
    expect(of("AMZN", "ppe_build_to_suit_recast", "FY2021", "first")).toBe(5616);
    expect(of("AMZN", "aws_net_sales", "FY2024", "first")).toBe(107556);
    expect(of("META", "guidance_2026-07_mid", "FY2026", "high")).toBe(145000);
    expect(error("CAPEXDATA", "AMZN", "aws_net_sales", "FY2024", "restated")).toMatch(/^#N\/A: no restated is known/);
  });

  test("lists what there is when no period is given", () => {
    const all = call("CAPEXDATA");
    expect(all[0]).toEqual(["entity", "field", "label", "unit", "periods", "about"]);
    expect(new Set(all.slice(1).map(([entity]) => entity))).toEqual(
      new Set(["AMZN", "MSFT", "GOOG", "META", "ORCL", "CRWV", "NBIS", "APLD", "BIG4"]),
    );
    const oracle = call("CAPEXDATA", "ORCL").slice(1);
    expect(new Set(oracle.map(([entity]) => entity))).toEqual(new Set(["ORCL"]));
    // Seven lines of its filings, and the growth of two of them.
    expect(oracle.map(([, field]) => field)).toEqual([
      "total_net_sales",
      "da_ppe_total",
      "cash_capex_gross",
      "useful_life_effect_depreciation",
      "rpo",
      "leases_not_yet_commenced",
      "oracle_cloud_revenue",
      "total_net_sales_growth",
      "cash_capex_gross_growth",
    ]);
    const [, row] = call("CAPEXDATA", null, "aws_net_sales");
    expect(row.slice(0, 5)).toEqual([
      "AMZN",
      "aws_net_sales",
      "AWS net sales",
      "USD million",
      "2014Q3 to 2015Q4, 2016Q2, 2019Q3 to 2026Q2, 2014H1, 2026H1, FY2013 to FY2025",
    ]);
    expect(call("CAPEXDATA", null, "purchases_ppe_gross")[1][4]).toMatch(/2017Q1, 2017Q3, 2018Q1 to 2026Q2/);
  });

  test("answers #N/A with the nearest names", () => {
    expect(error("CAPEXDATA", "AMZM")).toMatch(/^#N\/A: there is no entity "AMZM"; did you mean AMZN/);
    expect(error("CAPEXDATA", null, "aws_sales", "FY2024")).toMatch(
      /^#N\/A: there is no field "aws_sales"; did you mean .*aws_net_sales/,
    );
    expect(error("CAPEXDATA", null, "aws_net_sales", "2024Q5")).toMatch(
      /^#N\/A: period is "2024Q5": write it like 2024Q4/,
    );
    expect(error("CAPEXDATA", null, "aws_net_sales", "2012Q4")).toMatch(
      /^#N\/A: AMZN has no aws_net_sales for 2012Q4: there is/,
    );
    expect(error("CAPEXDATA", "MSFT", "aws_net_sales", "FY2024")).toMatch(/^#N\/A: .*it is known for AMZN/);
    expect(error("CAPEXDATA", "MSFT", "aws_net_sales")).toMatch(
      /^#N\/A: MSFT has no aws_net_sales: it is known for AMZN/,
    );
    expect(error("CAPEXDATA", "CRWV", "cash_capex_gross", "FY2024")).toMatch(/^#N\/A: CRWV has no cash_capex_gross/);
    expect(error("CAPEXDATA", null, null, "FY2024")).toMatch(/^#VALUE!: field is omitted/);
    expect(error("CAPEXDATA", null, "aws_net_sales", "FY2024", "colour")).toMatch(/^#VALUE!: attribute is "colour"/);
    expect(error("CAPEXDATA", [["AMZN", "MSFT"]])).toMatch(/^#VALUE!: entity is a range/);
  });
});

describe("CAPEXHISTORY", () => {
  test("spills one row a period and one column a field", () => {
    const table = call("CAPEXHISTORY", "AMZN", [["aws_net_sales", "aws_operating_income"]], "2023Q1", "2024Q4");
    expect(table).toEqual([
      ["Period", "aws_net_sales", "aws_operating_income"],
      ["2023Q1", 21354, 5123],
      ["2023Q2", 22140, 5365],
      ["2023Q3", 23059, 6976],
      ["2023Q4", 24204, 7167],
      ["2024Q1", 25037, 9421],
      ["2024Q2", 26281, 9334],
      ["2024Q3", 27452, 10447],
      ["2024Q4", 28786, 10632],
    ]);
  });

  test("a missing figure is #N/A, never 0", () => {
    const [, , year2025] = call("CAPEXHISTORY", null, "ppe_build_to_suit", "FY2024", "FY2025", "year");
    expect(year2025[1]).toBeInstanceOf(ExcelError);
    expect(year2025[1]).toMatchObject({ code: "#N/A", message: "AMZN has no ppe_build_to_suit for FY2025" });
    const table = call("CAPEXHISTORY", "MSFT");
    expect([table[1][0], table.at(-1)?.[0], table.length]).toEqual(["2016Q1", "2026Q2", 43]);
    expect(table[6]).toMatchObject(["2017Q2", { code: "#N/A" }]);
  });

  test("gives years and trailing months, for companies with other fiscal years too", () => {
    expect(call("CAPEXHISTORY", "MSFT", null, "2024Q1", "FY2025", "year").slice(1)).toEqual([
      ["FY2024", 44477],
      ["FY2025", 64551],
    ]);
    expect(call("CAPEXHISTORY", "ORCL", null, "2025Q2", "2025Q4", "year")).toEqual([
      ["Period", "Cash capex"],
      ["FY2025", 21215],
      ["FY2026", 55663],
    ]);
    expect(call("CAPEXHISTORY", null, "AWS net sales", 2024, 2024, "ttm").at(-1)).toEqual(["TTM2024Q4", 107556]);
    expect(call("CAPEXHISTORY", "META", "cash_capex_gross", "2025Q3", "2025Q3", "ttm").slice(1)).toEqual([
      ["TTM2025Q3", 62733],
    ]);
    expect(call("CAPEXHISTORY", "ORCL", null, "FY2026Q4", "FY2027Q1").slice(1)).toEqual([
      ["FY2026Q4", 16493],
      ["FY2027Q1", 28499],
    ]);
  });

  test("without arguments shows Amazon's usual fields", () => {
    expect(call("CAPEXHISTORY")[0]).toEqual(["Period", "AWS net sales", "AWS operating income", "Total investment"]);
    expect(call("CAPEXHISTORY").length).toBeGreaterThan(40);
  });

  test("refuses ranges that cannot be", () => {
    expect(error("CAPEXHISTORY", null, null, "2025", "2024")).toMatch(
      /^#VALUE!: start is FY2025, after the end, FY2024/,
    );
    expect(error("CAPEXHISTORY", null, null, "1600", "2400")).toMatch(
      /^#VALUE!: start to end are 3204 quarters: at most 1200/,
    );
    expect(error("CAPEXHISTORY", null, null, "1990", "1991")).toMatch(/^#N\/A: there is nothing from 1990Q1 to 1991Q4/);
    expect(error("CAPEXHISTORY", "CRWV")).toMatch(/^#N\/A: CRWV has no cash_capex_gross by quarter: it is known for/);
    expect(error("CAPEXHISTORY", null, [["aws_net_sales", "aws_profit"]])).toMatch(
      /^#N\/A: there is no field "aws_profit"/,
    );
    expect(error("CAPEXHISTORY", null, null, "yesterday")).toMatch(/^#N\/A: start is "yesterday"/);
  });

  test("each figure of the table is a step with its source", () => {
    const trail = newTrail();
    watch(trail, () =>
      call("CAPEXHISTORY", null, [["aws_net_sales"], ["total_investment_growth"]], "FY2020", "FY2025", "year"),
    );
    expect(trail.spill?.[1][1]).toEqual({ path: ["column1"], key: "awsNetSales", index: [0, 0] });
    expect(trail.spill?.[5][2]).toEqual({ path: ["column2"], key: "totalInvestmentGrowth", index: [0, 4] });
    expect(trail.spill?.[6][2]).toEqual({ text: "#N/A" });
  });
});

describe("CAPEXSPLIT", () => {
  test("closes with the article's figures", () => {
    expect(cell("CAPEXSPLIT", null, null, "ai")).toBeCloseTo(60.02, 9);
    expect(cell("CAPEXSPLIT", "AMZN", 2024, "other")).toBeCloseTo(14.6, 12);
    expect(cell("CAPEXSPLIT", "AMZN", "FY2023", "it")).toBeCloseTo(38.408, 3);
    expect(cell("CAPEXSPLIT", "AMZN", 2023, "other")).toBeCloseTo(15.32, 4);
    expect(cell("CAPEXSPLIT", "AMZN", 2024, "total", 1e6)).toBe(83950);
  });

  test("the parts add up", () => {
    for (const year of [2023, 2024]) {
      const [[heading], ...rows] = call("CAPEXSPLIT", null, year);
      expect(heading).toBe("part");
      const [ai, general, other, it, total] = rows.map(([, value]) => value as number);
      expect(ai + general).toBeCloseTo(it, 12);
      expect(it + other).toBeCloseTo(total, 12);
    }
  });

  test("splits nothing but what the article splits", () => {
    expect(error("CAPEXSPLIT", "MSFT")).toMatch(/^#N\/A: MSFT is not split/);
    expect(error("CAPEXSPLIT", null, 2025)).toMatch(/^#N\/A: the article splits 2023 and 2024, not FY2025/);
    expect(error("CAPEXSPLIT", null, null, "fun")).toMatch(/^#VALUE!: bucket is "fun"/);
    expect(error("CAPEXSPLIT", null, null, "ai", 0)).toMatch(/^#VALUE!: unit is 0: it must be above 0/);
  });
});

describe("CAPEXRATIO", () => {
  test("is the published 1.72 as the mean of quarters, and 1.741 pooled", () => {
    expect((cell("CAPEXRATIO") as number).toFixed(3)).toBe("1.719");
    expect((cell("CAPEXRATIO", null, null, "pooled") as number).toFixed(3)).toBe("1.741");
  });

  test("takes rows and columns, and either list alone", () => {
    expect(cell("CAPEXRATIO", [[2, 6]], [[1], [2]])).toBe(2.5);
    expect(cell("CAPEXRATIO", [[2, 6]], [[1], [2]], "pooled")).toBe(8 / 3);
    const income = [[9421], [9334], [10447], [10632]];
    expect(cell("CAPEXRATIO", null, income)).toBe(cell("CAPEXRATIO"));
  });

  test("refuses what has no ratio", () => {
    expect(error("CAPEXRATIO", [[1, 2]], [[1, 0]])).toMatch(/^#DIV\/0!: income 2 is 0/);
    expect(error("CAPEXRATIO", [[1, 2]], [[1, -1]], "pooled")).toMatch(/^#DIV\/0!: income sums to 0/);
    expect(error("CAPEXRATIO", [[1, 2]], [[1]])).toMatch(/^#VALUE!: capex has 2 values and income 1/);
    expect(error("CAPEXRATIO", [[1, "two"]], [[1, 1]])).toMatch(/^#VALUE!: capex is the text "two"/);
  });
});

describe("CAPEXSCENARIO", () => {
  test("gives a parameter by key or label, of the base too", () => {
    expect(cell("CAPEXSCENARIO", "TNP-2025", "rate")).toBe(9.4);
    expect(cell("CAPEXSCENARIO", "tnp-soft", "HORIZON")).toBe(9);
    expect(cell("CAPEXSCENARIO", "TNP-SOFT", "gpus")).toBe(16000);
    expect(cell("CAPEXSCENARIO", "AMZN-CAPEX", "AI, 2025")).toBe(86);
    expect(cell("CAPEXSCENARIO", "TNP-2025", "rateOnDemand")).toBe(12.29);
  });

  test("lists presets, and the parameters of one", () => {
    expect(call("CAPEXSCENARIO").map(([name]) => name)).toEqual(["name", ...presets().map(({ name }) => name)]);
    const table = call("CAPEXSCENARIO", "AWS-CUT-2025");
    expect(table[0]).toEqual(["key", "value", "unit", "source"]);
    expect(table).toHaveLength(22);
    expect(table.find(([key]) => key === "rate")).toEqual([
      "rate",
      6.88,
      "$/GPU-hour",
      "AWS price list from 1 June 2025: 55.04 for eight H100",
    ]);
    expect(call("CAPEXSCENARIO", "HYPERSCALER-2025").find(([key]) => key === "META")?.[1]).toBe(65);
  });

  test("answers #N/A with the nearest names", () => {
    expect(error("CAPEXSCENARIO", "TNP-2026")).toMatch(/^#N\/A: there is no preset "TNP-2026"; did you mean TNP-2025/);
    expect(error("CAPEXSCENARIO", "TNP-2025", "rat")).toMatch(/^#N\/A: TNP-2025 has no "rat"; did you mean rate/);
    expect(error("CAPEXSCENARIO", "TNP-2025", "itLife")).toMatch(
      /^#N\/A: TNP-2025 leaves itLife out: it is the horizon then/,
    );
    expect(error("CAPEXSCENARIO", "AMZN-CAPEX", "itLife")).toMatch(/^#N\/A: AMZN-CAPEX has no "itLife"/);
    expect(error("CAPEXSCENARIO", null, "rate")).toMatch(/^#VALUE!: name is omitted/);
  });
});

describe("CAPEXRECONCILE", () => {
  test("shows every claim, or one", () => {
    const table = call("CAPEXRECONCILE");
    expect(table).toHaveLength(44);
    expect(table[0]).toEqual([
      ...["claim", "about", "published", "recomputed", "difference", "tolerance"],
      ...["unit", "verdict", "reason", "source"],
    ]);
    expect(table.slice(1).map(([claim]) => claim)).toEqual(CLAIMS.map(({ claim }) => claim));
    const [, row] = call("CAPEXRECONCILE", 25);
    expect(row).toEqual(table[25]);
    expect(row[2]).toBe(410);
    expect(row[7]).toBe("convention");
  });

  test("leaves the cells of a claim without a number empty", () => {
    const [, row] = call("CAPEXRECONCILE", 6);
    expect([row[2], row[4], row[5]]).toEqual(["", "", ""]);
  });

  test("refuses other numbers", () => {
    expect(error("CAPEXRECONCILE", 44)).toMatch(/^#N\/A: claim is 44/);
    expect(error("CAPEXRECONCILE", "payback")).toMatch(/^#VALUE!: claim is "payback"/);
    expect(error("CAPEXRECONCILE", 1.5)).toMatch(/^#VALUE!: claim is "1.5"/);
  });
});
