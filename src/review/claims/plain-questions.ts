// Questions that a function answers from its own arguments.
import {
  AMAZON_2025,
  ARTICLE_RATES,
  CAPEX_PER_GPU,
  CONTRACTS,
  COST_PER_HOUR,
  FOUR_COMPANIES,
  GRID_VALUES,
  standard,
  TOKEN_PRICE,
  TOKENS_PER_SECOND,
} from "../../data/defaults";
import type { KnownFunction, KnownFunctions } from "../../explain/explanation";
import { saidBy } from "../../model/errors";
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

const parameter = (
  name: string,
  unit: Unit,
  cue: RegExp | null,
  start: number,
  tries: readonly number[] = around(start),
  known: readonly number[] = [],
): Parameter => ({ name, unit, cue, start, tries, known });

interface Asked {
  readonly name: QuestionName;
  readonly id: string;
  readonly units: Question["units"];
  readonly cue: RegExp;
  readonly parameters: readonly Parameter[];
  readonly conventions?: readonly Convention[];
  /** Arguments that make this question of the function. */
  readonly fixed?: Settings;
  /** A change of either sign: publishers give its size. */
  readonly signless?: boolean;
}

const HOURS: readonly Convention[] = [
  { name: "hours8766", axis: "hours", set: { hoursPerYear: 8766 } },
  { name: "hours8784", axis: "hours", set: { hoursPerYear: 8784 } },
];

const NO_DAYS: Settings = {};

