// The SEC's companyfacts of one company as amounts by field and period: quarters from what is filed for the year to date, and what was restated beside what was first reported.
import { type Entity, ENTITIES } from "./dataset";
import { fiscalQuarter, inCalendar, periodId, year } from "./period";
import { fail, must } from "../model/errors";

/** One fact as the SEC has it: of a flow with both dates. */
export interface Fact {
  readonly start: string;
  readonly end: string;
  readonly dollars: number;
  readonly accession: string;
  readonly form: string;
  readonly filed: string;
}

/** What the facts say of a field and a period, in millions: as filed last, and before that if it was restated. */
export interface Amount {
  readonly entity: Entity;
  readonly field: string;
  readonly tag: string;
  readonly period: string;
  readonly value: number;
  readonly fact: Fact;
  /** As it was filed first, where that was another value. */
  readonly first?: Fact;
  /** Of a quarter within a year to date: the amount to the quarter before, which was taken off. */
  readonly less?: Fact;
}

/** The tags of a field, the one in use now first. */
const TAGS: Readonly<Record<string, readonly string[]>> = {
  cash_capex_gross: ["PaymentsToAcquirePropertyPlantAndEquipment", "PaymentsToAcquireProductiveAssets"],
  finance_lease_rou_obtained: ["RightOfUseAssetObtainedInExchangeForFinanceLeaseLiability"],
};

/** Amazon's purchases stand under another tag than everyone's. */
const AMAZON_TAGS: Readonly<Record<string, readonly string[]>> = {
  purchases_ppe_gross: ["PaymentsToAcquireProductiveAssets"],
  total_net_sales: ["RevenueFromContractWithCustomerExcludingAssessedTax", "SalesRevenueNet"],
  total_operating_income: ["OperatingIncomeLoss"],
};

/** What is filed each quarter and each year, and what mends it. */
const REGULAR = /^(?:10-[KQ]|20-F)/;

const DAY = 86_400_000;
const MILLION = 1e6;

export const millions = ({ dollars }: Fact): number => dollars / MILLION;

/** Quarters have 13 weeks, and years 52 or 53, for some companies. */
const LENGTHS = [
  { months: 3, from: 80, to: 100 },
  { months: 6, from: 170, to: 195 },
  { months: 9, from: 260, to: 285 },
  { months: 12, from: 350, to: 380 },
] as const;

/** The amounts in the text of a file; throws a sentence that says what is wrong with it. */
export function companyFacts(text: string): readonly Amount[] {
  const { cik, facts } = recordIn(parsed(text), "the file");
  must(cik !== undefined, "the file names no company: this is no companyfacts file of the SEC");
  const entity = ENTITIES.find((each) => each.cik !== undefined && each.cik === Number(cik));
  if (entity === undefined)
    return fail(
      "#VALUE!",
      `the company with the number ${String(cik)} at the SEC is none of ${ENTITIES.flatMap((each) => (each.cik === undefined ? [] : [each.id])).join(", ")}: give its figures as CSV`,
    );
  const gaap = recordIn(recordIn(facts, "facts")["us-gaap"], "facts.us-gaap");
  const amounts = Object.entries(entity.id === "AMZN" ? AMAZON_TAGS : TAGS).flatMap(([field, tags]) => {
    const found = new Map<string, Amount>();
    for (const tag of tags.filter((each) => each in gaap))
      for (const amount of amountsOf(entity, field, tag, factsOf(gaap[tag], tag)))
        if (!found.has(amount.period)) found.set(amount.period, amount);
    return [...found.values()];
  });
  must(amounts.length > 0, `the file has none of the tags that ${entity.id}'s figures stand under`);
  return amounts;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return fail("#VALUE!", "the file is damaged: it begins as JSON and cannot be read as such");
  }
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

/** A fact of a regular filing; undefined for one that has no beginning, which is no flow. */
function factIn(each: unknown, name: string): Fact | undefined {
  const { start, end, val, accn, form, filed } = recordIn(each, name);
  if (start === undefined || !REGULAR.test(String(form))) return undefined;
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
    dollars: Number(val),
    accession: String(accn),
    form: String(form),
    filed: dates[2],
  };
}

const monthsOf = ({ start, end }: Fact): number | undefined => {
  const days = (Date.parse(end) - Date.parse(start)) / DAY + 1;
  return LENGTHS.find(({ from, to }) => days >= from && days <= to)?.months;
};

/** One stretch of time as it was filed first and last. */
interface Span {
  readonly months: number;
  readonly first: Fact;
  readonly last: Fact;
}

/** The quarters and the years to date of the company; twelve months that are no fiscal year, as filings show them beside each quarter, are none. */
function spansOf({ yearEnd }: Entity, facts: readonly Fact[]): readonly Span[] {
  const found = new Map<string, Span>();
  for (const fact of [...facts].sort((a, b) => (a.filed < b.filed ? -1 : 1))) {
    const months = monthsOf(fact);
    const begins = Number(fact.start.slice(5, 7)) === (yearEnd % 12) + 1;
    if (months === undefined || (months > 3 && !begins)) continue;
    const key = `${fact.start} ${fact.end}`;
    found.set(key, { months, first: found.get(key)?.first ?? fact, last: fact });
  }
  return [...found.values()];
}

/** The fiscal year and the quarter, the calendar's where it is one, with which a fact ends. */
function endsIn({ end }: Fact, yearEnd: number): { readonly quarter: string; readonly fiscalYear: string } {
  const [of, month] = end.split("-").map(Number);
  const fiscal = month > yearEnd ? of + 1 : of;
  const part = Math.ceil((((month - yearEnd + 11) % 12) + 1) / 3);
  return {
    quarter: periodId(inCalendar(fiscalQuarter(fiscal, part), yearEnd)),
    fiscalYear: periodId(year(fiscal)),
  };
}

function amountsOf(entity: Entity, field: string, tag: string, facts: readonly Fact[]): Amount[] {
  const spans = spansOf(entity, facts);
  return spans.flatMap(({ months, first, last }): Amount[] => {
    const own = { entity, field, tag };
    const { quarter, fiscalYear } = endsIn(last, entity.yearEnd);
    const filed = (period: string): Amount => ({
      ...own,
      period,
      value: millions(last),
      fact: last,
      ...(first.dollars === last.dollars ? {} : { first }),
    });
    if (months === 3) return [filed(quarter)];
    // To date, less the same to the quarter before, where the quarter is not filed by itself.
    const alone = spans.some((each) => each.months === 3 && each.last.end === last.end);
    const before = spans.find((each) => each.last.start === last.start && each.months === months - 3);
    const rest: Amount[] =
      alone || before === undefined
        ? []
        : [
            {
              ...own,
              period: quarter,
              value: (last.dollars - before.last.dollars) / MILLION,
              fact: last,
              less: before.last,
            },
          ];
    return months === 12 ? [filed(fiscalYear), ...rest] : rest;
  });
}
