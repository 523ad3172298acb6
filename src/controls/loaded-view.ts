// What earlier loads left in the workbook: intact, edited or partial, and what can be done about it.
import { html, nothing, type TemplateResult } from "lit/html.js";
import { texts } from "../languages";
import type { LoadedSheet, Overwritten } from "../sheets/loaded-sheets";
import type { Going } from "./cell-link";
import type { View } from "./view";

const words = texts.loaded;

interface Actions extends Going {
  keep(sheet: string): void;
  loadCopy(loaded: LoadedSheet): Promise<void>;
  overwrite(loaded: LoadedSheet): Promise<void>;
  goBack(one: Overwritten): Promise<void>;
}

interface State {
  readonly loadedSheets: readonly LoadedSheet[];
  /** Sheets that the person keeps as they are. */
  readonly kept: readonly string[];
  readonly work: object | null;
}

export const loadedView = (state: State, actions: Actions): View =>
  state.loadedSheets.length === 0
    ? nothing
    : html`
        <section aria-labelledby="loaded">
          <h3 id="loaded">${words.title}</h3>
          <ul class="plain lines">
            ${state.loadedSheets.map((loaded) => lineOf(loaded, state, actions))}
          </ul>
        </section>
      `;

function lineOf(loaded: LoadedSheet, { kept, work }: State, actions: Actions): TemplateResult {
  const { sheet, range, version } = loaded.manifest;
  const { condition, age, overwritten } = loaded;
  const open = (condition.kind !== "intact" && !kept.includes(sheet)) || age === "older";
  const button = (text: string, label: string, act: () => unknown): TemplateResult => html`
    <fluent-button size="small" aria-label=${label} ?disabled=${work !== null} @click=${act}>${text}</fluent-button>
  `;
  return html`
    <li>
      <div class="row spread">
        <button type="button" class="link" @click=${() => void actions.goTo({ sheet, address: range })}>
          ${sheet}
        </button>
        <span class="small">${conditionText(loaded)}</span>
      </div>
      ${age === "same" ? nothing : html`<p class="small quiet">${ageText(age, version)}</p>`}
      ${
        overwritten.length === 0
          ? nothing
          : html`<ul class="plain nested">
              ${overwritten.map((one) => overwrittenLine(one, work !== null, actions))}
            </ul>`
      }
      ${
        open
          ? html`<div class="row wrap">
              ${
                condition.kind === "intact"
                  ? button(words.refresh, words.refreshNamed(sheet), () => void actions.overwrite(loaded))
                  : html`
                      ${button(words.keep, words.keepNamed(sheet), () => actions.keep(sheet))}
                      ${button(words.copy, words.copyNamed(sheet), () => void actions.loadCopy(loaded))}
                      ${button(words.overwrite, words.overwriteNamed(sheet), () => void actions.overwrite(loaded))}
                    `
              }
            </div>`
          : nothing
      }
    </li>
  `;
}

/** An assumption of someone's own: what it is, what it was, and the way back. */
const overwrittenLine = (one: Overwritten, busy: boolean, actions: Actions): TemplateResult => html`
  <li>
    <div class="row spread">
      <button type="button" class="link" @click=${() => void actions.goTo({ sheet: one.sheet, address: one.address })}>
        ${one.label}
      </button>
      <span class="number">${one.now}</span>
    </div>
    <p class="small quiet">${one.says}</p>
    <fluent-button
      size="small"
      aria-label=${texts.own.backNamed(one.label, one.wasText)}
      ?disabled=${busy}
      @click=${() => void actions.goBack(one)}
      >${texts.own.back(one.wasText)}</fluent-button
    >
  </li>
`;

const ageText = (age: LoadedSheet["age"], version: string): string =>
  age === "older" ? words.older(version) : words.newerVersion(version);

function conditionText({ condition }: LoadedSheet): string {
  switch (condition.kind) {
    case "intact":
      return words.intact;
    case "edited":
      return words.edited(condition.cells);
    case "partial":
      return words.partial(condition.rows, condition.of);
    case "unreadable":
      return words.unreadable;
  }
}
