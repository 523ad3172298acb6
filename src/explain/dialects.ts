// Where spreadsheets read a formula otherwise than Excel in English: Excel in other languages, and the workbench's own spreadsheet.
import {
  type Conventions,
  ENGLISH,
  EXCEL,
  numberInText,
  numberText,
  rounded,
  shortened,
  type Writing,
} from "./conversion";

/** What the workbench's spreadsheet (o-spreadsheet) reads otherwise than Excel. */
export type Difference = "sign" | "join" | "number" | "truth" | "compare" | "round";

export interface Dialect {
  readonly conventions: Conventions;
  /** Signs bind less than * / and ^: -2^2 is -4. */
  readonly lateSigns: boolean;
}

const written = (writing: Writing): Dialect => ({
  conventions: {
    ...EXCEL,
    numberText: (value) => numberText(value, writing),
    numberInText: (text) => numberInText(text, writing),
  },
  lateSigns: false,
});

/** Excel itself: days before months, decimal commas, and sums that miss a whole or a half by their last bit. */
export const EXCELS: readonly Dialect[] = [
  written({ ...ENGLISH, dayFirst: true }),
  written({ decimal: ",", dayFirst: true }),
  {
    conventions: {
      ...EXCEL,
      rounded: (value, places) => rounded(shortened(value), places),
      floor: (value) => Math.floor(shortened(value)),
    },
    lateSigns: false,
  },
];

const AMOUNT = /^ *(-?) *[$€]? *(-?)((?:\d+(?:,\d{3,})*(?:\.\d*)?|\.\d+)(?:E[+-]?\d{1,3})?) *(%?) *[$€]?$/i;

const DIFFERENT: Readonly<Record<Exclude<Difference, "sign">, Partial<Conventions>>> = {
  join: { numberText: (value) => String(value) },
  number: {
    numberInText(text) {
      if (text === "") return 0;
      const match = AMOUNT.exec(text);
      if (match === null) return /[()]/.test(text) ? undefined : numberInText(text);
      const [, before, after, digits = "", percent] = match;
      const value = Number(digits.replaceAll(",", "")) / (percent === "%" ? 100 : 1);
      return before === "-" || after === "-" ? -value : value;
    },
  },
  truth: { truthInText: (text) => (text === "" ? false : EXCEL.truthInText(text)) },
  compare: {
    order(left, right) {
      if (typeof left === "number" && typeof right === "number")
        return Math.abs(left - right) < 2e-16 ? 0 : left - right;
      if (typeof left !== "string" || typeof right !== "string") return EXCEL.order(left, right);
      const [a, b] = [left.toUpperCase(), right.toUpperCase()];
      return a === b ? 0 : a < b ? -1 : 1;
    },
  },
  round: {
    rounded(value, places) {
      const power = 10 ** Math.trunc(places);
      return Math.sign(value) * (Math.round(Math.abs(value) * power) / power);
    },
  },
};

export const DIFFERENCES: readonly Difference[] = ["sign", "join", "number", "truth", "compare", "round"];

/** The workbench's reading, in some of what is different there. */
export function workbench(differences: readonly Difference[]): Dialect {
  const own = differences.map((difference) => (difference === "sign" ? {} : DIFFERENT[difference]));
  const conventions = own.reduce<Conventions>((all, one) => ({ ...all, ...one }), EXCEL);
  return { conventions, lateSigns: differences.includes("sign") };
}

/** Of the functions that a formula of ours may be wrapped in, those that the workbench lacks. */
export const WORKBENCH_LACKS: ReadonlySet<string> = new Set(["LET", "N", "LOG10", "MROUND", "SIGN", "SUMSQ"]);

const QUOTED = /^(?:"(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^\]]*\])/;
const BEFORE_OPERAND = "(,;{=<>+-*/^&";

/** The formula with brackets where the workbench understands them: a sign takes all that is multiplied after it. */
export function withLateSigns(formula: string): string {
  const pieces: string[] = [];
  const opened: number[] = [];
  let depth = 0;
  let last = "=";
  const close = (): void => {
    while (opened.at(-1) === depth) {
      opened.pop();
      pieces.push(")");
    }
  };
  for (let at = formula.startsWith("=") ? 1 : 0; at < formula.length;) {
    const quoted = QUOTED.exec(formula.slice(at))?.[0];
    const piece = quoted ?? formula.charAt(at);
    at += piece.length;
    const afterPower = /[0-9.]E$/i.test(pieces.slice(-2).join("")) && /^\d/.test(formula.slice(at));
    const sign = (piece === "-" || piece === "+") && !afterPower;
    if (sign && BEFORE_OPERAND.includes(last)) {
      pieces.push(piece, "(");
      opened.push(depth);
    } else {
      if (sign || "&=<>,;)}".includes(piece)) close();
      if (piece === ")" || piece === "}") depth--;
      pieces.push(piece);
      if (piece === "(" || piece === "{") depth++;
    }
    if (piece.trim() !== "") last = piece.at(-1) ?? last;
  }
  close();
  return `=${pieces.join("")}`;
}