/** The questions, with the values that the functions take where nothing is said. */
function asked(): readonly Asked[] {
  const at = (name: Parameters<typeof standard>[0]): number => standard(name).value;
  const rent = parameter("rate", "$/hour", null, at("rate"), around(at("rate")), GRID_VALUES.rate?.values);
  const capex = parameter("capex", "$", CUES.capex, at("capex"));
  const gpus = parameter("gpus", "GPUs", null, at("gpus"));
  const utilization = parameter("utilization", "share", CUES.utilization, 1, FRACTIONS);
  const annualOpex = parameter("annualOpex", "$", CUES.annualOpex, 0, [0, 1e6, 1e7, 5e7, 1e8, 2e8, 5e8, 1e9]);
  const decline = parameter("priceDecline", "share", CUES.priceDecline, 0, RATES);
  const wacc = (name: string): Parameter => parameter(name, "share", CUES.wacc, 0, RATES);
  const life = parameter("life", "years", CUES.life, 5, LIVES);
  const residual = parameter("residual", "share", CUES.residual, 0, RATES);
  const rental = [capex, gpus, rent, utilization, annualOpex];
  const serving = [
    parameter("costPerHour", "$/hour", null, COST_PER_HOUR.value),
    parameter("tokensPerSecond", "tokens/second", null, TOKENS_PER_SECOND.value),
    utilization,
  ];
  const sale = [
    parameter("price", "$/million tokens", null, TOKEN_PRICE.value),
    parameter("inputShare", "share", /input|输入/i, 0, FRACTIONS),
  ].concat(serving);
  const tenPercent = (name: string): Convention => ({
    name: "capitalTenPercent",
    axis: "capital",
    set: { [name]: 0.1 },
  });
  const owning = [
    parameter("capexPerGpu", "$", CUES.capex, CAPEX_PER_GPU.value),
    life,
    parameter("kwPerGpu", "kW", null, 1.4),
    parameter("pue", "number", CUES.pue, 1.25, [1, 1.1, 1.2, 1.3, 1.5, 2]),
    parameter("pricePerKwh", "$/kWh", null, 0.07),
    parameter("colocationPerKwMonth", "$/kW/month", null, 0, [0, 50, 100, 150, 200, 300]),
    parameter("otherOpexPerGpu", "$", CUES.annualOpex, 0, [0, 500, 1000, 2000, 5000, 12000, 24000]),
    wacc("wacc"),
    residual,
    utilization,
  ];
  const lives = [
    parameter("oldLife", "years", /from|life of|lives? (?:was|were)|old|从|由/i, AMAZON_2025.oldLife, LIVES),
    parameter("newLife", "years", /(?:to|into) ?(?:about )?$|new|至|到|延长|缩短/i, AMAZON_2025.newLife, LIVES),
  ];
  return [
    {
      name: "payback",
      id: "GPUPAYBACK",
      units: { days: NO_DAYS, months: { unit: "months" }, years: { unit: "years" } },
      cue: /pay\w* ?(?:back|off|for itself)|paid (?:back|off)|recoup|recover|breaks? ?even|回本|回收/i,
      parameters: [...rental, decline, parameter("rampMonths", "months", CUES.rampMonths, 0, []), wacc("discountRate")],
      conventions: [
        { name: "days365", axis: "days", set: { basis: 3 }, only: "days" },
        { name: "days36525", axis: "days", set: { basis: 1 }, only: "days" },
        ...HOURS,
        { name: "discounted", axis: "discount", set: { discountRate: at("wacc") } },
      ],
    },
    {
      name: "yield",
      id: "GPUYIELD",
      units: { share: NO_DAYS, times: NO_DAYS },
      cue: /yield|return|every \$|each \$|per \$|per dollar|a year|收益|回报/i,
      parameters: rental,
      conventions: HOURS,
    },
    {
      name: "revenue",
      id: "GPUREVENUE",
      units: { $: NO_DAYS },
      cue: /revenue|rent|income|sales|earn|bring|hour|day|收入|租金/i,
      parameters: [gpus, rent, utilization],
      conventions: [...HOURS, { name: "perDay", axis: "hours", set: { hoursPerYear: 24 } }],
    },
    {
      name: "rate",
      id: "GPURATE",
      units: { "$/hour": NO_DAYS },
      cue: /blend|mix|average|rent|rate|混合|平均/i,
      parameters: [],
    },
    {
      name: "ownership",
      id: "GPUTCO",
      units: { "$/hour": NO_DAYS },
      cue: /own|cost|tco|总拥有|成本/i,
      parameters: owning,
      conventions: [tenPercent("wacc")],
    },
    {
      name: "ownershipYear",
      id: "GPUTCO",
      units: { $: NO_DAYS },
      fixed: { output: "year" },
      cue: /own|cost|tco|per (?:gpu|chip)|成本/i,
      parameters: owning.filter((each) => each !== utilization),
      conventions: [tenPercent("wacc")],
    },
    {
      name: "tokenCost",
      id: "GPUTOKENCOST",
      units: { "$/million tokens": NO_DAYS },
      cue: /cost|token|成本/i,
      parameters: serving,
    },
    {
      name: "tokenPrice",
      id: "GPUTOKENMARGIN",
      units: { "$/million tokens": NO_DAYS },
      fixed: { output: "breakevenPrice" },
      cue: /break|even|cover|price|盈亏|保本/i,
      parameters: sale,
    },
    {
      name: "tokenRevenue",
      id: "GPUTOKENMARGIN",
      units: { "$/hour": NO_DAYS },
      fixed: { output: "revenue" },
      cue: /token|earn|revenue|serv|词元|收入/i,
      parameters: sale.filter(({ name }) => name !== "costPerHour"),
    },
    {
      name: "tokenMargin",
      id: "GPUTOKENMARGIN",
      units: { share: NO_DAYS },
      fixed: { output: "margin" },
      cue: /margin|profit|利润|毛利/i,
      parameters: sale,
    },
    {
      name: "tokenUtilization",
      id: "GPUTOKENMARGIN",
      units: { share: NO_DAYS },
      fixed: { output: "breakevenUtilization" },
      cue: /utili[sz]|break|利用率|盈亏/i,
      parameters: sale.filter(({ name }) => name !== "utilization"),
    },
    {
      name: "annualCost",
      id: "CAPEXANNUALCOST",
      units: { $: NO_DAYS },
      cue: /annual|a year|per year|yearly|deprecia|capital cost|每年|年度|折旧/i,
      parameters: [capex, life, wacc("wacc"), residual],
      conventions: [tenPercent("wacc")],
    },
    {
      name: "revenueNeeded",
      id: "CAPEXREVENUENEEDED",
      units: { $: NO_DAYS },
      cue: /need|requir|must|justif|necessary|have to|需要/i,
      parameters: [
        parameter("capex", "$", CUES.capex, FOUR_COMPANIES.value),
        parameter("life", "years", CUES.life, 10, LIVES),
        parameter("grossMargin", "share", CUES.margin, 0.25, FRACTIONS),
        parameter("roic", "share", CUES.roic, 0, RATES),
      ],
    },
    {
      name: "lifeChange",
      id: "DEPRECIATIONDELTA",
      units: { $: NO_DAYS },
      cue: /deprecia|useful li|lives|life|operating income|net income|折旧|年限/i,
      parameters: [
        parameter("cost", "$", CUES.pool, AMAZON_2025.effect / (0.7 / 11.946)),
        ...lives,
        parameter("taxRate", "share", CUES.taxRate, 0.21, []),
      ],
      conventions: [
        { name: "pressFormula", axis: "pool", set: { mode: "gross" } },
        { name: "additions", axis: "pool", set: { mode: "additions" } },
        { name: "newAssets", axis: "pool", set: { age: 0 } },
        { name: "keepAged", axis: "aged", set: { agedOut: "keep" } },
        { name: "netIncome", axis: "measure", set: { measure: "netincome" } },
      ],
      signless: true,
    },
    {
      name: "lifeBase",
      id: "DEPRECIATIONBASE",
      units: { $: NO_DAYS },
      cue: /base|gross|impl|servers|assets|原值|资产/i,
      parameters: [parameter("effect", "$", CUES.effect, AMAZON_2025.effect), ...lives],
      conventions: [{ name: "newAssets", axis: "pool", set: { age: 0 } }],
    },
    {
      name: "priceDecline",
      id: "GPUPRICEDECLINE",
      units: { share: NO_DAYS },
      cue: /declin|fall|drop|cheaper|下降|下跌/i,
      parameters: [
        parameter("shortRate", "$/hour", /one|1|short|year|一年|短/i, CONTRACTS.shortRate.value),
        parameter("longRate", "$/hour", /three|3|long|三年|长/i, CONTRACTS.longRate.value),
      ],
      conventions: [
        {
          name: "unrounded",
          axis: "rounding",
          set: { shortRate: ARTICLE_RATES.values[1], longRate: ARTICLE_RATES.values[2] },
        },
      ],
    },
    {
      name: "capexRatio",
      id: "CAPEXRATIO",
      units: { times: NO_DAYS },
      cue: /capex|capital|invest|spend|income|ratio|资本|投资/i,
      parameters: [],
      conventions: [{ name: "pooled", axis: "mean", set: { mode: "pooled" } }],
    },
  ];
}

