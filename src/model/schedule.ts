// What one asset is charged with, period by period, by its method and convention. Lives, ages and shifts are in periods.
import {
  type Asset,
  doubleDeclining,
  fixedDeclining,
  periodsOf,
  ROUNDING,
  straightLine,
  sumOfYears,
  variableDeclining,
} from "./charges";
import { fail, must } from "./errors";
import { MAX_PERIODS, MAX_YEARS } from "./keys";
import { MACRS_CLASSES, macrsTable } from "./macrs";
import { along, type Series } from "./numbers/series";
import { figure, frozen, step } from "./steps/trace";

export const METHODS = ["SL", "SYD", "DB", "DDB", "VDB", "MACRS"] as const;
export const CONVENTIONS = [
  "full-year",
  "half-year",
  "mid-quarter-1",
  "mid-quarter-2",
  "mid-quarter-3",
  "mid-quarter-4",
] as const;

export type Method = (typeof METHODS)[number];
export type Convention = (typeof CONVENTIONS)[number];

/** When an asset counts as bought, in years after the start of its first year. */
export const YEARS_BEFORE: Readonly<Record<Convention, number>> = {
  "full-year": 0,
  "half-year": 0.5,
  "mid-quarter-1": 0.125,
  "mid-quarter-2": 0.375,
  "mid-quarter-3": 0.625,
  "mid-quarter-4": 0.875,
};

// A convention: the asset is bought some periods later, which may be broken, so that a period takes parts of two charges.

const shiftPeriods = step(
  "shift",
  "Periods before the purchase",
  "periods",
  "=yearsBefore * periodsPerYear",
  ({ yearsBefore, periodsPerYear }: { yearsBefore: number; periodsPerYear: number }) => yearsBefore * periodsPerYear,
);

const wholeShift = step(
  "wholeShift",
  "Whole periods before it",
  "periods",
  "=ROUND(shift - 0.499, 0)",
  ({ shift }: { shift: number }) => Math.floor(shift),
);

const partShift = step(
  "partShift",
  "Part of a period before it",
  "periods",
  "=shift - wholeShift",
  ({ shift, wholeShift }: { shift: number; wholeShift: number }) => shift - wholeShift,
);

const bookPeriod = step("period", "Period", "period", "=prior(period) + 1", ({ periods }: { periods: number }) =>
  along(periods, (i) => i + 1),
);

const assetPeriod = step(
  "assetPeriod",
  "Period of the asset's life that ends in it",
  "period",
  "=period - wholeShift",
  ({ period, wholeShift }: { period: Series; wholeShift: number }) =>
    along(period.length, (i) => period[i] - wholeShift),
);

interface Shifted {
  readonly fullCharge: Series;
  readonly chargePeriod: Series;
  readonly assetPeriod: Series;
  readonly partShift: number;
  readonly lifePeriods: number;
}

const earlierPart = step(
  "earlierPart",
  "Part of the charge before",
  "$",
  "=IF(assetPeriod >= 2, IF(assetPeriod <= last(chargePeriod) + 1, INDEX(fullCharge, MAX(1, assetPeriod - 1)) * MAX(0, MIN(assetPeriod - 1, lifePeriods) - (assetPeriod - 1 - partShift)), 0), 0)",
  ({ fullCharge, assetPeriod, partShift, lifePeriods }: Shifted) =>
    along(assetPeriod.length, (i) => {
      const at = assetPeriod[i];
      if (at < 2 || at > fullCharge.length + 1) return 0;
      return fullCharge[at - 2] * Math.max(0, Math.min(at - 1, lifePeriods) - (at - 1 - partShift));
    }),
);

const laterPart = step(
  "laterPart",
  "Part of the charge that starts in it",
  "$",
  "=IF(assetPeriod >= 1, IF(assetPeriod <= last(chargePeriod), INDEX(fullCharge, MAX(1, assetPeriod)) * MAX(0, MIN(assetPeriod - partShift, lifePeriods) - (assetPeriod - 1)), 0), 0)",
  ({ fullCharge, assetPeriod, partShift, lifePeriods }: Shifted) =>
    along(assetPeriod.length, (i) => {
      const at = assetPeriod[i];
      if (at < 1 || at > fullCharge.length) return 0;
      return fullCharge[at - 1] * Math.max(0, Math.min(at - partShift, lifePeriods) - (at - 1));
    }),
);

const shiftedCharge = step(
  "expense",
  "Expense",
  "$",
  "=earlierPart + laterPart",
  ({ earlierPart, laterPart }: { earlierPart: Series; laterPart: Series }) =>
    along(earlierPart.length, (i) => earlierPart[i] + laterPart[i]),
);

