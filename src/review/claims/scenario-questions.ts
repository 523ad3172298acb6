// Questions that a cash preset answers: its metrics, what it takes in, and what it costs in a year.
import { cashPresets, type Preset } from "../../data/presets";
import { cashflow, type Cashflow } from "../../model/cashflow";
import { attempt, ModelError } from "../../model/errors";
import { check, type Key, KEY_NAMES, keyNamed, otherwiseOf, reach, type Scenario } from "../../model/keys";
import { type Metric, METRICS } from "../../model/metrics";
import { multiple } from "../../model/returns";
import { type Assumptions, changed, complete, valueOf } from "../../model/scenario";
import { annualCapitalCost } from "../../model/tco";
import { curveOf } from "../../model/what-if/outcomes";
import { breakeven } from "../../model/what-if/breakeven";
import { DAYS_IN_YEAR } from "../../model/payback";
import { sum } from "../../model/numbers/series";
import { numberOf } from "./plain-questions";
import type { Unit } from "./quantity";
import {
  around,
  type Convention,
  CUES,
  FRACTIONS,
  LIVES,
  type Parameter,
  type Question,
  type QuestionName,
  RATES,
  type Settings,
  typed,
} from "./question";

/** Keys that a claim tells or that are solved for, with the values between which a solution is looked for. */
const MOVED: readonly (readonly [Key, Unit, RegExp | null, readonly number[] | null])[] = [
  ["rate", "$/hour", null, null],
  ["utilization", "share", CUES.utilization, FRACTIONS],
  ["gpus", "GPUs", null, []],
  ["priceDecline", "share", CUES.priceDecline, RATES],
  ["debtShare", "share", CUES.debtShare, [0, 0.3, 0.5, 0.7, 0.9]],
  ["debtRate", "share", CUES.debtRate, [0.02, 0.05, 0.1, 0.15, 0.2]],
  ["wacc", "share", CUES.wacc, RATES],
  ["taxRate", "share", CUES.taxRate, [0, 0.15, 0.3, 0.45]],
  ["residual", "share", CUES.residual, [0, 0.1, 0.2, 0.3, 0.5]],
  ["annualOpex", "$", CUES.annualOpex, []],
  ["capex", "$", CUES.capex, null],
  ["itLife", "years", CUES.life, LIVES],
  ["horizon", "years", CUES.horizon, LIVES],
  ["rampMonths", "months", CUES.rampMonths, [0, 6, 12, 24]],
  ["kwPerGpu", "kW", null, [0, 0.5, 1, 2, 4]],
  ["pue", "number", CUES.pue, [1, 1.2, 1.5, 2]],
  ["pricePerKwh", "$/kWh", null, [0, 0.03, 0.06, 0.1, 0.2]],
  ["otherOpexPerGpu", "$", /per (?:gpu|chip)/i, [0, 1000, 3000, 6000, 12000, 24000]],
];

interface Home {
  readonly name: string;
  readonly assumptions: Assumptions;
}

/** A setting that is no key: the return that a break-even rent earns, and whether a multiple is gross. */
const OWN_SETTINGS = ["irr", "net", "in"];

const numeric = (value: number | string | undefined, otherwise: number): number =>
  typeof value === "number" ? value : otherwise;

const changesOf = (settings: Settings): { key: Key; value: number }[] =>
  KEY_NAMES.flatMap((key) => {
    const value = settings[key];
    return typeof value === "number" ? [{ key, value: check(key, value) }] : [];
  });

const scenarioOf = ({ assumptions }: Home, settings: Settings): Scenario =>
  complete(changed(assumptions, changesOf(settings)));

/** The keys that differ from the preset's, as an argument has them. */
const overrides = (settings: Settings, without: readonly string[] = []): string =>
  Object.entries(settings)
    .filter(([key]) => ![...OWN_SETTINGS, ...without].includes(key))
    .map(([key, value]) => `${key}=${value}`)
    .join(";");

const told = (text: string): string => (text === "" ? "" : typed(text));

