// Numbers that move together, each in a distribution of its own: a Gaussian copula, by correlated normal numbers.
import { fail } from "../errors";
import { exp } from "./exact";
import { along, type Series } from "./series";

/** Rounding of a person's correlations may leave so much. */
const ROUNDING = 1e-9;

/**
 * The lower triangle whose product with its transpose is a symmetric matrix with ones on its diagonal (Cholesky). It need not be
 * definite: what moves exactly with others has a 0 on the diagonal. Fails with the cell where no numbers can be correlated so.
 */
export function triangleOf(correlations: readonly Series[]): readonly Series[] {
  const triangle: number[][] = [];
  correlations.forEach((row, i) => {
    const own = along(row.length, () => 0);
    triangle.push(own);
    for (let j = 0; j <= i; j++) {
      let left = row[j];
      for (let k = 0; k < j; k++) left -= own[k] * triangle[j][k];
      const pivot = triangle[j][j];
      if (j < i && pivot > 0) own[j] = left / pivot;
      else if (j < i ? Math.abs(left) > Math.sqrt(ROUNDING) : left < -ROUNDING) impossible(row, i, j);
      else if (j === i && left > ROUNDING) own[j] = Math.sqrt(left);
    }
  });
  return triangle;
}

/** Names the cell of the row up to a column that is farthest from 0. */
function impossible(row: Series, i: number, last: number): never {
  const sizes = row.slice(0, Math.min(last + 1, i)).map(Math.abs);
  const j = sizes.indexOf(Math.max(...sizes));
  fail(
    "#VALUE!",
    `correlations, row ${i + 1}, column ${j + 1} is ${row[j]}: no numbers are correlated so, as the rows above leave no room for it; bring it nearer to what they say`,
  );
}

/** Whether a number has nothing to do with the others. */
export const isApart = (triangle: readonly Series[], place: number): boolean =>
  triangle.every((row, i) => i === place || (row[place] === 0 && triangle[place][i] === 0));

/** Correlates independent normal numbers, one array each, in their place. */
export function correlate(triangle: readonly Series[], numbers: readonly Float64Array[]): void {
  // From the last on, as each takes only those before it.
  for (let place = numbers.length - 1; place >= 0; place--) {
    const own = numbers[place];
    const row = triangle[place];
    for (let i = 0; i < own.length; i++) {
      let sum = row[place] * own[i];
      for (let j = 0; j < place; j++) if (row[j] !== 0) sum += row[j] * numbers[j][i];
      own[i] = sum;
    }
  }
}

const DENSITY_AT_ZERO = 0.3989422804014327;
const FARTHEST = 8; // Beyond, a share differs from 0 and 1 by less than the middle of the first part of a uniform number.

/** The share of standard normal numbers below x: the density times x + x^3/3 + x^5/(3·5) + ... */
export function normalShare(x: number): number {
  const near = Math.max(-FARTHEST, Math.min(FARTHEST, x));
  let term = near;
  let sum = near;
  for (let odd = 3; sum + term !== sum; odd += 2) {
    term *= (near * near) / odd;
    sum += term;
  }
  return 0.5 + sum * DENSITY_AT_ZERO * exp((-near * near) / 2);
}
