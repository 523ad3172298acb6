// A copy of a scenario as a form: what it comes to stands above, and follows every move of a slider.
import "@fluentui/web-components/button.js";
import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { inWords } from "../languages/phrases";
import { pictureTexts } from "../languages/pictures";
import type { Key } from "../model/keys";
import { namesOf } from "../model/records";
import { type Draft, type Field, type FieldGroup, fieldsOf, groupOf } from "../pictures/draft";
import type { Outlook } from "../pictures/outlook";
import type { At } from "./field";
import { outlookView } from "./scenario-card";
import type { View } from "./view";

export { changed, draftOf, presetOf, typed } from "../pictures/draft";
export { outlookOf } from "../pictures/outlook";

const words = pictureTexts.draft;

export interface Editing {
  readonly draft: Draft;
  /** What the original comes to, and the copy as far as that is known. */
  readonly before: Outlook;
  readonly outlook: Outlook;
  /** The field that somebody is typing in, as it was typed, and why it is no value. */
  readonly typing: { readonly key: Key; readonly text: string; readonly problem: string | null } | null;
}

/** With what draws it, which is fetched with it. */
export interface OpenEditor extends Editing {
  readonly view: typeof editorView;
}

export interface EditorActions {
  moveField(key: Key, value: number): void;
  typeField(key: Key, text: string): void;
  leaveField(): void;
  nameDraft(name: string): void;
  resetDraft(): void;
  closeDraft(): void;
  loadDraft(): Promise<void>;
  saveDraft(): Promise<void>;
}

export function editorView(editing: Editing, busy: boolean, actions: EditorActions): TemplateResult {
  const { draft, before, outlook } = editing;
  const fields = fieldsOf(draft);
  const unchanged = namesOf(draft.values).length === 0;
  const group = (name: FieldGroup): TemplateResult[] =>
    fields.filter(({ key }) => groupOf(key) === name).map((field) => fieldView(field, editing, actions));
  return html`
    <div class="row spread">
      <h2>${words.title(draft.of.name)}</h2>
      <button type="button" class="link" @click=${actions.closeDraft}>${words.close}</button>
    </div>
    <div class="pinned" role="status" aria-label=${words.results}>
      ${outlookView(outlook, unchanged ? undefined : before)}
      ${outlook.refused === null ? nothing : html`<p class="problem">${words.refused(inWords(outlook.refused))}</p>`}
    </div>
    <p class="quiet">${words.hint}</p>
    <div class="sliders" role="group" aria-label=${words.groups.main}>${group("main")}</div>
    ${footView(draft, busy, unchanged, actions)}
    ${(["others", "terms"] as const).map(
      (name) => html`
        <details>
          <summary>${words.groups[name]}</summary>
          <div class="sliders">${group(name)}</div>
        </details>
      `,
    )}
  `;
}

const footView = ({ name }: Draft, busy: boolean, unchanged: boolean, actions: EditorActions): TemplateResult => html`
  <div class="keep">
    <label class="field">
      <span>${words.name}</span>
      <input
        type="text"
        autocomplete="off"
        spellcheck="false"
        .value=${live(name)}
        @input=${({ currentTarget }: At<HTMLInputElement>) => actions.nameDraft(currentTarget.value)}
      />
    </label>
    <div class="row wrap end">
      ${
        unchanged
          ? nothing
          : html`<fluent-button appearance="subtle" ?disabled=${busy} @click=${actions.resetDraft}
              >${words.reset}</fluent-button
            >`
      }
      <fluent-button ?disabled=${busy} @click=${() => void actions.saveDraft()}>${words.save}</fluent-button>
      <fluent-button appearance="primary" ?disabled=${busy} @click=${() => void actions.loadDraft()}
        >${words.load}</fluent-button
      >
    </div>
  </div>
`;

function fieldView(field: Field, { typing }: Editing, actions: EditorActions): TemplateResult {
  const { key, label, unit, value, text, changed, limits, slide, choices } = field;
  if (choices !== undefined) return choiceView(field, choices, actions);
  const own = typing?.key === key ? typing : null;
  const problem = own?.problem ?? null;
  return html`
    <div class="slider">
      <label for=${`draft-${key}`} class=${changed ? "lead" : ""}>${label}</label>
      <span class="row">
        <input
          type="text"
          id=${`draft-${key}`}
          autocomplete="off"
          aria-describedby=${`draft-${key}-limits`}
          aria-invalid=${problem !== null}
          .value=${live(own?.text ?? text)}
          @input=${({ currentTarget }: At<HTMLInputElement>) => actions.typeField(key, currentTarget.value)}
          @blur=${actions.leaveField}
        />
        <span class="unit">${unit}</span>
      </span>
      <input
        type="range"
        aria-label=${words.slider(label)}
        aria-valuetext=${`${text} ${unit}`}
        min=${slide.low}
        max=${slide.high}
        step=${slide.step}
        .value=${live(String(value))}
        @input=${({ currentTarget }: At<HTMLInputElement>) => actions.moveField(key, currentTarget.valueAsNumber)}
      />
      <p class="quiet small" id=${`draft-${key}-limits`}>${limits}</p>
      ${problemView(problem)}
    </div>
  `;
}

const problemView = (problem: string | null): View =>
  problem === null ? nothing : html`<p class="problem small" role="alert">${problem}</p>`;

const choiceView = (
  { key, label, value }: Field,
  choices: readonly string[],
  actions: EditorActions,
): TemplateResult => html`
  <label class="field">
    <span>${label}</span>
    <select
      @change=${({ currentTarget }: At<HTMLSelectElement>) => actions.moveField(key, currentTarget.selectedIndex)}
    >
      ${choices.map((choice, code) => html`<option .selected=${live(code === value)}>${choice}</option>`)}
    </select>
  </label>
`;