/** Every question of a function's own arguments. */
export const plainQuestions = (functions: KnownFunctions): Question[] =>
  asked().flatMap((one) => {
    const known = functions.get(one.id);
    return known === undefined ? [] : [questionOf(one, known)];
  });

function questionOf(
  { id, fixed = {}, signless = false, conventions = [], ...one }: Asked,
  known: KnownFunction,
): Question {
  const names = known.parameters.map(({ name }) => name);
  const plain = (settings: Settings): number => {
    try {
      return numberOf(known.run(...argumentsOf(names, { ...fixed, ...settings })));
    } catch (error) {
      // What a cell would show as an error; anything else is a defect.
      if (typeof saidBy(error).code === "string") return NaN;
      throw error;
    }
  };
  const value = (settings: Settings): number => (signless ? Math.abs(plain(settings)) : plain(settings));
  return {
    ...one,
    preset: null,
    conventions,
    value,
    curve: (settings, name) => (x) => value({ ...settings, [name]: x }),
    formula(settings) {
      const call = `${id}(${listOf(names, { ...fixed, ...settings })})`;
      return signless && plain(settings) < 0 ? `=-${call}` : `=${call}`;
    },
  };
}

const argumentsOf = (names: readonly string[], settings: Settings): unknown[] =>
  names.map((name) => (settings[name] === undefined ? null : [[settings[name]]]));

/** The arguments as they are typed, as far as the last that is told. */
function listOf(names: readonly string[], settings: Settings): string {
  const told = names.map((name) => (settings[name] === undefined ? "" : typed(settings[name])));
  return told.slice(0, told.findLastIndex((text) => text !== "") + 1).join(",");
}

/** The first element of an answer; NaN where that is none. */
export function numberOf(grid: readonly (readonly unknown[])[]): number {
  const value = grid[0]?.[0];
  return typeof value === "number" ? value : NaN;
}
