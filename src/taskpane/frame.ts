// The pane around its tabs: which part is in sight, what is under way, and what came of it.
import "@fluentui/web-components/button.js";
import { html, type TemplateResult } from "lit/html.js";
import type { Actions } from "./actions";
import { type State, type Tab, TABS } from "./state";
import { texts } from "../languages";
import { languageAfter, LANGUAGES } from "../languages/chosen";
import type { At } from "../controls/field";
import { auditIcon } from "../controls/icons";
import { noticeView, waitingView, workView } from "../controls/progress";
import { undoBar, undoQuestion } from "../controls/undo-bar";
import { auditView } from "./audit/fetched-view";
import type { View } from "../controls/view";
import { dataView } from "./data/view";
import { functionsView } from "./functions/view";
import { scenariosView } from "./scenarios/view";

const VIEWS: Readonly<Record<Tab, (state: State, actions: Actions) => View>> = {
  data: dataView,
  scenarios: scenariosView,
  functions: functionsView,
  audit: (state, actions) => auditView()?.(state, actions) ?? html`<p class="quiet">${texts.work.fetching}…</p>`,
};

export const paneView = (state: State, actions: Actions): TemplateResult => html`
  <div class="tabs">
    <div
      class="names"
      role="tablist"
      aria-label=${texts.tablist}
      @keydown=${(event: KeyboardEvent & At<HTMLElement>) => moveTab(event, actions)}
    >
      ${TABS.map((tab) => tabButton(tab, state.tab === tab, actions))}
    </div>
    ${languageButton(state, actions)}
    <button
      type="button"
      class="at-hand"
      title=${texts.audit.auditNow}
      aria-label=${texts.audit.auditNow}
      ?disabled=${state.work !== null}
      @click=${() => void actions.auditNow()}
    >
      ${auditIcon()}
    </button>
  </div>
  ${undoBar(state.undo, state.work !== null, actions)}
  <div class="panel" role="tabpanel" id="panel" tabindex="0" aria-labelledby=${`tab-${state.tab}`}>
    <div>${VIEWS[state.tab](state, actions)}</div>
  </div>
  <div class="status" role="status" aria-live="polite">
    ${waitingView(state.waiting)}${workView(state.work)}${undoQuestion(state.undo, state.work !== null, actions)}${noticeView(state.notice, actions.dismiss)}
  </div>
`;

/** Goes round the languages: it shows the next one. */
const languageButton = ({ language }: State, actions: Actions): TemplateResult => {
  const next = languageAfter(language);
  const { name, short } = LANGUAGES[next];
  return html`
    <button
      type="button"
      class="at-hand language"
      lang=${next}
      title=${name}
      aria-label=${name}
      @click=${() => void actions.speak(next)}
    >
      ${short}
    </button>
  `;
};

const tabButton = (tab: Tab, selected: boolean, actions: Actions): TemplateResult => html`
  <button
    type="button"
    role="tab"
    id=${`tab-${tab}`}
    data-label=${texts.tabs[tab]}
    aria-selected=${selected}
    aria-controls="panel"
    tabindex=${selected ? 0 : -1}
    @click=${() => actions.show(tab)}
  >
    ${texts.tabs[tab]}
  </button>
`;

/** Arrow keys, Home and End move along the tabs. */
function moveTab(event: KeyboardEvent & At<HTMLElement>, actions: Actions): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")];
  const at = buttons.findIndex((button) => button === event.target);
  const last = buttons.length - 1;
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: at === last ? 0 : at + 1,
    ArrowLeft: at === 0 ? last : at - 1,
    Home: 0,
    End: last,
  };
  const to = moves[event.key];
  const tab = to === undefined ? undefined : TABS[to];
  if (at < 0 || to === undefined || tab === undefined) return;
  event.preventDefault();
  buttons[to]?.focus();
  actions.show(tab);
}
