// What follows the workbook at once, as soon as its changes rest: the list of the tab in sight, and charts on every sheet of ours.
import type { Shown } from "../sheets/chart-following";
import * as parts from "./parts";
import type { Tab } from "./state";
import type { Workshop } from "./workshop";

/** Typing, and the answers that come one by one, are waited for. */
const REST = 150;

export interface InSight {
  /** The workbook, or what is in sight of it, has changed. */
  changed(): void;
}

export function createInSight(
  { store, host }: Workshop,
  refresh: Readonly<Partial<Record<Tab, () => Promise<void>>>>,
): InSight {
  const shown: Shown = new Map();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let again = false;

  async function follow(): Promise<void> {
    await refresh[store.get().tab]?.();
    const { records } = store.get();
    if (records.length === 0) return;
    const { followCharts } = await parts.loadedSheets();
    await followCharts(host, records, shown);
  }

  function soon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), REST);
  }

  async function run(): Promise<void> {
    // A load shows what it brought when it has ended, and one look at a time is enough.
    if (store.get().work !== null) return soon();
    if (running) {
      again = true;
      return;
    }
    running = true;
    // What cannot be followed now is tried at the next change; a workbook that cannot be read says so elsewhere.
    await follow().catch(() => undefined);
    running = false;
    if (!again) return;
    again = false;
    soon();
  }

  return { changed: soon };
}
