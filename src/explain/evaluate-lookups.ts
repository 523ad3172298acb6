// The evaluator's functions that look up, choose, and count by a condition.
import type { Conventions } from "./conversion";
import { type Compute, type Known, OMITTED, total, truth, UnreadPart, withNumbers } from "./evaluate-terms";
import type { Expression } from "./formula";
import { combine, type Grid, isError, type Scalar, width } from "./grid";

const NA = { code: "#N/A" } as const;
const VALUE = { code: "#VALUE!" } as const;
const DIV = { code: "#DIV/0!" } as const;

type Test = (value: Scalar) => boolean;

const OPERATOR = /^(<=|>=|<>|=|<|>)?([\s\S]*)$/;

/** What a criterion such as ">=5", "North*" or 2026 asks of a cell. */
function criterion(wanted: Scalar, conventions: Conventions): Test {
  if (isError(wanted)) return (value) => isError(value) && value.code === wanted.code;
  if (typeof wanted !== "string") return (value) => value === (wanted ?? 0);
  const [, operator = "=", operand = ""] = OPERATOR.exec(wanted) ?? [];
  const bare = wanted === operand;
  if (operand === "" && operator === "=") return bare ? isBlank : (value) => value === null;
  if (operand === "" && operator === "<>") return (value) => value !== null;
  const number = conventions.numberInText(operand);
  const truthful = conventions.truthInText(operand);
  const constant: Scalar = truthful ?? number ?? operand;
  const equal: Test =
    typeof constant === "string"
      ? matching(constant)
      : (value) =>
          value === constant ||
          (typeof value === "string" && value !== "" && conventions.numberInText(value) === constant);
  if (operator === "=") return equal;
  if (operator === "<>") return (value) => !equal(value);
  return (value) => {
    if (isError(value) || value === null || typeof value !== typeof constant) return false;
    const order = conventions.order(value, constant);
    return operator === "<" ? order < 0 : operator === ">" ? order > 0 : operator === "<=" ? order <= 0 : order >= 0;
  };
}

const isBlank: Test = (value) => value === null || value === "";

/** A text with * and ?, in any case; ~ takes their meaning away. */
function matching(text: string): Test {
  const pattern = text.replace(/~([*?~])|[*]|[?]|[.+^${}()|[\]\\]/g, (found, plain?: string) =>
    plain !== undefined ? `\\${plain}` : found === "*" ? "[\\s\\S]*" : found === "?" ? "[\\s\\S]" : `\\${found}`,
  );
  const expression = new RegExp(`^${pattern}$`, "i");
  return (value) => typeof value === "string" && expression.test(value);
}

/** The places at which every range meets its criterion; null where the ranges differ in size. */
function chosen(pairs: readonly Expression[], compute: Compute, like: Grid): boolean[] | null {
  const keep = like.flat().map(() => true);
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const grid = compute(pairs[i]);
    if (grid.length !== like.length || width(grid) !== width(like)) return null;
    const test = criterion(compute(pairs[i + 1])[0][0], compute.conventions);
    grid.flat().forEach((value, at) => {
      if (keep[at] && !test(value)) keep[at] = false;
    });
  }
  return keep;
}

/** A list of criteria gives a list of answers: those are left to the spreadsheet. */
function refuseLists(criteria: readonly Expression[], compute: Compute, name: string): void {
  for (const part of criteria) {
    const grid = compute(part);
    if (grid.length > 1 || width(grid) > 1) throw new UnreadPart(part.text, "function", name);
  }
}

type Gather = (numbers: readonly number[]) => Scalar;

const sumOf: Gather = total;
const meanOf: Gather = (numbers) => (numbers.length === 0 ? DIV : total(numbers) / numbers.length);

const gathered = (values: Grid, keep: readonly boolean[], gather: Gather): Scalar => {
  const picked = values.flat().filter((_, at) => keep[at]);
  const error = picked.find(isError);
  return error ?? gather(picked.filter((value): value is number => typeof value === "number"));
};

/** SUMIF(range, criterion, values): the values may be left out. */
const byOne =
  (name: string, gather: Gather): Known =>
  ([range = OMITTED, wanted = OMITTED, values], compute) => {
    refuseLists([wanted], compute, name);
    const grid = compute(range);
    const from = values === undefined || values.kind === "omitted" ? grid : compute(values);
    const keep = chosen([range, wanted], compute, grid);
    // Where the sizes differ, a spreadsheet takes as many cells as the first range has.
    if (keep === null || from.length !== grid.length || width(from) !== width(grid))
      throw new UnreadPart(range.text, "function", name);
    return [[gathered(from, keep, gather)]];
  };

