// What the pane does with the workbook as a whole: audits it, reports, lifts, repairs, and makes it independent and back.
import { HostError, type Progress as Telling, type SheetPlan } from "../../host/host";
import type { KnownFunctions } from "../../explain/explanation";
import { knownFunctions } from "../../explain/known-functions";
import { errorGroups } from "../../review/errors";
import type { Filter } from "../../review/finding-list";
import type { WorkbookAudit } from "../../review/findings";
import { independentCopy } from "../../review/independent";
import type { Holding } from "../../review/literals";
import { removeIndependent } from "../../review/removing";
import { reportSheet } from "../../review/report-sheet";
import { liftNumbers, repairAll } from "../../review/retyping";
import { readWorkbook } from "../../review/workbook-reading";
import { createFindingActions, type FindingActions, type Shop } from "./finding-actions";
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

interface WholeShop extends Shop {
  loadSheet(wanted: string, plan: (name: string) => SheetPlan, progress: Progress): Promise<string>;
}

export function createWorkbookActions({ keepUndo, store, host, stamp, work, loadSheet }: WholeShop): WorkbookActions {
  const set = (change: Partial<WorkbookState>): void =>
    store.set(({ workbook }) => ({ workbook: { ...workbook, ...change } }));
  let functions: KnownFunctions | undefined;
  const known = (): KnownFunctions => (functions ??= knownFunctions(store.get().catalogue));

  /** The copies as they were planned: their looks are not read. */
  let planned: readonly SheetPlan[] = [];
  function showCopies(plans: readonly SheetPlan[], left: WorkbookState["left"] = []): void {
    if (plans.length > 0) planned = plans;
    set({ copies: plans.map(({ name }) => name), left });
  }

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
    const { said, sheets, edits } = await liftNumbers(host, cells, stamp(), progress);
    keepUndo({ what: words.lift.undone(edits.length), edits, sheets, back: read });
    await read(progress);
    return said;
  }

  return {
    ...createFindingActions({ store, host, stamp, work, read, keepUndo, lift: liftOf }),
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
        const { said, edits } = await repairAll(host, known(), progress);
        const readAgain = async (again: Progress): Promise<void> => {
          const { audit, errors } = store.get().workbook;
          if (audit !== null) await read(again);
          if (errors !== null) await readErrors(again);
        };
        if (edits.length > 0) keepUndo({ what: words.repair.undone(edits.length), edits, back: readAgain });
        await readAgain(progress);
        return said;
      }),

    makeIndependent: () =>
      work(words.independent.running, async (progress) => {
        const { plans, living, left } = await independentCopy(host, known(), stamp(), progress);
        await host.commit(plans, progress);
        keepUndo({ what: words.independent.undone, sheets: plans, back: async () => showCopies([]) });
        showCopies(plans, left);
        return words.independent.done(plans.length - 1, living);
      }),

    removeCopies: () =>
      work(words.independent.removing, async () => {
        const { left } = store.get().workbook;
        const removed = await removeIndependent(host, planned);
        keepUndo({
          what: words.independent.removeUndone,
          sheets: [],
          back: (again) => host.commit(removed, again).then(() => showCopies(removed, left)),
        });
        showCopies([]);
        return words.independent.removed(removed.length);
      }),
  };
}
