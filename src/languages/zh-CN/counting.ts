// How Chinese writes whole numbers and lists.

export const figure = (number: number): string => number.toLocaleString("zh-CN");

/** "3 个单元格": the counted word keeps its form. */
export const count = (number: number, what: string): string => `${figure(number)} ${what}`;

export const list = (parts: readonly string[]): string => parts.join("、");

const LINES: Readonly<Record<string, string>> = { row: "行", column: "列" };

/** A row or a column of a sheet. */
export const lineOf = (line: string): string => LINES[line] ?? line;
