// The identities of the figures, and what others have published from the same filings.
import { ENTITIES, entityNamed, FIELDS, figures, find, periodsOf } from "../../src/data/dataset";
import { AMAZON_ADDITIONS } from "../../src/data/defaults";
import { amounts, DERIVED, fieldNamed, fieldsOf, figureOf, isKnown } from "../../src/data/derived";
import { periodOf, type Period, periodId, quarter, quartersOf, year, yearBefore } from "../../src/data/period";
import { DOCUMENTS } from "../../src/data/pack";
import { preset } from "../../src/data/presets";
import { TABLES } from "../../src/data/tables";

const at = (id: string): Period => periodOf(id) as Period;
const value = (entity: string, field: string, period: string): number | undefined =>
  figureOf(entityNamed(entity), fieldNamed(field), at(period))?.value;
const sum = (values: readonly number[]): number => values.reduce((one, other) => one + other, 0);

test("every row of the collected data is there, and no other", () => {
  const count = (entity: string): number => figures().filter((figure) => figure.entity === entity).length;
  const company = (fields: RegExp): number =>
    figures().filter(({ entity, field }) => entity === "AMZN" && fields.test(field)).length;
  expect(company(/^(cash_capex|guidance)/)).toBe(26);
  expect(count("AMZN") - 26).toBe(674);
  const others = Object.fromEntries(
    ["MSFT", "GOOG", "META", "ORCL", "CRWV", "NBIS", "APLD", "BIG4"].map((id) => [id, count(id)]),
  );
  expect(others).toEqual({ MSFT: 113, GOOG: 139, META: 45, ORCL: 31, CRWV: 7, NBIS: 3, APLD: 3, BIG4: 3 });
  expect(TABLES["useful-lives"].rows).toHaveLength(49);
  expect(TABLES.prices.rows).toHaveLength(84);
  expect(TABLES.clusters.rows).toHaveLength(91);
  expect(TABLES.debts.rows).toHaveLength(16);
});