/** A call of a preset; empty arguments at its end are left out. */
const call = (id: string, ...args: readonly string[]): string =>
  `${id}(${args.slice(0, args.findLastIndex((text) => text !== "") + 1).join(",")})`;

/** A metric that has no function of its own stands in a grid of one rent and one utilization. */
function fromGrid(metric: Metric, { name, assumptions }: Home, settings: Settings): string {
  const at = (key: "rate" | "utilization"): string => String(numeric(settings[key], assumptions[key]));
  const rest = told(overrides(settings, ["rate", "utilization"]));
  return `INDEX(${call("GPUSENSITIVITY", typed(metric), '"rate"', at("rate"), '"utilization"', at("utilization"), typed(name), rest)},2,2)`;
}

interface Measured {
  readonly name: QuestionName;
  readonly units: Question["units"];
  readonly cue: RegExp;
  readonly conventions?: readonly Convention[];
  value(flow: Cashflow, scenario: Scenario, settings: Settings): number;
  /** The metric that it is, whose curves are quick. */
  readonly metric?: Metric;
  /** Without debt it is another question of this list. */
  readonly ofDebt?: boolean;
  formula(home: Home, settings: Settings): string;
}

const metric = (name: QuestionName & Metric, units: readonly Unit[], cue: RegExp, ofDebt = false): Measured => ({
  name,
  ofDebt,
  units: Object.fromEntries(units.map((unit) => [unit, {}])),
  cue,
  metric: name,
  value: (flow, scenario) => METRICS[name].of(flow, scenario),
  formula: (home, settings) => {
    const own = OWN_FUNCTIONS[name];
    return own === undefined ? fromGrid(name, home, settings) : own(typed(home.name), told(overrides(settings)));
  },
});

const OWN_FUNCTIONS: Readonly<Partial<Record<Metric, (preset: string, keys: string) => string>>> = {
  npv: (preset, keys) => call("GPUNPV", "", preset, keys),
  irr: (preset, keys) => call("GPUIRR", preset, keys),
  equityIrr: (preset, keys) => call("GPUEQUITYIRR", preset, keys),
  equityMultiple: (preset, keys) => call("GPUEQUITYMULTIPLE", preset, keys),
};

const perYear = (basis: number): number => DAYS_IN_YEAR[basis];
const IN_YEARS: Readonly<Record<string, number>> = { months: 12, years: 1 };

/** Capital recovery of both parts of a cluster and its first full year of costs. */
function yearlyParts(scenario: Scenario): readonly { capex: number; life: number; wacc: number; residual: number }[] {
  const { capex, itShare, itLife, facilityLife, residual, wacc } = scenario;
  return [
    { capex: capex * itShare, life: itLife, wacc, residual },
    { capex: capex * (1 - itShare), life: facilityLife, wacc, residual: 0 },
  ];
}

const runningCost = ({ gpus, kwPerGpu, pue, pricePerKwh, otherOpexPerGpu, annualOpex }: Scenario): number =>
  gpus * (kwPerGpu * pue * 8760 * pricePerKwh + otherOpexPerGpu) + annualOpex;

