// The presets: what each is for and whose view, its assumptions, and the button that loads it.
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Preset } from "../../data/presets";
import type { Actions } from "../actions";
import { numberText } from "../figure-text";
import type { State } from "../state";
import { texts } from "../texts";

const words = texts.scenarios;

export const scenariosView = ({ presets, work }: State, actions: Actions): TemplateResult => html`
  <h2>${words.title}</h2>
  <p class="quiet">${words.about}</p>
  <ul class="cards">
    ${presets.map((preset) => card(preset, work !== null, actions))}
  </ul>
`;

function card(preset: Preset, busy: boolean, actions: Actions): TemplateResult {
  const { name, kind, base, about, parameters, facts } = preset;
  const own = [...parameters.filter(({ from }) => from === name), ...facts];
  const shown = base === undefined ? [...parameters, ...facts] : own;
  return html`
    <li class="card">
      <div class="row spread">
        <h3>${name}</h3>
        <span class="tag">${words.kinds[kind]}</span>
      </div>
      ${base === undefined ? nothing : html`<p class="quiet">${words.base(base, own.length)}</p>`}
      <p>${about}</p>
      <details>
        <summary>${words.assumptions(shown.length)}</summary>
        <dl class="values">
          ${shown.map(
            ({ label, value, unit, status, source }) => html`
              <div>
                <dt>${label}</dt>
                <dd><strong>${numberText(value)}</strong> <span class="unit">${unit}</span></dd>
                <dd class="quiet small">${status}: ${source}</dd>
              </div>
            `,
          )}
        </dl>
      </details>
      <div class="row end">
        <fluent-button
          aria-label=${words.loadNamed(name)}
          ?disabled=${busy}
          @click=${() => void actions.loadPreset(name)}
          >${words.load}</fluent-button
        >
      </div>
    </li>
  `;
}
