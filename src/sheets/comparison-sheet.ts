// Scenarios side by side: what each comes to, what differs, and how much each single difference moves the result.
import { namesOf } from "../model/records";
import { columnName, qualified } from "../host/a1";
import type { Parameter, Preset } from "../data/presets";
import { type Key, KEY_NAMES, KEYS, isTerm, otherwiseOf } from "../model/keys";
import type { Cell, Ref, SheetPlan } from "../host/host";
import { texts } from "../languages";
import { sheetTexts } from "../languages/sheets";
import { inWords } from "../languages/phrases";
import { ASSUMPTION, formatOf, HEADER, paragraph, QUIET, type RangeStyle, type Row, TITLE, widthOf } from "./block";
import { changed, neverWithin, orNever } from "./payback";
import { imprint, marksOf } from "./imprint";
import { type Stamp, stamped } from "./stamp";

/** What scenarios are compared by; {scenario} and {overrides} stand for ranges. */
export const COMPARED_BY = {
  npv: { unit: "$", format: "#,##0", formula: "GPUNPV(,{scenario},{overrides})" },
  irr: { unit: "fraction/year", format: "0.00%", formula: changed("irr") },
  multiple: { unit: "$/$", format: "0.0000", formula: "GPUMULTIPLE({scenario},{overrides})" },
  payback: { unit: "days", format: "#,##0.0", formula: changed("payback") },
  breakevenRate: {
    unit: "$/GPU-hour",
    format: "0.0000",
    formula: 'GPUBREAKEVEN("rate",,{scenario},{overrides})',
  },
} as const;

export type Metric = keyof typeof COMPARED_BY;

/** What stands in the place of a metric that a scenario may not have: of such a one the formula is #N/A. */
const none = (by: Metric): string | null => {
  if (by === "payback") return texts.never.ever;
  if (by === "irr") return sheetTexts.comparison.noReturn;
  return by === "breakevenRate" ? sheetTexts.comparison.noRent : null;
};

/** Words where there is no result. Where the present value is an error too, something else is wrong, and that stays in sight. */
const inWordsOr = (npv: string, isWrong: "ISERROR" | "ISNA", formula: string, words: string): string =>
  `IF(${isWrong}(${npv}),${npv},${orNever(formula, words)})`;

export const METRICS = namesOf(COMPARED_BY);

/** A preset, or a scenario of the workbook's own, which is followed where its values stand. */
export type Compared = Preset & { readonly cells?: ReadonlyMap<Key, Ref> };

export interface ComparisonRequest {
  /** Cash presets; the others are held against the first. */
  readonly compare: readonly string[];
  readonly metric: Metric;
}

const DIFFERENT = { fill: "#fff4ce" };
/** Columns before the scenarios: what, unit, whether it differs. */
const LEAD = 3;

/** Key and value of a scenario stand side by side, as the functions take them; what its differences move stands beside. */
interface Place {
  readonly key: string;
  readonly value: string;
  readonly move: string | null;
}

const placeOf = (index: number): Place => {
  const first = LEAD + (index === 0 ? 0 : 3 * index - 1);
  return {
    key: columnName(first),
    value: columnName(first + 1),
    move: index === 0 ? null : columnName(first + 2),
  };
};

