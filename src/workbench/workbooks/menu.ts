// The part of the page's bar that is about the workbook: its name and how it is kept, the other workbooks, and the download.
import { html, nothing, render } from "lit";
import { live } from "lit/directives/live.js";
import { workbenchTexts } from "../../languages/workbench";
import type { Notice } from "../../controls/progress";
import type { Kept } from "./autosave";
import type { Entry } from "./shelf";

const words = workbenchTexts.workbooks;
const downloads = workbenchTexts.downloads;
const agents = workbenchTexts.assistants;

/** With our functions, or in ordinary formulas. */
export type DownloadKind = "ours" | "ordinary";

export interface MenuState {
  readonly name: string;
  /** A name that is being typed: no redraw may take it away. */
  readonly typed: string | null;
  readonly kept: Kept | null;
  readonly others: readonly Entry[];
  /** What the file held that the workbook does not. */
  readonly losses: readonly string[];
  readonly notice: Notice | null;
  /** The notice lists the losses. */
  readonly lists: boolean;
  /** The workbook that a second click removes. */
  readonly removing: string | null;
  /** Something is under way: nothing else begins. */
  readonly busy: boolean;
  /** Assistants of the browser may use our functions; null where the browser has no place for them. */
  readonly assistants: boolean | null;
}

export interface MenuActions {
  type(name: string): void;
  rename(name: string): void;
  fresh(): void;
  open(file: File): void;
  choose(entry: Entry): void;
  remove(entry: Entry): void;
  download(kind: DownloadKind): void;
  listed(): void;
  dismiss(): void;
  letAssistants(use: boolean): void;
}

export function renderMenu(places: { readonly bar: HTMLElement; readonly notice: HTMLElement }) {
  return (state: MenuState, actions: MenuActions): void => {
    render(barView(state, actions), places.bar);
    render(noticeView(state, actions), places.notice);
  };
}

const keptAs = ({ kept }: MenuState): string => (kept === null ? "" : words[kept]);

const barView = (state: MenuState, actions: MenuActions) => html`
  <button type="button" id="workbooks" popovertarget="workbooks-menu" ?disabled=${state.busy} title=${words.menu}>
    <span class="name">${state.name}</span><span aria-hidden="true">▾</span>
  </button>
  <span class="kept" role="status" title=${keptAs(state)}>${keptAs(state)}</span>
  <div id="workbooks-menu" popover @toggle=${(event: ToggleEvent) => event.newState === "open" && actions.listed()}>
    ${menuView(state, actions)}
  </div>
  <div id="download-menu" popover>${downloadView(state, actions)}</div>
`;

const menuView = ({ name, typed, others, losses, removing, assistants, busy }: MenuState, actions: MenuActions) => html`
  <label>
    ${words.name}
    <input
      type="text"
      maxlength="100"
      .value=${live(typed ?? name)}
      @input=${(event: Event) => event.target instanceof HTMLInputElement && actions.type(event.target.value)}
      @change=${(event: Event) => event.target instanceof HTMLInputElement && actions.rename(event.target.value)}
    />
  </label>
  <button type="button" @click=${actions.fresh}>${words.fresh}</button>
  <label class="file">
    ${words.open}
    <input
      type="file"
      accept=".xlsx,.xlsm"
      @change=${({ target }: Event) => {
        if (!(target instanceof HTMLInputElement)) return;
        const [file] = target.files ?? [];
        if (file !== undefined) actions.open(file);
        target.value = "";
      }}
    />
  </label>
  ${
    losses.length === 0
      ? nothing
      : html`<h2>${words.lost}</h2>
          ${lossesView(losses)}`
  }
  <h2>${words.recent}</h2>
  ${
    others.length === 0
      ? html`<p>${words.none}</p>`
      : html`<ul class="others">
          ${others.map(
            (entry) =>
              html`<li>
                <button type="button" class="other" @click=${() => actions.choose(entry)}>
                  <span>${entry.name}</span><small>${words.changed(when(entry.changed))}</small>
                </button>
                <button
                  type="button"
                  class="remove"
                  aria-label=${removing === entry.id ? nothing : words.remove(entry.name)}
                  @click=${() => actions.remove(entry)}
                >
                  ${removing === entry.id ? words.removeForGood : words.removeShort}
                </button>
              </li>`,
          )}
        </ul>`
  }
  <h2>${agents.title}</h2>
  ${
    assistants === null
      ? html`<p>${agents.none}</p>`
      : html`<label class="switch">
            <input
              type="checkbox"
              aria-describedby="assistants-about"
              ?disabled=${busy}
              .checked=${live(assistants)}
              @change=${({ target }: Event) =>
                target instanceof HTMLInputElement && actions.letAssistants(target.checked)}
            />
            ${agents.allow}
          </label>
          <p id="assistants-about">${agents.about}</p>`
  }
`;

const lossesView = (losses: readonly string[]) =>
  html`<ul class="losses">
    ${losses.map((sentence) => html`<li>${sentence}</li>`)}
  </ul>`;

const downloadView = ({ busy }: MenuState, actions: MenuActions) =>
  (["ours", "ordinary"] as const).map(
    (kind) =>
      html`<button type="button" class="choice" ?disabled=${busy} @click=${() => actions.download(kind)}>
        <span>${downloads[kind]}</span><small>${downloads[`${kind}About`]}</small>
      </button>`,
  );

const noticeView = ({ notice, lists, losses }: MenuState, actions: MenuActions) =>
  notice === null
    ? nothing
    : html`<div>
          <p>${notice.text}</p>
          ${
            !lists || losses.length === 0
              ? nothing
              : html`<p>${words.lost}:</p>
                  ${lossesView(losses)}`
          }
        </div>
        <button type="button" aria-label=${words.close} @click=${actions.dismiss}>✕</button>`;

const when = (time: number): string =>
  new Date(time).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