const byAll =
  (name: string, gather: Gather): Known =>
  ([values = OMITTED, ...pairs], compute) => {
    refuseLists(
      pairs.filter((_, i) => i % 2 === 1),
      compute,
      name,
    );
    const grid = compute(values);
    const keep = chosen(pairs, compute, grid);
    return [[keep === null ? VALUE : gathered(grid, keep, gather)]];
  };

const countAll =
  (name: string): Known =>
  (pairs, compute) => {
    refuseLists(
      pairs.filter((_, i) => i % 2 === 1),
      compute,
      name,
    );
    const keep = chosen(pairs, compute, compute(pairs[0] ?? OMITTED));
    return [[keep === null ? VALUE : keep.filter(Boolean).length]];
  };

const sameKind = (one: Scalar, other: Scalar): boolean =>
  one !== null && !isError(one) && !isError(other) && typeof one === typeof other;

/** Where a value stands in a list, from 0; -1 where it does not. `mode`: 0 the same, -1 or the next smaller, 1 or the next larger. */
function positionOf(
  wanted: Scalar,
  list: readonly Scalar[],
  mode: -1 | 0 | 1 | 2,
  { conventions }: Compute,
  backwards = false,
): number {
  const order = backwards ? [...list.keys()].reverse() : [...list.keys()];
  const test: Test =
    mode === 2 && typeof wanted === "string"
      ? matching(wanted)
      : (value) => sameKind(value, wanted) && conventions.order(value, wanted) === 0;
  const same = order.find((at) => test(list[at]));
  if (same !== undefined || mode === 0 || mode === 2) return same ?? -1;
  let best = -1;
  for (const at of order) {
    const value = list[at];
    if (!sameKind(value, wanted) || conventions.order(value, wanted) * mode < 0) continue;
    if (best < 0 || conventions.order(value, list[best]) * mode < 0) best = at;
  }
  return best;
}

/** The last place up to which a sorted list is not beyond the value; an unsorted one is left to the spreadsheet. */
function sortedPosition(wanted: Scalar, list: readonly Scalar[], way: 1 | -1, compute: Compute, name: string): number {
  const { conventions } = compute;
  let found = -1;
  let before: Scalar = null;
  for (const [at, value] of list.entries()) {
    if (!sameKind(value, wanted)) continue;
    if (before !== null && conventions.order(before, value) * way > 0) throw new UnreadPart(name, "function", name);
    before = value;
    if (conventions.order(value, wanted) * way <= 0) found = at;
  }
  return found;
}

const blankAsZero = (value: Scalar): Scalar => value ?? 0;

/** VLOOKUP along the first column, HLOOKUP along the first row. */
const lookup =
  (name: string, turned: boolean): Known =>
  ([wanted = OMITTED, table = OMITTED, place = OMITTED, near], compute) => {
    const grid = turned ? transposed(compute(table)) : compute(table);
    const first = grid.map(([value]) => value);
    const nearest = near === undefined ? true : truth(compute(near)[0][0], compute.conventions);
    return combine([compute(wanted), compute(place)], (value, column) =>
      isError(value)
        ? value
        : withNumbers(
            [column],
            ([n]) => {
              const at = Math.trunc(n) - 1;
              if (at < 0) return VALUE;
              if (at >= width(grid)) return { code: "#REF!" };
              const key = blankAsZero(value);
              const row =
                nearest === true
                  ? sortedPosition(key, first, 1, compute, name)
                  : positionOf(key, first, typeof key === "string" ? 2 : 0, compute);
              return row < 0 ? NA : blankAsZero(grid[row][at]);
            },
            compute.conventions,
          ),
    );
  };

const transposed = (grid: Grid): Grid => grid[0].map((_, column) => grid.map((row) => row[column]));

const match: Known = ([wanted = OMITTED, list = OMITTED, type], compute) => {
  const values = compute(list).flat();
  const kind = type === undefined ? 1 : compute(type)[0][0];
  return combine([compute(wanted)], (value) => {
    if (isError(value)) return value;
    const key = blankAsZero(value);
    const at =
      kind === 0 || kind === false || kind === null
        ? positionOf(key, values, typeof key === "string" ? 2 : 0, compute)
        : sortedPosition(key, values, Number(kind) < 0 ? -1 : 1, compute, "MATCH");
    return at < 0 ? NA : at + 1;
  });
};

