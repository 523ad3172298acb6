// Typed numbers that are figures of the dataset: runs of three or more, at any scale, sign and rounding.
import { addressOf, spoken } from "../../host/a1";
import { inWords } from "../../languages/phrases";
import { ENTITIES, FIELDS, type Figure, figures, find } from "../../data/dataset";
import { periodOf } from "../../data/period";
import { findingTexts } from "../../languages/findings";
import { inList, inRow } from "../../languages/writing";
import { prefixed } from "../../sheets/prefix";
import type { CellEdit, Finding, Fix } from "../finding";
import { isYear, type Line, linesOf, refOf, type Sheet, type Spot } from "../lines";

const words = findingTexts;

const LEAST_RUN = 3;
/** So many digits of a run together nobody types by chance: of one line of a table, or of several. */
const LEAST_DIGITS = 9;
const LEAST_DIGITS_ACROSS = 13;

/** What one unit of the sheet is, in the dataset's unit: millions, billions, thousands, dollars. */
const SCALES = [1, 1e3, 1e-3, 1e-6] as const;

const FEW_DIGITS = 3;

interface Indexed {
  readonly figure: Figure;
  /** The same line of the dataset in order, and the place in it. */
  readonly series: readonly Figure[];
  readonly at: number;
}

interface Index {
  readonly all: readonly Indexed[];
  /** Their sizes, side by side: a large sheet asks for millions. */
  readonly sizes: Float64Array;
}

let index: Index | undefined;

/** Every figure, by its size. */
function indexed(): Index {
  if (index !== undefined) return index;
  const lines = new Map<string, Figure[]>();
  for (const figure of figures()) {
    const key = `${figure.entity} ${figure.field} ${periodOf(figure.period)?.kind ?? ""}`;
    const line = lines.get(key);
    if (line === undefined) lines.set(key, [figure]);
    else line.push(figure);
  }
  const all = [...lines.values()].flatMap((line) => {
    const series = [...line].sort((a, b) => (a.end < b.end ? -1 : 1));
    return series.map((figure, at): Indexed => ({ figure, series, at }));
  });
  all.sort((a, b) => Math.abs(a.figure.value) - Math.abs(b.figure.value));
  return (index = { all, sizes: Float64Array.from(all, ({ figure }) => Math.abs(figure.value)) });
}

/** A typed number as what it may stand for: the figure, and how it is written. */
interface Reading {
  readonly known: Indexed;
  /** The figure is the typed number times this. */
  readonly scale: number;
}

/** A unit of the last digit that is not 0. */
function unitOf(value: number): number {
  const [mantissa = "", exponent = "0"] = Math.abs(value).toExponential().split("e");
  return Number(`1e${Number(exponent) - (mantissa.length > 1 ? mantissa.length - 2 : 0)}`);
}

const fits = (value: number, { figure }: Indexed, scale: number, unit: number): boolean =>
  Math.abs(Math.abs(value) - Math.abs(figure.value / scale)) <= unit * 0.5000001;

function readings(value: number): readonly Reading[] {
  const { all, sizes } = indexed();
  const found: Reading[] = [];
  const unit = unitOf(value);
  for (const scale of SCALES) {
    const low = (Math.abs(value) - unit * 0.51) * scale;
    const high = (Math.abs(value) + unit * 0.51) * scale;
    for (let at = firstFrom(sizes, low); at < sizes.length && sizes[at] <= high; at++)
      if (fits(value, all[at], scale, unit)) found.push({ known: all[at], scale });
  }
  return found.length === 0 ? NONE : found;
}

const NONE: readonly never[] = [];

/** The first figure that is no smaller. */
function firstFrom(sizes: Float64Array, size: number): number {
  let low = 0;
  let high = sizes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sizes[middle] < size) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Run {
  readonly spots: readonly Spot[];
  readonly figures: readonly Figure[];
  readonly scale: number;
  readonly sign: 1 | -1;
  /** The digit to which all are rounded. */
  readonly unit: number;
}

