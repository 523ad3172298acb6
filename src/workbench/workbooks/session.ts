// Which workbook this tab has: its own from before a reload, else the last one that no other tab has open, else a new one.
import { workbenchTexts } from "../../languages/workbench";
import { type Contents, type Entry, openShelf, type Shelf } from "./shelf";

const words = workbenchTexts.workbooks;

/** Under this key a tab remembers its workbook; a tab that was duplicated remembers the same. */
const TAB = "capex-workbook";
/** And under this one what is to be said when it opens. */
const WORD = "capex-word";

/** How long a tab that reloads may keep what it had, in milliseconds. */
const LET_GO = 2_000;

export interface Session {
  /** None where the browser gives no storage. */
  readonly shelf: Shelf | null;
  readonly entry: Entry;
  /** None of a new workbook. */
  readonly contents: Contents | undefined;
  /** What the user should know about how it came. */
  readonly notice: string | null;
  /** It has just come from a file. */
  readonly isOpened?: boolean;
}

export async function begin(): Promise<Session> {
  const shelf = await openShelf().catch(() => null);
  if (shelf === null) return { shelf, entry: newEntry(words.first), contents: undefined, notice: null };
  const entries = await shelf.list();
  const remembered = recall(TAB);
  const begun = remembered === null ? await latest(shelf, entries) : await own(shelf, entries, remembered);
  remember(TAB, begun.entry.id);
  const word = takeWord();
  return word === null ? begun : { ...begun, notice: word, isOpened: true };
}

/** A new workbook in the place of one that cannot be read. */
export function renewed({ shelf, entry }: Session): Session {
  const fresh = newEntry(freeName(words.first, [entry]));
  remember(TAB, fresh.id);
  return { shelf, entry: fresh, contents: undefined, notice: words.broken(entry.name) };
}

/** What this tab opens when it is loaded next, a workbook or a new one, and what is said then. */
export function openNext(id: string | null, word?: string): void {
  remember(TAB, id ?? newId());
  if (word !== undefined) remember(WORD, word);
}

async function own(shelf: Shelf, entries: readonly Entry[], id: string): Promise<Session> {
  const contents = await shelf.read(id);
  const entry = entries.find((each) => each.id === id);
  const mine = await claim(id, LET_GO);
  if (contents === undefined || entry === undefined)
    return { shelf, entry: { ...fresh(entries), ...(mine && { id }) }, contents: undefined, notice: null };
  if (mine) return { shelf, entry, contents, notice: null };
  const copy = newEntry(freeName(words.copy(entry.name), entries));
  await claim(copy.id, 0);
  return { shelf, entry: copy, contents, notice: words.copied(entry.name) };
}

async function latest(shelf: Shelf, entries: readonly Entry[]): Promise<Session> {
  const [last] = entries;
  if (last !== undefined && (await claim(last.id, 0)))
    return { shelf, entry: last, contents: await shelf.read(last.id), notice: null };
  const entry = fresh(entries);
  await claim(entry.id, 0);
  return { shelf, entry, contents: undefined, notice: last === undefined ? null : words.elsewhere(last.name) };
}

/** Makes the workbook this tab's for as long as it lives; whether it could, within so many milliseconds. */
function claim(id: string, patience: number): Promise<boolean> {
  const name = lockOf(id);
  return new Promise((resolve) => {
    const hold = (lock: Lock | null) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise<never>(() => undefined);
    };
    const asked =
      patience === 0
        ? navigator.locks.request(name, { ifAvailable: true }, hold)
        : navigator.locks.request(name, { signal: AbortSignal.timeout(patience) }, hold);
    asked.catch(() => resolve(false));
  });
}

/** Whether another tab has it. */
export async function isOpenElsewhere(id: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === lockOf(id));
}

const lockOf = (id: string): string => `capex-workbook-${id}`;

const newId = (): string => crypto.randomUUID();

export const newEntry = (name: string): Entry => ({ id: newId(), name, changed: Date.now() });

const fresh = (entries: readonly Entry[]): Entry => newEntry(freeName(words.first, entries));

/** The name, or with the first number that no other workbook has. */
export function freeName(name: string, entries: readonly Entry[]): string {
  const taken = new Set(entries.map((entry) => entry.name.toLowerCase()));
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${name} ${number}`;
    if (!taken.has(free.toLowerCase())) return free;
  }
}

function recall(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null; // The browser keeps nothing for this page.
  }
}

function remember(key: string, value: string): void {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Then a reload opens the last workbook.
  }
}

/** What was to be said, once. */
function takeWord(): string | null {
  const word = recall(WORD);
  if (word !== null) sessionStorage.removeItem(WORD);
  return word;
}
