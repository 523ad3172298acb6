// Where a sheet holds a scenario: keys with their values beside them, as we load them or as someone has typed them.
import { addressOf, areaOf, cellAt, spoken } from "../host/a1";
import { type CellValue, type Host, HostError, type Progress, type RangeData, type Ref } from "../host/host";
import { inWords, texts } from "../languages";
import { attempt, ModelError } from "../model/errors";
import { check, CHOICES, type Key, keyNamed, KEYS } from "../model/keys";
import { writtenNumber } from "../model/numbers/written";
import { writtenKey, writtenValue } from "../model/written-key";

const words = texts.own;

/** The code of a sentence about one assumption. */
export const BAD_ASSUMPTION = "BadAssumption";

/** One assumption as it stands on the sheet. */
export interface Told {
  readonly key: Key;
  readonly value: number;
  readonly cell: Ref;
  /** Whether the cell holds the number itself, so that another formula can look at it. */
  readonly plain: boolean;
  readonly row: number;
}

/** A range of two columns, keys and values. */
export interface AssumptionBlock extends Ref {
  readonly told: readonly Told[];
}

/** Rows without key and value that may stand within a block: a heading of its own, a line left free. */
const MOST_BLANK = 1;

/** The blocks of a sheet's contents: two columns in which keys stand beside values, without headings above and below. */
export function blocksOf(data: RangeData): Ref[] {
  const width = data.values[0]?.length ?? 0;
  const found = Array.from({ length: Math.max(width - 1, 0) }, (_, column) => blocksAt(data, column)).flat();
  return found.sort((a, b) => areaOf(a.address).top - areaOf(b.address).top);
}

function blocksAt({ sheet, address, values }: RangeData, column: number): Ref[] {
  const kinds = values.map((row) => kindOf(row[column] ?? null, row[column + 1] ?? null));
  const outer = areaOf(address);
  const blocks: Ref[] = [];
  for (let first = 0; first < kinds.length; first++) {
    if (kinds[first] !== "told") continue;
    let last = first;
    for (let row = first, blank = 0; row < kinds.length && blank <= MOST_BLANK; row++) {
      blank = kinds[row] === "blank" ? blank + 1 : 0;
      if (kinds[row] === "told" || kinds[row] === "doubtful") last = row;
    }
    // What is no key beside a number above the first key belongs to it: a slip is told, never left out.
    let top = first;
    while (top > 0 && kinds[top - 1] === "doubtful") top--;
    const [left, right] = [outer.left + column, outer.left + column + 1];
    blocks.push({ sheet, address: addressOf({ top: outer.top + top, bottom: outer.top + last, left, right }) });
    first = last;
  }
  return blocks;
}

/** Whether a row tells a key, might be meant to, is free, or is something else. */
function kindOf(name: CellValue, value: CellValue): "told" | "doubtful" | "blank" | "other" {
  if ((name === null || name === "") && (value === null || value === "")) return "blank";
  if (typeof name !== "string") return "other";
  const key = keyNamed(name);
  const isValue = typeof value === "number" || (typeof value === "string" && reads(value, key));
  if (key === undefined) return isValue ? "doubtful" : "other";
  return isValue || value === null || value === "" || /^#/.test(String(value)) ? "told" : "doubtful";
}

/** Whether a text is a number, might be one of two, or is a word that the key takes. */
const reads = (text: string, key: Key | undefined): boolean => {
  const read = writtenNumber(text);
  if (typeof read === "number" || read.why === "doubtful") return true;
  return key !== undefined && (CHOICES[key] ?? []).some((each) => each.toLowerCase() === text.trim().toLowerCase());
};

/** The block that the selected cell stands in, or the only one of its sheet. */
export function blockAt(data: RangeData, address: string): Ref {
  const blocks = blocksOf(data);
  const { top: row, left: column } = areaOf(address);
  const holds = ({ address: range }: Ref): boolean => {
    const { top, bottom, left, right } = areaOf(range);
    return row >= top && row <= bottom && column >= left && column <= right;
  };
  const found = blocks.find(holds) ?? (blocks.length === 1 ? blocks[0] : undefined);
  if (found !== undefined) return found;
  throw new HostError(
    "NoAssumptions",
    blocks.length === 0 ? words.noBlock(data.sheet) : words.manyBlocks(blocks.map((block) => block.address)),
  );
}

/** The range of assumptions at a cell, and what it tells; a refusal says that nothing was saved. */
export async function blockToSave(host: Host, { sheet, address }: Ref, progress: Progress): Promise<AssumptionBlock> {
  try {
    const found = blockAt(await host.read({ sheet, address: "" }, progress), address);
    return readBlock(await host.read(found));
  } catch (error) {
    if (error instanceof HostError && error.code === BAD_ASSUMPTION) throw refused(words.refused(error.message));
    throw error;
  }
}

/** What a range of keys and values tells; what cannot be meant is refused with its cell, the nearest and the fix. */
export function readBlock(data: RangeData): AssumptionBlock {
  const { sheet, address, values } = data;
  const area = areaOf(address);
  const told = values.flatMap(([name, value], row): Told[] => {
    const at = (column: number): Ref => ({ sheet, address: cellAt(area, row, column) });
    if (value === null || value === undefined || value === "" || name === null || name === undefined || name === "")
      return refuseHalf(name, value, at(0));
    if (row === 0 && typeof name === "string" && name.trim().toLowerCase() === "key") return [];
    const key = orRefused(at(0), () => writtenKey(String(name)));
    const place = spoken(at(1));
    const number = orRefused(at(1), () => {
      if (typeof value === "number") return value;
      return writtenValue(place, key, String(value));
    });
    orRefused(at(1), () => check(key, number, `${place}: ${key}`));
    const plain = typeof value === "number";
    return [{ key, value: number, cell: at(1), plain, row }];
  });
  const seen = new Map<Key, Told>();
  for (const one of told) {
    const before = seen.get(one.key);
    if (before !== undefined) throw refused(words.twice(KEYS[one.key].label, spoken(before.cell), spoken(one.cell)));
    seen.set(one.key, one);
  }
  if (told.length === 0) throw new HostError("NoAssumptions", words.noBlock(sheet));
  return { sheet, address, told };
}

/** A row with a value and no key; one with a key alone says nothing. */
function refuseHalf(name: CellValue | undefined, value: CellValue | undefined, at: Ref): [] {
  const lacksName = name === null || name === undefined || name === "";
  if (lacksName && value !== null && value !== undefined && value !== "") throw refused(words.noKey(spoken(at)));
  return [];
}

const refused = (why: string): HostError => new HostError(BAD_ASSUMPTION, why);

function orRefused<R>(at: Ref, read: () => R): R {
  const answer = attempt(read);
  if (!(answer instanceof ModelError)) return answer;
  const place = spoken(at);
  const why = inWords(answer.message);
  throw refused(answer.message.startsWith(place) ? why : `${place}: ${why}`);
}
