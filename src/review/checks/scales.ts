// Amounts in thousands, millions or billions that an argument takes for dollars: by the dataset's unit, a unit beside the cell, or a note on its sheet.
import { spoken } from "../../host/a1";
import { isForeign } from "../../catalogue/prefixes";
import { ALL_FIELDS } from "../../data/derived";
import type { Ref } from "../../host/host";
import { quantity } from "../../model/keys";
import type { ArgumentReading } from "../../explain/explanation";
import type { Expression } from "../../explain/formula";
import { findingTexts } from "../../languages/findings";
import type { CellEdit, Finding, Fix } from "../finding";
import type { Followed } from "../followed";
import { columnHead } from "../lines";
import { ANY_SCALE } from "../lint";
import { edited } from "../literals";
import { type Page, type Pages, refAt } from "../pages";

const words = findingTexts;

interface Scaled {
  readonly scale: number;
  /** Where it is said; null for a call that stands in the formula itself. */
  readonly source: Ref | null;
  readonly says: string;
}

const IN_DOLLARS = new Set(["$", "$/year", "$/GPU", "$/GPU/year"]);
/** More dollars nobody spends: then the unit beside the cell is not its own. */
const MOST = 2e13;

interface Reader {
  readonly one: Followed;
  readonly argument: ArgumentReading;
}

export function scaleFindings(followed: readonly Followed[], pages: Pages, ids: readonly string[]): Finding[] {
  const found = new Map<string, { readonly scaled: Scaled; readonly readers: Reader[] }>();
  for (const one of followed)
    for (const call of one.calls) {
      if (ANY_SCALE.has(call.id)) continue;
      for (const argument of call.arguments) {
        if (!IN_DOLLARS.has(quantity(argument.name)?.unit ?? "") || argument.text === "") continue;
        const scaled = scaleOf(argument.expression, one.cell, pages, 0);
        const largest = Math.max(0, ...(argument.value ?? []).flat().map((cell) => Math.abs(Number(cell) || 0)));
        if (scaled === null || scaled.scale <= 1 || largest === 0 || largest * scaled.scale > MOST) continue;
        const key = spoken(scaled.source ?? one.cell);
        const own = found.get(key) ?? { scaled, readers: [] };
        found.set(key, own);
        own.readers.push({ one, argument });
      }
    }
  return [...found.values()].map(({ scaled, readers }) => findingOf(scaled, readers, ids));
}

function findingOf({ scale, source, says }: Scaled, readers: readonly Reader[], ids: readonly string[]): Finding {
  const [first] = readers;
  const cells = [...new Set(readers.map(({ one }) => one))].map(({ cell: { sheet, address } }) => ({ sheet, address }));
  const culprit = source ?? cells[0];
  return {
    kind: "scale",
    severity: "wrong",
    culprit,
    sentence: words.inUnits(spoken(culprit), words.units[scale] ?? String(scale), source === null ? 0 : cells.length),
    why: words.inUnitsWhy(first.argument.name, says),
    breaks: source === null ? [] : cells,
    fixes: readers.some(({ one }) => isForeign(one.cell.formula, ids)) ? [] : [multiplied(readers, scale)],
  };
}

/** Every formula multiplies what it reads. */
function multiplied(readers: readonly Reader[], scale: number): Fix {
  const byCell = new Map<Followed, ArgumentReading[]>();
  for (const { one, argument } of readers) byCell.set(one, [...(byCell.get(one) ?? []), argument]);
  // In digits, as spreadsheets keep it: 1E6 would read otherwise once it is typed.
  const power = String(scale);
  const edits = [...byCell].map(([{ cell }, given]): CellEdit => {
    const { sheet, address, formula } = cell;
    const after = edited(
      formula,
      given.map(({ expression: { from, to, kind }, text }) => ({
        from,
        to,
        text: kind === "binary" ? `(${text})*${power}` : `${text}*${power}`,
      })),
    );
    return { sheet, address, before: { formula }, after: { formula: after } };
  });
  return { kind: "edits", will: words.multiply(edits.length, power), edits };
}

const DEEPEST = 30;

/** How many dollars one unit of a part is; null where nothing says so. */
function scaleOf(part: Expression, home: Ref, pages: Pages, depth: number): Scaled | null {
  if (depth > DEEPEST) return null;
  const of = (inner: Expression): Scaled | null => scaleOf(inner, home, pages, depth + 1);
  switch (part.kind) {
    case "unary":
      return of(part.operand);
    case "binary": {
      const [left, right] = [of(part.left), of(part.right)];
      if (part.operator === "+" || part.operator === "-") return left ?? right;
      if (part.operator !== "*" && part.operator !== "/") return null;
      const factor = valueOf(part.right, home, pages);
      const before = part.operator === "*" ? valueOf(part.left, home, pages) : null;
      if (left !== null && isPower(factor))
        return { ...left, scale: part.operator === "*" ? left.scale / factor : left.scale * factor };
      if (right !== null && before !== null && isPower(before)) return { ...right, scale: right.scale / before };
      return left ?? (part.operator === "*" ? right : null);
    }
    case "call": {
      if (part.name === "CAPEXDATA" || part.name === "CAPEXHISTORY") return ofDataset(part.args, home, pages);
      if (part.ours) return null;
      return part.args.reduce<Scaled | null>((found, argument) => found ?? of(argument), null);
    }
    case "reference":
    case "name":
    case "table": {
      const read = pages.reading(part, home);
      const page = read === null ? undefined : pages.page(read.sheet);
      return read === null || page === undefined
        ? null
        : ofCell(page, Math.min(read.area.top, page.outer.bottom), read.area.left, pages, depth);
    }
    default:
      return null;
  }
}

