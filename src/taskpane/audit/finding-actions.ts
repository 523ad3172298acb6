// What is done with the findings one by one: looked at, mended, dismissed with a reason.
import { type Host, HostError, type Progress } from "../../host/host";
import { texts } from "../../languages";
import { reviewTexts } from "../../languages/review";
import { write } from "../../review/edits";
import { type Finding, keyOf } from "../../review/finding";
import { fold } from "../../review/folding";
import type { Holding } from "../../review/literals";
import { keepRemarks, type Remark, remarksIn } from "../../review/remarks";
import type { Step } from "../../review/undoing";
import type { Stamp } from "../../sheets/stamp";
import type { State } from "../state";
import type { Store } from "../../controls/store";
import { keyInPlace, shownFindings } from "../../review/finding-list";
import type { WorkbookState } from "./workbook-state";

const words = reviewTexts.list;

export interface FindingActions {
  /** Selects the next finding or the one before, in the list and in the grid. */
  stepFinding(by: 1 | -1): Promise<void>;
  lookAt(key: string): Promise<void>;
  /** Does what one of a finding's fixes says, as one step, and audits again. */
  mend(key: string, fix: number): Promise<void>;
  /** Asks for the reason; null leaves it. */
  askReason(key: string | null): void;
  dismissFinding(key: string, reason: string): Promise<void>;
  reopenFinding(key: string): Promise<void>;
}

/** What it takes of the workshop, which fetches this part and so is not known here. */
export interface Shop {
  readonly store: Store<State>;
  readonly host: Host;
  stamp(): Stamp;
  work(what: string, run: (progress: Required<Progress>) => Promise<string | null>): Promise<void>;
  keepUndo(step: Step<Required<Progress>>): void;
}

interface Whole {
  /** Reads the whole workbook again. */
  read(progress: Required<Progress>): Promise<unknown>;
  lift(cells: readonly Holding[], progress: Required<Progress>): Promise<string>;
}

export function createFindingActions({ store, host, stamp, work, read, keepUndo, lift }: Shop & Whole): FindingActions {
  const set = (change: Partial<WorkbookState>): void =>
    store.set(({ workbook }) => ({ workbook: { ...workbook, ...change } }));
  const shown = (): readonly Finding[] => shownFindings(store.get().workbook);
  const indexOf = (key: string | null): number => shown().findIndex((finding) => keyOf(finding) === key);

  function found(key: string): Finding {
    const finding = store.get().workbook.audit?.findings.find((each) => keyOf(each) === key);
    if (finding === undefined) throw new HostError("NoFinding", words.gone);
    return finding;
  }

  /** The finding at a place of the list, and its cell in the grid. */
  const select = (finding: Finding | undefined): Promise<void> =>
    work(texts.work.selecting, async () => {
      if (finding === undefined) return null;
      set({ at: keyOf(finding) });
      if (finding.culprit.address !== "") await host.activate(finding.culprit);
      return null;
    });

  const keep = (what: string, remarks: (kept: readonly Remark[]) => readonly Remark[]): Promise<void> =>
    work(words.keeping, async () => {
      const index = indexOf(store.get().workbook.at);
      const before = await remarksIn(host);
      const dismissed = remarks(before);
      const sheet = await keepRemarks(host, dismissed, stamp());
      keepUndo({ what, sheets: [sheet], back: async () => set({ dismissed: before }) });
      set({ dismissed, asking: null });
      set({ at: keyInPlace(shown(), Math.max(index, 0)) });
      return null;
    });

  return {
    stepFinding(by) {
      const list = shown();
      const at = indexOf(store.get().workbook.at);
      return select(list[Math.min(Math.max(at < 0 ? 0 : at + by, 0), list.length - 1)]);
    },
    lookAt: (key) => select(shown()[indexOf(key)]),
    mend: (key, fix) =>
      work(words.mending, async (progress) => {
        const chosen = found(key).fixes[fix];
        if (chosen === undefined) return null;
        const index = indexOf(key);
        if (chosen.kind === "lift") return lift(chosen.cells, progress);
        const { will: what } = chosen;
        if (chosen.kind === "fold")
          keepUndo({ what, sheets: [await fold(host, chosen, stamp(), progress)], back: read });
        else {
          await write(host, chosen.edits);
          keepUndo({ what, edits: chosen.edits, back: read });
        }
        await read(progress);
        set({ at: keyInPlace(shown(), Math.max(index, 0)) });
        return words.mended(what);
      }),
    askReason: (asking) => set({ asking }),
    dismissFinding: (key, reason) => {
      const { sentence } = found(key);
      const remark = { key, sentence, reason, date: stamp().date };
      return keep(words.dismissUndone, (kept) => [...kept.filter((each) => each.key !== key), remark]);
    },
    reopenFinding: (key) => keep(words.reopenUndone, (kept) => kept.filter((each) => each.key !== key)),
  };
}
