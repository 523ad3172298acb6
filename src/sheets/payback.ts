// A payback in the cells that we write: one formula under one label, and words where there is none.
import { texts } from "../languages";

/** Of the cash flow of a scenario as it stands: a grid of one cell. */
export const PAYBACK_AFTER_TAX =
  'INDEX(GPUSENSITIVITY("payback","rate",{rate},"utilization",{utilization},{scenario}),2,2)';

/** A metric where overrides may change any key, those of a grid's axes too: the first line of a tornado, before anything is moved. Where there is none, it is #N/A. */
export const changed = (metric: "payback" | "irr"): string =>
  `INDEX(GPUTORNADO("${metric}",,"rate",{scenario},{overrides}),2,3)`;

export const orNever = (formula: string, never: string): string => `IFNA(${formula},${never})`;

/** A text with the years of a cell in it. */
export function neverWithin(horizon: string): string {
  const [before, years, after] = texts.never.within(horizon);
  return `"${before}"&${years}&"${after}"`;
}
