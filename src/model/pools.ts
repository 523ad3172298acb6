// A pool of assets under an old life and a new one: of vintages whose ages are known, or of even age.
import { must } from "./errors";
import { log } from "./numbers/exact";
import { along, before, type Series, sum, total } from "./numbers/series";
import { step } from "./steps/trace";

export const AGED_OUT = ["expense", "keep"] as const;

/** The lives before and after, and what happens to assets already older than the new life. */
export interface LifeChange {
  readonly oldLife: number;
  readonly newLife: number;
  readonly agedOut: (typeof AGED_OUT)[number];
}

/** Where each period begins and ends, in years from the change. */
export interface Periods {
  readonly start: Series;
  readonly end: Series;
}

/** Expense of each period under both lives. */
export interface Expense {
  readonly oldExpense: Series;
  readonly newExpense: Series;
}

export const periodNumber = step(
  "period",
  "Period",
  "period",
  "=prior(period) + 1",
  ({ periods }: { periods: number }) => along(periods, (i) => i + 1),
);

const periodStart = step(
  "start",
  "Start of the period, after the change",
  "years",
  "=(period - 1) / periodsPerYear",
  ({ period, periodsPerYear }: { period: Series; periodsPerYear: number }) =>
    along(period.length, (i) => (period[i] - 1) / periodsPerYear),
);

const periodEnd = step(
  "end",
  "End of the period, after the change",
  "years",
  "=period / periodsPerYear",
  ({ period, periodsPerYear }: { period: Series; periodsPerYear: number }) =>
    along(period.length, (i) => period[i] / periodsPerYear),
);

/** The periods after a change. */
export function periodsAfter({ period, periodsPerYear }: { period: Series; periodsPerYear: number }): Periods {
  return { start: periodStart({ period, periodsPerYear }), end: periodEnd({ period, periodsPerYear }) };
}

const carrying = step(
  "carrying",
  "Carrying amount above salvage at the change",
  "$",
  "=cost * (1 - salvage) * MAX(0, 1 - age / oldLife)",
  ({ cost, salvage, age, oldLife }: { cost: Series; salvage: number; age: Series; oldLife: number }) =>
    along(cost.length, (i) => cost[i] * (1 - salvage) * Math.max(0, 1 - age[i] / oldLife)),
  { axis: "down" },
);

const oldRemaining = step(
  "oldRemaining",
  "Remaining life before the change",
  "years",
  "=MAX(0, oldLife - age)",
  ({ oldLife, age }: { oldLife: number; age: Series }) => along(age.length, (i) => Math.max(0, oldLife - age[i])),
  { axis: "down" },
);

const newRemaining = step(
  "newRemaining",
  "Remaining life after the change",
  "years",
  "=MAX(0, newLife - age)",
  ({ newLife, age }: { newLife: number; age: Series }) => along(age.length, (i) => Math.max(0, newLife - age[i])),
  { axis: "down" },
);

/** A carrying amount spread evenly over its remaining life: the part that falls into the period. */
export const spread = (amount: number, remaining: number, start: number, end: number): number =>
  (amount * (Math.min(end, remaining) - Math.min(start, remaining))) / remaining;

interface VintageCharge extends Periods {
  readonly carrying: Series;
  readonly oldRemaining: Series;
}

const oldCharge = step(
  "oldCharge",
  "Expense of each vintage, old life",
  "$",
  "=IF(oldRemaining > 0, carrying * (MIN(end, oldRemaining) - MIN(start, oldRemaining)) / oldRemaining, 0)",
  ({ carrying, oldRemaining, start, end }: VintageCharge) =>
    carrying.map((amount, i) =>
      along(end.length, (j) => (oldRemaining[i] > 0 ? spread(amount, oldRemaining[i], start[j], end[j]) : 0)),
    ),
);

const newChargeExpensed = step(
  "newCharge",
  "Expense of each vintage, new life",
  "$",
  "=IF(newRemaining > 0, carrying * (MIN(end, newRemaining) - MIN(start, newRemaining)) / newRemaining, IF(start = 0, carrying, 0))",
  ({ carrying, newRemaining, start, end }: Omit<VintageCharge, "oldRemaining"> & { newRemaining: Series }) =>
    carrying.map((amount, i) =>
      along(end.length, (j) =>
        newRemaining[i] > 0 ? spread(amount, newRemaining[i], start[j], end[j]) : start[j] === 0 ? amount : 0,
      ),
    ),
  { note: "a vintage already older than the new life is written off at the change" },
);

