// Early retirement: what is left on the books is written off by the new date (ASC 360-10-35-47). Lives in periods.
import { must } from "./errors";
import { along, type Series } from "./numbers/series";
import { step } from "./steps/trace";

export interface Retirement {
  readonly nbv: number;
  readonly oldRemaining: number;
  readonly newRemaining: number;
  /** What the early retirement brings, in $. */
  readonly salvage: number;
}

const periodNumber = step("period", "Period", "period", "=prior(period) + 1", ({ periods }: { periods: number }) =>
  along(periods, (i) => i + 1),
);

/** How much of the period lies within the remaining life. */
const within = (period: number, remaining: number): number => Math.max(0, Math.min(period, remaining) - (period - 1));

const oldSchedule = step(
  "old",
  "Expense under the old plan",
  "$",
  "=nbv * MAX(0, MIN(period, oldRemaining) - (period - 1)) / oldRemaining",
  ({ nbv, oldRemaining, period }: Retirement & { period: Series }) =>
    along(period.length, (i) => (nbv * within(period[i], oldRemaining)) / oldRemaining),
  { note: "runs the carrying amount to 0" },
);

const newSchedule = step(
  "new",
  "Expense until the early retirement",
  "$",
  "=(nbv - salvage) * MAX(0, MIN(period, newRemaining) - (period - 1)) / newRemaining",
  ({ nbv, salvage, newRemaining, period }: Retirement & { period: Series }) =>
    along(period.length, (i) => ((nbv - salvage) * within(period[i], newRemaining)) / newRemaining),
);

const incremental = step(
  "incremental",
  "Change in expense",
  "$",
  "=new - old",
  (schedules: { new: Series; old: Series }) => along(schedules.old.length, (i) => schedules.new[i] - schedules.old[i]),
  { note: "positive: more expense" },
);

/** Periods until both plans have ended. */
export const retirementPeriods = ({ oldRemaining, newRemaining }: Retirement): number =>
  Math.ceil(Math.max(oldRemaining, newRemaining));

/** Both plans and their difference, period by period. */
export function retireEarly(terms: Retirement): { period: Series; old: Series; new: Series; incremental: Series } {
  const { nbv, oldRemaining, newRemaining, salvage } = terms;
  must(
    newRemaining <= oldRemaining,
    `newRemaining is ${newRemaining} and oldRemaining ${oldRemaining}: retiring early shortens the life; for a longer one use DEPRECIATIONDELTA`,
  );
  must(salvage <= nbv, `salvage is ${salvage}: it is in $ and must be at most the carrying amount of ${nbv}`);
  const period = periodNumber({ periods: retirementPeriods(terms) });
  const schedules = { old: oldSchedule({ ...terms, period }), new: newSchedule({ ...terms, period }) };
  return { period, ...schedules, incremental: incremental(schedules) };
}