export function comparisonSheet(presets: readonly Compared[], metric: Metric, name: string, stamp: Stamp): SheetPlan {
  const words = texts.comparison;
  const places = presets.map((_, index) => placeOf(index));
  const head: Row[] = [
    [words.title(presets.map((preset) => preset.name))],
    ...paragraph(words.about(presets[0].name, texts.metrics[metric])),
    [stamped(stamp)],
    [],
  ];
  const results = head.length + 1;
  const resultOf = (wanted: Metric): number => results + 1 + METRICS.indexOf(wanted);
  const header = results + METRICS.length + 2;
  const keys = keysOf(presets);
  const [first, last] = [header + 1, header + keys.length];
  const sums = last + 2;
  const scenario = ({ key, value }: Place): string => `$${key}$${first}:$${value}$${last}`;
  const call = (by: Metric, place: Place, overrides = ""): string =>
    COMPARED_BY[by].formula
      .replace("{scenario}", scenario(place))
      .replace(",{overrides}", overrides === "" ? "" : `,${overrides}`);

  const npvOf = ({ value }: Place): string => `${value}$${resultOf("npv")}`;
  const moved = (place: Place, row: number): Cell => {
    const [base, own] = [`${places[0].value}${row}`, `${place.value}${row}`];
    const result = `$${places[0].value}$${resultOf(metric)}`;
    const move = `${call(metric, places[0], `${place.key}${row}:${own}`)}-${result}`;
    const words = none(metric);
    if (words === null) return { formula: `=IF(${own}=${base},0,${move})` };
    // Of #N/A alone: a key that nobody knows is wrong here too, what else is wrong elsewhere is not.
    const said = inWordsOr(npvOf(place), "ISNA", move, `"${words}"`);
    return { formula: `=IF(${own}=${base},0,IF(ISTEXT(${result}),${result},${said}))` };
  };
  const perScenario = (cells: (place: Place, index: number) => readonly Cell[]): Cell[] => places.flatMap(cells);

  const parameterRow = (key: Key, row: number): Row => {
    const equal = places.slice(1).map(({ value }) => `${places[0].value}${row}=${value}${row}`);
    return [
      inWords(KEYS[key].label),
      inWords(KEYS[key].unit),
      { formula: `=IF(AND(${equal.join(",")}),"","≠")` },
      ...perScenario((place, index) => {
        const value = valueOf(key, presets, index, (other) => `${place.value}${first + keys.indexOf(other)}`);
        // Beside a key, a blank is a value of 0 in Excel 2021; where both are blank, nothing is said.
        return [value === null ? null : key, value, ...(place.move === null ? [] : [moved(place, row)])];
      }),
    ];
  };
  const resultRow = (by: Metric): Row => {
    const row = resultOf(by);
    const horizon = ({ value }: Place): string => `${value}${first + keys.indexOf("horizon")}`;
    const result = (place: Place): string => {
      const words = none(by);
      if (words === null) return call(by, place);
      const said = by === "payback" ? neverWithin(horizon(place)) : `"${words}"`;
      return inWordsOr(npvOf(place), "ISERROR", call(by, place), said);
    };
    const difference = ({ value }: Place): Cell => {
      const [own, base] = [`${value}${row}`, `${places[0].value}${row}`];
      const left = `${own}-${base}`;
      return { formula: none(by) === null ? `=${left}` : `=IF(OR(ISTEXT(${own}),ISTEXT(${base})),"",${left})` };
    };
    return [
      texts.metrics[by],
      inWords(COMPARED_BY[by].unit),
      null,
      ...perScenario((place) => [
        null,
        { formula: `=${result(place)}` },
        ...(place.move === null ? [] : [difference(place)]),
      ]),
    ];
  };
  const sumRow = (label: string, formula: (move: string) => string): Row => [
    label,
    inWords(COMPARED_BY[metric].unit),
    null,
    ...perScenario(({ move }) => [null, null, ...(move === null ? [] : [{ formula: formula(move) }])]),
  ];
  const moveHeading = words.moves(texts.metrics[metric]);
  const moveWidth = Math.max(24, widthOf(moveHeading) + 2);
  const cells: Row[] = [
    ...head,
    [
      words.result,
      words.unit,
      null,
      ...perScenario(({ move }, index) => [null, presets[index].name, ...(move === null ? [] : [words.difference])]),
    ],
    ...METRICS.map(resultRow),
    [],
    [
      words.parameter,
      words.unit,
      words.differs,
      ...perScenario(({ move }, index) => [words.key, presets[index].name, ...(move === null ? [] : [moveHeading])]),
    ],
    ...keys.map((key, index) => parameterRow(key, first + index)),
    [],
    sumRow(words.sum, (move) => `=SUM(${move}${first}:${move}${last})`),
    sumRow(words.interaction, (move) => {
      const rest = `${move}${sums + 2}-${move}${sums}`;
      if (none(metric) === null) return `=${rest}`;
      return `=IF(AND(ISNUMBER(${move}${sums + 2}),COUNT(${move}${first}:${move}${last})=${keys.length}),${rest},"")`;
    }),
    sumRow(words.whole, (move) => `=${move}${resultOf(metric)}`),
  ];
  const right = places[places.length - 1].move ?? places[0].value;
  const range = `${places[0].key}${first}:${right}${last}`;
  return {
    name,
    cells,
    widths: [38, 14, 9, ...places.flatMap(({ move }) => (move === null ? [16, 20] : [16, 20, moveWidth]))],
    styles: [
      { range: "A1", ...TITLE },
      { range: `A2:A${head.length - 1}`, ...QUIET },
      { range: `A${header}:${right}${header}`, ...HEADER },
      { range: `A${results}:${right}${results}`, ...HEADER },
      { range: `C${first}:C${last}`, align: "center" },
      ...places.flatMap((place, index) => looksOf(place, presets, index, keys, first)),
      ...METRICS.map((by): RangeStyle => ({
        range: `${places[0].value}${resultOf(by)}:${right}${resultOf(by)}`,
        numberFormat: COMPARED_BY[by].format,
        bold: true,
      })),
      ...places.flatMap(({ move }): RangeStyle[] =>
        move === null
          ? []
          : [
              { range: `${move}${first}:${move}${last}`, numberFormat: COMPARED_BY[metric].format },
              { range: `${move}${sums}:${move}${sums + 2}`, numberFormat: COMPARED_BY[metric].format, bold: true },
            ],
      ),
    ],
    // The scenarios' names stay in sight.
    frozenRows: results,
    manifest: {
      kind: "comparison",
      sheet: name,
      range,
      rows: keys.length,
      hash: imprint(marksOf(cells, range)),
      version: stamp.dataset,
      request: JSON.stringify({ compare: presets.map((preset) => preset.name), metric } satisfies ComparisonRequest),
    },
  };
}

