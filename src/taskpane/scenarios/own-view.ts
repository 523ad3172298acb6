// The person's own scenarios, and what their cards have in common with those of presets: results, assumptions, buttons.
import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import type { Parameter } from "../../data/presets";
import { numberText } from "../../explain/figure-text";
import { spoken } from "../../host/a1";
import { inWords, texts } from "../../languages";
import { headlineLines } from "../../sheets/headline";
import type { OwnScenario } from "../../sheets/own-scenario";
import type { Actions } from "../actions";
import type { At } from "../../controls/field";
import type { State } from "../state";
import type { View } from "../../controls/view";

const words = texts.own;

export const ownView = (state: State, actions: Actions): TemplateResult => html`
  <section aria-labelledby="own">
    <h3 id="own">${words.title}</h3>
    <p class="quiet">${state.own.length === 0 ? words.none : words.about}</p>
    <form
      class="row save"
      @submit=${(event: Event) => {
        event.preventDefault();
        void actions.saveScenario();
      }}
    >
      <label class="field">
        <span class="hidden">${words.name}</span>
        <input
          type="text"
          autocomplete="off"
          spellcheck="false"
          placeholder=${words.placeholder}
          .value=${live(state.ownName)}
          @input=${({ currentTarget }: At<HTMLInputElement>) => actions.typeName(currentTarget.value)}
        />
      </label>
      <fluent-button ?disabled=${state.work !== null} @click=${() => void actions.saveScenario()}>
        ${words.save}
      </fluent-button>
    </form>
    ${
      state.own.length === 0
        ? nothing
        : html`<ul class="cards">
            ${state.own.map((own) => ownCard(own, state, actions))}
          </ul>`
    }
  </section>
`;

function ownCard({ name, place, preset, problem }: OwnScenario, state: State, actions: Actions): TemplateResult {
  const own = preset?.parameters.filter(({ from }) => from === name) ?? [];
  return html`
    <li class="card">
      <div class="row spread">
        <h3>${name}</h3>
        <span class="tag">${words.tag}</span>
      </div>
      <div class="row spread">
        <button type="button" class="link cell" @click=${() => void actions.goTo(place)}>${spoken(place)}</button>
        ${forgetButton(name, state, actions)}
      </div>
      ${problem === null ? nothing : html`<p class="problem">${words.broken(problem)}</p>`}
      ${preset === null ? nothing : html`<p class="quiet">${words.of(own.length, preset.base ?? "")}</p>`}
      ${headlineView(name, state)} ${own.length === 0 ? nothing : valuesOf(own)}
      ${preset === null ? nothing : buttonsOf(name, true, state, actions)}
    </li>
  `;
}

const forgetButton = (name: string, { work }: State, actions: Actions): TemplateResult =>
  subtle(words.remove, words.removeNamed(name), work !== null, () => void actions.forgetScenario(name));

/** What a scenario comes to, as soon as that is known. */
export function headlineView(name: string, { headlines }: State): View {
  const results = headlines[name];
  if (results === undefined) return nothing;
  return html`
    <dl class="headline">
      ${headlineLines(results).map(
        ([label, value]) => html`
          <div>
            <dt class="quiet small">${label}</dt>
            <dd class="number">${value}</dd>
          </div>
        `,
      )}
    </dl>
  `;
}

export const valuesOf = (shown: readonly Parameter[]): TemplateResult => html`
  <details>
    <summary>${texts.scenarios.assumptions(shown.length)}</summary>
    <dl class="values">
      ${shown.map(
        ({ label, value, unit, status, source }) => html`
          <div>
            <dt>${inWords(label)}</dt>
            <dd><strong>${numberText(value)}</strong> <span class="unit">${inWords(unit)}</span></dd>
            <dd class="quiet small">${inWords(status)}: ${inWords(source)}</dd>
          </div>
        `,
      )}
    </dl>
  </details>
`;

/** What can be done with a scenario, whoever made it. */
export const buttonsOf = (
  name: string,
  cash: boolean,
  { work, compared, linkable }: State,
  actions: Actions,
): TemplateResult => html`
  <div class="row end wrap buttons">
    ${
      cash
        ? html`<label class="option">
            <input
              type="checkbox"
              aria-label=${texts.comparison.chooseNamed(name)}
              .checked=${live(compared.includes(name))}
              @change=${({ currentTarget }: At<HTMLInputElement>) => actions.compare(name, currentTarget.checked)}
            />
            ${texts.comparison.choose}
          </label>`
        : nothing
    }
    ${linkable ? subtle(words.link, words.linkNamed(name), work !== null, () => void actions.copyLink(name)) : nothing}
    ${subtle(texts.files.export, texts.files.exportNamed(name), work !== null, () => void actions.exportScenario(name))}
    <fluent-button
      size="small"
      aria-label=${texts.scenarios.loadNamed(name)}
      ?disabled=${work !== null}
      @click=${() => void actions.loadPreset(name)}
      >${texts.scenarios.load}</fluent-button
    >
  </div>
`;

const subtle = (text: string, label: string, disabled: boolean, act: () => void): TemplateResult => html`
  <fluent-button appearance="subtle" size="small" aria-label=${label} ?disabled=${disabled} @click=${act}
    >${text}</fluent-button
  >
`;
