// The presets: what each is for and whose view, its assumptions, and the button that loads it.
import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { type Preset, summary } from "../../data/presets";
import type { Actions } from "../actions";
import { namesOf } from "../../model/records";
import type { State } from "../state";
import { inWords, texts } from "../../languages";
import { isFound, SIEVES } from "../../pictures/finding-scenarios";
import { type At, fileButton, select } from "../../controls/field";
import { awaited, outlookView, scenarioCard } from "../../controls/scenario-card";
import type { View } from "../../controls/view";
import { undoHint } from "../../controls/undo-bar";
import { buttonsOf, compareBox, moreOf, ownView } from "./own-view";

const words = texts.scenarios;

const METRICS = namesOf(texts.metrics);

export function scenariosView(state: State, actions: Actions): TemplateResult {
  const { presets, sought, sieve, outlooks, editing, viewing, own, work } = state;
  if (viewing !== null) {
    const ours = own.flatMap(({ name, preset }) => (preset === null ? [] : [name]));
    const cash = presets.flatMap(({ name, kind }) => (kind === "cash" ? [name] : []));
    return viewing.view(viewing, [...ours, ...cash], work !== null, actions);
  }
  if (editing !== null) return editing.view(editing, work !== null, actions);
  const found = presets.filter((preset) => isFound(preset, sought, sieve, outlooks[preset.name]));
  return html`
    <h2>${words.title}</h2>
    <p class="quiet">${words.about}${undoHint(state.clearsUndo)}</p>
    ${ownView(state, actions)}
    <div class="row">
      ${fileButton(texts.files.import, ".json,application/json", state.work !== null, actions.importScenario)}
    </div>
    <h3>${words.presets}</h3>
    <div class="pair">
      <label class="field">
        <span>${words.search}</span>
        <input
          type="search"
          .value=${live(state.sought)}
          @input=${({ currentTarget }: At<HTMLInputElement>) => actions.seek(currentTarget.value)}
        />
      </label>
      ${select(words.sieve, state.sieve, SIEVES, words.sieves, actions.sift)}
    </div>
    <p class="quiet small" role="status">${words.found(found.length, state.presets.length)}</p>
    <ul class="cards">
      ${repeat(
        found,
        ({ name }) => name,
        (preset) => card(preset, state, actions),
      )}
    </ul>
    ${comparisonChoice(state, actions)}
  `;
}

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
  const outlook = state.outlooks[name];
  const basis = base === undefined ? "" : words.base(base, own.length);
  return scenarioCard({
    name,
    corner: kind === "cash" ? compareBox(name, state, actions) : html`<span class="tag">${words.kinds[kind]}</span>`,
    lead: html`<p class="small brief">${summary({ about: inWords(about) })}</p>`,
    outlook: kind === "cash" && outlook === undefined ? awaited(preset) : outlookView(outlook),
    more: moreOf(name, `${inWords(about)}${basis}`, state, actions),
    assumptions: base === undefined ? [...parameters, ...facts] : own,
    buttons: buttonsOf(name, kind === "cash", state, actions),
  });
}
