// Custom functions for what companies spend and report: figures with their sources.
import { entityNamed, type Field, knownEntities } from "../data/dataset";
import { amountOf, fieldNamed, figureOf, keyOf, seriesOf } from "../data/derived";
import { type Period, periodId, quarter } from "../data/period";
import { fact, preset, supportOf } from "../data/presets";
import * as model from "../model/capex";
import { brief, must } from "../model/errors";
import { type SpillEntry, spillTable } from "../model/steps/spill";
import { figure, inCase, remark } from "../model/steps/trace";
import { choice, list, number, optionalText, texts } from "./edge";
import { answerWith } from "./own-table";
import { ATTRIBUTES, attributeOf, catalogue, FREQUENCIES, history, missing, periodNamed, periodRange } from "./figures";

/**
 * One figure of the built-in dataset, or its grade (A read in the primary document, B quoted, C derived, D recalled), source, filing and more; without a period, a catalogue.
 * @customfunction CAPEXDATA
 * @param [entity] Company, such as "AMZN" or "Microsoft"; "AMZN" if omitted.
 * @param [field] Field by id or label, such as "aws_net_sales"; all fields if omitted.
 * @param [period] Period such as "2024Q4", "FY2024", "FY2026Q1" (the company's own quarter) or "TTM2025Q2"; the catalogue if omitted.
 * @param [attribute] "value", "low", "high", "first" (as first reported), "restated", "unit", "basis", "grade", "source", "label" (the line as printed), "note", "accession", "url", "filed", "vintage", "start", "end" or "fiscal"; "value" if omitted.
 * @param [table] Your own figures, which come before ours: a range whose first row names entity, field, period, value and, if you like, unit, source and note; ours alone if omitted.
 * @returns The figure in the dataset's own unit, USD million for money; or a table of entities, fields and periods.
 * @example =CAPEXDATA("AMZN", "aws_net_sales", "2024Q4") → 28786
 * @example =CAPEXDATA("Microsoft", "Cash capex", "FY2025") → 64551
 * @example =CAPEXDATA("AMZN", "it_spend", "FY2024") → 69350
 * @example =CAPEXDATA("AMZN", "aws_net_sales", "2024Q4", "unit") → USD million
 * @example =CAPEXDATA("AMZN", "aws_net_sales", "FY2024", "grade") → A
 * @example =CAPEXDATA("MSFT", "cash_capex_gross", "FY2026Q3") → 30876
 * @example =CAPEXDATA("AMZN", "aws_net_sales", "1999Q4") → #N/A
 */
export function capexData(
  entity: unknown[][],
  field: unknown[][],
  period: unknown[][],
  attribute: unknown[][],
  table: unknown[][],
): unknown[][] {
  return answerWith(table, () => {
    const company = optionalText("entity", entity);
    const fieldName = optionalText("field", field);
    const periodName = optionalText("period", period);
    const wanted = choice("attribute", attribute, ATTRIBUTES, "value");
    const owner = entityNamed(company ?? "AMZN");
    const one = fieldName === undefined ? undefined : fieldNamed(fieldName);
    if (periodName === undefined)
      return catalogue(company === undefined && one === undefined ? knownEntities() : [owner], one);
    must(one !== undefined, `field is omitted: name the figure of ${brief(periodName)}`);
    const at = periodNamed("period", periodName, owner);
    const found = figureOf(owner, one, at);
    if (found === undefined) return missing(owner, one, at);
    if (wanted === "value") return amountOf(owner.id, one.id, at);
    return spillTable([[attributeOf(found, wanted)]]);
  });
}

const USUAL_FIELDS = ["aws_net_sales", "aws_operating_income", "total_investment"];

