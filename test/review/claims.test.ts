// Published numbers: what is read in a sentence, which calls give the number, and that none is invented.
import { plainQuestions } from "../../src/review/claims/plain-questions";
import { GRAIN, type Question, type Settings } from "../../src/review/claims/question";
import { quantitiesIn, type Unit } from "../../src/review/claims/quantity";
import { scenarioQuestions } from "../../src/review/claims/scenario-questions";
import { LIKELY, prints, type Verdict } from "../../src/review/claims/search";
import { readClaim } from "../../src/review/claims/sentence";
import { calculated, judged, printed, random } from "./claims";
import { knownFunctions } from "./workbook";

const read = (sentence: string): string[] =>
  quantitiesIn(sentence).map(({ value, half, unit }) => `${Number(value.toPrecision(12))} ± ${half} ${unit}`);

test.each<[string, readonly string[]]>([
  ["410 days", ["410 ± 0.5 days"]],
  ["$1.41 an hour is $0.53 per million tokens", ["1.41 ± 0.005 $/hour", "0.53 ± 0.005 $/million tokens"]],
  ["$1.5 billion for 16,000 H100s", ["1500000000 ± 50000000 $", "16000 ± 0.5 GPUs"]],
  ["lives go from five to 5.5 years", ["5 ± 0.5 years", "5.5 ± 0.05 years"]],
  ["about 400 days at 85% utilization", ["400 ± 50 days", "0.85 ± 0.005 share"]],
  ["$6.25 from every $1 over ten years", ["6.25 ± 0.005 times", "10 ± 0.5 years"]],
  ["87.8 cents a year", ["0.878 ± 0.0005 $"]],
  ["7 cents per kWh at a PUE of 1.25 and 1.4 kW", ["0.07 ± 0.005 $/kWh", "1.25 ± 0.005 number", "1.4 ± 0.05 kW"]],
  ["In Q4 2024 an H100 cost $2.35/hr", ["2.35 ± 0.005 $/hour"]],
  ["739 tokens per second", ["739 ± 0.5 tokens/second"]],
  ["a 1 GW site of $38B", ["1000000 ± 500000 kW", "38000000000 ± 500000000 $"]],
  ["3.5x in four years", ["3.5 ± 0.05 times", "4 ± 0.5 years"]],
  ["每小时1.41美元，每百万token 0.53美元", ["1.41 ± 0.005 $/hour", "0.53 ± 0.005 $/million tokens"]],
  ["投资15亿美元，410天回本", ["1500000000 ± 50000000 $", "410 ± 0.5 days"]],
  ["nothing is said", []],
])("%s is read with its units and half a unit of the last printed digit", (sentence, quantities) => {
  expect(read(sentence)).toEqual(quantities);
});

test.each<[string, string]>([
  ["410 days", "410 days"],
  ["$1.41 an hour is $0.53 per million tokens", "$0.53 per million tokens"],
  ["It pays back in 410 days at $9.40 an hour with 16,000 GPUs", "410 days"],
  ["At $2.35 an hour and 85% utilization the IRR is 17.6%", "17.6%"],
  ["16,000 GPUs at $9.40 an hour earn $5.27 billion over four years", "$5.27 billion"],
  ["Changing lives of $68.4 billion from 5 to 5.5 years reduces depreciation by $2.92 billion", "$2.92 billion"],
])("of %s the number that its words lead up to is the claim", (sentence, claim) => {
  const { quantities, at } = readClaim(sentence);
  expect(quantities[at].text).toBe(claim);
});

const first = ({ answers: [answer] }: Verdict): string => answer?.formula ?? "none";

test.each<[string, string]>([
  // The article: 1.5 billion over 16,000 × 9.40 × 8,760 a year, of 360 days.
  ["410 days", "=GPUPAYBACK()"],
  // The same of 365 days: 415.56.
  ["The datacenter pays back in 415.6 days", "=GPUPAYBACK(,,,,,,,,3)"],
  // 1.41 / (739 × 3,600) × 1,000,000 = 0.52999.
  ["$1.41 an hour is $0.53 per million tokens", "=GPUTOKENCOST(1.41)"],
  // 2.00 / (85 × 3,600) × 1,000,000 = 6.5359.
  ["$2.00 per GPU-hour at 85 tokens per second is $6.54 per million tokens", "=GPUTOKENCOST(2,85)"],
  // 1,814 × 2 × 24.
  ["1,814 GPUs at $2 an hour cost $87,072 a day", "=GPUREVENUE(1814,2,,24)"],
  // 16,000 × 9.40 × 8,760 × 4 = 5.270 billion.
  [
    "16,000 GPUs at $9.40 an hour earn $5.27 billion over four years",
    '=SUM(GPUCASHFLOW("TNP-2025","gpus=16000;rate=9.4;horizon=4",,"revenue"))',
  ],
])("%s: the simplest call that gives it is %s", async (sentence, formula) => {
  const functions = await knownFunctions();
  expect(first(judged(sentence, functions))).toBe(formula);
});

