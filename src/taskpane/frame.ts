// The pane around its tabs: which part is in sight, what is under way, and what came of it.
import "@fluentui/web-components/button.js";
import "@fluentui/web-components/progress-bar.js";
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Actions } from "./actions";
import { type State, type Tab, TABS } from "./state";
import { texts } from "../languages";
import type { At } from "./field";
import { auditIcon } from "./icons";
import { auditView } from "./audit/fetched-view";
import type { View } from "./view";
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
  <div class="panel" role="tabpanel" id="panel" tabindex="0" aria-labelledby=${`tab-${state.tab}`}>
    ${VIEWS[state.tab](state, actions)}
  </div>
  <div class="status" role="status" aria-live="polite">
    ${waitingView(state)}${workView(state)}${noticeView(state, actions)}
  </div>
`;

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

const workView = ({ work }: State): View =>
  work === null || !work.slow
    ? nothing
    : html`
        <div class="work">
          <span>${work.what}…</span>
          <fluent-progress-bar
            aria-label=${work.what}
            max="100"
            .value=${work.share > 0 ? Math.round(work.share * 100) : undefined}
          ></fluent-progress-bar>
          ${
            work.cancel === null
              ? nothing
              : html`<fluent-button size="small" @click=${work.cancel}>${texts.work.cancel}</fluent-button>`
          }
        </div>
      `;

const waitingView = ({ waiting }: State): View =>
  waiting === null ? nothing : html`<div class="work">${waiting}</div>`;

const noticeView = ({ notice, restorable, written, work }: State, actions: Actions): View => {
  const undo = (text: string, act: () => Promise<void>): TemplateResult => html`
    <fluent-button size="small" ?disabled=${work !== null} @click=${() => void act()}>${text}</fluent-button>
  `;
  return notice === null
    ? nothing
    : html`
        <div class="notice ${notice.kind}">
          <p>${notice.text}</p>
          <div class="row end">
            ${
              notice.kind !== "success"
                ? nothing
                : written !== null
                  ? undo(texts.own.undo, actions.undoWritten)
                  : restorable
                    ? undo(texts.work.undo, actions.restore)
                    : nothing
            }
            <fluent-button size="small" appearance="subtle" @click=${actions.dismiss}
              >${texts.work.dismiss}</fluent-button
            >
          </div>
        </div>
      `;
};