/**
 * Figures of the built-in dataset side by side: one row a period, one column a field. A missing figure is #N/A, never 0.
 * @customfunction CAPEXHISTORY
 * @param [entity] Company, such as "AMZN" or "Microsoft"; "AMZN" if omitted.
 * @param [fields] Fields by id or label; AWS net sales, AWS operating income and total investment if omitted, cash capex for other companies.
 * @param [start] First period; the first that is known if omitted.
 * @param [end] Last period; the last that is known if omitted.
 * @param [frequency] "quarter", "year" or "ttm" (twelve months to each quarter's end); "quarter" if omitted.
 * @param [table] Your own figures, which come before ours: a range whose first row names entity, field, period, value and, if you like, unit, source and note; ours alone if omitted.
 * @returns Table with headings, periods in the first column, figures in the dataset's own units.
 * @example =INDEX(CAPEXHISTORY("AMZN", {"aws_net_sales","aws_operating_income"}, "2023Q1", "2024Q4"), 9, 2) → 28786
 * @example =INDEX(CAPEXHISTORY("AMZN", "aws_net_sales", "2024Q4", "2024Q4", "ttm"), 2, 2) → 107556
 * @example =CAPEXHISTORY("AMZN", "aws_net_sales", "2024Q4", "2023Q1") → #VALUE!
 */
export function capexHistory(
  entity: unknown[][],
  fields: unknown[][],
  start: unknown[][],
  end: unknown[][],
  frequency: unknown[][],
  table: unknown[][],
): unknown[][] {
  return answerWith(table, () => {
    const owner = entityNamed(optionalText("entity", entity) ?? "AMZN");
    const named = texts("fields", fields);
    const usual = (owner.id === "AMZN" ? USUAL_FIELDS : ["cash_capex_gross"]).map((id) => fieldNamed(id));
    const columns = named.length === 0 ? usual : named.map((name) => fieldNamed(name));
    const first = optionalText("start", start);
    const last = optionalText("end", end);
    const wanted = choice("frequency", frequency, FREQUENCIES, "quarter");
    const periods = periodRange(
      owner,
      columns,
      first === undefined ? undefined : periodNamed("start", first, owner),
      last === undefined ? undefined : periodNamed("end", last, owner),
      wanted,
    );
    const headings =
      named.length === 0 ? columns.map(({ label }) => label) : named.map((name, i) => asNamed(name, columns[i]));
    return history(owner, columns, periods, ["Period", ...headings]);
  });
}

/** The field's id or label, whichever was asked for. */
const asNamed = (name: string, { id, label }: Field): string => (name.toLowerCase() === id.toLowerCase() ? id : label);

const SPLIT_NAMES: Readonly<Record<model.SplitBucket, string>> = {
  ai: "AI servers and their datacenters",
  general: "General-purpose IT",
  other: "All but IT: fulfilment, transport, offices",
  it: "IT and its datacenters",
  total: "Total investment",
};

/**
 * How the article splits Amazon's capital spending of 2023 or 2024 into AI, general-purpose IT and all the rest.
 * @customfunction CAPEXSPLIT
 * @param [entity] Company; the article splits "AMZN" only, which it is if omitted.
 * @param [year] 2023 or 2024; 2024 if omitted.
 * @param [bucket] "table", "ai", "general", "other", "it" (ai and general) or "total"; "table" if omitted.
 * @param [unit] Dollars in one unit of the answer: 1E9 gives billions, 1 dollars; 1E9 if omitted.
 * @param [table] Your own figures, which come before ours: a range whose first row names entity, field, period, value and, if you like, unit, source and note; ours alone if omitted.
 * @returns One part, or a table of all with headings.
 * @example =CAPEXSPLIT("AMZN", 2024, "ai") → 60.02
 * @example =CAPEXSPLIT("AMZN", 2024, "it") → 69.35
 * @example =CAPEXSPLIT("AMZN", 2024, "total", 1) → 83950000000
 * @example =ROUND(CAPEXSPLIT("AMZN", 2023, "it"), 3) → 38.408
 * @example =CAPEXSPLIT("AMZN", 2022) → #N/A
 */