/** The row or column of the answers beside the place found. */
const xlookup: Known = ([wanted = OMITTED, list = OMITTED, answers = OMITTED, missing, mode, search], compute) => {
  const keys = compute(list);
  const given = compute(answers);
  const key = compute(wanted);
  if (key.length > 1 || width(key) > 1) throw new UnreadPart(wanted.text, "function", "XLOOKUP");
  if (isError(key[0][0])) return [[key[0][0]]];
  const kind = mode === undefined ? 0 : compute(mode)[0][0];
  const way = search === undefined ? 1 : compute(search)[0][0];
  if (kind !== -1 && kind !== 0 && kind !== 1 && kind !== 2 && kind !== null) return [[VALUE]];
  if (way !== 1 && way !== -1 && way !== null) throw new UnreadPart(list.text, "function", "XLOOKUP");
  const at = positionOf(blankAsZero(key[0][0]), keys.flat(), kind ?? 0, compute, way === -1);
  if (at < 0) return missing === undefined || missing.kind === "omitted" ? [[NA]] : compute(missing);
  if (width(keys) === 1 && given.length === keys.length) return [given[at].map(blankAsZero)];
  return width(given) === width(keys) ? given.map((row) => [blankAsZero(row[at])]) : [[VALUE]];
};

/** Only what is chosen is computed. */
const choose: Known = ([place = OMITTED, ...values], compute) => {
  const grid = compute(place);
  if (grid.length > 1 || width(grid) > 1) throw new UnreadPart(place.text, "function", "CHOOSE");
  const at = withNumbers([grid[0][0]], ([n]) => Math.trunc(n), compute.conventions);
  if (isError(at)) return [[at]];
  const part = values[Number(at) - 1];
  return part === undefined ? [[VALUE]] : compute(part);
};

const ifs: Known = (pairs, compute) => {
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const grid = compute(pairs[i]);
    if (grid.length > 1 || width(grid) > 1) throw new UnreadPart(pairs[i].text, "function", "IFS");
    const [[value]] = grid;
    if (isError(value)) return [[value]];
    const holds = truth(value, compute.conventions);
    if (holds === undefined) return [[VALUE]];
    if (holds) return compute(pairs[i + 1]);
  }
  return [[NA]];
};

const switched: Known = ([wanted = OMITTED, ...rest], compute) => {
  const grid = compute(wanted);
  if (grid.length > 1 || width(grid) > 1) throw new UnreadPart(wanted.text, "function", "SWITCH");
  const [[value]] = grid;
  if (isError(value)) return [[value]];
  for (let i = 0; i + 1 < rest.length; i += 2)
    if (compute.conventions.order(compute(rest[i])[0][0], value) === 0) return compute(rest[i + 1]);
  return rest.length % 2 === 1 ? compute(rest[rest.length - 1]) : [[NA]];
};

/** Where a reference, or the formula itself, stands. */
const placeOf =
  (name: string, which: "row" | "column"): Known =>
  ([part], compute) => {
    const place = compute.place?.(part ?? null);
    if (place === undefined) throw new UnreadPart(part?.text ?? name, "function", name);
    return [[place[which] + 1]];
  };

export const LOOKUPS: Readonly<Record<string, Known>> = {
  VLOOKUP: lookup("VLOOKUP", false),
  HLOOKUP: lookup("HLOOKUP", true),
  XLOOKUP: xlookup,
  MATCH: match,
  CHOOSE: choose,
  IFS: ifs,
  SWITCH: switched,
  SUMIF: byOne("SUMIF", sumOf),
  AVERAGEIF: byOne("AVERAGEIF", meanOf),
  COUNTIF: countAll("COUNTIF"),
  SUMIFS: byAll("SUMIFS", sumOf),
  AVERAGEIFS: byAll("AVERAGEIFS", meanOf),
  COUNTIFS: countAll("COUNTIFS"),
  MAXIFS: byAll("MAXIFS", (numbers) => (numbers.length === 0 ? 0 : Math.max(...numbers))),
  MINIFS: byAll("MINIFS", (numbers) => (numbers.length === 0 ? 0 : Math.min(...numbers))),
  ROW: placeOf("ROW", "row"),
  COLUMN: placeOf("COLUMN", "column"),
};
