// Series: one value a period (or one an item), in order.

export type Series = readonly number[];

/** A series of the given length, each value made from its index. */
export function along(length: number, at: (index: number) => number): number[] {
  const values = new Array<number>(length);
  for (let i = 0; i < length; i++) values[i] = at(i);
  return values;
}

/** The value of the period before; 0 before the first. */
export const before = (series: Series, i: number): number => (i === 0 ? 0 : series[i - 1]);

/** The plain sum, from left to right. */
export function sum(values: Series): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

/** Running sums. */
export function cumulative(values: Series): number[] {
  let total = 0;
  return along(values.length, (i) => (total += values[i]));
}

/** One sum for each column of a table of items by periods. */
export function total(table: readonly Series[], periods: number): number[] {
  return along(periods, (j) => {
    let all = 0;
    for (let i = 0; i < table.length; i++) all += table[i][j];
    return all;
  });
}