const MEASURED: readonly Measured[] = [
  {
    name: "scenarioPayback",
    units: { days: {}, months: { in: "months", basis: 0 }, years: { in: "years", basis: 0 } },
    cue: /pay\w* ?(?:back|off|for itself)|paid (?:back|off)|recoup|recover|breaks? ?even|回本|回收/i,
    value(flow, scenario, settings) {
      const days = METRICS.payback.of(flow, scenario);
      const parts = IN_YEARS[String(settings.in)];
      return parts === undefined ? days : (days / perYear(scenario.basis)) * parts;
    },
    formula(home, settings) {
      const parts = IN_YEARS[String(settings.in)];
      const days = fromGrid("payback", home, settings);
      return parts === undefined ? days : `${days}/360${parts === 1 ? "" : `*${parts}`}`;
    },
  },
  {
    name: "scenarioYield",
    units: { share: {}, times: {} },
    cue: /yield|return|every \$|each \$|per \$|per dollar|a year|收益|回报/i,
    metric: "yield",
    value: (flow, scenario) => METRICS.yield.of(flow, scenario),
    formula: (home, settings) => fromGrid("yield", home, settings),
  },
  metric("irr", ["share"], /\birr\b|internal rate|return|收益率|回报率/i),
  metric("equityIrr", ["share"], /equity|owner|levered|leveraged|股权|权益/i, true),
  {
    name: "multiple",
    units: { times: {} },
    cue: /multiple|every|each|for|from|times|return|earn|倍/i,
    conventions: [{ name: "gross", axis: "net", set: { net: "gross" } }],
    value: ({ columns: { freeCashFlow } }, { capex }, { net }) => multiple(freeCashFlow, capex, net !== "gross"),
    formula: ({ name }, settings) =>
      call("GPUMULTIPLE", typed(name), told(overrides(settings)), "", settings.net === "gross" ? "FALSE" : ""),
  },
  metric("equityMultiple", ["times"], /equity|owner|levered|股权|权益/i, true),
  metric("minDscr", ["times"], /dscr|coverage|偿债/i, true),
  metric("averageDscr", ["times"], /dscr|coverage|偿债/i, true),
  metric("tco", ["$/hour"], /cost|own|tco|成本/i),
  {
    name: "breakevenRate",
    units: { "$/hour": {} },
    cue: /break|even|need|require|beat|below|above|lose|盈亏|保本/i,
    conventions: [{ name: "costOfCapital", axis: "return", set: { irr: "wacc" } }],
    value(flow, scenario, { irr }) {
      if (irr === undefined) return METRICS.breakevenRate.of(flow, scenario);
      return numberOf(breakeven("rate", typeof irr === "number" ? irr : scenario.wacc, scenario));
    },
    formula(home, settings) {
      const { irr } = settings;
      if (irr === undefined) return fromGrid("breakevenRate", home, settings);
      const rate = typeof irr === "number" ? irr : numeric(settings.wacc, home.assumptions.wacc);
      return call("GPUBREAKEVEN", '"rate"', String(rate), typed(home.name), told(overrides(settings)));
    },
  },
  metric("npv", ["$"], /npv|present value|净现值/i),
  {
    name: "scenarioRevenue",
    units: { $: {} },
    cue: /revenue|rent|income|sales|earn|bring|收入|租金/i,
    value: ({ columns: { revenue } }) => sum(revenue),
    formula: ({ name }, settings) =>
      `SUM(${call("GPUCASHFLOW", typed(name), told(overrides(settings)), "", '"revenue"')})`,
  },
  {
    name: "scenarioCost",
    units: { $: {} },
    cue: /cost|annual|a year|per year|yearly|成本|每年/i,
    value: (_, scenario) =>
      sum(yearlyParts(scenario).map((part) => (part.capex === 0 ? 0 : annualCapitalCost(part)))) +
      runningCost(scenario),
    formula({ assumptions }, settings) {
      const scenario = scenarioOf({ name: "", assumptions }, settings);
      const parts = yearlyParts(scenario)
        .filter(({ capex }) => capex !== 0)
        .map(({ capex, life, wacc, residual }) =>
          call("CAPEXANNUALCOST", ...[capex, life, wacc, residual].map(String)),
        );
      return [...parts, String(runningCost(scenario))].join("+");
    },
  },
  metric("debtCapacity", ["$"], /debt|borrow|loan|负债|借/i),
];

