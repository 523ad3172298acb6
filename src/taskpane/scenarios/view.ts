// The presets: what each is for and whose view, its assumptions, and the button that loads it.
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Preset } from "../../data/presets";
import type { Actions } from "../actions";
import { namesOf } from "../../model/records";
import type { State } from "../state";
import { inWords, texts } from "../../languages";
import { type At, select } from "../../controls/field";
import type { View } from "../../controls/view";
import { undoHint } from "../undo-hint";
import { buttonsOf, headlineView, ownView, valuesOf } from "./own-view";

const words = texts.scenarios;

const METRICS = namesOf(texts.metrics);

export const scenariosView = (state: State, actions: Actions): TemplateResult => html`
  <h2>${words.title}</h2>
  <p class="quiet">${words.about}${undoHint(state)}</p>
  ${ownView(state, actions)} ${fileChoice(state, actions)}
  <h3>${words.presets}</h3>
  <ul class="cards">
    ${state.presets.map((preset) => card(preset, state, actions))}
  </ul>
  ${comparisonChoice(state, actions)}
`;

/** The browser's own choice of a file, behind a button that looks like the others. */
const fileChoice = ({ work }: State, actions: Actions): TemplateResult => html`
  <div class="row">
    <input
      type="file"
      accept=".json,application/json"
      hidden
      @change=${({ currentTarget: input }: At<HTMLInputElement>) => {
        const file = input.files?.[0];
        input.value = "";
        if (file !== undefined) void actions.importScenario(file);
      }}
    />
    <fluent-button
      size="small"
      ?disabled=${work !== null}
      @click=${({ currentTarget }: At<HTMLElement>) => currentTarget.parentElement?.querySelector("input")?.click()}
      >${texts.files.import}</fluent-button
    >
  </div>
`;

const comparisonChoice = ({ compared: [first, ...others], metric, work }: State, actions: Actions): View =>
  first === undefined
    ? nothing
    : html`
        <div class="bottom">
          ${
            others.length === 0
              ? html`<p class="quiet">${texts.comparison.second(first)}</p>`
              : html`
                  ${select(texts.comparison.metric, metric, METRICS, texts.metrics, actions.chooseMetric)}
                  <fluent-button
                    appearance="primary"
                    class="wide"
                    ?disabled=${work !== null}
                    @click=${() => void actions.loadComparison()}
                  >
                    ${texts.comparison.compare(1 + others.length)}
                  </fluent-button>
                `
          }
        </div>
      `;

function card(preset: Preset, state: State, actions: Actions): TemplateResult {
  const { name, kind, base, about, parameters, facts } = preset;
  const own = [...parameters.filter(({ from }) => from === name), ...facts];
  return html`
    <li class="card">
      <div class="row spread">
        <h3>${name}</h3>
        <span class="tag">${words.kinds[kind]}</span>
      </div>
      ${base === undefined ? nothing : html`<p class="quiet">${words.base(base, own.length)}</p>`}
      <p>${inWords(about)}</p>
      ${headlineView(name, state)} ${valuesOf(base === undefined ? [...parameters, ...facts] : own)}
      ${buttonsOf(name, kind === "cash", state, actions)}
    </li>
  `;
}
