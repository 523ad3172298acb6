// An explanation as a person reads it: each call with its arguments by name and its steps in order.
import { namesIn } from "./notation";
import type { FunctionHelp } from "../catalogue/catalogue";
import type { Ref } from "../host/host";
import { quantity } from "../model/keys";
import { isArticles } from "../functions";
import { withAssumptions } from "./assumptions";
import type { Entry, Input, Step, Trail } from "../model/steps/trace";
import { inWords } from "../languages/phrases";
import { inList } from "../languages/writing";
import { gridText, scalarText, valueText } from "./figure-text";
import { entryOf, holderOf } from "./answer";
import type { Evidence } from "./evidence";
import { evidenceOfCalls } from "./evidence-of-call";
import type { UnreadPart } from "./evaluate";
import type { ArgumentReading, CallExplanation } from "./explanation";
import { parts } from "./formula";
import { isError } from "./grid";

export interface ArgumentLine {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  /** As it stands in the formula; "" when it is omitted. */
  readonly text: string;
  readonly refs: readonly Ref[];
  /** Where the value of an omitted argument comes from. */
  readonly source: string;
  readonly unread: UnreadPart | null;
  readonly calls: readonly CallReading[];
  readonly calculated: readonly Ref[];
  /** It names a value of the workbook that stands in no cell. */
  readonly named: boolean;
}

export type StepLine = { readonly depth: number } & (
  | { readonly kind: "title"; readonly name: string }
  | {
      readonly kind: "input" | "step" | "frozen";
      readonly key: string;
      readonly name: string;
      readonly formula: string;
      readonly inputs: string;
      readonly value: string;
      /** How many values there are; 1 is no list. */
      readonly count: number;
      readonly unit: string;
      readonly source: string;
      readonly note: string;
      readonly failure: string;
      readonly answers: boolean;
    }
);

export interface CallReading {
  readonly id: string;
  readonly text: string;
  readonly description: string;
  readonly value: string;
  readonly unit: string;
  /** The sentence of an error. */
  readonly sentence: string;
  readonly given: readonly ArgumentLine[];
  readonly omitted: readonly ArgumentLine[];
  /** Where a call mixes what is given with what is not: how many of the omitted are the article's, and the formula that says them. */
  readonly mixed: { readonly articles: number; readonly formula: string | null } | null;
  readonly steps: readonly StepLine[];
  readonly notes: readonly string[];
  /** How well the answer is known; undefined where it rests on nothing that could be known better. */
  readonly evidence: Evidence | undefined;
  /** Rows and columns of the whole answer, where the cell shows one element of it. */
  readonly size: readonly [number, number];
}

export function readingOf(call: CallExplanation, catalogue: readonly FunctionHelp[], formula: string): CallReading {
  const { trail, answer, value, focus } = call;
  const help = catalogue.find(({ id }) => id === call.id);
  const inputs = trail.entries.filter((entry) => entry.kind === "input");
  const given = call.arguments.filter(({ text, value: cells }) => text !== "" && !isBlankCell(cells));
  const named = new Set(given.map(({ name }) => name));
  const left = inputs.filter(({ argument }) => argument !== undefined && !named.has(argument));
  const articles = left.filter(isArticles);
  const omitted = [...articles, ...left.filter((input) => !isArticles(input))];
  const holder = holderOf(trail, focus, value);
  const held = holder !== undefined && "key" in holder ? entryOf(trail, holder) : undefined;
  return {
    id: call.id,
    text: call.call.text,
    description: inWords(help?.description ?? ""),
    value: answer === null ? "" : scalarText(value),
    unit: inWords(held?.unit ?? ""),
    sentence: isError(value) ? inWords(value.message ?? "") : "",
    given: given.map((argument) => givenLine(argument, inputs, catalogue, formula)),
    omitted: omitted.flatMap((input) => omittedLine(input, named)),
    mixed:
      given.length === 0 || omitted.length === 0
        ? null
        : {
            articles: articles.length,
            formula: help === undefined ? null : withAssumptions(formula, call, help),
          },
    steps: linesOf(trail.entries, 0, held),
    notes: trail.notes.map(inWords),
    evidence: answer === null ? undefined : evidenceOfCalls([call]),
    size: [answer?.length ?? 0, answer?.[0]?.length ?? 0],
  };
}