const newChargeKept = step(
  "newCharge",
  "Expense of each vintage, new life",
  "$",
  "=IF(newRemaining > 0, carrying * (MIN(end, newRemaining) - MIN(start, newRemaining)) / newRemaining, oldCharge)",
  ({
    carrying,
    newRemaining,
    start,
    end,
    oldCharge,
  }: Omit<VintageCharge, "oldRemaining"> & { newRemaining: Series; oldCharge: readonly Series[] }) =>
    carrying.map((amount, i) =>
      along(end.length, (j) =>
        newRemaining[i] > 0 ? spread(amount, newRemaining[i], start[j], end[j]) : oldCharge[i][j],
      ),
    ),
  { note: "a vintage already older than the new life keeps its old schedule" },
);

const oldTotal = step(
  "oldExpense",
  "Expense, old life",
  "$",
  "=total(oldCharge)",
  ({ oldCharge }: { oldCharge: readonly Series[] }) => total(oldCharge, oldCharge[0].length),
);

const newTotal = step(
  "newExpense",
  "Expense, new life",
  "$",
  "=total(newCharge)",
  ({ newCharge }: { newCharge: readonly Series[] }) => total(newCharge, newCharge[0].length),
);

/** The charges of vintages in periods that a call calculates in less than a second. */
const MOST_CHARGES = 1e6;

/** Both schedules of a pool whose vintages have known ages. */
export function vintageExpense(
  pool: { cost: Series; age: Series; salvage: number },
  change: LifeChange,
  { start, end }: Periods,
): Expense {
  const { oldLife, newLife, agedOut } = change;
  const vintages = pool.cost.length;
  must(
    vintages * end.length <= MOST_CHARGES,
    `cost has ${vintages} vintages, and periods is ${end.length}: a call takes at most ${Math.floor(MOST_CHARGES / end.length)} vintages over so many periods, or ${Math.floor(MOST_CHARGES / vintages)} periods of so many vintages`,
  );
  const amounts = carrying({ ...pool, oldLife });
  const before = oldRemaining({ oldLife, age: pool.age });
  const after = newRemaining({ newLife, age: pool.age });
  const oldCharges = oldCharge({ carrying: amounts, oldRemaining: before, start, end });
  const newCharges =
    agedOut === "expense"
      ? newChargeExpensed({ carrying: amounts, newRemaining: after, start, end })
      : newChargeKept({ carrying: amounts, newRemaining: after, start, end, oldCharge: oldCharges });
  return { oldExpense: oldTotal({ oldCharge: oldCharges }), newExpense: newTotal({ newCharge: newCharges }) };
}

// A pool of even age: cost spread evenly over ages 0 to oldLife, as one that has been renewed at a steady rate.
// All its schedules are integrals over age, here in closed form as shares of gross cost, cumulated to the end of each period.

const oldWritten = step(
  "oldWritten",
  "Written off to date, old life",
  "share of cost",
  "=(MIN(end, oldLife) * oldLife - MIN(end, oldLife) ^ 2 / 2) / oldLife ^ 2",
  ({ end, oldLife }: { end: Series; oldLife: number }) =>
    along(end.length, (i) => {
      const within = Math.min(end[i], oldLife);
      return (within * oldLife - (within * within) / 2) / (oldLife * oldLife);
    }),
);

/** The remaining life of the oldest asset that the new life does not age out. */
const shortest = step(
  "shortest",
  "Shortest new remaining life",
  "years",
  "=MAX(0, newLife - oldLife)",
  ({ newLife, oldLife }: { newLife: number; oldLife: number }) => Math.max(0, newLife - oldLife),
);

const finished = step(
  "finished",
  "Assets with this new remaining life or less are fully depreciated",
  "years",
  "=MIN(MAX(end, shortest), newLife)",
  ({ end, shortest, newLife }: { end: Series; shortest: number; newLife: number }) =>
    along(end.length, (i) => Math.min(Math.max(end[i], shortest), newLife)),
);

interface Survivors {
  readonly end: Series;
  readonly finished: Series;
  readonly shortest: number;
  readonly oldLife: number;
  readonly newLife: number;
}

