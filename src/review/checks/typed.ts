// Typed cells that stand out of their row or column: another sign, a share in percent, another size, a text that looks like a number.
import { spoken } from "../../host/a1";
import { numberInText } from "../../explain/conversion";
import { valueText } from "../../explain/figure-text";
import { shifted } from "../../model/numbers/written";
import { findingTexts } from "../../languages/findings";
import type { Finding, Fix } from "../finding";
import { type Line, linesOf, refOf, rowLabel, type Sheet, type Spot } from "../lines";
import type { Pages } from "../pages";

const words = findingTexts;

/** Fewer others say nothing of what is usual. */
const LEAST_OTHERS = 4;

export const typedFindings = (sheet: Sheet, pages: Pages): Finding[] => [
  ...sheet.rows.flatMap((line) => signIn(line)),
  ...linesOf(sheet).flatMap((line) => sizeIn(line)),
  ...linesOf(sheet).flatMap((line) => textsIn(line, pages)),
];

/** The stretches of typed numbers of a line, without gaps. */
function stretches({ spots }: Line): Spot[][] {
  const found: Spot[][] = [];
  let open = false;
  for (const spot of spots) {
    const number = spot.holds === "number" && spot.placed === undefined;
    if (number && open) found[found.length - 1].push(spot);
    else if (number) found.push([spot]);
    open = number;
  }
  return found;
}

/** Amounts that go up and down change their sign by themselves. */
const EITHER_SIGN =
  /change|net\b|delta|growth|profit|income|earning|ebit|cash|flow|variance|adjust|gain|loss|increase|decrease|surplus|deficit|tax|other|balance|return|yield|margin|movement|fx|hedg|correction|differ|spread|swing|score|index|temperature|\bpl\b|p&l|△|Δ/i;

function signIn(line: Line): Finding[] {
  return stretches(line).flatMap((spots): Finding[] => {
    if (spots.length <= LEAST_OTHERS) return [];
    const negative = spots.filter(({ value }) => value < 0);
    const positive = spots.filter(({ value }) => value > 0);
    const [few, many] = negative.length < positive.length ? [negative, positive] : [positive, negative];
    if (few.length !== 1 || many.length < LEAST_OTHERS) return [];
    const [spot] = few;
    const sizes = many.map(({ value }) => Math.abs(value));
    const size = Math.abs(spot.value);
    const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
    if (size < least / 1.5 || size > most * 1.5 || most > least * 4 || most < 1) return [];
    if (EITHER_SIGN.test(rowLabel(line.page, spot.row, spot.column))) return [];
    return [numberFinding("sign", line, spot, -spot.value, words.signWhy(spot.value < 0))];
  });
}

/** By how much a number is too large, or too small, where its unit is another than its neighbours'. */
const POWERS = [2, 3, 6, 9] as const;

function sizeIn(line: Line): Finding[] {
  return stretches(line).flatMap((spots): Finding[] => {
    if (spots.length <= LEAST_OTHERS) return [];
    const sizes = spots.map(({ value }) => Math.abs(value)).sort((a, b) => a - b);
    const end = sizes.length - 1;
    return spots.flatMap((spot): Finding[] => {
      // The smallest and the largest of the others.
      const own = Math.abs(spot.value);
      const [least, most] = [own === sizes[0] ? sizes[1] : sizes[0], own === sizes[end] ? sizes[end - 1] : sizes[end]];
      // Neighbours of very different size say nothing.
      if (least === 0 || most > least * 5) return [];
      const shares = most < 1;
      const size = Math.abs(spot.value);
      const fits = (value: number): boolean => value >= least / 1.6 && value <= most * 1.6;
      const large = POWERS.find((each) => (shares ? each <= 3 : each >= 3) && fits(shifted(size, -each)));
      if (large !== undefined) {
        const kind = shares ? "share" : "scale";
        return [numberFinding(kind, line, spot, shifted(spot.value, -large), words.sizeWhy(10 ** large, true))];
      }
      const small = POWERS.find((each) => !shares && each >= 3 && fits(shifted(size, each)));
      return small === undefined
        ? []
        : [numberFinding("scale", line, spot, shifted(spot.value, small), words.sizeWhy(10 ** small, false))];
    });
  });
}

function numberFinding(
  kind: "sign" | "scale" | "share",
  { page, along }: Line,
  spot: Spot,
  after: number,
  why: string,
): Finding {
  const culprit = refOf(page, spot);
  return {
    kind,
    severity: "doubtful",
    culprit,
    sentence: words.standsOut[kind](spoken(culprit), valueText(spot.value), along),
    why,
    breaks: [],
    fixes: [
      {
        kind: "edits",
        will: words.write(valueText(after), spoken(culprit)),
        edits: [{ ...culprit, before: spot.value, after }],
      },
    ],
  };
}

const NUMERIC = /^\s*[-+(]?\s*[$€£]?\s*\d[\d,. ']*\d*\s*%?\s*\)?\s*$/;

/** Texts that look like numbers between numbers, where a sum or a formula reads them. */
function textsIn({ page, spots }: Line, pages: Pages): Finding[] {
  return spots.flatMap((spot, at): Finding[] => {
    if (spot.holds !== "text" || spot.placed !== undefined) return [];
    const text = page.value(spot.row, spot.column);
    if (typeof text !== "string" || !NUMERIC.test(text)) return [];
    const beside = [spots[at - 1], spots[at + 1]].filter(
      (each) => each?.holds === "number" || each?.holds === "formula",
    );
    if (beside.length === 0 || pages.readers(page.sheet, spot.row, spot.column).length === 0) return [];
    const culprit = refOf(page, spot);
    const value = numberInText(text.replace(/[' ]/g, ""));
    const fix: Fix[] =
      value === undefined
        ? []
        : [
            {
              kind: "edits",
              will: words.write(valueText(value), spoken(culprit)),
              edits: [{ ...culprit, before: text, after: value }],
            },
          ];
    const readers = pages
      .readers(page.sheet, spot.row, spot.column)
      .map(({ cell: { sheet, address } }) => ({ sheet, address }));
    return [
      {
        kind: "textNumber",
        severity: "wrong",
        culprit,
        sentence: words.textNumber(spoken(culprit), text.trim()),
        why: words.textNumberWhy,
        breaks: readers,
        fixes: fix,
      },
    ];
  });
}
