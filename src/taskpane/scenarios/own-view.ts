// The person's own scenarios, and what their cards have in common with those of presets: results, assumptions, buttons.
import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { spoken } from "../../host/a1";
import { texts } from "../../languages";
import type { OwnScenario } from "../../sheets/own-scenario";
import type { Actions } from "../actions";
import type { At } from "../../controls/field";
import { outlookView, scenarioCard } from "../../controls/scenario-card";
import type { State } from "../state";

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
  return scenarioCard({
    name,
    corner: preset === null ? nothing : compareBox(name, state, actions),
    lead: html`
      <div class="row spread">
        <button type="button" class="link cell" @click=${() => void actions.goTo(place)}>${spoken(place)}</button>
        ${forgetButton(name, state, actions)}
      </div>
      ${problem === null ? nothing : html`<p class="problem">${words.broken(problem)}</p>`}
    `,
    outlook: outlookView(state.outlooks[name]),
    more: preset === null ? nothing : moreOf(name, words.of(own.length, preset.base ?? ""), state, actions),
    assumptions: own,
    buttons: preset === null ? nothing : buttonsOf(name, true, state, actions),
  });
}

const forgetButton = (name: string, { work }: State, actions: Actions): TemplateResult =>
  subtle(words.remove, words.removeNamed(name), work !== null, () => void actions.forgetScenario(name));

export const compareBox = (name: string, { compared }: State, actions: Actions): TemplateResult => html`
  <label class="option small">
    <input
      type="checkbox"
      aria-label=${texts.comparison.chooseNamed(name)}
      .checked=${live(compared.includes(name))}
      @change=${({ currentTarget }: At<HTMLInputElement>) => actions.compare(name, currentTarget.checked)}
    />
    ${texts.comparison.choose}
  </label>
`;

/** What can be done with a scenario, whoever made it. */
export const buttonsOf = (name: string, cash: boolean, { work }: State, actions: Actions): TemplateResult => html`
  <div class="row end wrap buttons">
    ${
      cash
        ? html`
            ${subtle(texts.scenarios.pictures, texts.scenarios.picturesOf(name), work !== null, () => void actions.openPictures(name))}
            ${subtle(texts.scenarios.edit, texts.scenarios.editNamed(name), work !== null, () => void actions.editCopy(name))}
          `
        : nothing
    }
    <fluent-button
      size="small"
      aria-label=${texts.scenarios.loadNamed(name)}
      ?disabled=${work !== null}
      @click=${() => void actions.loadPreset(name)}
      >${texts.scenarios.load}</fluent-button
    >
  </div>
`;

/** What else is said of a scenario, and how it goes to others. */
export const moreOf = (
  name: string,
  about: string,
  { work, linkable }: State,
  actions: Actions,
): TemplateResult => html`
  <p class="quiet">${about}</p>
  <div class="row wrap">
    ${linkable ? subtle(words.link, words.linkNamed(name), work !== null, () => void actions.copyLink(name)) : nothing}
    ${subtle(texts.files.export, texts.files.exportNamed(name), work !== null, () => void actions.exportScenario(name))}
  </div>
`;

const subtle = (text: string, label: string, disabled: boolean, act: () => void): TemplateResult => html`
  <fluent-button appearance="subtle" size="small" aria-label=${label} ?disabled=${disabled} @click=${act}
    >${text}</fluent-button
  >
`;
