// Under which conventions and keys a question's answer is the published number, to its printed precision. Simpler first; what must
// be solved for is told apart; and every answer says how many of such would come by chance.
import type { KnownFunctions } from "../../explain/explanation";
import { plainQuestions } from "./plain-questions";
import type { Unit } from "./quantity";
import {
  type Convention,
  type ConventionName,
  type Parameter,
  type Question,
  type QuestionName,
  type Settings,
} from "./question";
import { countRound, rootsOf, roundest, tidy } from "./solving";
import { scenarioQuestions } from "./scenario-questions";
import type { Claim, Told } from "./sentence";

/** How far a call is from what a preset or the function itself takes. */
export type Level = "none" | "convention" | "key" | "two";

export interface Answer {
  readonly question: QuestionName;
  /** Null where the function's own defaults are the scenario. */
  readonly preset: string | null;
  /** Other presets of which the same is true. */
  readonly also: readonly string[];
  readonly level: Level;
  /** What the sentence tells and the call takes. */
  readonly given: readonly { readonly name: string; readonly text: string }[];
  readonly conventions: readonly ConventionName[];
  /** A key that was solved for, with the roundest value that gives the number. */
  readonly key: { readonly name: string; readonly value: number } | null;
  readonly settings: Settings;
  readonly value: number;
  readonly formula: string;
  /** How many answers this simple a random number of this precision would find. */
  readonly byChance: number;
  /** So few that the number speaks for it. */
  readonly likely: boolean;
}

/** A key at a value that is not round: the number needs it, but does not speak for it. */
export interface Need {
  readonly question: QuestionName;
  readonly preset: string | null;
  readonly key: string;
  readonly value: number;
  readonly formula: string;
}

export interface Verdict {
  readonly claim: Claim;
  readonly answers: readonly Answer[];
  readonly needs: readonly Need[];
  /** What the sentence tells and no answer takes. */
  readonly unused: readonly string[];
  /** How many calls were tried. */
  readonly tried: number;
}

/** Fewer answers than this come by chance: then the number speaks for the conventions. */
export const LIKELY = 0.05;

/** Chance is counted among the answers this near to the claim, as a share of it. */
const NEAR = 0.1;

/** A question with what the sentence tells of it. */
interface Asked {
  readonly question: Question;
  readonly told: Settings;
  readonly given: Answer["given"];
  readonly unused: readonly string[];
}

interface Tried {
  readonly asked: Asked;
  readonly level: Level;
  readonly conventions: readonly ConventionName[];
  readonly settings: Settings;
  readonly value: number;
}

let scenarios: readonly Question[] | undefined;

/** Searches; it rests between presets, so that a page stays alive. */
export function* search(claim: Claim, functions: KnownFunctions): Generator<undefined, Verdict> {
  const wanted = claim.quantities[claim.at];
  if (wanted === undefined) return { claim, answers: [], needs: [], unused: [], tried: 0 };
  const asked = questionsFor(claim, wanted, functions);
  const tried: Tried[] = [];
  const solved: Solution[] = [];
  let preset: string | null = null;
  let evaluated = 0;
  for (const one of asked) {
    if (one.question.preset !== preset) yield undefined;
    preset = one.question.preset;
    tried.push(...triesOf(one, wanted.unit));
    const found = solutionsOf(one, wanted, one.question.preset === asked[0].question.preset);
    evaluated += found.evaluated;
    solved.push(...found.solutions);
  }
  const round = solved.filter(({ round }) => round);
  const answers = ranked([...matches(tried, wanted), ...round.map(answerOf)], tried, solved, wanted);
  const needs = solved.filter(
    ({ asked: { question }, conventions, round }) =>
      !round && conventions.length === 0 && question.preset === asked[0]?.question.preset,
  );
  const used = new Set(answers.flatMap(({ given }) => given.map(({ text }) => text)));
  return {
    claim,
    answers,
    needs: needs.map(needOf),
    unused: claim.quantities.filter((each, i) => i !== claim.at && !used.has(each.text)).map(({ text }) => text),
    tried: tried.length + evaluated,
  };
}

/** Questions of the claim's unit; where its words ask some of them, only these, and where some use more of what it tells, only these. */
function questionsFor(claim: Claim, { unit }: Told, functions: KnownFunctions): Asked[] {
  scenarios ??= scenarioQuestions();
  const possible = plainQuestions(functions)
    .concat(scenarios)
    .filter(({ units }) => units[unit] !== undefined);
  const said = possible.filter(({ cue }) => cue.test(claim.sentence));
  const asked = (said.length === 0 ? possible : said).map((question) => bound(question, claim));
  const named = asked.filter(({ question: { preset } }) => preset !== null && claim.sentence.includes(preset));
  const fewest = Math.min(...asked.map(({ unused }) => unused.length));
  return (named.length > 0 ? named : asked).filter(({ unused }) => unused.length === fewest);
}

