// Cash to date over the life of a fleet, from what it costs to what is left: where the line crosses 0 it has paid back.
import { pictureTexts } from "../languages/pictures";
import { cashflow } from "../model/cashflow";
import { attempt, ModelError } from "../model/errors";
import type { Scenario } from "../model/keys";
import { METRICS } from "../model/metrics";
import { inUnit } from "../model/payback";
import { moneyText, yearsText } from "../sheets/headline";
import { DOLLARS, type Picture } from "./picture";

/** A time in years from the investment, and the cash to date. */
export interface CashPoint {
  readonly years: number;
  readonly cash: number;
}

export interface CashToDate {
  /** One a year; what is sold at the end is a second point of the last one, as the sale comes at once. */
  readonly points: readonly CashPoint[];
  /** Years until the cost has come back after tax; null where it never does. */
  readonly payback: number | null;
}

/** The cash of a scenario to date. A scenario that the model refuses is refused here. */
export function cashToDate(scenario: Scenario): CashToDate {
  const flow = cashflow(scenario);
  const { elapsed, columns } = flow;
  const { cumulative } = flow.toDate();
  const last = elapsed.length - 1;
  const points = Array.from(elapsed, (years, i) => ({ years, cash: cumulative[i] - columns.residual[i] }));
  if (columns.residual[last] !== 0) points.push({ years: elapsed[last], cash: cumulative[last] });
  const days = attempt(() => METRICS.payback.of(flow, scenario));
  return { points, payback: days instanceof ModelError ? null : days / inUnit(1, "days", scenario.basis) };
}

const words = pictureTexts.cash;

/** The same as a picture, with the point where it has paid back. */
export function cashPicture(name: string, scenario: Scenario): Picture {
  const { points, payback } = cashToDate(scenario);
  const last = points.at(-1);
  return {
    kind: "line",
    title: words.title(name),
    says: words.says(
      payback === null ? null : yearsText(payback),
      moneyText(last?.cash ?? 0),
      yearsText(last?.years ?? 0),
    ),
    across: words.years,
    unit: DOLLARS,
    labels: points.map(({ years }, i) => (points[i - 1]?.years === years ? words.sold : yearsText(years))),
    places: points.map(({ years }) => years),
    rows: [{ name: words.toDate, values: points.map(({ cash }) => cash) }],
    points:
      payback === null ? [] : [{ at: payback, value: 0, name: words.paidBack, says: words.after(yearsText(payback)) }],
  };
}
