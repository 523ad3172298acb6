// The findings as a list: by severity, each with why, what it breaks, its fix, and a way to dismiss it.
import { namesOf } from "../../model/records";
import { spoken } from "../../host/a1";
import { html, nothing, type TemplateResult } from "lit/html.js";
import { ref } from "lit/directives/ref.js";
import { type Finding, type Kind, keyOf, SEVERITIES } from "../../review/finding";
import { texts } from "../../languages";
import { reviewTexts } from "../../languages/review";
import type { Actions } from "../actions";
import { select } from "../../controls/field";
import type { View } from "../../controls/view";
import { cellLink } from "../../controls/cell-link";
import { type Filter, shownFindings } from "../../review/finding-list";
import type { WorkbookState } from "./workbook-state";

const words = reviewTexts;

/** More are found in the report than by scrolling here. */
const MOST = 100;
const MOST_BROKEN = 6;

export function findingsView(workbook: WorkbookState, actions: Actions, busy: boolean): View {
  const { at, audit } = workbook;
  const shown = shownFindings(workbook);
  const index = shown.findIndex((finding) => keyOf(finding) === at);
  // The one that is looked at is in sight wherever in the list it stands.
  const first = Math.max(0, Math.min(index - MOST / 2, shown.length - MOST));
  return html`
    ${filterView(workbook, actions)}
    ${
      shown.length === 0
        ? html`<p class="quiet">${(audit?.cells.length ?? 0) === 0 ? words.list.none : words.clean}</p>`
        : html`
            <div class="row wrap walk">
              <span class="quiet">${words.list.place(index + 1, shown.length)}</span>
              <fluent-button size="small" ?disabled=${busy} @click=${() => void actions.stepFinding(-1)}
                >${words.list.previous}</fluent-button
              >
              <fluent-button size="small" ?disabled=${busy} @click=${() => void actions.stepFinding(1)}
                >${words.list.next}</fluent-button
              >
            </div>
          `
    }
    <ul class="plain lines">
      ${shown.slice(first, first + MOST).map((finding) => findingView(finding, workbook, actions, busy))}
    </ul>
    ${shown.length > MOST ? html`<p class="quiet">${words.more(shown.length - MOST)}</p>` : nothing}
  `;
}

function filterView({ audit, filter, dismissed }: WorkbookState, actions: Actions): View {
  const findings = audit?.findings ?? [];
  const away = new Set(dismissed.map(({ key }) => key));
  const open = findings.filter((finding) => !away.has(keyOf(finding)));
  const counts = new Map<Filter, number>([["dismissed", findings.length - open.length]]);
  for (const { kind, severity } of open)
    for (const each of [kind, severity]) counts.set(each, (counts.get(each) ?? 0) + 1);
  const kinds: readonly Kind[] = namesOf(words.kinds);
  const present = [...SEVERITIES, ...kinds, "dismissed" as const].filter(
    (each) => (counts.get(each) ?? 0) > 0 || each === filter,
  );
  if (present.length === 0) return nothing;
  const names = { ...words.kinds, ...words.severities, dismissed: words.list.dismissed };
  const labels = Object.fromEntries(present.map((each) => [each, `${names[each]} (${counts.get(each) ?? 0})`]));
  return select(words.filter, filter, ["all", ...present], { all: words.all, ...labels }, actions.filterAudit);
}

function findingView(finding: Finding, workbook: WorkbookState, actions: Actions, busy: boolean): TemplateResult {
  const { culprit, severity, kind, sentence, why, breaks, fixes } = finding;
  const key = keyOf(finding);
  const current = key === workbook.at;
  const remark = workbook.dismissed.find((each) => each.key === key);
  return html`
    <li
      class=${current ? "finding current" : "finding"}
      aria-current=${current ? "true" : nothing}
      ${current ? ref(inSight) : nothing}
    >
      <div class="row spread">
        ${
          culprit.address === ""
            ? html`<span>${culprit.sheet}</span>`
            : html`<button
                type="button"
                class="link cell"
                @click=${() => void actions.lookAt(key)}
                aria-label=${texts.audit.goTo(spoken(culprit))}
              >
                ${spoken(culprit)}
              </button>`
        }
        <span class="row"
          ><span class="severity ${severity}">${words.severities[severity]}</span>
          <span class="tag">${words.kinds[kind]}</span></span
        >
      </div>
      <p class="small">${sentence}</p>
      ${why === "" ? nothing : html`<p class="quiet small">${why}</p>`}
      ${
        breaks.length === 0
          ? nothing
          : html`<div class="row wrap small">
              ${breaks.slice(0, MOST_BROKEN).map((cell) => cellLink(cell, actions))}
              ${breaks.length > MOST_BROKEN ? words.list.andMore(breaks.length - MOST_BROKEN) : nothing}
            </div>`
      }
      ${remark === undefined ? nothing : html`<p class="small">${words.list.because(remark.reason, remark.date)}</p>`}
      <div class="row wrap">
        ${
          remark !== undefined
            ? html`<fluent-button size="small" ?disabled=${busy} @click=${() => void actions.reopenFinding(key)}
                >${words.list.reopen}</fluent-button
              >`
            : [
                ...fixes.map(
                  ({ will }, at) =>
                    html`<fluent-button size="small" ?disabled=${busy} @click=${() => void actions.mend(key, at)}
                      >${will}</fluent-button
                    >`,
                ),
                html`<fluent-button
                  size="small"
                  appearance="subtle"
                  ?disabled=${busy}
                  @click=${() => void actions.askReason(workbook.asking === key ? null : key)}
                  >${words.list.dismiss}</fluent-button
                >`,
              ]
        }
      </div>
      ${workbook.asking === key && remark === undefined ? reasonView(key, actions, busy) : nothing}
    </li>
  `;
}

function reasonView(key: string, actions: Actions, busy: boolean): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement)) return;
    const reason = String(new FormData(form).get("reason") ?? "").trim();
    if (reason !== "") void actions.dismissFinding(key, reason);
  };
  return html`
    <form class="row" @submit=${submit}>
      <label class="field reason">
        <span>${words.list.reason}</span>
        <input name="reason" required maxlength="500" autocomplete="off" ${ref(focused)} />
      </label>
      <button type="submit" class="link" ?disabled=${busy}>${words.list.keep}</button>
    </form>
  `;
}

const inSight = (element?: Element): void => element?.scrollIntoView({ block: "nearest" });
const focused = (element?: Element): void => {
  if (element instanceof HTMLInputElement) element.focus();
};