/** Ways to count a scenario that differ from how the preset does it. */
function conventionsOf(assumptions: Assumptions): readonly Convention[] {
  const { basis, hoursPerYear, wacc, utilization, taxRate, residual, opexFromYear, horizon, priceDecline } =
    assumptions;
  const days: readonly Convention[] = [
    { name: "days360", axis: "days", set: { basis: 0 }, only: "days" },
    { name: "days36525", axis: "days", set: { basis: 1 }, only: "days" },
    { name: "days365", axis: "days", set: { basis: 3 }, only: "days" },
  ];
  const hours: readonly Convention[] = [
    { name: "hours8760", axis: "hours", set: { hoursPerYear: 8760 } },
    { name: "hours8766", axis: "hours", set: { hoursPerYear: 8766 } },
  ];
  const late = Math.ceil(horizon) + 1;
  const when = (holds: boolean, convention: Convention): Convention[] => (holds ? [convention] : []);
  return [
    ...days.filter(({ set }) => set.basis !== basis),
    ...(hoursPerYear > 8000 ? hours.filter(({ set }) => set.hoursPerYear !== hoursPerYear) : []),
    ...when(wacc !== 0, { name: "undiscounted", axis: "discount", set: { wacc: 0 } }),
    ...when(utilization < 1, { name: "allSold", axis: "utilization", set: { utilization: 1 } }),
    ...when(taxRate > 0, { name: "beforeTax", axis: "tax", set: { taxRate: 0 } }),
    ...when(taxRate > 0, { name: "macrs", axis: "tax", set: { taxMethod: 1 } }),
    ...when(valueOf(assumptions, "timing") === 0, { name: "midYear", axis: "timing", set: { timing: 1 } }),
    ...when(priceDecline !== 0, { name: "continuous", axis: "decline", set: { declineMethod: 1 } }),
    ...when(opexFromYear < late, { name: "noOpex", axis: "opex", set: { opexFromYear: late } }),
    ...when(residual > 0, { name: "noResale", axis: "resale", set: { residual: 0 } }),
  ];
}

const known = new Map<Key, readonly number[]>();

/** What any preset has for a key. */
function presetValues(key: Key): readonly number[] {
  const before = known.get(key);
  if (before !== undefined) return before;
  const values = cashPresets().flatMap(({ parameters }) => parameters.find((each) => each.key === key)?.value ?? []);
  const all = [...new Set(values)];
  known.set(key, all);
  return all;
}

/** Every cash preset tells what a scenario may not leave out. */
const isWhole = (draft: Readonly<Partial<Record<Key, number>>>): draft is Assumptions =>
  KEY_NAMES.every((key) => draft[key] !== undefined || otherwiseOf(key) !== undefined);

function questionsOf(preset: Preset): Question[] {
  const assumptions: Partial<Record<Key, number>> = {};
  for (const { key, value } of preset.parameters) assumptions[key] = value;
  if (!isWhole(assumptions)) return [];
  const home: Home = { name: preset.name, assumptions };
  const conventions = conventionsOf(assumptions);
  const parameters = MOVED.map(([name, unit, cue, tries]): Parameter => {
    const start = otherwiseOf(name) === undefined ? assumptions[name] : valueOf(assumptions, name);
    return { name, unit, cue, tries: tries ?? around(start ?? 0), known: presetValues(name), start: start ?? 0 };
  });
  return MEASURED.map(({ name, units, cue, metric, ofDebt, value, formula, conventions: own = [] }) => {
    const isAsked = (settings: Settings): boolean =>
      ofDebt !== true || numeric(settings.debtShare, valueOf(assumptions, "debtShare")) > 0;
    const at = (settings: Settings): number => {
      if (!isAsked(settings)) return NaN;
      const answer = attempt(() => {
        const scenario = scenarioOf(home, settings);
        return value(cashflow(scenario), scenario, settings);
      });
      return answer instanceof ModelError ? NaN : answer;
    };
    return {
      name,
      preset: preset.name,
      units,
      cue,
      parameters,
      conventions: [...conventions, ...own],
      value: at,
      curve(settings, moved) {
        const key = keyNamed(moved);
        if (metric === undefined || key === undefined || !isAsked(settings))
          return (x) => at({ ...settings, [moved]: x });
        const curve = curveOf(metric, changed(assumptions, changesOf(settings)), key);
        const { low, high } = reach(key);
        return (x) => (x < low || x > high ? NaN : curve(x));
      },
      formula: (settings) => `=${formula(home, settings)}`,
    };
  });
}

/** Every question of every cash preset. */
export const scenarioQuestions = (): Question[] => cashPresets().flatMap(questionsOf);
