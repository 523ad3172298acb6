// A call of ours as a form: what each argument takes, the formula of what was written into its fields, and what that gives.
import type { FunctionHelp, ParameterHelp } from "../catalogue/catalogue";
import type { CellValue, Ref } from "../host/host";
import { inWords } from "../languages";
import { KEY_NAMES, quantity } from "../model/keys";
import { writtenNumber } from "../model/numbers/written";
import type { Input } from "../model/steps/trace";
import type { CellReader } from "./cells";
import { explainStill, type Following } from "./explain";
import { type Explanation, explained } from "./explanation";
import { valueText } from "./figure-text";
import { parts, readFormula } from "./formula";
import { numberLiteral, textLiteral } from "./formula-text";
import { isError } from "./grid";
import { unreadSentence } from "./verdict-sentence";
import { UnreadPart } from "./evaluate-terms";

/** What was written into the fields, by their names. */
export type Entries = Readonly<Record<string, string>>;

export interface FormField {
  /** Of the argument; a repeating one has a number behind it. */
  readonly name: string;
  readonly label: string;
  readonly about: string;
  readonly unit: string;
  /** What the function takes where the field is left blank. */
  readonly standard: string;
  /** What may be written, where it is a word of a list. */
  readonly choices: readonly string[];
  /** Why what was written cannot be taken. */
  readonly problem: string;
}

export interface Filled {
  readonly formula: string;
  readonly fields: readonly FormField[];
  /** Null where a field cannot be read as a part of a formula. */
  readonly answer: Explanation | null;
}

/** What the form knows of the workbook around it. */
export interface FormSetting {
  readonly host: CellReader;
  readonly home: Ref;
  readonly following: Following;
  /** Names of cells, in small letters. */
  readonly names: ReadonlySet<string>;
  /** More words that may be written, by the argument's name. */
  readonly suggested: Readonly<Record<string, readonly string[]>>;
}

/** Fields that a repeating argument has at most. */
const MOST_REPEATS = 12;

/** Each argument with its field's name; a repeating one has one more than was filled. */
function slots({ parameters }: FunctionHelp, entries: Entries): (readonly [string, ParameterHelp])[] {
  return parameters.flatMap((parameter) => {
    if (!parameter.repeating) return [[parameter.name, parameter] as const];
    const names = Array.from({ length: MOST_REPEATS }, (_, index) => `${parameter.name} ${index + 1}`);
    const last = names.findLastIndex((name) => (entries[name] ?? "").trim() !== "");
    return names.slice(0, last + 2).map((name) => [name, parameter] as const);
  });
}