test("a number that nothing gives is said to be none, with what it would need", async () => {
  const { answers, needs } = judged("It pays back in 523.7 days", await knownFunctions());
  expect(answers.filter(({ byChance }) => byChance < LIKELY)).toEqual([]);
  // 1.5 billion over 523.7 / 360 years of 16,000 × 8,760 hours is 7.357 an hour.
  expect(needs.find(({ key }) => key === "rate")?.value).toBeCloseTo(7.357, 3);
});

interface Made {
  readonly sentence: string;
  readonly question: Question;
  readonly settings: Settings;
  readonly value: number;
}

/** Most publishers name what they write about; of the others every preset is searched. */
const UNNAMED = 4;

/** A number that the model gives under a random convention or two, or a round value of one key. */
function made(questions: readonly Question[], next: () => number): Made {
  for (;;) {
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)];
    const question = pick(questions);
    const unit = pick(Object.keys(question.units) as Unit[]);
    const changes = Math.floor(next() * 4);
    let settings: Settings = { ...question.units[unit] };
    const open = question.conventions.filter(({ only }) => only === undefined || only === unit);
    if (changes === 1 || changes === 2)
      for (let i = 0; i < changes && open.length > 0; i++) settings = { ...settings, ...pick(open).set };
    const moved = question.parameters.filter(({ tries }) => tries.length > 1);
    if (changes === 3 && moved.length > 0) {
      const { name, tries, unit: kind } = pick(moved);
      const inside = tries[0] + (tries[tries.length - 1] - tries[0]) * next() ** 2;
      const grain = GRAIN[kind] ?? 0;
      const round = Number(inside.toPrecision(2));
      settings = { ...settings, [name]: grain === 0 ? round : Number((Math.round(round / grain) * grain).toFixed(3)) };
      // A key that changes nothing here is no key of the number.
      if (question.value(settings) === question.value({ ...question.units[unit] })) continue;
    }
    const value = question.value(settings);
    if (!Number.isFinite(value) || Math.abs(value) < 1e-4 || value < 0) continue;
    const digits = 3 + Math.floor(next() * 3);
    const number = printed(value, unit, digits);
    const named = question.preset !== null && Math.floor(next() * UNNAMED) !== 0;
    return { sentence: named ? `${question.preset} gives ${number}` : number, question, settings, value };
  }
}

test("of a hundred numbers of the model under random presets, conventions and keys all are recovered, and each call told gives the number as it is printed", async () => {
  const functions = await knownFunctions();
  const questions = [...plainQuestions(functions), ...scenarioQuestions()];
  const next = random(11);
  const missed: unknown[] = [];
  for (let i = 0; i < 100; i++) {
    const { sentence, question, settings, value } = made(questions, next);
    const { answers, claim } = judged(sentence, functions);
    const { value: claimed, half } = claim.quantities[claim.at];
    const found = answers.some((answer) => Math.abs(answer.value - value) <= 1e-9 * Math.abs(value));
    const formula = question.formula(settings);
    if (!found) missed.push([sentence, formula, value, answers.slice(0, 5).map((each) => each.formula)]);
    // The formula alone gives the claim, read and calculated as a cell would.
    for (const answer of answers.slice(0, 8)) {
      const cell = calculated(answer.formula, functions);
      expect([answer.formula, cell]).toEqual([answer.formula, answer.value]);
      expect(prints(Number(cell), { value: claimed, half })).toBe(true);
    }
  }
  expect(missed).toEqual([]);
});

test("of a hundred numbers that come from nowhere no more are said to be given than chance allows", async () => {
  const functions = await knownFunctions();
  const next = random(5);
  const ranges: readonly (readonly [Unit, number, number])[] = [
    ["days", 200, 3000],
    ["$/hour", 0.5, 12],
    ["$/million tokens", 0.1, 10],
    ["share", 0.05, 0.95],
    ["times", 0.5, 9],
    ["$", 1e7, 1e11],
  ];
  let said = 0;
  for (let i = 0; i < 100; i++) {
    const [unit, low, high] = ranges[i % ranges.length];
    const value = low * (high / low) ** next();
    const { answers } = judged(printed(value, unit, 4), functions);
    const likely = answers.filter(({ byChance }) => byChance < LIKELY);
    if (likely.length > 0) said++;
  }
  expect(said).toBeLessThanOrEqual(100 * LIKELY);
});
