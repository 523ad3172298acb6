// What the tab of the audit does with one cell: follows it, writes it out, recalculates it and types it again.
import { callPattern } from "../../catalogue/calls";
import { explained, type KnownFunctions } from "../../explain/explanation";
import { spoken } from "../../host/a1";
import { HostError, type FormulaCell } from "../../host/host";
import { texts } from "../../languages";
import { prefixed } from "../../sheets/prefix";
import * as parts from "../parts";
import { problem, type Workshop } from "../workshop";
import { NOT_FOLLOWED } from "./state";
import type { WorkbookActions } from "./workbook-actions";

/** The selection moves on quickly under the arrow keys. */
const REST = 80;

export interface AuditActions extends WorkbookActions {
  /** Explains the selected cell while the audit is in sight; a later call overtakes an earlier one. */
  follow(): Promise<void>;
  expand(): Promise<void>;
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
  const whole =
    <G extends unknown[]>(action: (made: WorkbookActions) => (...given: G) => Promise<void> | void) =>
    (...given: G): Promise<void> =>
      workshop.beside(async () => {
        const [{ createWorkbookActions }] = await Promise.all([parts.workbook(), workshop.catalogue()]);
        made ??= createWorkbookActions(workshop);
        await action(made)(...given);
      });
  return {
    auditWorkbook: whole(({ auditWorkbook }) => auditWorkbook),
    filterAudit: whole(({ filterAudit }) => filterAudit),
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
        await host.write(result.anchor, [[{ formula: prefixed(bare) }]]);
        await follow();
        return null;
      }),
    writeAssumptions: (formula) =>
      work(texts.audit.writingAssumptions, async () => {
        const { result } = store.get().followed;
        if (result === null || !explained(result)) return null;
        await host.write(result.anchor, [[{ formula }]]);
        await follow();
        return texts.audit.assumptionsWritten(spoken(result.anchor));
      }),
    selectionMoved: soon,
    workbookChanged: () => {
      forget();
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
      if (store.get().tab !== "audit") return;
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
