// US tax depreciation by the printed tables: the Modified Accelerated Cost Recovery System.
import { along, type Series } from "./numbers/series";

/** The classes of property, in years: computers and what goes with them are 5, what is fixed to the land is 15. */
export const MACRS_CLASSES = [3, 5, 7, 15];

/** The tables print hundredths of a percent. */
const WHOLE = 10_000;

/**
 * IRS Publication 946, appendix A, tables: percent of cost in each year, by class and by the part of its first year for
 * which property counts. The printed figures are those of this rule: the balance declines at twice the straight line (1.5 times for 15
 * years) until the straight line over what remains is more, and each year is rounded before the next is calculated.
 */
export function macrsTable(life: number, firstYear: number): Series {
  const speed = life > 10 ? 1.5 : 2;
  let left = WHOLE;
  let remaining = life;
  const table = along(life + 1, (i) => {
    const part = i === 0 ? firstYear : 1;
    const declining = (left * speed * part) / life;
    const charge = i === life ? left : Math.round(Math.max(declining, (left * part) / remaining));
    left -= charge;
    remaining -= part;
    return charge;
  });
  // The one exception in print: 17.85 and 3.34, where the rule gives 17.86 and 3.33.
  const printed = life === 7 && firstYear === 0.625 ? 1 : 0;
  table[0] -= printed;
  table[life] += printed;
  return along(table.length, (i) => table[i] / 100);
}

const HALF_YEAR = { 5: macrsTable(5, 0.5), 15: macrsTable(15, 0.5) };

/** The share of cost that the half-year table of a class deducts in each year of a timeline. */
export const sharesOfYears = (year: Series, life: keyof typeof HALF_YEAR): Series =>
  along(year.length, (i) => (HALF_YEAR[life][year[i] - 1] ?? 0) / 100);