const survivorsWritten = step(
  "survivorsWritten",
  "Written off to date, new life, assets younger than it",
  "share of cost",
  "=((finished ^ 2 - shortest ^ 2) / 2 + (oldLife - newLife) * (finished - shortest) + MIN(end, newLife) * (newLife - finished + (oldLife - newLife) * LN(newLife / finished))) / oldLife ^ 2",
  ({ end, finished, shortest, oldLife, newLife }: Survivors) =>
    along(end.length, (i) => {
      const done = finished[i];
      const written = (done * done - shortest * shortest) / 2 + (oldLife - newLife) * (done - shortest);
      const running = Math.min(end[i], newLife) * (newLife - done + (oldLife - newLife) * log(newLife / done));
      return (written + running) / (oldLife * oldLife);
    }),
);

const agedOutWritten = step(
  "agedOutWritten",
  "Written off to date, new life, assets older than it",
  "share of cost",
  "=MAX(0, oldLife - newLife) ^ 2 / 2 / oldLife ^ 2",
  ({ end, oldLife, newLife }: { end: Series; oldLife: number; newLife: number }) =>
    along(end.length, () => {
      const older = Math.max(0, oldLife - newLife);
      return (older * older) / 2 / (oldLife * oldLife);
    }),
  { note: "all at the change" },
);

const agedOutKept = step(
  "agedOutWritten",
  "Written off to date, assets older than the new life",
  "share of cost",
  "=(MIN(end, MAX(0, oldLife - newLife)) * MAX(0, oldLife - newLife) - MIN(end, MAX(0, oldLife - newLife)) ^ 2 / 2) / oldLife ^ 2",
  ({ end, oldLife, newLife }: { end: Series; oldLife: number; newLife: number }) =>
    along(end.length, (i) => {
      const longest = Math.max(0, oldLife - newLife);
      const within = Math.min(end[i], longest);
      return (within * longest - (within * within) / 2) / (oldLife * oldLife);
    }),
  { note: "they keep their old schedule" },
);

const newWritten = step(
  "newWritten",
  "Written off to date, new life",
  "share of cost",
  "=survivorsWritten + agedOutWritten",
  ({ survivorsWritten, agedOutWritten }: { survivorsWritten: Series; agedOutWritten: Series }) =>
    along(survivorsWritten.length, (i) => survivorsWritten[i] + agedOutWritten[i]),
);

/** Written off to date under both lives, as shares of gross cost, for a pool of even age. */
function evenAgeShares(
  { oldLife, newLife, agedOut }: LifeChange,
  end: Series,
): { oldWritten: Series; newWritten: Series } {
  const least = shortest({ newLife, oldLife });
  const done = finished({ end, shortest: least, newLife });
  const survivors = survivorsWritten({ end, finished: done, shortest: least, oldLife, newLife });
  const older = (agedOut === "expense" ? agedOutWritten : agedOutKept)({ end, oldLife, newLife });
  return {
    oldWritten: oldWritten({ end, oldLife }),
    newWritten: newWritten({ survivorsWritten: survivors, agedOutWritten: older }),
  };
}

/** What the change spreads differently: all the cost but its salvage. */
export const depreciable = step(
  "depreciable",
  "Depreciable cost",
  "$",
  "=sum(cost) * (1 - salvage)",
  ({ cost, salvage }: { cost: Series; salvage: number }) => sum(cost) * (1 - salvage),
);

const perPeriod = (written: Series, i: number): number => written[i] - before(written, i);

const oldFromShares = step(
  "oldExpense",
  "Expense, old life",
  "$",
  "=depreciable * (oldWritten - prior(oldWritten))",
  ({ depreciable, oldWritten }: { depreciable: number; oldWritten: Series }) =>
    along(oldWritten.length, (i) => depreciable * perPeriod(oldWritten, i)),
);

const newFromShares = step(
  "newExpense",
  "Expense, new life",
  "$",
  "=depreciable * (newWritten - prior(newWritten))",
  ({ depreciable, newWritten }: { depreciable: number; newWritten: Series }) =>
    along(newWritten.length, (i) => depreciable * perPeriod(newWritten, i)),
);

/** Both schedules of a pool of even age. */
export function evenAgeExpense(pool: { cost: Series; salvage: number }, change: LifeChange, { end }: Periods): Expense {
  const shares = evenAgeShares(change, end);
  const amount = depreciable(pool);
  return {
    oldExpense: oldFromShares({ depreciable: amount, oldWritten: shares.oldWritten }),
    newExpense: newFromShares({ depreciable: amount, newWritten: shares.newWritten }),
  };
}
