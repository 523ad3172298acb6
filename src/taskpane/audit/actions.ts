// What the tab of the audit does with one cell: follows it, writes it out, recalculates it and types it again.
import { callPattern } from "../../catalogue/calls";
import { explained, type KnownFunctions } from "../../explain/explanation";
import { spoken } from "../../host/a1";
import { HostError, type FormulaCell } from "../../host/host";
import { texts } from "../../languages";
import { saveFile } from "../../controls/save";
import { prefixed } from "../../sheets/prefix";
import * as parts from "../parts";
import { problem, type Workshop } from "../workshop";
import { type AuditPart, type ExplorerActions, NOT_FOLLOWED } from "./state";
import type { Walking } from "./explorer-actions";
import type { WorkbookActions } from "./workbook-actions";

/** The selection moves on quickly under the arrow keys. */
const REST = 80;

export interface AuditActions extends WorkbookActions, ExplorerActions {
  /** Shows one part of the audit; the explorer starts from the selected cell. */
  showPart(part: AuditPart): void;
  /** From anywhere: shows the workbook's audit, and audits where that was not done yet or no longer holds. */
  auditNow(): Promise<void>;
  /** Explains the selected cell while the audit is in sight; a later call overtakes an earlier one. */
  follow(): Promise<void>;
  expand(): Promise<void>;
  /** Every step of the cell as a file that programs read. */
  exportSteps(): Promise<void>;
  recalculate(): Promise<void>;
  repair(): Promise<void>;
  /** Types the cell's formula anew with the assumptions in it that it left out. */
  writeAssumptions(formula: string): Promise<void>;
  selectionMoved(): void;
  workbookChanged(): void;
}

export function createAuditActions(workshop: Workshop): AuditActions {
  const { store, host, stamp, work, loadSheet } = workshop;
  const { follow, soon, forget } = createFollowing(workshop);
  let made: WorkbookActions | undefined;
  let walking: Walking | undefined;
  const exploring = async (action: (walking: ExplorerActions) => Promise<void>): Promise<void> =>
    workshop.beside(async () => {
      const [{ createExplorerActions }] = await Promise.all([parts.explorer(), workshop.catalogue()]);
      await action((walking ??= createExplorerActions(workshop)));
    });
  const whole =
    <G extends unknown[]>(action: (made: WorkbookActions) => (...given: G) => Promise<void> | void) =>
    (...given: G): Promise<void> =>
      workshop.beside(async () => {
        const [{ createWorkbookActions }] = await Promise.all([parts.workbook(), workshop.catalogue()]);
        made ??= createWorkbookActions(workshop);
        await action(made)(...given);
      });
  const explore: ExplorerActions["explore"] = (direction, from) =>
    exploring((walking) => walking.explore(direction, from));
  const audit = whole(({ auditWorkbook }) => auditWorkbook);
  return {
    explore,
    walk: (step) => exploring((walking) => walking.walk(step)),
    touch: (id) => exploring((walking) => walking.touch(id)),
    showPart(auditPart) {
      store.set({ auditPart });
      if (auditPart === "explore") void explore(store.get().explored?.direction ?? "precedents");
      if (auditPart === "cell") void follow();
    },
    async auditNow() {
      store.set({ tab: "audit", auditPart: "workbook" });
      const { audit: before, outdated } = store.get().workbook;
      if (before === null || outdated) await audit();
    },
    auditWorkbook: audit,
    filterAudit: whole(({ filterAudit }) => filterAudit),
    stepFinding: whole(({ stepFinding }) => stepFinding),
    lookAt: whole(({ lookAt }) => lookAt),
    mend: whole(({ mend }) => mend),
    askReason: whole(({ askReason }) => askReason),
    dismissFinding: whole(({ dismissFinding }) => dismissFinding),
    reopenFinding: whole(({ reopenFinding }) => reopenFinding),
    writeReport: whole(({ writeReport }) => writeReport),
    explainErrors: whole(({ explainErrors }) => explainErrors),
    showErrorsOf: whole(({ showErrorsOf }) => showErrorsOf),
    liftNumbers: whole(({ liftNumbers }) => liftNumbers),
    repairAll: () => whole(({ repairAll }) => repairAll)().then(follow),
    makeIndependent: whole(({ makeIndependent }) => makeIndependent),
    removeCopies: whole(({ removeCopies }) => removeCopies),
    follow,
    expand: () =>
      work(texts.work.expanding, async (progress) => {
        const { result } = store.get().followed;
        if (result === null || !explained(result)) throw new HostError("NothingToExpand", texts.audit.nothing);
        const { expansionName, writtenOut } = await parts.follower();
        return loadSheet(expansionName(result), (name) => writtenOut(result, name, stamp()), progress);
      }),
    exportSteps: () =>
      workshop.beside(async () => {
        const { result } = store.get().followed;
        if (result !== null && explained(result)) saveFile(...(await parts.follower()).traceFile(result));
      }),
    recalculate: () =>
      work(texts.work.recalculating, async ({ signal }) => {
        await host.recalculate(signal);
        await follow();
        return null;
      }),
    repair: () =>
      work(texts.work.repairing, async () => {
        const { result } = store.get().followed;
        if (result === null || !explained(result)) return null;
        const { bareFormula, knownFunctions } = await parts.follower();
        const bare = bareFormula(result.formula, knownFunctions(store.get().catalogue));
        await workshop.overwrite(result.anchor, { formula: prefixed(bare) }, texts.undo.retype(spoken(result.anchor)));
        await follow();
        return null;
      }),
    writeAssumptions: (formula) =>
      work(texts.audit.writingAssumptions, async () => {
        const { result } = store.get().followed;
        if (result === null || !explained(result)) return null;
        await workshop.overwrite(result.anchor, { formula }, texts.undo.assumptions(spoken(result.anchor)));
        await follow();
        return texts.audit.assumptionsWritten(spoken(result.anchor));
      }),
    selectionMoved: soon,
    workbookChanged: () => {
      forget();
      walking?.forget();
      const { workbook } = store.get();
      if (workbook.audit !== null && !workbook.outdated) store.set({ workbook: { ...workbook, outdated: true } });
      soon();
    },
  };
}

