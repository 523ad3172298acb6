// The charges of many fleets at once, each year's purchases in a straight line, into arrays that the caller gives. Lives in periods.
import { overlap } from "./charges";

/** Fleets that buy in each of several periods: purchase v of fleet f stands at capex[f vintages + v]. */
export interface Fleets {
  readonly capex: Float64Array;
  readonly vintages: number;
  /** One for each fleet, in periods. */
  readonly life: ArrayLike<number>;
  /** One for each fleet, as a fraction of cost. */
  readonly salvage: ArrayLike<number>;
  /** How far into its period a purchase is made: 0 for its start, 0.5 for its middle. */
  readonly shift: number;
}

/** Straight line: how much of a full period's charge falls into the period that is `age` periods after the purchase. */
const share = (age: number, life: number, shift: number): number => overlap(age + 1, shift, shift + life);

/** The charge of each fleet, vintage and period, one after the other, into `out`. */
export function waterfallMatrix(fleets: Fleets, periods: number, out: Float64Array): void {
  const { capex, vintages, life, salvage, shift } = fleets;
  const shares = new Float64Array(periods);
  out.fill(0, 0, life.length * vintages * periods); // Most of the triangle is empty: one fill, then the charges alone.
  let row = 0;
  for (let fleet = 0; fleet < life.length; fleet++) {
    const ages = Math.min(periods, Math.ceil(shift + life[fleet]));
    for (let age = 0; age < ages; age++) shares[age] = share(age, life[fleet], shift);
    for (let vintage = 0; vintage < vintages; vintage++) {
      const charge = (capex[fleet * vintages + vintage] * (1 - salvage[fleet])) / life[fleet];
      const bought = row + vintage;
      const end = Math.min(ages, periods - vintage);
      for (let age = 0; age < end; age++) out[bought + age] = charge * shares[age];
      row += periods;
    }
  }
}

/**
 * The charge of each fleet and period, all vintages together, into `out`. The share of a full charge changes at four ages at
 * most; there it is multiplied with the running sum of all charges, so that no vintage is looked at twice.
 */
export function waterfallTotals(fleets: Fleets, periods: number, out: Float64Array): void {
  const { capex, vintages, life, salvage, shift } = fleets;
  const sums = new Float64Array(periods);
  out.fill(0, 0, life.length * periods);
  for (let fleet = 0; fleet < life.length; fleet++) {
    const first = fleet * vintages;
    let sum = 0;
    for (let period = 0; period < periods; period++) {
      if (period < vintages) sum += (capex[first + period] * (1 - salvage[fleet])) / life[fleet];
      sums[period] = sum;
    }
    const row = fleet * periods;
    const end = Math.floor(shift + life[fleet]);
    for (const age of end > 1 ? [0, 1, end, end + 1] : [0, 1, 2]) {
      const change = share(age, life[fleet], shift) - (age > 0 ? share(age - 1, life[fleet], shift) : 0);
      if (change !== 0)
        for (let period = age; period < periods; period++) out[row + period] += change * sums[period - age];
    }
  }
}