/** Words in quotes that a description lists as choices, or names as the one that is taken where none is given. */
function choicesOf({ description }: ParameterHelp): readonly string[] {
  if (/^TRUE: .*FALSE: /.test(description)) return ["TRUE", "FALSE"];
  if (description.startsWith("Scenario key ")) return KEY_NAMES;
  if (!/^"|or "|"[^"]+" if omitted/.test(description) || /or text such as/.test(description)) return [];
  return [...new Set([...description.matchAll(/"([^"=]+)"/g)].map(([, word]) => word))];
}

const DEFAULT = /(?:^|[;,] )([^;]*?),? if omitted/;

/** What a description says of the default, where no figure tells it. */
const saidDefault = ({ description }: ParameterHelp): string =>
  (DEFAULT.exec(description)?.[1] ?? "").replaceAll('"', "").trim();

/** FY2024 is a cell to a spreadsheet, and a fiscal year to whoever writes it into a field for words. */
const FISCAL = /^FY\d{4}$/i;

/** What was typed, as an argument of a formula. */
export function argumentOf(
  typed: string,
  name: string,
  choices: readonly string[],
  { names, home }: Pick<FormSetting, "names" | "home">,
): string {
  const text = typed.trim();
  if (text.startsWith("=")) return text.slice(1).trim();
  if (text === "" || /^"(?:[^"]|"")*"$/.test(text) || /^\{.*\}$/s.test(text)) return text;
  const choice = choices.find((word) => word.toLowerCase() === text.toLowerCase());
  if (/^(?:TRUE|FALSE)$/i.test(choice ?? text)) return text.toUpperCase();
  if (choice !== undefined) return textLiteral(choice);
  const number = writtenNumber(text);
  if (typeof number === "number") return numberLiteral(number);
  const list = text.split(/;|,\s+|\n/).map((item) => writtenNumber(item));
  if (list.every((item) => typeof item === "number")) return `{${list.map(numberLiteral).join(";")}}`;
  const isWord = quantity(name) === undefined && FISCAL.test(text);
  const read = readFormula(`=${text}`, () => false);
  if (read.kind === "reference" && !isWord)
    return read.sheet === home.sheet ? text.slice(text.lastIndexOf("!") + 1) : text;
  if (names.has(text.toLowerCase())) return text;
  return textLiteral(text);
}

/** Why an argument cannot stand in a formula; "" where it can. */
function unreadable(argument: string): string {
  if (argument === "") return "";
  const read = readFormula(`=${argument}`, () => false);
  const unread = parts(read).find((part) => part.kind === "unread");
  return unread?.kind === "unread" ? unreadSentence(new UnreadPart(argument, unread.why)) : "";
}

/** Fills the call with what was written, and computes it. */
export async function filled(
  help: FunctionHelp,
  entries: Entries,
  setting: FormSetting,
  before: readonly FormField[] = [],
): Promise<Filled> {
  const { host, home, following, suggested } = setting;
  const bare = slots(help, entries).map(([name, parameter]) => {
    const choices = [...new Set([...choicesOf(parameter), ...(suggested[parameter.name] ?? [])])];
    return { name, parameter, choices, argument: argumentOf(entries[name] ?? "", name, choices, setting) };
  });
  const given = bare.map(({ argument }) => argument);
  while (given.at(-1) === "") given.pop();
  const formula = `=${help.id}(${given.join(",")})`;
  const problems = bare.map(({ argument }) => unreadable(argument));
  const answer = problems.some((problem) => problem !== "") ? null : await computed(formula, { host, home, following });
  const inputs = answer?.calls[0]?.trail.entries.filter((entry) => entry.kind === "input") ?? [];
  const fields = bare.map(({ name, parameter, choices }, index): FormField => {
    const own = inputs.filter(({ argument }) => argument === parameter.name);
    const known = before.find((field) => field.name === name);
    const input = own.length === 1 ? own[0] : undefined;
    return {
      name,
      label: inWords(input?.name ?? known?.label ?? quantity(name)?.label ?? ""),
      about: parameter.description,
      unit: input?.unit ?? known?.unit ?? quantity(name)?.unit ?? "",
      standard: standardOf(input, given[index] ?? "") ?? known?.standard ?? saidDefault(parameter),
      choices,
      problem: problems[index] === "" ? refusalOf(answer, name, index) : problems[index],
    };
  });
  return { formula, fields, answer };
}

/** The value of an argument that was left out. */
const standardOf = (input: Input | undefined, argument: string): string | undefined =>
  input === undefined || argument !== "" ? undefined : valueText(input.value);

/** What the answer has against one field: it cannot be read, or the function's sentence is about it. */
function refusalOf(answer: Explanation | null, name: string, index: number): string {
  const call = answer?.calls[0];
  if (call === undefined) return "";
  const unread = call.arguments[index]?.unread ?? null;
  if (unread !== null) return unreadSentence(unread);
  const sentence = isError(call.value) ? (call.value.message ?? "") : "";
  return new RegExp(`^${name}\\b`).test(sentence) ? inWords(sentence) : "";
}

/** A formula that stands in no cell yet, followed as if it stood there; null where it holds no call of ours. */
export async function computed(
  formula: string,
  { host, home, following }: Pick<FormSetting, "host" | "home" | "following">,
): Promise<Explanation | null> {
  const unheld: { formula: string; value: CellValue; text: string } = { formula, value: null, text: "" };
  const result = await explainStill(host, { ...home, spill: null }, unheld, following);
  return explained(result) ? result : null;
}

/** What a formula's only call says, as one would write it into the fields. */
export function entriesOf(formula: string, help: FunctionHelp): Entries | null {
  const root = readFormula(formula, (name) => name === help.id);
  if (root.kind !== "call" || !root.ours) return null;
  const names = slots(
    help,
    Object.fromEntries(help.parameters.map(({ name }) => [`${name} ${root.args.length}`, "x"])),
  ).map(([name]) => name);
  return Object.fromEntries(
    root.args.flatMap((argument, index) => {
      if (argument.kind === "omitted" || names[index] === undefined) return [];
      const { text, kind } = argument;
      const plain = kind === "constant" && typeof argument.value === "string" ? argument.value : text;
      return [[names[index], kind === "call" || kind === "binary" ? `=${text}` : plain]];
    }),
  );
}
