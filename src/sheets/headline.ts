// What a scenario comes to, in words as a card shows them.
import { texts } from "../languages";
import { numbers } from "../languages/writing";
import type { Headline } from "./own-scenario";

const words = texts.own;

const percent = numbers({ style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
const days = numbers({ maximumFractionDigits: 0 });
/** Billions in one language are 亿 in another. */
const money = numbers({ notation: "compact", maximumSignificantDigits: 3 });

const minus = (text: string): string => text.replace("-", "−");

/** An amount, shortly: "−1.5B". */
export const shortText = (amount: number): string => minus(money(amount));

/** The same in dollars: "−$1.5B". */
export const moneyText = (amount: number): string => shortText(amount).replace(/^−?/, (sign) => `${sign}$`);

export const yearsText = numbers({ maximumFractionDigits: 1 });

/** Labels and values; what has no result says so. */
export function headlineLines({ irr, npv, payback, equityIrr }: Headline): readonly (readonly [string, string])[] {
  return [
    [words.headline.irr, irr === null ? words.noResult : minus(percent(irr))],
    ...(equityIrr === undefined
      ? []
      : [[words.headline.equityIrr, equityIrr === null ? words.noResult : minus(percent(equityIrr))] as const]),
    [words.headline.npv, npv === null ? words.noResult : moneyText(npv)],
    [words.headline.payback, payback === null ? texts.never.ever : words.days(days(payback))],
  ];
}
