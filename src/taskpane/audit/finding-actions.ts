// What is done with the findings one by one: looked at, mended, taken back, dismissed with a reason.
import { type Host, HostError, type Progress } from "../../host/host";
import { texts } from "../../languages";
import { reviewTexts } from "../../languages/review";
import { type Finding, keyOf, reversed, write } from "../../review/finding";
import { fold } from "../../review/folding";
import type { Holding } from "../../review/literals";
import { keepRemarks, type Remark, remarksIn } from "../../review/remarks";
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
  /** Takes the last fix back. */
  takeBack(): Promise<void>;
  /** Asks for the reason; null leaves it. */
  askReason(key: string | null): void;
  dismissFinding(key: string, reason: string): Promise<void>;
  reopenFinding(key: string): Promise<void>;
}

interface Shop {
  readonly store: Store<State>;
  readonly host: Host;
  stamp(): Stamp;
  work(what: string, run: (progress: Required<Progress>) => Promise<string | null>): Promise<void>;
  /** Reads the whole workbook again. */
  read(progress: Required<Progress>): Promise<unknown>;
  lift(cells: readonly Holding[], progress: Required<Progress>): Promise<string>;
}

export function createFindingActions({ store, host, stamp, work, read, lift }: Shop): FindingActions {
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

  const keep = (remarks: (kept: readonly Remark[]) => readonly Remark[]): Promise<void> =>
    work(words.keeping, async () => {
      const index = indexOf(store.get().workbook.at);
      const dismissed = remarks(await remarksIn(host));
      await keepRemarks(host, dismissed, stamp());
      store.set({ restorable: false });
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
        if (chosen.kind === "fold") {
          await fold(host, chosen, stamp(), progress);
          store.set({ restorable: true, clearsUndo: false });
        } else await write(host, chosen.edits);
        set({ undo: chosen.kind === "fold" ? [] : reversed(chosen.edits) });
        await read(progress);
        set({ at: keyInPlace(shown(), Math.max(index, 0)) });
        return words.mended(chosen.will);
      }),
    takeBack: () =>
      work(words.takingBack, async (progress) => {
        const { undo } = store.get().workbook;
        if (undo.length === 0) return null;
        await write(host, undo);
        set({ undo: [] });
        await read(progress);
        return words.takenBack;
      }),
    askReason: (asking) => set({ asking }),
    dismissFinding: (key, reason) => {
      const { sentence } = found(key);
      const remark = { key, sentence, reason, date: stamp().date };
      return keep((kept) => [...kept.filter((each) => each.key !== key), remark]);
    },
    reopenFinding: (key) => keep((kept) => kept.filter((each) => each.key !== key)),
  };
}