interface Following {
  follow(): Promise<void>;
  /** Follows once the selection rests. */
  soon(): void;
  /** The workbook changed: where our functions are is no longer known. */
  forget(): void;
}

function createFollowing({ store, host, notify, catalogue: learned }: Workshop): Following {
  /** Where our functions are; forgotten when the workbook changes. */
  let ours: FormulaCell[] | undefined;
  let functions: KnownFunctions | undefined;
  let latest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function follow(): Promise<void> {
    const mine = ++latest;
    const overtaken = (): boolean => mine !== latest;
    try {
      const selection = await host.selection();
      if (overtaken()) return;
      store.set({ selection });
      const { tab, auditPart } = store.get();
      if (tab !== "audit" || auditPart !== "cell") return;
      store.set(({ followed }) => ({ followed: { ...followed, reading: true } }));
      const { result: before } = store.get().followed;
      const same =
        before !== null &&
        explained(before) &&
        before.cell.sheet === selection.sheet &&
        before.cell.address === selection.address;
      const catalogue = await learned();
      const { explain, knownFunctions, readingOf } = await parts.follower();
      functions ??= knownFunctions(catalogue);
      const result = await explain(host, selection, functions, same ? before : undefined);
      if (overtaken()) return;
      if (!explained(result)) ours ??= await host.findFormulas(callPattern(catalogue.map(({ id }) => id)));
      if (overtaken()) return;
      const calls = explained(result) ? result.calls.map((call) => readingOf(call, catalogue, result.formula)) : [];
      store.set({ followed: { result, calls, ours: ours ?? [], reading: false } });
    } catch (error) {
      if (overtaken()) return;
      store.set({ followed: NOT_FOLLOWED });
      notify("error", problem(error));
    }
  }

  return {
    follow,
    soon() {
      clearTimeout(timer);
      timer = setTimeout(() => void follow(), REST);
    },
    forget() {
      ours = undefined;
    },
  };
}
