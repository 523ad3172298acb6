// A call of ours in a formula: its arguments with their cells, what it assumes, and every step.
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { ArgumentLine, CallReading } from "../explain/reading";
import type { Evidence } from "../explain/evidence";
import { evidenceSentence } from "../explain/evidence-sentence";
import { unreadSentence } from "../explain/verdict-sentence";
import { spoken } from "../host/a1";
import type { Ref } from "../host/host";
import { texts } from "../languages";
import { answerTexts } from "../languages/answers";
import { cellLink, type Going } from "./cell-link";
import { stepView, unit } from "./step-view";
import type { View } from "./view";

const words = texts.audit;

interface Actions extends Going {
  /** Types the cell's formula anew with the assumptions in it that it left out. */
  writeAssumptions(formula: string): Promise<void>;
}

/** A call with its arguments and steps; a nested one is folded in its argument's place. */
export function callView(call: CallReading, named: boolean, home: Ref, actions: Actions): TemplateResult {
  return html`
    <section class="call">
      <h3>
        <code>${call.id}</code
        >${named ? html` <span class="answer small">${call.value}${unit(call.unit)}</span>` : nothing}
      </h3>
      <p class="quiet">${call.description}</p>
      ${call.sentence === "" ? nothing : html`<p class="problem" role="alert">${call.sentence}</p>`}
      ${call.evidence === undefined ? nothing : evidenceView(call.evidence)} ${callParts(call, home, actions)}
    </section>
  `;
}

/** How many assumptions are named before the rest is counted. */
const MOST_NAMED = 4;

/** The grade of the answer, the weakest that it rests on, and what has no place among the grades. */
const evidenceView = (evidence: Evidence): TemplateResult => html`
  <p class="evidence small">
    <span class="tag">${answerTexts.evidence.grades[evidence.grade]}</span> ${evidenceSentence(evidence)}
  </p>
`;

/** A call that gives some of its inputs and leaves others to us says so before anything else. */
function mixedView({ omitted, mixed }: CallReading, actions: Actions): View {
  if (mixed === null) return nothing;
  const { articles, formula } = mixed;
  const named = omitted.slice(0, MOST_NAMED).map(({ label, value, unit }) => words.assumption(label, value, unit));
  return html`
    <div class="note">
      <p>${words.assumed(omitted.length, articles, named)}</p>
      ${
        formula === null
          ? nothing
          : html`<fluent-button size="small" title=${formula} @click=${() => void actions.writeAssumptions(formula)}
              >${words.writeAssumptions}</fluent-button
            >`
      }
    </div>
  `;
}

const givenView = ({ given }: CallReading, home: Ref, actions: Actions): View =>
  given.length === 0
    ? nothing
    : html`<ul class="plain lines">
        ${given.map((line) => argumentView(line, home, actions))}
      </ul>`;

const omittedView = ({ omitted, mixed }: CallReading, home: Ref, actions: Actions): View =>
  omitted.length === 0
    ? nothing
    : html`
        <details ?open=${mixed !== null}>
          <summary>${words.defaults(omitted.length)}</summary>
          <ul class="plain lines">
            ${omitted.map((line) => argumentView(line, home, actions))}
          </ul>
        </details>
      `;

const callParts = (call: CallReading, home: Ref, actions: Actions): TemplateResult => html`
  ${mixedView(call, actions)}
  <h4>${words.arguments}</h4>
  ${call.mixed === null ? [givenView(call, home, actions), omittedView(call, home, actions)] : [omittedView(call, home, actions), givenView(call, home, actions)]}
  ${
    call.steps.length === 0
      ? nothing
      : html`
          <h4>${words.steps}</h4>
          <ol class="plain steps">
            ${call.steps.map(stepView)}
          </ol>
        `
  }
  ${
    call.notes.length === 0
      ? nothing
      : html`
          <h4>${words.notes}</h4>
          ${call.notes.map((note) => html`<p class="note">${note}</p>`)}
        `
  }
`;

function argumentView(line: ArgumentLine, home: Ref, actions: Actions): TemplateResult {
  const { name, label, value, text, refs, source, unread, calls, calculated } = line;
  const direct = refs.length === 1 && text.replaceAll("$", "") === refs[0]?.address;
  return html`
    <li>
      <div class="row spread">
        <span>${label}${label === name ? nothing : html` <code class="quiet">${name}</code>`}</span>
        <span class="number">${value}${unit(line.unit)}</span>
      </div>
      <div class="row wrap small quiet">
        ${direct || text === "" ? nothing : html`<code>${text}</code>`}
        ${refs.map((ref) => cellLink(ref, actions, ref.sheet === home.sheet ? ref.address : spoken(ref)))}
        ${text !== "" && refs.length === 0 && calls.length === 0 ? html`<span>${line.named ? words.inName : words.inFormula}</span>` : nothing}
        ${source === "" ? nothing : html`<span>${source}</span>`}
        ${calculated.length > 0 ? html`<span>${words.calculated}</span>` : nothing}
      </div>
      ${unread === null ? nothing : html`<p class="problem">${unreadSentence(unread)}</p>`}
      ${calls.map(
        (call) => html`
          <details class="nested">
            <summary><code>${call.text}</code> <span class="number">${call.value}${unit(call.unit)}</span></summary>
            ${callParts(call, home, actions)}
          </details>
        `,
      )}
    </li>
  `;
}
