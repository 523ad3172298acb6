// Keeps a workbook as it changes.
import type { Model } from "@odoo/o-spreadsheet";
import { afterCommands, isOfPerson } from "../turns";
import type { Session } from "./session";
import type { Entry } from "./shelf";

/** How long changes are gathered, in milliseconds. */
const REST = 700;

/** How a workbook is kept, by the word for it. */
export type Kept = "saved" | "saving" | "nowhere" | "full" | "failed";

export interface Autosave {
  /** Keeps what has changed so far; whether all of it is kept. */
  now(): Promise<boolean>;
  rename(name: string): Promise<void>;
  readonly entry: Entry;
}

/** Tells how it stands, whenever that changes, and whether that is alarming. */
export function autosave(
  model: Model,
  { shelf, ...begun }: Session,
  tell: (kept: Kept, alarming: boolean) => void,
): Autosave {
  let { entry } = begun;
  let changed = false;
  let failed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving: Promise<void> = Promise.resolve();

  async function keep(): Promise<void> {
    if (!changed || shelf === null) return;
    changed = false;
    entry = { ...entry, changed: Date.now() };
    try {
      await shelf.keep(entry, {
        data: model.exportData(),
        sheet: model.getters.getActiveSheetId(),
        losses: begun.contents?.losses ?? [],
      });
      failed = false;
      tell("saved", false);
    } catch (error) {
      changed = true;
      failed = true;
      tell(isFull(error) ? "full" : "failed", true);
    }
  }

  async function now(): Promise<boolean> {
    clearTimeout(timer);
    timer = undefined;
    saving = saving.then(keep);
    await saving;
    return !failed && !(changed && shelf === null);
  }

  if (shelf === null) tell("nowhere", true);
  afterCommands(model, isOfPerson, () => {
    changed = true;
    if (shelf === null) return;
    if (!failed) tell("saving", false);
    timer ??= setTimeout(() => void now(), REST);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void now();
  });
  window.addEventListener("beforeunload", (event) => {
    void now();
    if (failed || (changed && shelf === null)) event.preventDefault();
  });

  return {
    now,
    async rename(name) {
      entry = { ...entry, name };
      changed = true;
      await now();
    },
    get entry() {
      return entry;
    },
  };
}

const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === "QuotaExceededError";
