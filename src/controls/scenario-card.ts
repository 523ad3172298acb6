// The card of a scenario: what it comes to and its curve first, what it rests on behind a disclosure.
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Parameter, Preset } from "../data/presets";
import { numberText } from "../explain/figure-text";
import { inWords, texts } from "../languages";
import { isInDebt } from "../pictures/finding-scenarios";
import type { Outlook } from "../pictures/outlook";
import { headlineLines } from "../sheets/headline";
import type { Headline } from "../sheets/own-scenario";
import { curveView } from "./curve-view";
import type { View } from "./view";

export interface Card {
  readonly name: string;
  /** Beside the name. */
  readonly corner: View;
  /** In a line, what it is. */
  readonly lead: View;
  readonly outlook: View;
  /** What else is said of it, above its assumptions. */
  readonly more: View;
  readonly assumptions: readonly Parameter[];
  readonly buttons: View;
}

export const scenarioCard = ({ name, corner, lead, outlook, more, assumptions, buttons }: Card): TemplateResult => html`
  <li class="card">
    <div class="row spread">
      <h3>${name}</h3>
      ${corner}
    </div>
    ${lead}${outlook}
    <div class="foot">
      <details>
        <summary aria-label=${texts.scenarios.detailsOf(name)}>${texts.scenarios.details}</summary>
        ${more}${assumptions.length === 0 ? nothing : valuesOf(assumptions)}
      </details>
      ${buttons}
    </div>
  </li>
`;

/** What keeps the place of answers that are still to come, so that nothing moves under the pointer when they do. */
export const awaited = (preset: Preset): TemplateResult => {
  const typical = { irr: 0.1, npv: 1.11e9, payback: 999, ...(isInDebt(preset) && { equityIrr: 0.1 }) };
  return html`<div class="outlook awaited">${headlineView(typical)}<svg class="curve"></svg></div>`;
};

/** What a scenario comes to, as soon as that is known; what it came to before it was changed may stand beside. */
export const outlookView = (outlook: Outlook | undefined, before?: Outlook): View =>
  outlook === undefined
    ? nothing
    : html`
        <div class="outlook">
          ${headlineView(outlook, before)}
          ${outlook.cash === null ? nothing : curveView(outlook.cash, before?.cash ?? null)}
        </div>
      `;

function headlineView(outlook: Headline, before?: Headline): TemplateResult {
  const earlier = before === undefined ? [] : headlineLines(before);
  return html`
    <dl class="headline">
      ${headlineLines(outlook).map(([label, value]) => {
        const was = earlier.find(([other]) => other === label)?.[1];
        return html`
          <div>
            <dt class="quiet small">${label}</dt>
            <dd class="number">${value}</dd>
            ${was === undefined || was === value ? nothing : html`<dd class="quiet small">${texts.scenarios.was(was)}</dd>`}
          </div>
        `;
      })}
    </dl>
  `;
}

const valuesOf = (shown: readonly Parameter[]): TemplateResult => html`
  <h4>${texts.scenarios.assumptions(shown.length)}</h4>
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
`;