/** A blank cell counts as omitted. */
const isBlankCell = (cells: ArgumentReading["value"]): boolean =>
  cells !== null && cells.length === 1 && cells[0].length === 1 && (cells[0][0] === null || cells[0][0] === "");

function givenLine(
  { name, text, value, refs, unread, calls, calculated, expression }: ArgumentReading,
  inputs: readonly Input[],
  catalogue: readonly FunctionHelp[],
  formula: string,
): ArgumentLine {
  const input = inputs.find((entry) => entry.argument === name);
  const known = quantity(name);
  return {
    name,
    label: inWords(input?.name ?? known?.label ?? name),
    value: value === null ? "" : gridText(value),
    unit: inWords(input?.unit ?? known?.unit ?? ""),
    text,
    refs,
    unread,
    calculated,
    source: "",
    named: refs.length === 0 && parts(expression).some(({ kind }) => kind === "name"),
    calls: calls.map((call) => readingOf(call, catalogue, formula)),
  };
}

function omittedLine(input: Input, named: ReadonlySet<string>): ArgumentLine[] {
  if (input.argument === undefined || named.has(input.argument)) return [];
  const [label, unit, source] = [input.name, input.unit, input.source].map(inWords);
  const empty = { text: "", refs: [], unread: null, calls: [], calculated: [], named: false };
  return [{ name: input.key, label, value: valueText(input.value), unit, source, ...empty }];
}

const countOf = (value: unknown): number => (Array.isArray(value) ? value.flat().length : 1);

/** The steps of a calculation that no cell asked for. */
export const stepLines = (trail: Trail): StepLine[] => linesOf(trail.entries, 0, undefined);

/** Steps and what they read from elsewhere; the arguments stand above them. */
function linesOf(entries: readonly Entry[], depth: number, held: Input | Step | undefined): StepLine[] {
  return entries.flatMap((entry): StepLine[] => {
    if (entry.kind === "case")
      return [{ kind: "title", depth, name: inWords(entry.name) }, ...linesOf(entry.entries, depth + 1, held)];
    if (entry.kind === "input")
      return depth === 0 && entry.argument !== undefined ? [] : [inputLine(entry, depth, held)];
    return [stepLine(entry, depth, held)];
  });
}

const inputLine = (input: Input, depth: number, held: Input | Step | undefined): StepLine => ({
  kind: "input",
  depth,
  key: input.key,
  name: inWords(input.name),
  formula: "",
  inputs: "",
  value: valueText(input.value),
  count: countOf(input.value),
  unit: inWords(input.unit),
  source: inWords(input.source),
  note: "",
  failure: "",
  answers: input === held,
});

const stepLine = (step: Step, depth: number, held: Input | Step | undefined): StepLine => ({
  kind: step.formula !== "" ? "step" : step.source === "" ? "frozen" : "input",
  depth,
  key: step.key,
  name: inWords(step.name),
  formula: step.formula,
  inputs: inputsText(step),
  value: valueText(step.result),
  count: countOf(step.result),
  unit: inWords(step.unit),
  source: inWords(step.source),
  note: inWords(step.note),
  failure: inWords(step.failure ?? ""),
  answers: step === held,
});

/** The names of the formula with their values; a list shows its own where it was calculated, a few lines above. */
function inputsText({ formula, inputs }: Step): string {
  if (formula === "") return "";
  const named = namesIn(formula).filter((name) => name in inputs && !Array.isArray(inputs[name]));
  return inList(named.map((name) => `${name} = ${valueText(inputs[name])}`));
}
