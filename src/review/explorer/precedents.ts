// What a cell reads: the cells and names of its formula, the numbers that are typed into it, and what our functions add themselves.
import { type Area, area, cellAt, columnsOf, rowsOf, spoken } from "../../host/a1";
import { pauses } from "../../host/breath";
import type { Host, Ref, TableInfo } from "../../host/host";
import { placeNamed, type Around } from "../../explain/cells";
import { UnreadPart } from "../../explain/evaluate";
import { explain, followingWith, type Following } from "../../explain/explain";
import { explained, type KnownFunctions, type Target } from "../../explain/explanation";
import { valueText } from "../../explain/figure-text";
import { type Expression, namesCells, type NamesCells, ourCalls, parts } from "../../explain/formula";
import { unreadSentence } from "../../explain/verdict-sentence";
import { inWords } from "../../languages/phrases";
import type { Input, Step } from "../../model/steps/trace";
import { numberOf } from "../literals";
import { holds, refAt } from "../pages";
import { Headings } from "./headings";
import { CHUNK, type Draft, inChunks, more, type Source } from "./line";
import { Sources } from "./sources";
import { Tiles } from "./tiles";

export type ExplorerHost = Pick<
  Host,
  "kind" | "read" | "extent" | "named" | "tables" | "findFormulas" | "manifests" | "sheets"
>;

/** Blank cells that a range is searched through before the pane asks whether to go on. */
const MOST_BLANKS = 16_384;

export interface Spilling extends Ref {
  readonly anchor: Area;
  readonly area: Area;
  readonly formula: string;
}

export class Precedents {
  readonly tiles: Tiles;
  readonly following: Following;
  private readonly sources: Sources;
  private readonly headings: Headings;
  private tables: Promise<readonly TableInfo[]> | undefined;
  private spilling: Promise<readonly Spilling[]> | undefined;

  constructor(
    private readonly host: ExplorerHost,
    private readonly functions: KnownFunctions,
  ) {
    this.tiles = new Tiles(host);
    this.headings = new Headings(this.tiles);
    this.sources = new Sources(host, this.tiles);
    this.following = followingWith(functions);
  }

  /** A line for each of the cells, in order. */
  async cells(refs: readonly (Ref & Pick<Partial<Draft>, "span" | "label">)[]): Promise<readonly Draft[]> {
    const placed = refs.flatMap((ref) => {
      const place = area(ref.address);
      return place === null ? [] : [{ ref, sheet: ref.sheet, row: place.top, column: place.left }];
    });
    await this.tiles.ensure(placed);
    const lines: Draft[] = [];
    const pause = pauses();
    for (const { ref, sheet, row, column } of placed) {
      await pause();
      const { value, formula } = this.tiles.at(sheet, row, column);
      const spill = formula === null && value !== null ? await this.spillOver(sheet, row, column) : undefined;
      const read = formula ?? spill?.formula ?? null;
      const { address, label = address, span = null } = ref;
      lines.push({
        kind: "cell",
        ref: { sheet, address },
        label,
        span,
        heading: await this.headings.of(sheet, row, column),
        formula: read,
        value: valueText(value),
        source:
          formula !== null
            ? null
            : spill === undefined
              ? await this.sources.of(sheet, row, column)
              : { kind: "spill", text: spoken(spill), ref: { sheet: spill.sheet, address: spill.address } },
        grow: read === null ? null : () => this.of({ sheet, address }, read, spill),
      });
    }
    return lines;
  }

  /** What a formula reads, in its order; then what our functions in it take without being told. */
  private async of(cell: Ref, formula: string, spill: Spilling | undefined): Promise<readonly Draft[]> {
    const root = this.following.readFormula(formula);
    const named = await inChunks(readBy(root), (some) => this.named(some, cell));
    if (ourCalls(root).length === 0) return named;
    return [...named, ...(await this.taken({ ...cell, spill: targetOf(spill) }))];
  }

  private async named(some: readonly Expression[], home: Ref): Promise<readonly Draft[]> {
    this.tables ??= this.host.tables();
    const { tables } = this;
    const around: Around = { host: this.host, home, tables: () => tables };
    const found = await Promise.all(some.map((part) => this.standsFor(part, around)));
    const drafts: Draft[] = [];
    for (const [index, each] of found.entries()) {
      const part = some[index];
      if ("kind" in each) drafts.push(each);
      else drafts.push(...(await this.reading(each, part, home)));
    }
    return drafts;
  }

  /** Cells that are read, or the line of what stands in none. */
  private async standsFor(part: Expression, around: Around): Promise<Ref | Draft> {
    if (!namesCells(part)) {
      if (part.kind === "unread")
        return this.value(part, "", { kind: "unread", text: unreadIn(part, part.why), ref: null });
      return this.value(part, valueText(numberOf(part)), { kind: "typed", text: "", ref: null });
    }
    try {
      const place = await placeNamed(part, around);
      if (place === null) return this.value(part, "", { kind: "unread", text: unreadIn(part, "name"), ref: null });
      if ("value" in place) return this.value(part, valueText(place.value), { kind: "name", text: "", ref: null });
      return "cells" in place ? place.cells : place;
    } catch (error) {
      const text = error instanceof UnreadPart ? unreadSentence(error) : unreadIn(part, "cells");
      return this.value(part, "", { kind: "unread", text, ref: null });
    }
  }