export function capexSplit(
  entity: unknown[][],
  year: unknown[][],
  bucket: unknown[][],
  unit: unknown[][],
  table: unknown[][],
): unknown[][] {
  return answerWith(table, () => {
    const owner = entityNamed(optionalText("entity", entity) ?? "AMZN");
    const at = periodNamed("year", optionalText("year", year) ?? "2024", owner);
    const wanted = choice("bucket", bucket, ["table", ...model.SPLIT_BUCKETS], "table");
    const scale = number("unit", unit, { otherwise: 1e9 });
    must(owner.id === "AMZN", `${owner.id} is not split: the article splits Amazon's spending only`, "#N/A");
    must(
      at.kind === "year" && (at.year === 2023 || at.year === 2024),
      `the article splits 2023 and 2024, not ${periodId(at)}`,
      "#N/A",
    );
    const parts = splitOf(at, scale);
    if (wanted !== "table") return parts[wanted];
    return spillTable([
      ["part", "value"],
      ...model.SPLIT_BUCKETS.map((each): SpillEntry[] => [SPLIT_NAMES[each], { key: each, value: parts[each] }]),
    ]);
  });
}

function splitOf(at: Period, unit: number): Record<model.SplitBucket, number> {
  const article = preset("AMZN-CAPEX");
  const totalInvestment = amountOf("AMZN", "total_investment", at);
  const otherInvestment = amountOf("AMZN", "other_investment", at);
  const general = fact(article, `general${at.year}`);
  remark(() => "The split is the article's assumption: no filing confirms it. AI is what remains of the total.");
  const generalPurpose = figure("generalPurpose", general.label, general.unit, general.value, general.source, {
    support: supportOf(general.status),
  });
  return model.split({ totalInvestment, otherInvestment, generalPurpose, unit });
}

const QUARTERS_2024 = [1, 2, 3, 4].map((part) => quarter(2024, part));

/** Amazon's quarters of 2024 as an omitted list; how they are computed stands in a scope of its own. */
const of2024 = (field: string, source: string) => () => {
  const scope = keyOf(field);
  const values = inCase(
    scope,
    () => `${fieldNamed(field).label} by quarter, 2024`,
    () => seriesOf("AMZN", field, QUARTERS_2024, [scope]),
  );
  return { values, source, link: { path: [scope], key: scope } };
};

/**
 * Capital spending over operating income: the mean of the periods' ratios, or the ratio of the sums.
 * @customfunction CAPEXRATIO
 * @param [capex] Spending of each period; Amazon's IT spend in the four quarters of 2024 if omitted.
 * @param [income] Operating income of each period, in the same unit; that of AWS in the four quarters of 2024 if omitted.
 * @param [mode] "mean" of the ratios, as the article, or "pooled", the ratio of the sums; "mean" if omitted.
 * @param [table] Your own figures, which come before ours: a range whose first row names entity, field, period, value and, if you like, unit, source and note; ours alone if omitted.
 * @returns A ratio.
 * @example =ROUND(CAPEXRATIO(), 3) → 1.719
 * @example =ROUND(CAPEXRATIO(,, "pooled"), 3) → 1.741
 * @example =CAPEXRATIO({1,3}, {1,1}) → 2
 * @example =CAPEXRATIO({1,3}, {1,0}) → #DIV/0!
 */
export function capexRatio(
  capex: unknown[][],
  income: unknown[][],
  mode: unknown[][],
  table: unknown[][],
): unknown[][] {
  return answerWith(table, () =>
    model.capexRatio(
      {
        capex: list("capex", capex, of2024("it_spend", "Amazon's IT spend in the four quarters of 2024, USD million")),
        income: list("income", income, of2024("aws_operating_income", "AWS in the four quarters of 2024, USD million")),
      },
      choice("mode", mode, model.RATIO_MODES, "mean"),
    ),
  );
}
