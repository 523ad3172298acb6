// How numbers and lists are written in the language of the moment.
import { spokenLanguage } from "./chosen";
import { texts } from "./index";

/** Writes numbers in one way. */
export function numbers(options: Intl.NumberFormatOptions): (value: number) => string {
  const formats = new Map<string, Intl.NumberFormat>();
  return (value) => {
    const tag = spokenLanguage();
    const format = formats.get(tag) ?? new Intl.NumberFormat(tag, options);
    formats.set(tag, format);
    return format.format(value);
  };
}

/** Names in a row. */
export const inList = (names: readonly string[]): string => names.join(texts.marks.list);

/** Numbers, or sentences, which may have the mark of a list in them. */
export const inRow = (parts: readonly string[]): string => parts.join(texts.marks.row);
