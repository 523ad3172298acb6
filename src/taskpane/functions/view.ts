// Every function: found by a word, and opened as a form.
import "@fluentui/web-components/text-input.js";
import { ref } from "lit/directives/ref.js";
import { html, type TemplateResult } from "lit/html.js";
import type { FunctionHelp } from "../../catalogue/catalogue";
import type { Actions } from "../actions";
import { matching } from "../../catalogue/search";
import { type At, heirOfFocus } from "../../controls/field";
import type { State } from "../state";
import { inWords, texts } from "../../languages";
import type { View } from "../../controls/view";
import { startupView } from "./startup";

const words = texts.functions;

export function functionsView(state: State, actions: Actions): View {
  const { form, selection, work } = state;
  if (form !== null) return form.view(form, { cell: selection?.address ?? null, busy: work !== null }, actions);
  const found = matching(state.catalogue, state.query, inWords);
  const topics = Object.keys(words.topics).filter((topic) => found.some((help) => help.topic === topic));
  return html`
    <h2 tabindex="-1" ${ref(heirOfFocus)}>${words.title}</h2>
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
          <ul class="plain">
            ${found.filter((help) => help.topic === topic).map((help) => entry(help, actions))}
          </ul>
        </section>
      `,
    )}
  `;
}

const entry = ({ id, description }: FunctionHelp, actions: Actions): TemplateResult => html`
  <li class="function">
    <button type="button" @click=${() => void actions.openForm(id)}>
      <code>${id}</code>
      <span class="quiet">${inWords(description)}</span>
    </button>
  </li>
`;
