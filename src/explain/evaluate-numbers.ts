// The evaluator's functions of numbers: rounding, powers, statistics, payments.
import { type Conventions, numberOf, shortened, toPlaces } from "./conversion";
import {
  each,
  eachNumber,
  inRange,
  type Known,
  noNumber,
  ofNumbers,
  standsForCells,
  total,
  withNumbers,
} from "./evaluate-terms";
import type { Expression } from "./formula";
import { combine, type Grid, isError, type Scalar, width } from "./grid";

const NUM = { code: "#NUM!" } as const;
const DIV = { code: "#DIV/0!" } as const;

/** A digit is dropped where 15 digits show that there is one. */
const places = (whole: (size: number) => number): Known =>
  each((conventions, value, digits) =>
    withNumbers([value, digits ?? null], ([number, to]) => toPlaces(shortened(number), to, whole), conventions),
  );

/** Up or down to a multiple: away from or towards minus infinity for a positive step. */
const toMultiple = (whole: (ratio: number) => number): Known =>
  eachNumber((number, step = 1) => {
    if (step === 0) return 0;
    if (number > 0 && step < 0) return NUM;
    return whole(shortened(number / step)) * step;
  });

const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

const variance = (numbers: readonly number[], free: number): Scalar => {
  const count = numbers.length - free;
  if (count <= 0) return DIV;
  const mean = total(numbers) / numbers.length;
  return total(numbers.map((number) => (number - mean) ** 2)) / count;
};

const deviation = (free: number): Known =>
  ofNumbers((numbers) => {
    const found = variance(numbers, free);
    return typeof found === "number" ? Math.sqrt(found) : found;
  });

const cellsOf = (args: readonly Expression[], compute: (part: Expression) => Grid): (readonly [Scalar, boolean])[] =>
  args.flatMap((argument) => {
    const grid = compute(argument);
    const listed = standsForCells(argument) || grid.length > 1 || width(grid) > 1;
    return grid.flat().map((value) => [value, listed] as const);
  });

/** How many cells count; an error is none of the numbers, and is one of what is filled. */
const counting =
  (counts: (value: Scalar, listed: boolean, conventions: Conventions) => boolean): Known =>
  (args, compute) => [
    [cellsOf(args, compute).filter(([value, listed]) => counts(value, listed, compute.conventions)).length],
  ];

/** The nth of the numbers in order. */
const nth =
  (order: (a: number, b: number) => number): Known =>
  ([list, place], compute) => {
    if (list === undefined || place === undefined) return [[{ code: "#VALUE!" }]];
    const numbers = numbersIn(list, compute);
    if (!Array.isArray(numbers)) return [[numbers]];
    const ordered = [...numbers].sort(order);
    return combine([compute(place)], (value) =>
      withNumbers([value], ([n]) => ordered[Math.ceil(n) - 1] ?? NUM, compute.conventions),
    );
  };

type Computing = (part: Expression) => Grid;

/** The numbers of a list, or its first error. */
function numbersIn(part: Expression, compute: Computing): number[] | Exclude<Scalar, string | number | boolean | null> {
  const values = compute(part).flat();
  const error = values.find(isError);
  return error ?? values.filter((value): value is number => typeof value === "number");
}

/** Texts and blanks in the lists count as 0; the lists are of one size. */
const sumProduct: Known = (args, compute) => {
  const grids = args.map(compute);
  const [first] = grids;
  if (first === undefined || grids.some((grid) => grid.length !== first.length || width(grid) !== width(first)))
    return [[{ code: "#VALUE!" }]];
  const products = combine(grids, (...values) => {
    const error = values.find(isError);
    return error ?? values.reduce<number>((product, value) => product * (typeof value === "number" ? value : 0), 1);
  }).flat();
  const error = products.find(isError);
  return [[error ?? inRange(total(products.map(Number)))]];
};

/** Present value of flows at the ends of periods. */
const npv: Known = ([rate, ...flows], compute) => {
  if (rate === undefined) return [[{ code: "#VALUE!" }]];
  const values: number[] = [];
  for (const [value, listed] of cellsOf(flows, compute)) {
    if (isError(value)) return [[value]];
    if (listed && typeof value !== "number") continue;
    const number = numberOf(value, compute.conventions);
    if (number === undefined) return [[noNumber(value)]];
    values.push(number);
  }
  return combine([compute(rate)], (given) =>
    withNumbers([given], ([r]) => (r === -1 ? DIV : presentValue(values, r) / (1 + r)), compute.conventions),
  );
};

const presentValue = (flows: readonly number[], rate: number): number =>
  flows.reduceRight((sum, flow) => flow + sum / (1 + rate), 0);

const MOST_STEPS = 100;

/** The root near the guess, by Newton's method. */
const irr: Known = ([list, guess], compute) => {
  if (list === undefined) return [[{ code: "#VALUE!" }]];
  const flows = numbersIn(list, compute);
  if (!Array.isArray(flows)) return [[flows]];
  if (!flows.some((flow) => flow > 0) || !flows.some((flow) => flow < 0)) return [[NUM]];
  const first = guess === undefined ? 0.1 : compute(guess)[0][0];
  return [[withNumbers([first], ([start]) => root(flows, start), compute.conventions)]];
};

