// How English writes whole numbers, and what is counted.

export const figure = (number: number): string => number.toLocaleString("en-US");

/** "1 figure", "2 figures". */
export const count = (number: number, one: string, many: string): string =>
  `${figure(number)} ${number === 1 ? one : many}`;
