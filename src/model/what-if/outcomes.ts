// A metric of a scenario many times over, for grids, searches and random trials: the cash flow of cashflow.ts and the metrics of
// metrics.ts, operation for operation and so with the same bits, in buffers that are used again. What no moving key touches is
// calculated once.
import { cashflow, type Cashflow, HOURS_OF_POWER, inTheMiddle, yearsOf } from "../cashflow";
import { attempt, ModelError } from "../errors";
import { power } from "../numbers/exact";
import { isTerm, type Key, KEY_NAMES, KEYS, type Life, MAX_YEARS, otherwiseOf, type Scenario } from "../keys";
import { METRICS, type Metric } from "../metrics";
import { DAYS_IN_YEAR } from "../payback";
import { averageOfYear } from "../price";
import { type Assumptions, complete, valueOf } from "../scenario";
import { unwatched } from "../steps/trace";
import { irr, isProven, npv } from "../numbers/irr";

/** Where each key stands among the values of a scenario. */
export const PLACE = Object.fromEntries(KEY_NAMES.map((key, index) => [key, index])) as Readonly<Record<Key, number>>;

export interface Outcomes {
  /** The scenario's values; only those of the moving keys may be written. */
  readonly values: Float64Array;
  /** Calculates the cash flow of the scenario as it stands. */
  flow(): void;
  /** A metric of the last flow; where there is none, the infinity that is worse than any value. */
  read(metric: Metric): number;
  /** How much was calculated so far, in units of about 10 ns. */
  work(): number;
}

// Units of work: a limit counted in them, not by a clock, refuses the same calls on every machine.
const WORK_OF_FLOW = 5;
const WORK_OF_YEAR = 1;
const WORK_OF_POWER = 12; // each year's price, where it moves
const WORK_OF_READING = 2; // each year, of a metric that goes through all years in more than a sum or two
const WORK_OF_ROOTS = 100; // each year of flows that change sign more than once
// Of a deal, whose steps are run:
const WORK_OF_DEAL = 120;
const WORK_OF_DEAL_YEAR = 18;
const WORK_OF_DEBT = 120;
const WORK_OF_DEBT_YEAR = 5;
const WORK_OF_RATE = 25; // each period of flows, which may have any signs
const WORK_OF_REFUSAL = 800;

/** Places of what the sale at the end brings, and of its gain. */
const [RESALE, GAIN] = [0, 1];
/** Places of the EBITDA of the first year, and of the last year's cash before the sale. */
const [FIRST_EBITDA, LAST_CASH] = [0, 1];

/** What a metric is worth where it has no answer. */
export const worst = (metric: Metric): number => (METRICS[metric].rising ? -Infinity : Infinity);

/** What a metric of a deal takes besides its cash flow. */
function workOfDeal(metric: Metric, years: number, middle: boolean): number {
  const rate = WORK_OF_RATE * (middle ? 3 : 1) * years; // by half-years
  switch (metric) {
    case "irr":
      return rate;
    case "equityIrr":
      return rate + WORK_OF_DEBT + WORK_OF_DEBT_YEAR * years;
    case "equityMultiple":
    case "minDscr":
    case "averageDscr":
    case "debtCapacity":
      return WORK_OF_DEBT + WORK_OF_DEBT_YEAR * years;
    case "tco":
    case "breakevenRate":
      return WORK_OF_READING * years;
    default:
      return 0;
  }
}

const LIVES: readonly Life[] = ["itLife", "facilityLife"];

/** Salvage in the books is all of a deal that the buffers know. */
const buffered = (key: Key): boolean => !isTerm(key) || key === "itSalvage" || key === "facilitySalvage";

/** The cash flow of a scenario of which only these keys will move. */
export function outcomes(assumptions: Assumptions, moving: readonly Key[]): Outcomes {
  const told = KEY_NAMES.filter((key) => assumptions[key] !== undefined);
  return [...told, ...moving].every(buffered) ? buffers(assumptions, moving) : deals(assumptions, moving);
}

/** A scenario whose keys may be written. */
type Draft = { -readonly [K in keyof Scenario]: Scenario[K] };