test("what is shipped is what was written down, figure by figure", () => {
  const written = DOCUMENTS.flatMap(({ entity, document, basis, grade, accession = "", filed = "", figures }) =>
    figures.flatMap(({ field, section, note = "", label = "", vintage = "", values }) =>
      Object.entries(values).map(([period, value]) => {
        const source = section === undefined ? document : `${document}, ${section}`;
        const ends = typeof value === "number" ? value : [...value];
        return [entity, field, period, ends, basis, grade, accession, filed, source, note, label, vintage];
      }),
    ),
  );
  const shipped = figures().map((figure) => {
    const { entity, field, period, value, low, high, basis, grade, accession, filed, source, note, label } = figure;
    const ends = low === undefined ? value : [low, high];
    return [entity, field, period, ends, basis, grade, accession, filed, source, note, label, figure.vintage];
  });
  const sorted = (rows: readonly (readonly unknown[])[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
  expect(sorted(shipped)).toEqual(sorted(written));
});

test("every figure says its unit, source, basis and grade, and no text names where a copy was read", () => {
  for (const figure of figures()) {
    expect(figure.unit).toBe("USD million");
    for (const text of [figure.source, figure.basis, figure.grade]) expect(text).not.toBe("");
    expect(`${figure.source} ${figure.note}`).not.toMatch(/github|mirror|stored|file id|copy of/i);
  }
  for (const { rows } of Object.values(TABLES))
    for (const row of rows) expect(row.join(" ")).not.toMatch(/github|mirror|stored|file id|copy of/i);
});

/** An expression of operands as dataset/*.json lists it: amounts as printed, and periods of its own or another field. */
function evaluated(entity: string, field: string, operands: string, above: readonly string[]): number {
  const [, terms, divisor = "1"] = /^(.*?)(?: \/ (\d+))?$/.exec(operands) as RegExpExecArray;
  const amount = (term: string): number => {
    if (/^[\d.]+$/.test(term)) return Number(term);
    const [, owner = entity, of = field, period] = /^(?:(\w+)\/)?(?:([\w-]+):)?(\w+)$/.exec(term) as RegExpExecArray;
    const key = `${owner} ${of} ${period}`;
    expect(above).not.toContain(key);
    const under = OPERANDS.get(key);
    if (under !== undefined) evaluated(owner, of, under, [...above, key]);
    return find(owner, of, at(period))?.value as number;
  };
  const signed = terms.replace(/ - /g, " + -").split(" + ");
  return sum(signed.map((term) => (term.startsWith("-") ? -amount(term.slice(1)) : amount(term)))) / Number(divisor);
}

const OPERANDS = new Map(
  DOCUMENTS.flatMap(({ entity, figures }) =>
    figures.flatMap(({ field, operands = {} }) =>
      Object.entries(operands).map(([period, own]): [string, string] => [`${entity} ${field} ${period}`, own]),
    ),
  ),
);

test("every derived figure is what its operands give, and none is made of itself", () => {
  expect(OPERANDS.size).toBeGreaterThan(50);
  for (const [key, operands] of OPERANDS) {
    const [entity, field, period] = key.split(" ");
    const own = find(entity, field, at(period))?.value;
    expect([key, evaluated(entity, field, operands, [key])]).toEqual([key, own]);
  }
});

test("no figure rests on memory alone, and neither does a row of the tables", () => {
  expect(figures().filter(({ grade, basis }) => grade === "D" || basis === "recalled")).toEqual([]);
  for (const { columns, rows } of Object.values(TABLES)) {
    const grade = columns.findIndex(({ id }) => id === "grade");
    expect(rows.filter((row) => row[grade] === "D")).toEqual([]);
  }
});

test("debt by facility adds up to what CoreWeave printed as its total, and so does what falls due", () => {
  const owed = (what: string, date: string): number =>
    sum(TABLES.debts.rows.filter((row) => row[2] === what && row[3] === date).map((row) => row[6] as number));
  expect(owed("outstanding", "2025-06-30")).toBeCloseTo(11_171.485, 6);
  expect(owed("outstanding", "2024-12-31")).toBeCloseTo(8033.477, 6);
  expect(owed("principal due", "2025-06-30")).toBeCloseTo(find("CRWV", "debt", at("2025Q2"))?.value as number, 6);
});

test("a price of a GPU-hour says its month and one of six kinds, so that no series mixes them", () => {
  const [date, month, kind] = ["date", "month", "price_kind"].map((id) =>
    TABLES.prices.columns.findIndex((column) => column.id === id),
  );
  for (const row of TABLES.prices.rows) {
    expect(row[month]).toBe(row[date] === "undated" ? "undated" : String(row[date]).slice(0, 7));
    expect(["list", "market", "contract", "index", "estimate", "owning cost"]).toContain(row[kind]);
  }
});

test("a figure of grade A opens its filing", () => {
  const read = figures().filter(({ grade }) => grade === "A");
  expect(read.length).toBeGreaterThan(400);
  for (const { url } of read) expect(url).toMatch(/^https:\/\/www\.sec\.gov\/Archives\/edgar\/data\/\d+\/\d{18}\/$/);
});

test("what functions.js has at hand of the figures is what stands among them", () => {
  const added = [2020, 2021, 2022, 2023, 2024].map((fiscal) => find("AMZN", "aws_net_additions_ppe", year(fiscal)));
  expect(AMAZON_ADDITIONS.values).toEqual(added.map((figure) => (figure?.value ?? NaN) * 1e6));
  expect(AMAZON_ADDITIONS.source).toBe(
    `${added[0]?.source} to ${added[4]?.source}: additions to property and equipment, AWS`,
  );
});

test("what was first reported and what was restated stand beside each other", () => {
  const seen = (field: string, period: string): unknown => {
    const found = find("AMZN", field, at(period));
    return [found?.value, found?.vintage, found?.first?.value];
  };
  expect(seen("ppe_gross_total_year_end", "FY2017")).toEqual([72656, "restated", 68573]);
  expect(seen("ppe_accumulated_da_year_end", "FY2017")).toEqual([23790, "restated", 19707]);
  expect(seen("da_cash_flow_line", "2022Q1")).toEqual([9193, "restated", 8978]);
});

test("a range that was guided is its ends, and its middle as the value", () => {
  const { value, low, high } = find("META", "guidance_2026-07_mid", at("FY2026")) ?? {};
  expect([value, low, high]).toEqual([137_500, 130_000, 145_000]);
});

test("every field of the registry has a figure, and every entity", () => {
  for (const { id } of FIELDS) expect(ENTITIES.some((entity) => periodsOf(entity.id, id).length > 0)).toBe(true);
  expect(ENTITIES.filter(({ id }) => fieldsOf(id).length === 0).map(({ id }) => id)).toEqual([]);
});

/** Quarters that do not add up to the year, in USD million, and why. */
const EXCEPTIONS: Readonly<Record<string, readonly [number, string]>> = {
  "total_net_sales FY2007": [1, "rounding"],
  "total_net_sales FY2009": [-1, "rounding"],
  "total_net_sales FY2010": [1, "rounding"],
  "total_net_sales FY2013": [1, "rounding"],
  "total_net_sales FY2015": [1, "rounding"],
  "total_operating_income FY2017": [1, "rounding"],
  "aws_operating_income FY2015": [1, "rounding: the quarters as recast in 2016"],
  "aws_segment_income_before_sbc FY2015": [1, "rounding"],
  "total_operating_income FY2018": [-1, "rounding"],
  "total_operating_income FY2019": [-1, "rounding"],
  "ppe_build_to_suit FY2021": [230, "the quarters are on the recast year, 5,846; the year is as first reported, 5,616"],
};

test("quarters add up to the year, but for the known exceptions", () => {
  const found: Record<string, number> = {};
  let checked = 0;
  for (const { id, kind } of FIELDS) {
    if (kind !== "flow") continue;
    for (const fiscal of periodsOf("AMZN", id).filter((period) => period.kind === "year")) {
      const quarters = quartersOf(quarter(fiscal.year, 4)).map((each) => find("AMZN", id, each)?.value);
      if (quarters.some((each) => each === undefined)) continue;
      checked++;
      const gap = sum(quarters as number[]) - (find("AMZN", id, fiscal)?.value as number);
      if (gap !== 0) found[`${id} ${periodId(fiscal)}`] = gap;
    }
  }
  expect(checked).toBeGreaterThan(70);
  expect(found).toEqual(Object.fromEntries(Object.entries(EXCEPTIONS).map(([key, [gap]]) => [key, gap])));
});

test("published twelve months are the sum of their quarters", () => {
  for (const id of ["TTM2025Q1", "TTM2026Q1", "TTM2026Q2"])
    expect(amounts("AMZN", "purchases_ppe_gross", [at(id)])).toBe(find("AMZN", "purchases_ppe_gross", at(id))?.value);
});

test("halves of a year add up with its quarters", () => {
  for (const [field, fiscal] of [
    ["aws_net_additions_ppe", 2024],
    ["aws_net_additions_ppe", 2025],
    ["ppe_build_to_suit", 2024],
  ] as const) {
    const half = [
      value("AMZN", field, `${fiscal}Q1`),
      value("AMZN", field, `${fiscal}Q2`),
      value("AMZN", field, `${fiscal}H2`),
    ];
    expect(sum(half as number[])).toBe(value("AMZN", field, `FY${fiscal}`));
  }
  expect([value("AMZN", "ppe_build_to_suit", "2024Q3"), value("AMZN", "ppe_build_to_suit", "2024Q4")]).toEqual([
    14.5, 14.5,
  ]);
});

test("the same line has the same figure in both of Amazon's series", () => {
  for (let fiscal = 2018; fiscal <= 2025; fiscal++) {
    const gross = value("AMZN", "purchases_ppe_gross", `FY${fiscal}`) as number;
    const incentives = value("AMZN", "proceeds_ppe_sales_incentives", `FY${fiscal}`) as number;
    expect(value("AMZN", "cash_capex_gross", `FY${fiscal}`)).toBe(gross);
    expect(value("AMZN", "cash_capex_net_of_incentives", `FY${fiscal}`)).toBe(gross - incentives);
  }
  for (const id of ["2025Q1", "2025Q2", "2026Q1", "2026Q2"])
    expect(value("AMZN", "cash_capex_gross", id)).toBe(value("AMZN", "purchases_ppe_gross", id));
});

test("gross property less accumulated depreciation is net property", () => {
  for (let fiscal = 2011; fiscal <= 2024; fiscal++) {
    const id = `FY${fiscal}`;
    const net =
      (value("AMZN", "ppe_gross_total_year_end", id) as number) -
      (value("AMZN", "ppe_accumulated_da_year_end", id) as number);
    expect(value("AMZN", "ppe_net_year_end", id)).toBe(net);
  }
});

test("the four companies add up to their total", () => {
  for (const id of ["2025Q2", "2026Q1", "2026Q2"]) {
    const four = ["MSFT", "GOOG", "AMZN", "META"].map((entity) => value(entity, "cash_capex_gross", id) as number);
    expect(sum(four)).toBe(value("BIG4", "cash_capex_gross", id));
  }
});

test("2024 capex has five meanings, each under its own name", () => {
  expect(value("AMZN", "purchases_ppe_gross", "FY2024")).toBe(82999);
  expect(value("AMZN", "cash_capex_net_of_incentives", "FY2024")).toBe(77658);
  expect(value("AMZN", "total_investment", "FY2024")).toBe(83950);
  expect(value("AMZN", "guidance", "FY2024")).toBe(75000);
  expect(value("AMZN", "aws_net_additions_ppe", "FY2024")).toBe(53267);
});

test("Microsoft's fiscal 2025 with finance leases is what its 80 billion of guidance counts", () => {
  expect(value("MSFT", "capex_with_finance_leases", "FY2025")).toBe(64_551 + 20_511);
  expect(value("MSFT", "guidance_2025-01", "FY2025")).toBe(80_000);
});

test("depreciation in the cash flow is wider than that of property, and AWS's is a part of the latter", () => {
  for (let fiscal = 2013; fiscal <= 2025; fiscal++) {
    const [wide, property, aws] = ["da_cash_flow_line", "da_ppe_total", "aws_da_ppe"].map(
      (field) => value("AMZN", field, `FY${fiscal}`) as number,
    );
    expect(wide).toBeGreaterThan(property);
    expect(property).toBeGreaterThan(aws);
  }
});

test("total investment since 2008 is 469.532 billion", () => {
  const years = Array.from({ length: 17 }, (_, i) => `FY${2008 + i}`);
  expect(sum(years.map((id) => value("AMZN", "total_investment", id) as number))).toBe(469_532);
  expect(sum(years.map((id) => value("AMZN", "purchases_ppe_gross", id) as number))).toBe(371_618);
});

test("IT spend over AWS operating income by quarter is what the article's author must have had", () => {
  const ratios = (fiscal: number): number[] =>
    [1, 2, 3, 4].map((part) => value("AMZN", "it_spend_to_aws_operating_income", `${fiscal}Q${part}`) as number);
  expect(ratios(2023).map((ratio) => ratio.toFixed(3))).toEqual(["2.053", "1.482", "1.279", "1.537"]);
  expect(ratios(2024).map((ratio) => ratio.toFixed(3))).toEqual(["1.205", "1.519", "1.835", "2.318"]);
  expect((sum(ratios(2024)) / 4).toFixed(3)).toBe("1.719");
  expect((sum(ratios(2023)) / 4).toFixed(3)).toBe("1.588");
  expect(value("AMZN", "it_spend_to_aws_operating_income", "FY2024")?.toFixed(3)).toBe("1.741");
  expect(value("AMZN", "it_spend_to_aws_operating_income", "FY2023")?.toFixed(3)).toBe("1.559");
});

test("IT spend of 2023 and 2024 closes with the article's 38.4 and 69.4 billion", () => {
  expect(value("AMZN", "it_spend", "FY2023")).toBeCloseTo(38_408, 0);
  expect(value("AMZN", "it_spend", "FY2024")).toBe(69_350);
  for (const fiscal of [2023, 2024]) {
    const quarters = [1, 2, 3, 4].map((part) => value("AMZN", "it_spend", `${fiscal}Q${part}`) as number);
    expect(sum(quarters)).toBeCloseTo(value("AMZN", "it_spend", `FY${fiscal}`) as number, 6);
    expect(value("AMZN", "it_spend", `TTM${fiscal}Q4`)).toBeCloseTo(
      value("AMZN", "it_spend", `FY${fiscal}`) as number,
      6,
    );
  }
});

test("what rests on an estimate says so", () => {
  const known = (field: string, id: string): string[] => {
    const found = figureOf(entityNamed("AMZN"), fieldNamed(field), at(id));
    return [found?.basis ?? "", found?.grade ?? ""];
  };
  expect(known("total_investment", "FY2024")).toEqual(["derived", "C"]);
  expect(known("total_investment", "2024Q4")).toEqual(["estimated", "C"]);
  expect(known("it_spend", "FY2023")).toEqual(["estimated", "C"]);
  expect(known("aws_operating_margin", "2021Q1")).toEqual(["derived", "C"]);
  expect(figureOf(entityNamed("AMZN"), fieldNamed("it_spend"), at("FY2024"))?.source).toMatch(
    /^Computed from Amazon 10-K/,
  );
});

test("a growth is the field over itself a year before, less 1", () => {
  for (const { id, growing, from } of DERIVED) {
    if (growing !== true) continue;
    const [[of]] = from;
    for (const { id: entity } of ENTITIES)
      for (const period of [year(2024), quarter(2024, 3), quarter(2026, 1)]) {
        if (!isKnown(entity, id, period)) continue;
        const [now, before] = [value(entity, of, periodId(period)), value(entity, of, periodId(yearBefore(period)))];
        expect(value(entity, id, periodId(period))).toBe((now as number) / (before as number) - 1);
      }
  }
  expect(value("AMZN", "aws_net_sales_growth", "FY2024")?.toFixed(4)).toBe("0.1851");
});

test("what is missing is missing", () => {
  expect(value("AMZN", "total_investment", "FY2025")).toBeUndefined();
  expect(value("AMZN", "total_investment", "FY2006")).toBeUndefined();
  expect(value("AMZN", "it_spend", "FY2022")).toBeUndefined();
  expect(value("AMZN", "aws_net_sales", "TTM2014Q2")).toBeUndefined();
  expect(value("AMZN", "ppe_net_year_end", "TTM2024Q4")).toBeUndefined();
  expect(value("MSFT", "it_spend", "FY2024")).toBeUndefined();
});

test("fiscal years end when the companies' do", () => {
  expect(find("MSFT", "cash_capex_gross", year(2025))?.end).toBe("2025-06-30");
  expect(find("ORCL", "cash_capex_gross", year(2026))?.end).toBe("2026-05-31");
  expect(find("AMZN", "cash_capex_gross", year(2024))?.end).toBe("2024-12-31");
  expect(find("META", "cash_capex_gross", at("TTM2025Q3"))?.end).toBe("2025-09-30");
  expect(find("ORCL", "cash_capex_gross", at("FY2027Q1"))?.end).toBe("2026-08-31");
  expect(find("MSFT", "cash_capex_gross", at("2026Q1"))?.fiscal).toBe("FY2026Q3");
});

test("a price of an instance-hour is that of its GPUs", () => {
  const [count, instance, gpu] = ["gpu_count", "instance_hour", "gpu_hour"].map((id) =>
    TABLES.prices.columns.findIndex((column) => column.id === id),
  );
  for (const row of TABLES.prices.rows)
    if (row[instance] !== null)
      expect(Math.abs((row[instance] as number) / (row[count] as number) - (row[gpu] as number))).toBeLessThan(0.001);
});

test("what the presets repeat from the dataset is the same figure", () => {
  const facts = preset("AWS-SCENARIO-THREE").facts;
  const actual = (key: string): number => (facts.find((each) => each.key === key)?.value as number) * 1000;
  expect(actual("actual2023")).toBe(value("AMZN", "aws_net_sales", "FY2023"));
  expect(actual("actual2024")).toBe(value("AMZN", "aws_net_sales", "FY2024"));
});

test.each([
  ...["AMZN", "amzn", "Amazon", "Amazon.com", "Amazon.com, Inc.", "AMAZON.COM INC", "NASDAQ:AMZN", "NasdaqGS: AMZN"],
  ...["AMZN US", "AMZN US Equity", "AMZN.O", "AMZN-US"],
])("%s is Amazon", (name) => {
  expect(entityNamed(name).id).toBe("AMZN");
});

/** Legal names as on the cover of each 10-K; tickers with their exchanges as Google, Yahoo, Bloomberg, Reuters and FactSet write them. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  AMZN: ["Amazon.com, Inc.", "AMAZON COM INC", "Amazon Inc", "Amazon Web Services, Inc.", "AWS", "Amazon (AWS)"],
  MSFT: ["Microsoft Corporation", "MICROSOFT CORP.", "Microsoft Corp Common Stock"],
  GOOG: ["Alphabet Inc.", "Alphabet Inc. Class A", "ALPHABET INC-CL C", "Alphabet (Google)", "Google LLC", "GOOGL"],
  META: [
    "Meta Platforms, Inc.",
    "Meta Platforms, Inc. Class A Common Stock",
    "Facebook, Inc.",
    "FB",
    "Meta (Facebook)",
  ],
  ORCL: ["Oracle Corporation", "Oracle Corp", "ORACLE CORP."],
  CRWV: ["CoreWeave, Inc.", "CoreWeave Inc. Class A", "Core Weave"],
  NBIS: ["Nebius Group N.V.", "Nebius Group NV"],
  APLD: ["Applied Digital Corporation", "Applied Digital Corp."],
  BIG4: ["Big four", "The Big Four", "Big 4"],
};
const EXCHANGES: Readonly<Record<string, readonly string[]>> = { ORCL: ["NYSE", "XNYS"], BIG4: [] };

test("each company answers to its legal names, and to its ticker with the exchange, in any case and dress", () => {
  for (const { id, name, also } of ENTITIES) {
    const exchanges = EXCHANGES[id] ?? ["NASDAQ", "NasdaqGS", "XNAS"];
    const listed = exchanges.flatMap((exchange) => [
      ...[`${exchange}:${id}`, `${exchange}: ${id}`, `${id}:${exchange}`, `${name} (${exchange}: ${id})`],
      ...[`${id}:US`, `$${id}`, `(${id})`, `${id} US Equity`, `${id} US`, `${id}.O`, `${id}-US`, `${name} (${id})`],
    ]);
    for (const written of [id, name, ...also, ...NAMES[id], ...listed])
      for (const text of [
        ...[written, written.toLowerCase(), written.toUpperCase(), ` ${written}\u00A0`],
        written.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
      ])
        expect([text, entityNamed(text).id]).toEqual([text, id]);
  }
});

test.each([
  ...["", " ", "Inc.", "NASDAQ:", "Amazonia", "AMZ", "AMZN:MSFT", "Amazon (MSFT)", "Nvidia (AMZN)"],
  ...["NASDAQ:NVDA", "Oracle America, Inc.", "Amazon.com Inc. Class Action", "()"],
])("“%s” is no company here", (name) => {
  expect(() => entityNamed(name)).toThrow("there is no entity");
});
