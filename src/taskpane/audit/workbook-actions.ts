// What the pane does with the workbook as a whole: audits it, reports, lifts, repairs, and makes it independent and back.
import { type Host, HostError, type Progress as Telling, type SheetPlan } from "../../host/host";
import type { KnownFunctions } from "../../explain/explanation";
import { knownFunctions } from "../../explain/known-functions";
import { errorGroups } from "../../review/errors";
import type { Filter } from "../../review/finding-list";
import type { WorkbookAudit } from "../../review/findings";
import { independentCopy, removeIndependent } from "../../review/independent";
import type { Holding } from "../../review/literals";
import { reportSheet } from "../../review/report-sheet";
import { liftNumbers, repairAll } from "../../review/retyping";
import { readWorkbook } from "../../review/workbook-reading";
import type { Stamp } from "../../sheets/stamp";
import type { State } from "../state";
import type { Store } from "../../controls/store";
import { createFindingActions, type FindingActions } from "./finding-actions";
import type { ErrorScope, WorkbookState } from "./workbook-state";
import { reviewTexts } from "../../languages/review";

const words = reviewTexts;

export interface WorkbookActions extends FindingActions {
  auditWorkbook(): Promise<void>;
  filterAudit(filter: Filter): void;
  writeReport(): Promise<void>;
  /** Lists every error of ours with its sentence. */
  explainErrors(): Promise<void>;
  showErrorsOf(scope: ErrorScope): void;
  liftNumbers(): Promise<void>;
  repairAll(): Promise<void>;
  makeIndependent(): Promise<void>;
  removeCopies(): Promise<void>;
}

type Progress = Required<Telling>;

/** What it takes of the workshop, which fetches this part and so is not known here. */
interface Shop {
  readonly store: Store<State>;
  readonly host: Host;
  stamp(): Stamp;
  work(what: string, run: (progress: Progress) => Promise<string | null>): Promise<void>;
  loadSheet(wanted: string, plan: (name: string) => SheetPlan, progress: Progress): Promise<string>;
}

export function createWorkbookActions({ store, host, stamp, work, loadSheet }: Shop): WorkbookActions {
  const set = (change: Partial<WorkbookState>): void =>
    store.set(({ workbook }) => ({ workbook: { ...workbook, ...change } }));
  let functions: KnownFunctions | undefined;
  const known = (): KnownFunctions => (functions ??= knownFunctions(store.get().catalogue));

  /** Reads the whole workbook again. */
  async function read(progress: Progress): Promise<WorkbookAudit> {
    const reading = await readWorkbook(host, known(), stamp(), progress);
    set({ ...reading, outdated: false });
    return reading.audit;
  }

  async function readErrors(progress: Progress): Promise<void> {
    set({ errors: await errorGroups(host, known(), progress) });
  }

  function audited(): WorkbookAudit {
    const { audit } = store.get().workbook;
    if (audit === null) throw new HostError("NotAudited", words.notAudited);
    return audit;
  }

  async function liftOf(cells: readonly Holding[], progress: Progress): Promise<string> {
    const said = await liftNumbers(host, cells, stamp(), progress);
    // Taking the sheet back alone would leave formulas without their inputs.
    store.set({ restorable: false, clearsUndo: false });
    await read(progress);
    return said;
  }

  return {
    ...createFindingActions({ store, host, stamp, work, read, lift: liftOf }),
    auditWorkbook: () =>
      work(words.running, async (progress) => {
        await read(progress);
        // What it found stands in the list.
        return null;
      }),

    filterAudit: (filter) => set({ filter }),

    writeReport: () =>
      work(words.report.running, async (progress) => {
        const audit = audited();
        return loadSheet(
          words.report.sheet,
          (name) => reportSheet(audit, name, stamp(), host.kind, store.get().workbook.dismissed),
          progress,
        );
      }),

    liftNumbers: () => work(words.lift.running, async (progress) => liftOf((await read(progress)).cells, progress)),

    explainErrors: () =>
      work(words.errors.running, async (progress) => {
        await readErrors(progress);
        return null;
      }),

    showErrorsOf: (errorsOf) => set({ errorsOf }),

    repairAll: () =>
      work(words.repair.running, async (progress) => {
        const said = await repairAll(host, known(), progress);
        const { audit, errors } = store.get().workbook;
        if (audit !== null) await read(progress);
        if (errors !== null) await readErrors(progress);
        return said;
      }),

    makeIndependent: () =>
      work(words.independent.running, async (progress) => {
        const { plans, living, left } = await independentCopy(host, known(), stamp(), progress);
        await host.commit(plans, progress);
        store.set({ restorable: true, clearsUndo: false });
        set({ copies: plans.map(({ name }) => name), left });
        return words.independent.done(plans.length - 1, living);
      }),

    removeCopies: () =>
      work(words.independent.removing, async () => {
        const removed = await removeIndependent(host);
        store.set({ restorable: false });
        set({ copies: [], left: [] });
        return words.independent.removed(removed);
      }),
  };
}