export const knownFigures = (sheet: Sheet): Finding[] => {
  const told = new Set<Spot>();
  const known = new Map<number, readonly Reading[]>();
  // A number is met along its row and down its column.
  const read = (value: number): readonly Reading[] => {
    const found = known.get(value) ?? readings(value);
    known.set(value, found);
    return found;
  };
  return linesOf(sheet).flatMap((line) =>
    stretches(line).flatMap((spots) =>
      runsIn(
        spots.filter((spot) => !told.has(spot)),
        read,
      ).map((run) => {
        run.spots.forEach((spot) => told.add(spot));
        return findingOf(line, run);
      }),
    ),
  );
};

/** Typed numbers side by side; years that head a table are none. */
function stretches({ spots }: Line): Spot[][] {
  const found: Spot[][] = [];
  let open = false;
  for (const spot of spots) {
    const number = spot.holds === "number" && spot.value !== 0;
    if (number && open) found[found.length - 1].push(spot);
    else if (number) found.push([spot]);
    open = number;
  }
  return found.filter((stretch) => stretch.length >= LEAST_RUN && !stretch.every(({ value }) => isYear(value)));
}

function runsIn(spots: readonly Spot[], read: typeof readings): Run[] {
  const found: Run[] = [];
  for (let start = 0; start + LEAST_RUN <= spots.length;) {
    const longest = read(spots[start].value)
      .flatMap((reading) => [
        alongPeriods(spots, start, reading, 1),
        alongPeriods(spots, start, reading, -1),
        across(spots, start, reading),
      ])
      .filter((run): run is Run => run !== null)
      .sort((a, b) => b.spots.length - a.spots.length)[0];
    if (longest === undefined) start++;
    else {
      found.push(longest);
      start += longest.spots.length;
    }
  }
  return found;
}

const signOf = (value: number, { value: known }: Figure): 1 | -1 => (Math.sign(value) === Math.sign(known) ? 1 : -1);

/** One line of the dataset, period by period. */
function alongPeriods(spots: readonly Spot[], start: number, { known, scale }: Reading, step: 1 | -1): Run | null {
  const { series, at } = known;
  const sign = signOf(spots[start].value, known.figure);
  const own: Figure[] = [];
  for (let i = 0; start + i < spots.length; i++) {
    const figure = series[at + i * step];
    const { value } = spots[start + i];
    if (figure === undefined || signOf(value, figure) !== sign) break;
    if (!fits(value, { figure, series, at }, scale, unitOf(value))) break;
    own.push(figure);
  }
  return checked(spots.slice(start, start + own.length), own, scale, sign, LEAST_DIGITS);
}

/** Several lines of one company and period, or one line of several companies. */
function across(spots: readonly Spot[], start: number, { known, scale }: Reading): Run | null {
  const { figure: first } = known;
  const sign = signOf(spots[start].value, first);
  const own = [first];
  for (let i = 1; start + i < spots.length; i++) {
    const { value } = spots[start + i];
    const next = readings(value).find(
      ({ known: { figure }, scale: other }) =>
        other === scale &&
        figure.period === first.period &&
        signOf(value, figure) === sign &&
        !own.includes(figure) &&
        (figure.entity === first.entity
          ? own.every(({ entity }) => entity === first.entity)
          : own.every(({ field, entity }) => field === figure.field && entity !== figure.entity)),
    );
    if (next === undefined) break;
    own.push(next.known.figure);
  }
  return checked(spots.slice(start, start + own.length), own, scale, sign, LEAST_DIGITS_ACROSS);
}

