// One step of a calculation, as the audit and the ledger show it.
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { StepLine } from "../explain/reading";
import { texts } from "../languages";
import type { View } from "./view";

const words = texts.audit;

export const unit = (text: string): View => (text === "" ? nothing : html` <span class="unit">${text}</span>`);

export function stepView(line: StepLine): TemplateResult {
  const depth = `--depth: ${line.depth}`;
  if (line.kind === "title") return html`<li class="title" style=${depth}>${line.name}</li>`;
  const { name, formula, inputs, value, source, note, failure, answers } = line;
  return html`
    <li class=${answers ? "answers" : ""} style=${depth}>
      <div class="row spread">
        <span>${name}${answers ? html` <span class="tag">${words.answer}</span>` : nothing}</span>
        ${
          line.count > 1
            ? html`<span class="unit">${words.values(line.count)}, ${line.unit}</span>`
            : html`<span class="number">${value}${unit(line.unit)}</span>`
        }
      </div>
      ${line.count > 1 ? html`<p class="series">${value}</p>` : nothing}
      ${formula === "" ? nothing : html`<code class="block">${formula}</code>`}
      ${inputs === "" ? nothing : html`<p class="small quiet">${words.where} ${inputs}</p>`}
      ${line.kind === "frozen" ? html`<p class="small quiet">${note === "" ? words.frozen : note}</p>` : nothing}
      ${source === "" ? nothing : html`<p class="small quiet">${words.source} ${source}</p>`}
      ${note === "" || line.kind === "frozen" ? nothing : html`<p class="small quiet">${note}</p>`}
      ${failure === "" ? nothing : html`<p class="problem">${failure}</p>`}
    </li>
  `;
}
