// What the pane does with the workbook as a whole: audits it, reports, lifts, repairs, and makes it independent and back.
import { present } from "../../model/errors";
import { spoken } from "../../host/a1";
import { type Host, HostError, type Progress as Telling, type Ref, type SheetPlan } from "../../host/host";
import type { KnownFunctions } from "../../explain/explanation";
import { prefixed } from "../../sheets/prefix";
import { changesSince } from "../../review/changes";
import { errorGroups } from "../../review/errors";
import { auditWorkbook, bareFormula, type WorkbookAudit } from "../../review/findings";
import { independentCopy, independentSheets, originalsIn } from "../../review/independent";
import { type Holding, lift, liftSize } from "../../review/literals";
import { remarksIn } from "../../review/remarks";
import { reportSheet } from "../../review/report-sheet";
import type { Stamp } from "../../sheets/stamp";
import type { State } from "../state";
import type { Store } from "../store";
import { createFindingActions, type FindingActions } from "./finding-actions";
import { knownFunctions } from "./follower";
import type { ErrorScope, Filter, WorkbookState } from "./workbook-state";
import { texts } from "../../languages";

const words = texts.review;

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

/** Characters of formulas that are typed again in one request, which is one step for undo: nearly always all of them. */
const IN_ONE_BREATH = 500_000;

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
    const audit = await auditWorkbook(host, known(), progress);
    const manifests = await host.manifests();
    const copies = independentSheets(manifests);
    const originals = originalsIn(await host.sheets(), manifests).length;
    set({
      audit,
      outdated: false,
      changes: changesSince(manifests, audit.cells, stamp()),
      lift: liftSize(audit.cells),
      copies,
      originals,
      dismissed: await remarksIn(host),
    });
    return audit;
  }

  async function readErrors(progress: Progress): Promise<void> {
    set({ errors: await errorGroups(host, known(), progress) });
  }

  function audited(): WorkbookAudit {
    const { audit } = store.get().workbook;
    if (audit === null) throw new HostError("NotAudited", words.notAudited);
    return audit;
  }

  /** Types formulas again, and goes on where a sheet refuses. */
  async function retype(
    formulas: readonly (Ref & { readonly formula: string })[],
    progress: Progress,
  ): Promise<string[]> {
    const refused: string[] = [];
    const type = async ({ sheet, address, formula }: Ref & { readonly formula: string }): Promise<void> => {
      try {
        await host.write({ sheet, address }, [[{ formula }]]);
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
        refused.push(`${spoken({ sheet, address })}: ${error.message}`);
      }
    };
    for (let done = 0; done < formulas.length;) {
      let end = done;
      for (let size = 0; end < formulas.length && size < IN_ONE_BREATH; end++)
        size += formulas[end]?.formula.length ?? 0;
      await Promise.all(formulas.slice(done, end).map(type));
      progress.onProgress(end / formulas.length);
      done = end;
    }
    return refused;
  }

  const told = (done: string, refused: readonly string[]): string =>
    refused.length === 0 ? done : `${done} ${words.refused(refused)}`;

  /** The numbers of some cells become labelled ones of a new sheet. */
  async function liftOf(cells: readonly Holding[], progress: Progress): Promise<string> {
    const [name] = await host.freeNames([words.lift.sheet]);
    const { sheet, rewrites } = lift(cells, present(name), stamp());
    await host.commit([sheet], progress);
    // Taking the sheet back alone would leave formulas without their inputs.
    store.set({ restorable: false, clearsUndo: false });
    const refused = await retype(rewrites, progress);
    await read(progress);
    return told(words.lift.done(sheet.manifest?.rows ?? 0, rewrites.length - refused.length), refused);
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
          (name) => reportSheet(audit, name, stamp(), store.get().workbook.dismissed),
          progress,
        );
      }),

    liftNumbers: () =>
      work(words.lift.running, async (progress) => {
        const { cells } = await read(progress);
        return liftOf(cells, progress);
      }),

    explainErrors: () =>
      work(words.errors.running, async (progress) => {
        await readErrors(progress);
        return null;
      }),

    showErrorsOf: (errorsOf) => set({ errorsOf }),

    repairAll: () =>
      work(words.repair.running, async (progress) => {
        const ours = known();
        const groups = await errorGroups(host, ours, progress);
        const broken = groups.flatMap(({ repairable, cells }) => (repairable ? cells : []));
        const typed = broken.map(({ sheet, address, formula }) => ({
          sheet,
          address,
          formula: prefixed(bareFormula(formula, ours)),
        }));
        const refused = await retype(typed, progress);
        const { audit, errors } = store.get().workbook;
        if (audit !== null) await read(progress);
        if (errors !== null) await readErrors(progress);
        return told(words.repair.done(typed.length - refused.length), refused);
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
        const copies = independentSheets(await host.manifests());
        if (copies.length === 0) throw new HostError("NoCopies", words.independent.nothingToRemove);
        await host.remove(copies);
        store.set({ restorable: false });
        set({ copies: [], left: [] });
        return words.independent.removed(copies.length);
      }),
  };
}