/** A deal has too many forms for buffers: its steps are run unwatched. */
function deals(assumptions: Assumptions, moving: readonly Key[]): Outcomes {
  const values = Float64Array.from(KEY_NAMES, (key) => valueOf(assumptions, key));
  // One object for all: a new one each time would take longer than a step.
  const scenario: Draft = { ...unwatched(() => complete(assumptions)) };
  for (const key of KEY_NAMES) {
    const otherwise = otherwiseOf(key);
    // A term that is left out is no longer than the horizon.
    if (typeof otherwise === "number" && key !== "debtYears") scenario[key] ??= otherwise;
  }
  const followers = LIVES.filter((life) => assumptions[life] === undefined && !moving.includes(life));
  let work = 0;
  let flow: Cashflow | undefined;
  const answered = <R>(calculate: () => R): R | undefined => {
    const answer = attempt(() => unwatched(calculate));
    if (!(answer instanceof ModelError)) return answer;
    work += WORK_OF_REFUSAL;
    return undefined;
  };
  const years = (): number => yearsOf(scenario.horizon);
  return {
    values,
    flow() {
      for (const key of moving) scenario[key] = values[PLACE[key]];
      for (const life of followers) scenario[life] = scenario.horizon;
      work += WORK_OF_DEAL + WORK_OF_DEAL_YEAR * years();
      flow = answered(() => cashflow(scenario));
    },
    read(metric) {
      work += workOfDeal(metric, years(), inTheMiddle(scenario));
      const known = flow;
      return (known && answered(() => METRICS[metric].of(known, scenario))) ?? worst(metric);
    },
    work: () => work,
  };
}