/** Gives each other number of the sentence to the argument that it is: by the words beside it, or by its unit. */
function bound(question: Question, claim: Claim): Asked {
  const told: Record<string, number> = {};
  const given: { name: string; text: string }[] = [];
  const unused: string[] = [];
  claim.quantities.forEach((quantity, i) => {
    if (i === claim.at) return;
    const free = question.parameters.filter(({ name, unit }) => unit === quantity.unit && told[name] === undefined);
    const beside = `${quantity.before.slice(-40)} ${quantity.text} ${quantity.after.slice(0, 25)}`;
    const taken =
      free.find(({ cue }) => cue?.test(quantity.before.slice(-16)) ?? false) ??
      free.find(({ cue }) => cue?.test(beside) ?? false) ??
      free.find(({ cue }) => cue === null);
    if (taken === undefined) unused.push(quantity.text);
    else {
      told[taken.name] = quantity.value;
      given.push({ name: taken.name, text: quantity.text });
    }
  });
  return { question, told, given, unused };
}

const kept = new WeakMap<Question, Map<string, readonly number[]>>();

/** What no number of the sentence changes is computed once: the next sentence is soon answered. */
function once({ question, given }: Asked, asked: () => string, compute: () => readonly number[]): readonly number[] {
  if (given.length > 0) return compute();
  const key = asked();
  const known = kept.get(question) ?? new Map<string, readonly number[]>();
  kept.set(question, known);
  const values = known.get(key) ?? compute();
  known.set(key, values);
  return values;
}

function triesOf(asked: Asked, unit: Unit): Tried[] {
  const { question, told } = asked;
  const base = { ...question.units[unit], ...told };
  const open = conventionsOf(asked, unit);
  const one = (level: Level, changes: readonly Convention[]): Tried => {
    const settings = changedBy(base, changes);
    const [value] = once(
      asked,
      () => JSON.stringify(settings),
      () => [question.value(settings)],
    );
    return { asked, level, conventions: changes.map(({ name }) => name), settings, value };
  };
  const none = one("none", []);
  const singles = open
    .map((each) => ({ each, tried: one("convention", [each]) }))
    .filter(({ tried }) => tried.value !== none.value);
  const pairs = singles.flatMap(({ each: first, tried: alone }, i) =>
    singles
      .slice(i + 1)
      .filter(({ each: second }) => first.axis !== second.axis)
      .map(({ each: second, tried: other }) => ({
        both: one("two", [first, second]),
        simpler: [alone.value, other.value],
      }))
      // What changes nothing more is told as the simpler.
      .flatMap(({ both, simpler }) => (simpler.includes(both.value) || both.value === none.value ? [] : [both])),
  );
  return [none, ...singles.map(({ tried }) => tried), ...pairs].filter(({ value }) => Number.isFinite(value));
}

const conventionsOf = ({ question, told }: Asked, unit: Unit): Convention[] =>
  question.conventions.filter(
    ({ only, set }) =>
      (only === undefined || only === unit) && Object.keys(set).every((key) => told[key] === undefined),
  );

const changedBy = (base: Settings, changes: readonly Convention[]): Settings =>
  changes.reduce((settings, { set }) => ({ ...settings, ...set }), base);

/** Whether a value is printed as the claim is. */
export const prints = (value: number, { value: claimed, half }: Pick<Told, "value" | "half">): boolean =>
  Math.abs(value - claimed) <= half * (1 + 1e-9);

const matches = (tried: readonly Tried[], wanted: Told): Answer[] =>
  tried
    .filter(({ value }) => prints(value, wanted))
    .map(({ asked: { question, given }, level, conventions, settings, value }) => ({
      question: question.name,
      preset: question.preset,
      also: [],
      level,
      given,
      conventions,
      key: null,
      settings,
      value,
      formula: question.formula(settings),
      byChance: 0,
      likely: false,
    }));

interface Solution {
  readonly asked: Asked;
  readonly parameter: Parameter;
  readonly conventions: readonly ConventionName[];
  readonly settings: Settings;
  /** The value: round where one of those that give the number is. */
  readonly value: number;
  readonly round: boolean;
  /** How likely a random number of this precision would have found a round value here. */
  readonly chance: number;
}

