// One cell followed to its sources: the verdict, the arguments with their cells, and every step.
import { spoken } from "../../host/a1";
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { FormulaCell } from "../../host/host";
import type { Actions } from "../actions";
import { badgeOf } from "../../review/badge";
import { cellLink } from "../../controls/cell-link";
import { claimBox } from "../../controls/claim-box";
import { expandable, type Explanation, explained, type NoExplanation } from "../../explain/explanation";
import { nearestFunction } from "../../catalogue/search";
import { valueText } from "../../explain/figure-text";
import type { State } from "../state";
import { AUDIT_PARTS, type AuditPart } from "./state";
import { texts } from "../../languages";
import { reviewTexts } from "../../languages/review";
import type { View } from "../../controls/view";
import { verdictIcon } from "../../controls/icons";
import { startupView } from "../functions/startup";
import { errorsView } from "./errors-view";
import { callView } from "../../controls/call-view";
import { unit } from "../../controls/step-view";
import { workbookView } from "./workbook-view";

const words = texts.audit;

export const auditView = (state: State, actions: Actions): TemplateResult => html`
  <h2 class="hidden">${words.title}</h2>
  <div class="switch wide" role="group" aria-label=${words.part}>
    ${AUDIT_PARTS.map(
      (part) =>
        html`<button type="button" aria-pressed=${part === state.auditPart} @click=${() => actions.showPart(part)}>
          ${words.parts[part]}
        </button>`,
    )}
  </div>
  ${PARTS[state.auditPart](state, actions)}
`;

const PARTS: Readonly<Record<AuditPart, (state: State, actions: Actions) => View>> = {
  cell: cellView,
  explore: ({ explored, selection }, actions) =>
    explored === null ? html`<p class="quiet">${words.reading}</p>` : explored.view(explored, selection, actions),
  claim: (_, actions) => claimBox(actions),
  workbook: (state, actions) => html`${workbookView(state, actions)} ${errorsView(state, actions)}`,
};

function cellView(state: State, actions: Actions): View {
  const { result, reading } = state.followed;
  return html`
    ${
      result === null
        ? html`<p class="quiet">${reading ? words.reading : words.empty}</p>`
        : explained(result)
          ? explanationView(result, state, actions)
          : emptyView(result, state, actions)
    }
  `;
}

function emptyView({ cell, formula, unknownNames }: NoExplanation, state: State, actions: Actions): TemplateResult {
  const at = spoken(cell);
  const [name] = unknownNames;
  return html`
    <div class="empty">
      <p class="lead">${words.empty}</p>
      <p class="quiet">${words.emptyAbout}</p>
      <p class="quiet">
        ${
          name !== undefined
            ? words.unknown(name, nearestFunction(state.catalogue, name))
            : formula === null
              ? words.noFormula(at)
              : words.noneOfOurs(at)
        }
      </p>
    </div>
    ${
      state.followed.ours.length === 0
        ? html`
            <p class="quiet">${words.noneInWorkbook}</p>
            <fluent-button @click=${() => actions.show("functions")}>${words.tryFunctions}</fluent-button>
          `
        : html`
            <h3>${words.inWorkbook}</h3>
            <ul class="plain lines">
              ${state.followed.ours.slice(0, MOST_CELLS).map((own) => cellLine(own, actions))}
            </ul>
          `
    }
  `;
}

/** More are found by searching the sheet than by scrolling here. */
const MOST_CELLS = 50;

const cellLine = ({ formula, value, ...cell }: FormulaCell, actions: Actions): TemplateResult => html`
  <li>
    <div class="row spread">${cellLink(cell, actions)} <span class="number">${valueText(value)}</span></div>
    <code class="quiet clip">${formula}</code>
  </li>
`;

function explanationView(explanation: Explanation, state: State, actions: Actions): TemplateResult {
  const { cell, anchor, formula, value, text, verdict, spill } = explanation;
  const { calls } = state.followed;
  const shown = typeof value === "number" ? valueText(value) : text;
  const busy = state.work !== null;
  const { audit, outdated } = state.workbook;
  const { mark, reason } = badgeOf(explanation, audit === null || outdated ? null : audit.findings);
  const alone = calls.length === 1 ? calls[0] : undefined;
  const neverRan = verdict.kind === "stale" && verdict.why === "neverRan";
  return html`
    <div class="head">
      <div class="row spread">
        <h3 class="where">${spoken(cell)}</h3>
        <span class="verdict ${mark}">${verdictIcon(mark)} ${words.verdicts[mark]}</span>
      </div>
      <code class="block formula">${formula}</code>
      <p class="answer">
        ${shown}${typeof value === "number" && alone?.text === formula.slice(1) ? unit(alone.unit) : nothing}
      </p>
      <p class="quiet">${reason}</p>
      ${
        spill !== null && anchor.address !== cell.address
          ? html`<p class="quiet">${words.explains(cell.address, anchor.address)}</p>`
          : nothing
      }
      <div class="row wrap">
        ${
          neverRan
            ? html`<fluent-button appearance="primary" ?disabled=${busy} @click=${() => void actions.repair()}
                  >${words.repair}</fluent-button
                >
                <fluent-button ?disabled=${busy} @click=${() => void actions.repairAll()}
                  >${reviewTexts.repair.all}</fluent-button
                >`
            : nothing
        }
        ${
          expandable(explanation)
            ? html` <fluent-button
                appearance=${neverRan ? "outline" : "primary"}
                ?disabled=${busy}
                title=${words.expandAbout}
                @click=${() => void actions.expand()}
                >${words.expand}</fluent-button
              >`
            : nothing
        }
        <fluent-button appearance="subtle" title=${words.exportStepsAbout} @click=${() => void actions.exportSteps()}
          >${words.exportSteps}</fluent-button
        >
        ${
          neverRan || verdict.kind === "agrees" || verdict.kind === "otherwise"
            ? nothing
            : html`<fluent-button ?disabled=${busy} @click=${() => void actions.recalculate()}
                >${words.recalculate}</fluent-button
              >`
        }
      </div>
      ${neverRan ? startupView(state, actions) : nothing}
    </div>
    ${calls.map((call) => callView(call, calls.length > 1, cell, actions))}
  `;
}