/** All of a run are rounded to one digit, and have more of them together than chance gives. */
function checked(
  spots: readonly Spot[],
  own: readonly Figure[],
  scale: number,
  sign: 1 | -1,
  leastDigits: number,
): Run | null {
  if (spots.length < LEAST_RUN) return null;
  const unit = Math.min(...spots.map(({ value }) => unitOf(value)));
  const digits = (value: number, of: number): number => Math.floor(Math.log10(Math.abs(value) / of) + 1e-9) + 1;
  // Of 83 among 77.7 and 131.6 the next digit is 0; a number of three digits and more speaks for itself.
  const speaks = spots.map(({ value }) => digits(value, unitOf(value)) >= FEW_DIGITS);
  const close = spots.every(
    ({ value }, i) => speaks[i] || fits(value, { figure: own[i], series: own, at: i }, scale, unit),
  );
  const size = spots.reduce((sum, { value }, i) => sum + digits(value, speaks[i] ? unitOf(value) : unit), 0);
  const distinct = new Set(spots.map(({ value }) => value)).size;
  return close && distinct >= LEAST_RUN && size >= leastDigits ? { spots, figures: own, scale, sign, unit } : null;
}

const nameOf = (figure: Figure): string => ENTITIES.find(({ id }) => id === figure.entity)?.name ?? figure.entity;
const labelOf = (figure: Figure): string =>
  inWords(FIELDS.find(({ id }) => id === figure.field)?.label ?? figure.field);

function findingOf(line: Line, run: Run): Finding {
  const { page } = line;
  const [first, last] = [run.spots[0], run.spots[run.spots.length - 1]];
  const culprit = {
    sheet: page.sheet,
    address: addressOf({ top: first.row, left: first.column, bottom: last.row, right: last.column }),
  };
  const same = (of: (figure: Figure) => string): string => inList([...new Set(run.figures.map(of))]);
  const [from, to] = [run.figures[0].period, run.figures[run.figures.length - 1].period];
  const recast = run.figures.filter((figure) => {
    const period = periodOf(figure.period);
    const later = period && find(figure.entity, `${figure.field}_recast`, period);
    return later !== undefined && later.value !== figure.value;
  });
  return {
    kind: "known",
    severity: "note",
    culprit,
    sentence: words.known(spoken(culprit), same(nameOf), same(labelOf), from === to ? from : words.fromTo(from, to)),
    why: words.knownWhy(
      same(({ source }) => source),
      recast.map(({ period }) => period),
    ),
    breaks: [],
    fixes: [calls(line, run, culprit.address), ...noted(line, run)],
  };
}

const FACTORS: Readonly<Record<number, string>> = { 1: "", 1e3: "/1000", 1e-3: "*1000", 1e-6: "*1000000" };

/** Each number as the call that gives it, rounded as it was. */
function calls({ page }: Line, { spots, figures: own, scale, sign, unit }: Run, address: string): Fix {
  const edits = spots.map((spot, i): CellEdit => {
    const { entity, field, period, value } = own[i];
    const call = `${sign < 0 ? "-" : ""}CAPEXDATA("${entity}","${field}","${period}")${FACTORS[scale]}`;
    const exact = (sign * value) / scale === spot.value;
    const to = fits(spot.value, { figure: own[i], series: own, at: i }, scale, unit) ? unit : unitOf(spot.value);
    const formula = prefixed(exact ? `=${call}` : `=ROUND(${call},${-Math.round(Math.log10(to))})`);
    const before = spot.placed === undefined ? spot.value : { formula: spot.placed.cell.formula };
    return { ...refOf(page, spot), before, after: { formula } };
  });
  return { kind: "edits", will: words.replaceByCalls(address), edits };
}

/** The source in the first blank cell behind the run. */
function noted({ page, along, spots }: Line, run: Run): Fix[] {
  const last = run.spots[run.spots.length - 1];
  const next = spots[spots.indexOf(last) + 1];
  const place =
    next ?? (along === "row" ? { row: last.row, column: last.column + 1 } : { row: last.row + 1, column: last.column });
  if (next !== undefined && next.holds !== "blank") return [];
  const source = words.source(inRow([...new Set(run.figures.map((figure) => figure.source))]));
  const at = refOf(page, place);
  return [{ kind: "edits", will: words.noteSource(spoken(at)), edits: [{ ...at, before: null, after: source }] }];
}