const isPower = (value: number | null): value is number => value !== null && [1e3, 1e6, 1e9].includes(Math.abs(value));

/** A number in the formula, or typed in the cell that it names. */
function valueOf(part: Expression, home: Ref, pages: Pages): number | null {
  if (part.kind === "constant") return typeof part.value === "number" ? part.value : null;
  if (part.kind === "binary" && part.operator === "^") {
    const [base, exponent] = [valueOf(part.left, home, pages), valueOf(part.right, home, pages)];
    return base === 10 && exponent !== null ? Number(`1e${exponent}`) : null;
  }
  const read = pages.reading(part, home);
  const value = read === null ? null : pages.page(read.sheet)?.value(read.area.top, read.area.left);
  return typeof value === "number" ? value : null;
}

function ofCell(page: Page, row: number, column: number, pages: Pages, depth: number): Scaled | null {
  const source = refAt(page.sheet, row, column);
  const placed = pages.shown(page.sheet, row, column);
  if (placed !== undefined) {
    const found = scaleOf(placed.root, placed.cell, pages, depth + 1);
    // The formula that takes it from the dataset is where it can be mended, not what that reads.
    if (found !== null) return found.source === null ? { ...found, source } : found;
  }
  const said = saidBeside(page, row, column);
  return said === null ? null : { ...said, source };
}

function ofDataset(args: readonly Expression[], home: Ref, pages: Pages): Scaled | null {
  const [, field] = args;
  const wanted = field === undefined ? null : textOf(field, home, pages);
  const found = ALL_FIELDS.find(
    ({ id, label }) =>
      wanted !== null && [id, label].some((name) => name.toLowerCase() === wanted.trim().toLowerCase()),
  );
  return found?.unit === "USD million" ? { scale: 1e6, source: null, says: words.datasetUnit(found.unit) } : null;
}

function textOf(part: Expression, home: Ref, pages: Pages): string | null {
  if (part.kind === "constant") return typeof part.value === "string" ? part.value : null;
  const read = pages.reading(part, home);
  const value = read === null ? null : pages.page(read.sheet)?.value(read.area.top, read.area.left);
  return typeof value === "string" ? value : null;
}

const MILLIONS =
  /(?:US)?\$ ?(?:m|mn|mm|million|millions)\b|\bUSD ?(?:m|mn|mm|million)\b|\bin (?:US\$ |\$ |USD )?(?:millions?|mn)\b|\((?:\$ ?)?(?:m|mn|mm|millions?)\)|\$ ?(?:in )?millions?\b|, (?:\$ ?)?(?:m|million|millions)$/i;
const BILLIONS =
  /(?:US)?\$ ?(?:b|bn|billion|billions)\b|\bUSD ?(?:b|bn|billion)\b|\bin (?:US\$ |\$ |USD )?billions?\b|\((?:\$ ?)?(?:b|bn|billions?)\)|\$ ?(?:in )?billions?\b|, (?:\$ ?)?(?:bn|billion|billions)$/i;
const THOUSANDS =
  /(?:US)?\$ ?(?:k|thousands?|000s?)\b|\bUSD ?(?:k|thousands?|000)\b|\bin (?:US\$ |\$ |USD )?thousands\b|\((?:\$ ?)?(?:k|thousands|000s?)\)|\$ ?(?:in )?thousands?\b|\$'?000/i;
const DOLLARS = /^(?:US)?\$$|^USD$|\bin dollars\b|^\$\/|\(\$\)|, \$$|\bactual dollars\b/i;

/** The first of these that stands in the text. */
function unitIn(text: string): number | null {
  // A price per million tokens is no amount in millions.
  if (/per (?:million|mn|billion)/i.test(text)) return null;
  if (/\$m\b|\$mn\b/i.test(text) || MILLIONS.test(text)) return 1e6;
  if (/\$bn?\b/i.test(text) || BILLIONS.test(text)) return 1e9;
  if (/\$k\b/i.test(text) || THOUSANDS.test(text)) return 1e3;
  return DOLLARS.test(text.trim()) ? 1 : null;
}

/** Notes for a whole sheet stand at its top. */
const NOTE_ROWS = 5;
/** A unit stands near its number. */
const NEAR = 6;

/** What the row says, then the head of the column, then the top of the sheet. */
function saidBeside(page: Page, row: number, column: number): Pick<Scaled, "scale" | "says"> | null {
  const texts: string[] = [];
  for (let away = 1; away <= NEAR; away++)
    for (const at of [column - away, column + away]) {
      const value = at < 0 ? null : page.value(row, at);
      if (typeof value === "string") texts.push(value);
    }
  texts.push(columnHead(page, row, column));
  for (const text of texts) {
    const scale = unitIn(text);
    if (scale !== null) return { scale, says: words.saidBy(text) };
  }
  const { top, left, right } = page.outer;
  for (let at = top; at < Math.min(top + NOTE_ROWS, row); at++)
    for (let across = left; across <= Math.min(right, left + NEAR); across++) {
      const value = page.value(at, across);
      const scale = typeof value === "string" && NOTE.test(value) ? unitIn(value) : null;
      if (scale !== null) return { scale, says: words.saidBy(String(value)) };
    }
  return null;
}

/** "Amounts in $ million" is a note for all; a heading "Capex, $m" is for its own column. */
const NOTE = /\b(?:all|amounts?|figures?|values?|numbers?|unless|in|statement|currency)\b/i;
