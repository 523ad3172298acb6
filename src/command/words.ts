// What is typed behind the command: words, options, and arguments of a function by name or in their order.
import { keyNamed } from "../model/keys";
import { writtenNumber } from "../model/numbers/written";
import { commandWords } from "../languages/command.en";
import { CapexError } from "../package";
import type { FunctionHelp } from "../package/public";

/** A mistake in what was typed. */
export const mistake = (sentence: string): CapexError => new CapexError("#VALUE!", sentence);

export interface Typed {
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, string>;
}

/** Options that take the next word, and those that stand alone. */
export interface Options {
  readonly valued: readonly string[];
  readonly alone: readonly string[];
}

export function typed(args: readonly string[], { valued, alone }: Options): Typed {
  const words: string[] = [];
  const options = new Map<string, string>();
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, name, own] = /^--([a-z]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) words.push(word);
    else if (alone.includes(name) && own === undefined) options.set(name, "");
    else if (valued.includes(name)) {
      const value = own ?? rest.shift();
      if (value === undefined) throw mistake(commandWords.noValue(word));
      options.set(name, value);
    } else throw mistake(commandWords.noSuch(word));
  }
  return { words, options };
}

/** The arguments of a function: name=value, a key of its scenario with a value, or values in their order. */
export function argumentsOf(help: FunctionHelp, words: readonly string[]): Readonly<Record<string, unknown>> {
  const args: Record<string, unknown> = {};
  const overrides: Record<string, unknown> = {};
  const names = help.parameters.map(({ name }) => name);
  const free = [...names];
  const give = (to: Record<string, unknown>, name: string, value: unknown): void => {
    if (name in to) throw mistake(commandWords.twice(name));
    to[name] = value;
  };
  for (const word of words) {
    const [, said, text] = /^([\p{L}_][\p{L}\p{N} _-]*)=(.*)$/su.exec(word) ?? [];
    const name = said === undefined ? undefined : names.find((each) => each.toLowerCase() === said.toLowerCase());
    if (name !== undefined) give(args, name, valueOf(text));
    else if (said !== undefined) {
      const key = names.includes("overrides") ? keyNamed(said) : undefined;
      if (key === undefined) throw mistake(commandWords.noKey(help.id, said));
      give(overrides, key, valueOf(text));
    } else {
      const next = free.find((each) => !(each in args));
      if (next === undefined) throw mistake(commandWords.tooMany(help.id, names.length, word));
      give(args, next, valueOf(word));
    }
  }
  if (Object.keys(overrides).length > 0) give(args, "overrides", overrides);
  return args;
}

/** A value as a person types it: a number, TRUE or FALSE, a list or a range as JSON, or a text. */
export function valueOf(text: string): unknown {
  if (text === "") return null;
  if (/^true$/i.test(text)) return true;
  if (/^false$/i.test(text)) return false;
  if (/^[[{]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }
  const number = writtenNumber(text);
  return typeof number === "number" ? number : text;
}
