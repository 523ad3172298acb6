// A function as a form: a field for each argument, and what they give, before anything stands in a cell.
import "@fluentui/web-components/button.js";
import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { ref } from "lit/directives/ref.js";
import type { FormField } from "../explain/call-form";
import { inWords, texts } from "../languages";
import { answerTexts } from "../languages/answers";
import type { Form, FormAnswer } from "../review/filling";
import { type At, heirOfFocus } from "./field";
import { pickIcon } from "./icons";
import { stepView, unit } from "./step-view";
import type { View } from "./view";

const words = answerTexts.form;

/** The cell that takes the formula, as people say it; null where none is selected. */
export interface FormPlace {
  readonly cell: string | null;
  readonly busy: boolean;
}

export interface FormActions {
  closeForm(): void;
  enter(name: string, text: string): Promise<void>;
  pick(name: string): Promise<void>;
  fillIn(formula: string): Promise<void>;
  insertForm(): Promise<void>;
  insert(formula: string): Promise<void>;
  copy(formula: string): Promise<void>;
}

export function formView(form: Form, place: FormPlace, actions: FormActions): TemplateResult {
  const closed = place.busy || place.cell === null || form.answer === null;
  return html`
    <button type="button" class="link back" @click=${() => actions.closeForm()}>‹ ${words.all}</button>
    <h2 tabindex="-1" ${ref(heirOfFocus)}><code>${form.id}</code></h2>
    <p class="quiet">${inWords(form.description)}</p>
    <div class="arguments" role="group" aria-label=${texts.functions.parameters}>
      ${form.fields.map((field) => fieldView(field, form.entries[field.name] ?? "", actions))}
    </div>
    <code class="block formula">${form.formula}</code>
    ${form.answer === null ? nothing : answerView(form.answer)}
    <section>
      <h3>${texts.functions.returns}</h3>
      <p class="quiet">${inWords(form.returns)}</p>
      <h3>${texts.functions.examples}</h3>
      <ul class="plain">
        ${form.examples.map(([formula, answer]) => exampleView(formula, answer, form.id, place, actions))}
      </ul>
    </section>
    <div class="bottom">
      <div class="row wrap">
        <p class="answer" role="status">${form.answer?.said ?? ""}</p>
        <fluent-button
          appearance="primary"
          ?disabled=${closed}
          aria-disabled=${String(closed)}
          @click=${() => void actions.insertForm()}
          >${place.cell === null ? texts.functions.insert : texts.functions.insertAt(place.cell)}</fluent-button
        >
        <fluent-button appearance="subtle" @click=${() => void actions.copy(form.formula)}
          >${texts.functions.copy}</fluent-button
        >
      </div>
    </div>
  `;
}

function fieldView(field: FormField, entry: string, actions: FormActions): TemplateResult {
  const { name, label, about, standard, choices, problem } = field;
  const id = `argument-${name.replaceAll(" ", "-")}`;
  const titled = label === "" ? name : label;
  return html`
    <div class="argument">
      <label for=${id}>
        <span class="label">${titled}</span
        >${titled === name ? nothing : html` <code class="quiet">${name}</code>`}${unit(field.unit)}
      </label>
      <div class="row entry">
        <input
          type="text"
          id=${id}
          autocomplete="off"
          spellcheck="false"
          placeholder=${standard}
          list=${choices.length === 0 ? nothing : `${id}-choices`}
          aria-describedby=${problem === "" ? `${id}-about` : `${id}-problem ${id}-about`}
          aria-invalid=${problem === "" ? nothing : "true"}
          .value=${live(entry)}
          @input=${({ currentTarget }: At<HTMLInputElement>) => void actions.enter(name, currentTarget.value)}
        />
        <button
          type="button"
          class="at-hand"
          title=${words.pick}
          aria-label=${words.pickNamed(label === "" ? name : label)}
          @click=${() => void actions.pick(name)}
        >
          ${pickIcon()}
        </button>
      </div>
      ${
        choices.length === 0
          ? nothing
          : html`<datalist id=${`${id}-choices`}>
              ${choices.map((choice) => html`<option value=${choice}></option>`)}
            </datalist>`
      }
      <p class="problem" role="alert" id=${`${id}-problem`} ?hidden=${problem === ""}>${problem}</p>
      <p class="quiet small" id=${`${id}-about`}>${inWords(about)}</p>
    </div>
  `;
}

const answerView = ({ exact, sentence, notes, steps, rows, size }: FormAnswer): TemplateResult => html`
  <section class="given">
    <h3>${words.answer}</h3>
    ${exact === "" ? nothing : html`<p>${exact}</p>`}
    ${sentence === "" ? nothing : html`<p class="problem">${sentence}</p>`}
    ${notes.map((note) => html`<p class="note">${note}</p>`)} ${rowsView(rows, size)}
    ${
      steps.length === 0
        ? nothing
        : html`
            <details>
              <summary>${texts.audit.steps}</summary>
              <ol class="plain steps">
                ${steps.map(stepView)}
              </ol>
            </details>
          `
    }
  </section>
`;

const rowsView = (rows: FormAnswer["rows"], [all, across]: FormAnswer["size"]): View =>
  rows.length === 0
    ? nothing
    : html`
        <p class="quiet small">${texts.data.size(all, across)}</p>
        <div class="scroll" tabindex="0" role="region" aria-label=${words.answer}>
          <table>
            ${rows.map(
              (row) =>
                html`<tr>
                  ${row.map((cell) => html`<td class=${/^[−-]?[\d.]/.test(cell) ? "number" : ""}>${cell}</td>`)}
                </tr>`,
            )}
          </table>
        </div>
        ${all > rows.length ? html`<p class="quiet small">${texts.data.more(all - rows.length)}</p>` : nothing}
      `;

const exampleView = (
  formula: string,
  answer: string,
  id: string,
  place: FormPlace,
  actions: FormActions,
): TemplateResult => html`
  <li class="example">
    <code class="block">${formula} <span class="quiet">→ ${answer}</span></code>
    <div class="row wrap">
      ${
        formula.startsWith(`=${id}(`)
          ? html`<fluent-button
              size="small"
              aria-label=${words.fillInNamed(formula)}
              @click=${() => void actions.fillIn(formula)}
              >${words.fillIn}</fluent-button
            >`
          : html`<fluent-button
              size="small"
              aria-label=${texts.functions.insertNamed(formula, place.cell ?? "")}
              ?disabled=${place.busy || place.cell === null}
              @click=${() => void actions.insert(formula)}
              >${texts.functions.insert}</fluent-button
            >`
      }
      <fluent-button
        size="small"
        appearance="subtle"
        aria-label=${texts.functions.copyNamed(formula)}
        @click=${() => void actions.copy(formula)}
        >${texts.functions.copy}</fluent-button
      >
    </div>
  </li>
`;
