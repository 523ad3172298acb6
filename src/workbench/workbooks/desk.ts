// What a user does with workbooks: keep, name, begin, open and choose them, and take one home as a file.
import type { Model } from "@odoo/o-spreadsheet";
import { catalogue } from "../../catalogue/catalogue";
import { breath } from "../../host/breath";
import { whenSpoken } from "../../languages/chosen";
import { workbenchTexts } from "../../languages/workbench";
import { fading } from "../../controls/fading";
import type { Notice } from "../../controls/progress";
import { saveFile } from "../../controls/save";
import { assistantsKnown, letAssistants } from "../assistants";
import { mustFit, Unreadable } from "../xlsx/archive";
import { exported, XLSX } from "../xlsx/export";
import { autosave } from "./autosave";
import { type DownloadKind, type MenuActions, type MenuState, renderMenu } from "./menu";
import { freeName, isOpenElsewhere, newEntry, openNext, type Session } from "./session";
import type { Entry } from "./shelf";

const words = workbenchTexts.workbooks;
const downloads = workbenchTexts.downloads;

export interface Desk {
  download(kind: DownloadKind): void;
  /** Says a sentence under the bar; but for a success it stays until it is closed. */
  say(kind: Notice["kind"], sentence: string): void;
}

const success = (text: string): Notice => ({ kind: "success", text });
const warning = (text: string): Notice => ({ kind: "warning", text });
const error = (text: string): Notice => ({ kind: "error", text });

/** Puts the workbook's part of the bar on the page, and keeps the workbook from now on. */
export function openDesk(places: Parameters<typeof renderMenu>[0], model: Model, session: Session): Desk {
  const { shelf, contents } = session;
  const draw = renderMenu(places);
  let state: MenuState = {
    name: session.entry.name,
    typed: null,
    kept: contents === undefined ? null : "saved",
    others: [],
    losses: contents?.losses ?? [],
    notice: noticeOf(session),
    lists: session.isOpened === true,
    removing: null,
    busy: false,
    assistants: assistantsKnown() ? false : null,
  };
  const set = (change: Partial<MenuState>): void => {
    const lists = change.notice === undefined && state.lists;
    state = { ...state, lists, ...change };
    draw(state, actions);
    leave(state.notice);
  };
  const leave = fading(
    () => places.notice,
    () => set({ notice: null }),
  );
  const actions: MenuActions = {
    type: (typed) => set({ typed }),
    rename: (name) => void rename(name),
    fresh: () => void leaveFor(null),
    open: (file) => void work(words.opening(file.name), () => open(file)),
    choose: (entry) => void choose(entry),
    remove: (entry) => void remove(entry),
    download: (kind) => void work(downloads.running(0), () => download(kind)),
    listed: () => void list(),
    dismiss: () => set({ notice: null }),
    letAssistants: (use) =>
      void work(workbenchTexts.assistants.title, async () => {
        set({ assistants: use });
        try {
          return success(await letAssistants(use));
        } catch (thrown) {
          set({ assistants: false });
          throw thrown;
        }
      }),
  };
  whenSpoken(() => set({}));
  const saving = autosave(model, session, (kept, alarming) => {
    set({ kept });
    if (alarming) set({ notice: error(words[kept]) });
  });

  async function list(): Promise<void> {
    const entries = (await shelf?.list()) ?? [];
    set({ others: entries.filter(({ id }) => id !== saving.entry.id), removing: null });
  }

  async function rename(typed: string): Promise<void> {
    const name = typed.trim();
    if (name !== "" && name !== saving.entry.name) {
      await list();
      await saving.rename(freeName(name, state.others));
    }
    // What has been typed since then stays.
    set({ name: saving.entry.name, typed: state.typed === typed ? null : state.typed });
  }

  /** Another workbook takes this one's place; this one is kept first. */
  async function leaveFor(id: string | null, word?: string): Promise<void> {
    if (!(await saving.now()) && !confirm(words.asks)) return;
    openNext(id, word);
    location.reload();
  }

  async function choose(entry: Entry): Promise<void> {
    if (await isOpenElsewhere(entry.id)) set({ notice: warning(words.inUse(entry.name)) });
    else await leaveFor(entry.id);
  }

  async function remove(entry: Entry): Promise<void> {
    if (state.removing !== entry.id) return set({ removing: entry.id });
    if (await isOpenElsewhere(entry.id)) set({ notice: warning(words.inUse(entry.name)), removing: null });
    else await shelf?.remove(entry.id);
    await list();
    // What did not fit may fit now.
    await saving.now();
  }

  /** One piece of work at a time, told while it runs; what went wrong is a sentence. */
  async function work(running: string, body: () => Promise<Notice | null>): Promise<void> {
    if (state.busy) return;
    set({ busy: true, notice: warning(running) });
    try {
      set({ notice: await body() });
    } catch (thrown) {
      set({ notice: error(thrown instanceof Error ? thrown.message : String(thrown)) });
    } finally {
      set({ busy: false });
    }
  }

  async function open(file: File): Promise<Notice> {
    if (shelf === null) throw new Unreadable(words.needsStorage);
    mustFit(file.size);
    const bytes = new Uint8Array(await file.arrayBuffer());
    await breath();
    const { imported } = await import(/* webpackChunkName: "xlsx" */ "../xlsx/import");
    const contents = imported(
      bytes,
      catalogue.map(({ id }) => id),
    );
    const entry = newEntry(freeName(file.name.replace(/\.xls[xm]$/i, ""), await shelf.list()));
    await shelf.keep(entry, contents);
    const word = words.opened(file.name);
    await leaveFor(entry.id, word);
    return success(word);
  }

  async function download(kind: DownloadKind): Promise<Notice> {
    const onProgress = (share: number) => set({ notice: warning(downloads.running(share)) });
    const file = `${saving.entry.name.replace(/[\\/:*?"<>|]/g, " ").trim()}.xlsx`;
    if (kind === "ours") {
      saveFile(file, await exported(model), XLSX);
      return success(downloads.done(file));
    }
    const { ordinary } = await import(/* webpackChunkName: "auditing" */ "./ordinary");
    const copy = await ordinary(model, { onProgress });
    saveFile(file, await exported(copy.model), XLSX);
    return copy.left === 0 ? success(downloads.done(file)) : warning(downloads.left(copy.left, file));
  }

  draw(state, actions);
  leave(state.notice);
  return { download: actions.download, say: (kind, text) => set({ notice: { kind, text } }) };
}

/** What a session begins with: a file that is all there is a success. */
function noticeOf({ notice, isOpened, contents }: Session): Notice | null {
  if (notice === null) return null;
  return isOpened === true && (contents?.losses ?? []).length === 0 ? success(notice) : warning(notice);
}
