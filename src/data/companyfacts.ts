// The SEC's companyfacts of one company as rows of figures: quarters from what is filed for the year to date, and what was restated as it was restated last.
import { type Entity, ENTITIES } from "./dataset";
import { fail, must } from "../model/errors";

/** One fact as the SEC has it: of a flow with both dates. */
interface Fact {
  readonly start: string;
  readonly end: string;
  readonly value: number;
  readonly accession: string;
  readonly form: string;
  readonly filed: string;
}

/** The tags of a field, the one in use now first. Amazon's purchases stand under another tag than everyone's. */
const TAGS: Readonly<Record<string, readonly string[]>> = {
  cash_capex_gross: ["PaymentsToAcquirePropertyPlantAndEquipment", "PaymentsToAcquireProductiveAssets"],
  finance_lease_rou_obtained: ["RightOfUseAssetObtainedInExchangeForFinanceLeaseLiability"],
};

const AMAZON_TAGS: Readonly<Record<string, readonly string[]>> = {
  purchases_ppe_gross: ["PaymentsToAcquireProductiveAssets"],
  total_net_sales: ["RevenueFromContractWithCustomerExcludingAssessedTax", "SalesRevenueNet"],
  total_operating_income: ["OperatingIncomeLoss"],
};

/** The numbers of the companies at the SEC. */
const CIK: Readonly<Record<number, string>> = {
  1018724: "AMZN",
  789019: "MSFT",
  1652044: "GOOG",
  1326801: "META",
  1341439: "ORCL",
  1769628: "CRWV",
};

const DAY = 86_400_000;
const MILLION = 1e6;
/** Quarters have 13 weeks, and years 52 or 53, for some companies. */
const LENGTHS = [
  { months: 3, from: 80, to: 100 },
  { months: 6, from: 170, to: 195 },
  { months: 9, from: 260, to: 285 },
  { months: 12, from: 350, to: 380 },
] as const;

type Row = readonly [entity: string, field: string, period: string, value: number, source: string];

/** Rows under the headings of a table of one's own figures. */
export function companyFacts(file: unknown): (readonly (string | number)[])[] {
  const { cik, facts } = recordIn(file, "the file");
  must(cik !== undefined, "the file names no company: this is no companyfacts file of the SEC");
  const id = typeof cik === "number" || typeof cik === "string" ? CIK[Number(cik)] : undefined;
  const entity = ENTITIES.find((each) => each.id === id);
  if (entity === undefined)
    return fail(
      "#VALUE!",
      `the company with the number ${String(cik)} at the SEC is none of ${Object.values(CIK).join(", ")}: import its figures as CSV`,
    );
  const gaap = recordIn(recordIn(facts, "facts")["us-gaap"], "facts.us-gaap");
  const rows = Object.entries(entity.id === "AMZN" ? AMAZON_TAGS : TAGS).flatMap(([field, tags]) => {
    const tag = tags.find((each) => each in gaap);
    return tag === undefined ? [] : rowsOf(entity, field, tag, factsOf(gaap[tag], tag));
  });
  must(rows.length > 0, `the file has none of the tags that ${entity.id}'s figures stand under`);
  return [["entity", "field", "period", "value", "source"], ...rows];
}

function recordIn(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return fail("#VALUE!", `${name} is not there: this is no companyfacts file of the SEC`);
  return { ...value };
}

function factsOf(tag: unknown, name: string): readonly Fact[] {
  const { units } = recordIn(tag, name);
  const kinds = recordIn(units, `${name}.units`);
  const found = kinds.USD;
  must(Array.isArray(found), `${name} is in ${Object.keys(kinds).join(", ")}, not in USD`);
  return (Array.isArray(found) ? found : []).flatMap(
    (each: unknown, i) => factIn(each, `${name}, fact ${i + 1}`) ?? [],
  );
}

/** A fact; undefined for one that has no beginning, which is no flow. */
function factIn(each: unknown, name: string): Fact | undefined {
  const { start, end, val, accn, form, filed } = recordIn(each, name);
  if (start === undefined) return undefined;
  const dates = [start, end, filed].map((date) =>
    typeof date === "string" && Number.isFinite(Date.parse(date)) ? date : "",
  );
  must(!dates.includes(""), `${name} has a date that cannot be read`);
  must(
    typeof val === "number" && Number.isFinite(val),
    `${name} has the value ${JSON.stringify(val)}: it must be a number`,
  );
  must(dates[0] < dates[1], `${name} ends on ${dates[1]}, before it begins`);
  return {
    start: dates[0],
    end: dates[1],
    value: Number(val),
    accession: String(accn),
    form: String(form),
    filed: dates[2],
  };
}

const monthsOf = ({ start, end }: Fact): number | undefined => {
  const days = (Date.parse(end) - Date.parse(start)) / DAY + 1;
  return LENGTHS.find(({ from, to }) => days >= from && days <= to)?.months;
};

/** Of one stretch of time, what was filed last; the figure before it stays in the words. */
function latest(facts: readonly Fact[]): ReadonlyMap<string, Fact & { readonly first: number }> {
  const found = new Map<string, Fact & { readonly first: number }>();
  for (const fact of [...facts].sort((a, b) => (a.filed < b.filed ? -1 : 1))) {
    const key = `${fact.start} ${fact.end}`;
    found.set(key, { ...fact, first: found.get(key)?.first ?? fact.value });
  }
  return found;
}

function rowsOf(entity: Entity, field: string, tag: string, facts: readonly Fact[]): Row[] {
  const all = [...latest(facts).values()];
  const rows = new Map<string, Row>();
  const put = (period: string, value: number, source: string): void => {
    rows.set(period, [entity.id, field, period, value / MILLION, source]);
  };
  const said = (fact: Fact & { readonly first: number }): string =>
    `SEC companyfacts, us-gaap:${tag}, ${fact.form} filed ${fact.filed} (accession ${fact.accession})${
      fact.first === fact.value ? "" : `, restated: first reported ${fact.first / MILLION}`
    }`;
  // Oracle's quarters are not the calendar's.
  const quarterly = entity.yearEnd % 3 === 0;
  for (const fact of all) {
    const months = monthsOf(fact);
    const end = new Date(fact.end);
    const [year, month] = [end.getUTCFullYear(), end.getUTCMonth() + 1];
    if (months === 12 && month === entity.yearEnd) put(`FY${year}`, fact.value, said(fact));
    if (months === undefined || !quarterly || month % 3 !== 0) continue;
    const period = `${year}Q${month / 3}`;
    if (months === 3) put(period, fact.value, said(fact));
    else if (!rows.has(period)) {
      // To date, less the same to the quarter before.
      const before = all.find(
        (each) => each.start === fact.start && each.end < fact.end && monthsOf(each) === months - 3,
      );
      if (before !== undefined)
        put(period, fact.value - before.value, `${said(fact)} less ${before.form} filed ${before.filed}`);
    }
  }
  return [...rows.values()];
}