function root(flows: readonly number[], start: number): Scalar {
  let rate = start;
  for (let step = 0; step < MOST_STEPS; step++) {
    const value = presentValue(flows, rate);
    const slope = flows.reduce((sum, flow, period) => sum - (period * flow) / (1 + rate) ** (period + 1), 0);
    const next = rate - value / slope;
    if (!Number.isFinite(next) || next <= -1) return NUM;
    if (Math.abs(next - rate) <= 1e-14 * Math.max(1, Math.abs(next))) return next;
    rate = next;
  }
  return rate;
}

const payment = (rate: number, periods: number, now: number, then: number, due: number): number => {
  if (rate === 0) return -(now + then) / periods;
  const growth = (1 + rate) ** periods;
  return (-rate * (now * growth + then)) / ((1 + rate * due) * (growth - 1));
};

const futureValue = (rate: number, periods: number, paid: number, now: number, due: number): number => {
  if (rate === 0) return -(now + paid * periods);
  const growth = (1 + rate) ** periods;
  return -(now * growth + (paid * (1 + rate * due) * (growth - 1)) / rate);
};

const interestPart = (
  rate: number,
  period: number,
  periods: number,
  now: number,
  then: number,
  due: number,
): Scalar => {
  if (period < 1 || period > periods) return NUM;
  const paid = payment(rate, periods, now, then, due);
  if (due !== 0 && period === 1) return 0;
  const owed = futureValue(rate, period - 1, paid, now, due);
  return due === 0 ? owed * rate : ((owed - paid) * rate) / (1 + rate);
};

export const NUMBERS: Readonly<Record<string, Known>> = {
  MOD: eachNumber((number, by) => (by === 0 || by === undefined ? DIV : number - by * Math.floor(number / by))),
  POWER: eachNumber((base, exponent = 0) =>
    base === 0 && exponent === 0 ? NUM : base === 0 && exponent < 0 ? DIV : base ** exponent,
  ),
  EXP: eachNumber((number) => Math.exp(number)),
  LN: eachNumber((number) => (number > 0 ? Math.log(number) : NUM)),
  LOG10: eachNumber((number) => (number > 0 ? Math.log10(number) : NUM)),
  LOG: eachNumber((number, base = 10) =>
    number > 0 && base > 0 ? (base === 10 ? Math.log10(number) : Math.log(number) / Math.log(base)) : NUM,
  ),
  SIGN: eachNumber((number) => Math.sign(number)),
  TRUNC: places(Math.floor),
  ROUNDDOWN: places(Math.floor),
  ROUNDUP: places(Math.ceil),
  CEILING: toMultiple(Math.ceil),
  FLOOR: toMultiple(Math.floor),
  MROUND: eachNumber((number, step = 0) => {
    if (number * step < 0) return NUM;
    return step === 0 ? 0 : Math.sign(number) * Math.round(shortened(Math.abs(number / step))) * Math.abs(step);
  }),
  SUMSQ: ofNumbers((numbers) => total(numbers.map((number) => number * number))),
  SUMPRODUCT: sumProduct,
  COUNT: counting((value, listed, conventions) =>
    listed ? typeof value === "number" : value === null || numberOf(value, conventions) !== undefined,
  ),
  COUNTA: counting((value) => value !== null),
  COUNTBLANK: counting((value) => value === null || value === ""),
  MEDIAN: ofNumbers((numbers) => {
    const ordered = sorted(numbers);
    const middle = Math.floor(ordered.length / 2);
    if (ordered.length === 0) return NUM;
    return ordered.length % 2 === 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
  }),
  LARGE: nth((a, b) => b - a),
  SMALL: nth((a, b) => a - b),
  VAR: ofNumbers((numbers) => variance(numbers, 1)),
  "VAR.S": ofNumbers((numbers) => variance(numbers, 1)),
  VARP: ofNumbers((numbers) => variance(numbers, 0)),
  "VAR.P": ofNumbers((numbers) => variance(numbers, 0)),
  STDEV: deviation(1),
  "STDEV.S": deviation(1),
  STDEVP: deviation(0),
  "STDEV.P": deviation(0),
  NPV: npv,
  IRR: irr,
  PMT: eachNumber((rate, periods, now, then = 0, due = 0) =>
    periods === 0 ? NUM : payment(rate, periods, now, then, due),
  ),
  FV: eachNumber((rate, periods, paid, now = 0, due = 0) => futureValue(rate, periods, paid, now, due)),
  PV: eachNumber((rate, periods, paid, then = 0, due = 0) => {
    if (rate === 0) return -(then + paid * periods);
    const growth = (1 + rate) ** periods;
    return -(then + (paid * (1 + rate * due) * (growth - 1)) / rate) / growth;
  }),
  IPMT: eachNumber((rate, period, periods, now, then = 0, due = 0) =>
    interestPart(rate, period, periods, now, then, due),
  ),
  PPMT: eachNumber((rate, period, periods, now, then = 0, due = 0) => {
    const interest = interestPart(rate, period, periods, now, then, due);
    return typeof interest === "number" ? payment(rate, periods, now, then, due) - interest : interest;
  }),
  SLN: eachNumber((cost, salvage, life) => (life === 0 ? DIV : (cost - salvage) / life)),
};
