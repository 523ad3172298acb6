// Finds functions by their names, arguments and purpose.
import type { FunctionHelp } from "./catalogue";
import { nearest } from "../model/keys";

/** Functions in which every word of the query occurs, in English or as another language says it: those whose name has one first. */
export function matching(
  catalogue: readonly FunctionHelp[],
  query: string,
  inWords: (english: string) => string = (english) => english,
): readonly FunctionHelp[] {
  const words = query
    .toLowerCase()
    .split(/[\s=(),]+/)
    .filter(Boolean);
  if (words.length === 0) return catalogue;
  const found = catalogue.filter((help) => {
    const sentences = [help.description, help.returns, ...help.parameters.map(({ description }) => description)];
    const names = help.parameters.map(({ name }) => name);
    const text = [help.id, ...names, ...sentences, ...sentences.map(inWords)].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const named = (help: FunctionHelp): boolean => words.some((word) => help.id.toLowerCase().includes(word));
  return [...found.filter(named), ...found.filter((help) => !named(help))];
}

export function nearestFunction(catalogue: readonly FunctionHelp[], name: string): string {
  const ids = catalogue.map(({ id }) => id);
  return nearest(name, ids)[0] ?? "";
}