const parameterOf = (preset: Preset, key: Key): Parameter | undefined =>
  preset.parameters.find((parameter) => parameter.key === key);

/** Every key that a scenario always has, and the terms that one of these has. */
const keysOf = (presets: readonly Compared[]): readonly Key[] =>
  KEY_NAMES.filter((key) => !isTerm(key) || presets.some((preset) => parameterOf(preset, key) !== undefined));

/**
 * What is left out stays blank, such as a book life, which is the horizon and follows it; where the first scenario names it, the
 * others say theirs, since a blank cell would not change the first.
 */
function valueOf(key: Key, presets: readonly Compared[], index: number, cellOf: (key: Key) => string): Cell {
  const own = parameterOf(presets[index], key);
  const cell = presets[index].cells?.get(key);
  if (own !== undefined) return cell === undefined ? own.value : { formula: `=${qualified(cell)}` };
  if (index === 0 || parameterOf(presets[0], key) === undefined) return null;
  const otherwise = otherwiseOf(key);
  return typeof otherwise === "string" ? { formula: `=${cellOf(otherwise)}` } : (otherwise ?? null);
}

/** Assumptions in blue, and a mark where one is not the first scenario's. */
function looksOf(
  { key, value }: Place,
  presets: readonly Compared[],
  index: number,
  keys: readonly Key[],
  first: number,
): RangeStyle[] {
  const last = first + keys.length - 1;
  return [
    { range: `${key}${first}:${key}${last}`, ...QUIET },
    { range: `${value}${first}:${value}${last}`, ...ASSUMPTION },
    ...keys.flatMap((name, row): RangeStyle[] => {
      const own = parameterOf(presets[index], name);
      const base = parameterOf(presets[0], name);
      const range = `${value}${first + row}`;
      return [
        ...(own === undefined ? [] : [{ range, numberFormat: formatOf(own.unit, own.value) }]),
        ...(own?.value === base?.value ? [] : [{ range, ...DIFFERENT }]),
      ];
    }),
  ];
}
