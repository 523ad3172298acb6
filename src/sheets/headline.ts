// What a scenario comes to, in words as a card shows them.
import { texts } from "../languages";
import { spokenLanguage } from "../languages/chosen";
import type { Headline } from "./own-scenario";

const words = texts.own;

const PERCENT = new Intl.NumberFormat("en-US", {
  style: "percent",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const DAYS = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
/** Billions in one language are 亿 in another. */
const money = (amount: number): string =>
  new Intl.NumberFormat(spokenLanguage(), { notation: "compact", maximumSignificantDigits: 3 }).format(amount);

const YEARS = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

const minus = (text: string): string => text.replace("-", "−");

/** An amount, shortly: "−1.5B". */
export const shortText = (amount: number): string => minus(money(amount));

/** The same in dollars: "−$1.5B". */
export const moneyText = (amount: number): string => shortText(amount).replace(/^−?/, (sign) => `${sign}$`);

export const yearsText = (years: number): string => YEARS.format(years);

/** Labels and values; what has no result says so. */
export function headlineLines({ irr, npv, payback, equityIrr }: Headline): readonly (readonly [string, string])[] {
  return [
    [words.headline.irr, irr === null ? words.noResult : minus(PERCENT.format(irr))],
    ...(equityIrr === undefined
      ? []
      : [[words.headline.equityIrr, equityIrr === null ? words.noResult : minus(PERCENT.format(equityIrr))] as const]),
    [words.headline.npv, npv === null ? words.noResult : moneyText(npv)],
    [words.headline.payback, payback === null ? texts.never.ever : words.days(DAYS.format(payback))],
  ];
}