function buffers(assumptions: Assumptions, moving: readonly Key[]): Outcomes {
  const scenario = Float64Array.from(KEY_NAMES, (key) => valueOf(assumptions, key));
  const moves = (...keys: readonly Key[]): boolean => moving.some((key) => keys.includes(key));
  const follows = (life: Life): boolean => assumptions[life] === undefined && !moves(life);

  const timeMoves = moves("horizon");
  const priceMoves = moves("priceDecline", "declineMethod");
  const rampMoves = moves("rampMonths");
  const bookMoves =
    timeMoves || moves("capex", "itShare", "itSalvage", "facilitySalvage", "itLife", "facilityLife", "taxRate");
  const saleMoves = bookMoves || moves("residual", "facilityResidual");
  const costMoves =
    timeMoves || moves("gpus", "kwPerGpu", "pue", "pricePerKwh", "otherOpexPerGpu", "annualOpex", "opexFromYear");
  const itFollows = timeMoves && follows("itLife");
  const facilityFollows = timeMoves && follows("facilityLife");

  const places = (timeMoves ? MAX_YEARS : yearsOf(assumptions.horizon)) + 1;
  const buffer = (): Float64Array => new Float64Array(places);
  const [elapsed, operating, share, ramp, depreciation, opex, free] = Array.from({ length: 7 }, buffer);
  const work = new Float64Array(1);
  const workOfYear = priceMoves ? WORK_OF_YEAR + WORK_OF_POWER : WORK_OF_YEAR;
  let years = 0;
  // A number that changes is kept in an array: beside the code it would be made anew for each trial.
  const sale = new Float64Array(2);
  const ends = new Float64Array(2);
  let own: Outcomes | undefined;

  function timeline(): void {
    if (itFollows) scenario[PLACE.itLife] = scenario[PLACE.horizon];
    if (facilityFollows) scenario[PLACE.facilityLife] = scenario[PLACE.horizon];
    const horizon = scenario[PLACE.horizon];
    years = yearsOf(horizon);
    for (let i = 0; i <= years; i++) {
      elapsed[i] = Math.min(i, horizon);
      operating[i] = elapsed[i] - (i === 0 ? 0 : elapsed[i - 1]);
    }
  }

  function prices(last: number): void {
    const priceDecline = scenario[PLACE.priceDecline];
    const average = scenario[PLACE.declineMethod] === 1 ? averageOfYear(priceDecline) : 1;
    for (let i = 1; i <= last; i++) share[i] = average * power(1 - priceDecline, i - 1);
  }

  function ramps(last: number): void {
    const rampMonths = scenario[PLACE.rampMonths];
    let before = 0;
    for (let i = 0; i <= last; i++) {
      let sold = 12 * i;
      if (rampMonths !== 0) {
        const ramping = Math.min(12 * i, rampMonths);
        sold = (ramping * ramping) / (2 * rampMonths) + Math.max(0, 12 * i - rampMonths);
      }
      ramp[i] = (sold - before) / 12;
      before = sold;
    }
  }

  function books(): void {
    if (scenario[PLACE.taxRate] === 0) return; // Only tax needs them.
    const itCost = scenario[PLACE.capex] * scenario[PLACE.itShare];
    const facilityCost = scenario[PLACE.capex] * (1 - scenario[PLACE.itShare]);
    const itLife = scenario[PLACE.itLife];
    const facilityLife = scenario[PLACE.facilityLife];
    const itCharge = (0 - itCost) * (1 - scenario[PLACE.itSalvage]);
    const facilityCharge = (0 - facilityCost) * (1 - scenario[PLACE.facilitySalvage]);
    let itBefore = 0;
    let facilityBefore = 0;
    for (let i = 0; i <= years; i++) {
      const itNow = Math.min(elapsed[i], itLife);
      const facilityNow = Math.min(elapsed[i], facilityLife);
      depreciation[i] =
        (itCharge * (itNow - itBefore)) / itLife + (facilityCharge * (facilityNow - facilityBefore)) / facilityLife;
      itBefore = itNow;
      facilityBefore = facilityNow;
    }
  }

  /** What the sale at the end brings, and how much of it is gain. */
  function sell(): void {
    const capex = scenario[PLACE.capex];
    const itShare = scenario[PLACE.itShare];
    const horizon = scenario[PLACE.horizon];
    const itLife = scenario[PLACE.itLife];
    const facilityLife = scenario[PLACE.facilityLife];
    const itCost = capex * itShare;
    const facilityCost = capex * (1 - itShare);
    const itResale = itCost * scenario[PLACE.residual];
    const facilityResale = facilityCost * scenario[PLACE.facilityResidual];
    const itCarrying = itCost * (1 - ((1 - scenario[PLACE.itSalvage]) * Math.min(horizon, itLife)) / itLife);
    const facilityCarrying =
      facilityCost * (1 - ((1 - scenario[PLACE.facilitySalvage]) * Math.min(horizon, facilityLife)) / facilityLife);
    sale[RESALE] = itResale + facilityResale;
    sale[GAIN] = sale[RESALE] - itCarrying - facilityCarrying;
  }

  function costs(): void {
    const gpus = scenario[PLACE.gpus];
    const opexFromYear = scenario[PLACE.opexFromYear];
    const powerCost =
      gpus * scenario[PLACE.kwPerGpu] * scenario[PLACE.pue] * HOURS_OF_POWER * scenario[PLACE.pricePerKwh];
    const yearlyOpex = powerCost + gpus * scenario[PLACE.otherOpexPerGpu] + scenario[PLACE.annualOpex];
    for (let i = 0; i <= years; i++) opex[i] = i >= opexFromYear ? (0 - yearlyOpex) * operating[i] : 0;
  }

  function flow(): void {
    if (timeMoves) timeline();
    if (priceMoves) prices(years);
    if (rampMoves) ramps(years);
    if (bookMoves) books();
    if (saleMoves) sell();
    if (costMoves) costs();
    work[0] += WORK_OF_FLOW + workOfYear * years;
    const gpus = scenario[PLACE.gpus];
    const rate = scenario[PLACE.rate];
    const hoursPerYear = scenario[PLACE.hoursPerYear];
    const utilization = scenario[PLACE.utilization];
    const taxRate = scenario[PLACE.taxRate];
    let lossPool = 0;
    for (let i = 0; i <= years; i++) {
      const revenue = gpus * (rate * share[i]) * hoursPerYear * utilization * ramp[i] * operating[i];
      const earnings = revenue + opex[i];
      let tax = 0;
      if (taxRate !== 0) {
        const profit = earnings + depreciation[i] + (i === years ? sale[GAIN] : 0);
        tax = (0 - taxRate) * Math.max(0, profit - lossPool);
        lossPool = Math.max(0, lossPool - profit);
      }
      if (i === 1) ends[FIRST_EBITDA] = earnings;
      free[i] = earnings + tax;
    }
    free[0] += 0 - scenario[PLACE.capex];
    ends[LAST_CASH] = free[years];
    free[years] += sale[RESALE];
  }

  function total(series: Float64Array): number {
    let sum = 0;
    for (let i = 0; i <= years; i++) sum += series[i];
    return sum;
  }

  function payback(): number {
    let toDate = free[0];
    for (let i = 1; i <= years; i++) {
      const owed = 0 - toDate;
      toDate += free[i];
      if (!(toDate >= 0)) continue;
      const start = elapsed[i - 1];
      const cash = i === years ? ends[LAST_CASH] : free[i];
      const reached = start + (cash >= owed ? owed / cash : 1) * (elapsed[i] - start);
      return reached * DAYS_IN_YEAR[scenario[PLACE.basis]];
    }
    return Infinity;
  }

  function rateOfReturn(): number {
    work[0] += WORK_OF_READING * years;
    let changes = 0;
    let sign = -1; // The first flow is the capital cost.
    for (let i = 1; i <= years; i++) {
      if (free[i] * sign >= 0) continue;
      changes++;
      sign = -sign;
    }
    if (changes > 1) work[0] += WORK_OF_ROOTS * years;
    const rate = changes > 0 ? irr(free, 0, years + 1) : NaN;
    return Number.isNaN(rate) || !isProven(rate, free, 0, years + 1) ? -Infinity : rate;
  }

  const scratch = buffer();

  function tco(): number {
    work[0] += WORK_OF_READING * years;
    const gpus = scenario[PLACE.gpus];
    const hoursPerYear = scenario[PLACE.hoursPerYear];
    const utilization = scenario[PLACE.utilization];
    for (let i = 0; i <= years; i++) scratch[i] = gpus * hoursPerYear * utilization * ramp[i] * operating[i];
    const hours = npv(scenario[PLACE.wacc], scratch, 0, years + 1);
    if (!(hours > 0)) return Infinity;
    for (let i = 0; i <= years; i++) scratch[i] = opex[i];
    scratch[0] += 0 - scenario[PLACE.capex];
    scratch[years] += sale[RESALE];
    return (0 - npv(scenario[PLACE.wacc], scratch, 0, years + 1)) / hours;
  }

  function breakevenRate(): number {
    work[0] += WORK_OF_READING * years;
    const gpus = scenario[PLACE.gpus];
    const hoursPerYear = scenario[PLACE.hoursPerYear];
    const utilization = scenario[PLACE.utilization];
    for (let i = 0; i <= years; i++) scratch[i] = gpus * share[i] * hoursPerYear * utilization * ramp[i] * operating[i];
    const hours = total(scratch);
    if (!(hours > 0)) return Infinity;
    const taxRate = scenario[PLACE.taxRate];
    const owed = scenario[PLACE.capex] - sale[RESALE] - total(opex);
    let rate = -Infinity;
    let hoursToDate = 0;
    let opexToDate = 0;
    let depreciationToDate = 0;
    for (let i = 0; i <= years; i++) {
      hoursToDate += scratch[i];
      opexToDate += opex[i];
      depreciationToDate += depreciation[i];
      const deducted = opexToDate + depreciationToDate + (i === years ? sale[GAIN] : 0);
      rate = Math.max(rate, (owed + taxRate * deducted) / (hours - taxRate * hoursToDate));
    }
    return rate <= KEYS.rate.high ? rate : Infinity;
  }

  function read(metric: Metric): number {
    switch (metric) {
      case "payback":
        return payback();
      case "yield":
        return ends[FIRST_EBITDA] / scenario[PLACE.capex];
      case "npv":
        return npv(scenario[PLACE.wacc], free, 0, years + 1);
      case "irr":
        return rateOfReturn();
      case "multiple":
        return total(free) / scenario[PLACE.capex];
      case "tco":
        return tco();
      case "breakevenRate":
        return breakevenRate();
      default:
        return financed(metric);
    }
  }

  /** Debt and owners of a scenario without debt: rare, so by its steps. */
  function financed(metric: Metric): number {
    own ??= deals(assumptions, moving);
    own.values.set(scenario);
    own.flow();
    return own.read(metric);
  }

  timeline();
  prices(places - 1);
  ramps(places - 1);
  books();
  sell();
  costs();
  return { values: scenario, flow, read, work: () => work[0] + (own?.work() ?? 0) };
}

/** A metric as a function of one key. */
export function curveOf(metric: Metric, assumptions: Assumptions, key: Key): (value: number) => number {
  const { values, flow, read } = outcomes(assumptions, [key]);
  return (value) => {
    values[PLACE[key]] = value;
    flow();
    return read(metric);
  };
}