  private value({ text, from, to }: Expression, value: string, source: Source): Draft {
    return {
      kind: "value",
      ref: null,
      label: text,
      heading: "",
      formula: null,
      value,
      source,
      span: { from, to },
      grow: null,
    };
  }

  private async reading(ref: Ref, part: Expression, home: Ref): Promise<readonly Draft[]> {
    const place = area(ref.address);
    const span = { from: part.from, to: part.to };
    const plain = ref.sheet === home.sheet ? ref.address : spoken(ref);
    const label = part.kind === "name" || part.kind === "table" ? `${part.text} = ${plain}` : plain;
    if (place === null) return [this.value(part, "", { kind: "unread", text: unreadIn(part, "cells"), ref: null })];
    if (rowsOf(place) * columnsOf(place) === 1) return this.cells([{ ...ref, span, label }]);
    await this.tiles.ensure([{ sheet: ref.sheet, row: place.top, column: place.left }]);
    return [
      {
        kind: "range",
        ref,
        label,
        span,
        heading: await this.headings.of(ref.sheet, place.top, place.left),
        formula: null,
        value: `${rowsOf(place)} × ${columnsOf(place)}`,
        source: null,
        grow: () => this.filled(ref.sheet, place, 0),
      },
    ];
  }

  /** The cells of a range that hold something, from the place that was come to. */
  private async filled(sheet: string, range: Area, from: number): Promise<readonly Draft[]> {
    const extent = await this.tiles.extent(sheet);
    const bottom = Math.min(range.bottom, extent.rows - 1);
    const right = Math.min(range.right, extent.columns - 1);
    const width = right - range.left + 1;
    const size = (bottom - range.top + 1) * width;
    const refs: Ref[] = [];
    let at = from;
    for (; at < size && refs.length < CHUNK && at - from < MOST_BLANKS; at++) {
      const [row, column] = [range.top + Math.floor(at / width), range.left + (at % width)];
      if (!this.tiles.has(sheet, row, column)) await this.tiles.ensure([{ sheet, row, column }]);
      const { value, formula } = this.tiles.at(sheet, row, column);
      if (value !== null || formula !== null)
        refs.push({ sheet, address: cellAt(range, row - range.top, column - range.left) });
    }
    const lines = await this.cells(refs);
    return at >= size ? lines : [...lines, more(null, () => this.filled(sheet, range, at))];
  }

  /** The inputs that the calls of a cell use without being given them, and the figures that they look up. */
  private async taken(target: Target): Promise<readonly Draft[]> {
    const result = await explain(this.host, target, this.functions);
    if (!explained(result)) return [];
    const lines: Draft[] = [];
    for (const { arguments: readings, trail, call } of result.every.values()) {
      const given = new Set(readings.filter(({ text }) => text !== "").map(({ name }) => name));
      const line = (entry: Input | Step, value: unknown, source: Source): Draft => ({
        ...this.value(call, `${valueText(value)}${entry.unit === "" ? "" : ` ${inWords(entry.unit)}`}`, source),
        label: inWords(entry.name),
        heading: entry.key,
      });
      for (const entry of trail.entries) {
        if (entry.kind === "input" && entry.argument !== undefined && !given.has(entry.argument) && !entry.structural)
          lines.push(line(entry, entry.value, { kind: "assumption", text: inWords(entry.source), ref: null }));
        if (entry.kind === "step" && entry.formula === "" && entry.source !== "")
          lines.push(line(entry, entry.result, { kind: "figure", text: inWords(entry.source), ref: null }));
      }
    }
    return inChunks(lines, async (some) => some);
  }

  /** The formula that spills over a cell which holds none itself. */
  private async spillOver(sheet: string, row: number, column: number): Promise<Spilling | undefined> {
    this.spilling ??= this.findSpills();
    return (await this.spilling).find((spill) => spill.sheet === sheet && holds(spill.area, row, column));
  }

  private async findSpills(): Promise<readonly Spilling[]> {
    const formulas = await this.host.findFormulas(/^=/);
    return formulas.flatMap(({ sheet, address, formula, spill }) => {
      const [anchor, range] = [area(address), spill === null ? null : area(spill)];
      return anchor === null || range === null ? [] : [{ sheet, address, formula, anchor, area: range }];
    });
  }
}

const targetOf = (spill: Spilling | undefined): Target["spill"] =>
  spill === undefined ? null : { anchor: spill.address, range: rangeOf(spill) };

const rangeOf = ({ sheet, area: { top, left, bottom, right } }: Spilling): string =>
  [refAt(sheet, top, left), refAt(sheet, bottom, right)].map(({ address }) => address).join(":");

const unreadIn = ({ text }: Expression, why: UnreadPart["why"]): string => unreadSentence(new UnreadPart(text, why));

/** What stands for cells, numbers and what cannot be followed: each once, in the order of the formula. */
function readBy(root: Expression): readonly Expression[] {
  const all = parts(root);
  const signed = new Set(all.flatMap((part) => (part.kind === "unary" ? [part.operand] : [])));
  const seen = new Set<string>();
  return all
    .filter((part) => {
      const number = numberOf(part) !== undefined && !signed.has(part);
      if (!namesCells(part) && part.kind !== "unread" && !number) return false;
      const key = namesCells(part) ? nameOf(part) : `${part.from}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .sort((one, other) => one.from - other.from);
}

const nameOf = (part: NamesCells): string =>
  part.kind === "reference" ? `${part.sheet ?? ""}!${part.address}${part.spill ? "#" : ""}` : part.text.toLowerCase();
