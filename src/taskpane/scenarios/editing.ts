// What the tab does with a copy of a scenario: changes it, says what it comes to, loads it or saves it under a name.
import type { Editing, EditorActions } from "../../controls/scenario-editor";
import type { Preset } from "../../data/presets";
import { legalName } from "../../host/defined-names";
import { texts } from "../../languages";
import type { Draft } from "../../pictures/draft";
import * as parts from "../parts";
import type { Workshop } from "../workshop";

export interface EditingActions extends EditorActions {
  editCopy(name: string): Promise<void>;
}

export function createEditing(
  { store, host, stamp, work, beside, load }: Workshop,
  presetNamed: (name: string) => Preset,
  readOwn: () => Promise<void>,
): EditingActions {
  /** Moves of a slider come many in a frame: what the copy comes to is computed once in one. */
  let asked = false;
  const show = (change: Partial<Editing>): void =>
    store.set(({ editing }) => ({ editing: editing && { ...editing, ...change } }));
  const follow = (draft: Draft): void => {
    show({ draft });
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      void beside(async () => {
        const { outlookOf, presetOf } = await parts.editing();
        const { editing } = store.get();
        if (editing !== null) show({ outlook: outlookOf(presetOf(editing.draft)) });
      });
    });
  };
  const changing = (change: (part: Awaited<ReturnType<typeof parts.editing>>, draft: Draft) => void): void =>
    void beside(async () => {
      const part = await parts.editing();
      const { editing } = store.get();
      if (editing !== null) change(part, editing.draft);
    });

  async function preset(): Promise<Preset | null> {
    const { editing } = store.get();
    if (editing === null) return null;
    const { presetOf } = await parts.editing();
    const name = editing.draft.name.trim();
    (await parts.scenarioSheets()).mustBeFit(name);
    return presetOf({ ...editing.draft, name });
  }

  return {
    editCopy: (name) =>
      work(texts.scenarios.opening, async () => {
        const { draftOf, outlookOf, editorView: view } = await parts.editing();
        const of = presetNamed(name);
        const outlook = outlookOf(of);
        store.set({
          editing: { draft: draftOf(of, legalName(`My ${name}`)), before: outlook, outlook, typing: null, view },
        });
        return null;
      }),
    moveField: (key, value) =>
      changing(({ changed }, draft) => {
        show({ typing: null });
        follow(changed(draft, key, value));
      }),
    typeField: (key, text) =>
      changing(({ changed, typed }, draft) => {
        const read = typed(key, text);
        show({ typing: { key, text, problem: "problem" in read ? read.problem : null } });
        if ("value" in read) follow(changed(draft, key, read.value));
      }),
    leaveField: () => show({ typing: null }),
    nameDraft: (name) => changing((_, draft) => show({ draft: { ...draft, name } })),
    resetDraft: () => changing((_, draft) => follow({ ...draft, values: {} })),
    closeDraft: () => store.set({ editing: null }),
    loadDraft: () =>
      work(texts.scenarios.loadingCopy, async (progress) => {
        const copy = await preset();
        if (copy === null) return null;
        const { scenarioSheets } = await parts.scenarioSheets();
        const sheets = scenarioSheets(copy, stamp(), { imported: copy.name });
        return load(sheets.names, sheets.plans, progress);
      }),
    saveDraft: () =>
      work(texts.own.saving, async (progress) => {
        const copy = await preset();
        if (copy === null) return null;
        const { namedSheet, mustBeFree } = await parts.scenarioSheets();
        await mustBeFree(host, copy.name);
        const said = await load(
          [copy.name],
          ([name = copy.name]) => [namedSheet(copy, name, stamp(), copy.name)],
          progress,
        );
        await readOwn();
        store.set({ editing: null });
        return `${said} ${texts.own.named(copy.name)}`;
      }),
  };
}