/** Each number that moves alone until the claim is given; where one scenario is asked, also under each convention. */
function solutionsOf(asked: Asked, wanted: Told, alone: boolean): { solutions: Solution[]; evaluated: number } {
  const { question, told } = asked;
  let evaluated = 0;
  const solve = (base: Settings, changes: readonly Convention[], parameter: Parameter): Solution[] => {
    let at: ((value: number) => number) | undefined;
    const { name, tries } = parameter;
    const answer = (value: number): number => (at ??= question.curve(base, name))(value);
    const curve = (value: number): number => {
      evaluated++;
      return answer(value);
    };
    const known = once(
      asked,
      () => `${name} ${JSON.stringify(base)}`,
      () => tries.map(answer),
    );
    evaluated += tries.length;
    return rootsOf(curve, tries, known, wanted.value, wanted.half).flatMap(({ value: exact, slope }) => {
      if (slope === 0) return [];
      const width = Math.abs(wanted.half / slope);
      const nice = roundest(exact - width, exact + width, parameter);
      const value = nice ?? tidy(exact, width);
      const settings = { ...base, [parameter.name]: value };
      if (value === parameter.start || !prints(question.value(settings), wanted)) return [];
      const reach = Math.max(Math.abs(exact), 10 * width) * NEAR;
      const chance = Math.min(1, (countRound(exact - reach, exact + reach, parameter) * width) / reach);
      const conventions = changes.map(({ name }) => name);
      return [{ asked, parameter, conventions, settings, value, round: nice !== undefined, chance }];
    });
  };
  const under = [[], ...(alone ? conventionsOf(asked, wanted.unit).map((each) => [each]) : [])];
  const solutions = under.flatMap((changes) => {
    const base = changedBy({ ...question.units[wanted.unit], ...told }, changes);
    // Where the number comes out already, a key that moves a little is no other way to it.
    if (prints(question.value(base), wanted)) return [];
    return question.parameters
      .filter(
        ({ name, tries }) =>
          tries.length > 1 && told[name] === undefined && changes.every(({ set }) => set[name] === undefined),
      )
      .flatMap((parameter) => solve(base, changes, parameter));
  });
  return { solutions, evaluated };
}

const answerOf = ({ asked: { question, given }, parameter, conventions, settings, value }: Solution): Answer => ({
  question: question.name,
  preset: question.preset,
  also: [],
  level: conventions.length === 0 ? "key" : "two",
  given,
  conventions,
  key: { name: parameter.name, value },
  settings,
  value: question.value(settings),
  formula: question.formula(settings),
  byChance: 0,
  likely: false,
});

const needOf = ({ asked: { question }, parameter, settings, value }: Solution): Need => ({
  question: question.name,
  preset: question.preset,
  key: parameter.name,
  value,
  formula: question.formula(settings),
});

const LEVELS: readonly Level[] = ["none", "convention", "key", "two"];

/** The simplest first; the same number of the same question by the same changes is told once, with the presets of which it is true. */
function ranked(
  found: readonly Answer[],
  tried: readonly Tried[],
  solved: readonly Solution[],
  wanted: Told,
): Answer[] {
  const chances = LEVELS.map((level) => chanceAt(level, tried, solved, wanted));
  const once = new Map<string, Answer>();
  for (const answer of found) {
    const changes = [...answer.conventions, answer.key?.name ?? "", answer.key?.value ?? ""].join(" ");
    const key = `${answer.question.replace(/^scenario/, "").toLowerCase()} ${changes} ${answer.value}`;
    const before = once.get(key);
    const byChance = chances[LEVELS.indexOf(answer.level)];
    if (before === undefined) once.set(key, { ...answer, byChance, likely: byChance < LIKELY });
    else if (answer.preset !== null) once.set(key, { ...before, also: [...before.also, answer.preset] });
  }
  return [...once.values()].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
}

/** How many answers of this level or a simpler one a random number near the claim would find. */
function chanceAt(
  level: Level,
  tried: readonly Tried[],
  solved: readonly Solution[],
  { value: claimed, half }: Told,
): number {
  const simple = LEVELS.slice(0, LEVELS.indexOf(level) + 1);
  const reach = Math.abs(claimed) * NEAR;
  const near = tried.filter(({ value, level: own }) => simple.includes(own) && Math.abs(value - claimed) <= reach);
  const distinct = new Set(near.map(({ value }) => value)).size;
  const keys = solved
    .filter(({ conventions }) => simple.includes(conventions.length === 0 ? "key" : "two"))
    .reduce((sum, { chance }) => sum + chance, 0);
  return (distinct * half) / reach + keys;
}