/** The charges when the asset is bought later, or ends within a period. */
function shifted(fullCharge: Series, lifePeriods: number, yearsBefore: number, periodsPerYear: number): Series {
  const shift = shiftPeriods({ yearsBefore, periodsPerYear });
  const whole = wholeShift({ shift });
  const terms = {
    fullCharge,
    chargePeriod: along(fullCharge.length, (i) => i + 1),
    assetPeriod: assetPeriod({ period: bookPeriod({ periods: periodsOf(lifePeriods + shift) }), wholeShift: whole }),
    partShift: partShift({ shift, wholeShift: whole }),
    lifePeriods,
  };
  return shiftedCharge({ earlierPart: earlierPart(terms), laterPart: laterPart(terms) });
}

const macrsCharge = step(
  "expense",
  "Expense",
  "$",
  "=cost * percent / 100",
  ({ cost, percent }: { cost: number; percent: Series }) => along(percent.length, (i) => (cost * percent[i]) / 100),
  { note: "salvage does not count" },
);

/** US tax depreciation of a class of property, by the IRS's rounded tables; salvage does not count. */
export function macrs(cost: number, life: number, convention: Convention): Series {
  must(
    MACRS_CLASSES.includes(life),
    `life is ${life}: MACRS is for 3-, 5-, 7- or 15-year property, write 3, 5 (computers), 7 or 15`,
  );
  must(
    convention !== "full-year",
    `convention is ${convention}: MACRS needs half-year or mid-quarter-1 to mid-quarter-4`,
  );
  const percent = figure(
    "percent",
    `IRS table, ${convention}`,
    "percent",
    macrsTable(life, 1 - YEARS_BEFORE[convention]),
    `IRS Publication 946, appendix A, tables A-1 to A-5: ${life}-year property`,
    { support: ["A"] },
  );
  return macrsCharge({ cost, percent });
}

const CHARGES: Readonly<Record<Exclude<Method, "MACRS">, (asset: Asset) => Series>> = {
  SL: straightLine,
  SYD: sumOfYears,
  DB: fixedDeclining,
  DDB: doubleDeclining,
  VDB: variableDeclining,
};

export interface Plan {
  readonly cost: number;
  /** In $, as in Excel's SLN. */
  readonly salvage: number;
  /** In years. */
  readonly life: number;
  readonly method: Method;
  /** The method's own if undefined: half-year for MACRS, else full-year. */
  readonly convention: Convention | undefined;
  readonly periodsPerYear: number;
}

const unmoved = step("expense", "Expense", "$", "=fullCharge", ({ fullCharge }: { fullCharge: Series }) => fullCharge);

const lifePeriods = step(
  "lifePeriods",
  "Life in periods",
  "periods",
  "=life * periodsPerYear",
  ({ life, periodsPerYear }: { life: number; periodsPerYear: number }) => life * periodsPerYear,
);

/** The expense of each period until the asset is written off: its step is "expense". */
export function depreciationSchedule({ cost, salvage, life, method, convention, periodsPerYear }: Plan): Series {
  must(cost > 0, `cost is ${cost}: it must be above 0`);
  must(salvage >= 0 && salvage <= cost, `salvage is ${salvage}: it is in $, from 0 to the cost of ${cost}`);
  if (life === 0) fail("#DIV/0!", "life is 0: it must be above 0 years");
  must(
    life > 0 && life <= MAX_YEARS,
    `life is ${life}: the order is cost, salvage, life, which is from 0 to 100 years`,
  );
  must(
    Number.isInteger(periodsPerYear) && periodsPerYear > 0,
    `periodsPerYear is ${periodsPerYear}: write 1 for years, 4 for quarters, 12 for months`,
  );
  const periods = method === "MACRS" ? life * periodsPerYear : lifePeriods({ life, periodsPerYear });
  must(periods <= MAX_PERIODS, `life x periodsPerYear is ${periods}: a schedule has at most 1,200 periods`);
  if (method === "MACRS") {
    must(periodsPerYear === 1, `periodsPerYear is ${periodsPerYear}: MACRS charges by year, write 1`);
    return macrs(cost, life, convention ?? "half-year");
  }
  must(
    Number.isInteger(periods) || (method !== "SYD" && method !== "DB"),
    `life x periodsPerYear is ${periods}: ${method} needs a whole number of periods`,
  );
  const charges = CHARGES[method]({ cost, salvage, life: periods });
  const yearsBefore = YEARS_BEFORE[convention ?? "full-year"];
  if (yearsBefore === 0 && Math.abs(periods - Math.round(periods)) < ROUNDING) return unmoved({ fullCharge: charges });
  frozen(
    "yearsBefore",
    "Years before the purchase counts",
    "years",
    `by the convention ${convention ?? "full-year"}`,
    yearsBefore,
  );
  return shifted(charges, periods, yearsBefore, periodsPerYear);
}
