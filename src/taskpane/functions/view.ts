// Every function: found by a word, explained with its arguments and examples, and inserted into the selected cell.
import { spoken } from "../../host/a1";
import "@fluentui/web-components/text-input.js";
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { FunctionHelp } from "../../catalogue/catalogue";
import type { Actions } from "../actions";
import { matching } from "../../catalogue/search";
import { prefixed } from "../../sheets/prefix";
import type { At } from "../../controls/field";
import type { State } from "../state";
import { inWords, texts } from "../../languages";
import { startupView } from "./startup";

const words = texts.functions;

export function functionsView(state: State, actions: Actions): TemplateResult {
  const found = matching(state.catalogue, state.query, inWords);
  const topics = Object.keys(words.topics).filter((topic) => found.some((help) => help.topic === topic));
  return html`
    <h2>${words.title}</h2>
    <fluent-text-input
      type="search"
      class="wide"
      placeholder=${words.placeholder}
      aria-label=${words.search}
      .value=${state.query}
      @input=${({ currentTarget }: At<HTMLInputElement>) => actions.search(currentTarget.value)}
    ></fluent-text-input>
    <p class="quiet" role="status">
      ${state.catalogue.length === 0 ? "" : found.length === 0 ? words.none(state.query) : words.found(found.length)}
    </p>
    ${startupView(state, actions)}
    ${topics.map(
      (topic) => html`
        <section>
          <h3 class="topic">${words.topics[topic]}</h3>
          ${found.filter((help) => help.topic === topic).map((help) => entry(help, found.length === 1, state, actions))}
        </section>
      `,
    )}
  `;
}

const entry = (help: FunctionHelp, open: boolean, state: State, actions: Actions): TemplateResult => html`
  <details class="function" ?open=${open}>
    <summary>
      <code>${help.id}</code>
      <span class="quiet">${inWords(help.description)}</span>
    </summary>
    <div class="help">
      <code class="block">${prefixed(signature(help))}</code>
      ${formulaButtons(`=${help.id}()`, state, actions)}
      <h4>${words.parameters}</h4>
      <dl class="values">
        ${help.parameters.map(
          ({ name, description, repeating }) => html`
            <div>
              <dt><code>${name}</code>${repeating ? html` <span class="quiet">${words.repeats}</span>` : nothing}</dt>
              <dd class="quiet">${inWords(description)}</dd>
            </div>
          `,
        )}
      </dl>
      <h4>${words.returns}</h4>
      <p class="quiet">${inWords(help.returns)}</p>
      <h4>${words.examples}</h4>
      <ul class="plain">
        ${help.examples.map(
          ([formula, answer]) => html`
            <li class="example">
              <code class="block">${prefixed(formula)} <span class="quiet">→ ${answer}</span></code>
              ${formulaButtons(formula, state, actions)}
            </li>
          `,
        )}
      </ul>
    </div>
  </details>
`;

const signature = ({ id, parameters }: FunctionHelp): string =>
  `${id}(${parameters.map(({ name, repeating }) => `[${name}]${repeating ? "…" : ""}`).join(", ")})`;

function formulaButtons(bare: string, { selection, work }: State, actions: Actions): TemplateResult {
  const formula = prefixed(bare);
  const cell = selection === null ? "" : spoken(selection);
  return html`
    <div class="row wrap">
      <fluent-button
        size="small"
        aria-label=${words.insertNamed(formula, cell)}
        ?disabled=${work !== null || selection === null}
        @click=${() => void actions.insert(formula)}
        >${selection === null ? words.insert : words.insertAt(selection.address)}</fluent-button
      >
      <fluent-button
        size="small"
        appearance="subtle"
        aria-label=${words.copyNamed(formula)}
        @click=${() => void actions.copy(formula)}
        >${words.copy}</fluent-button
      >
    </div>
  `;
}
