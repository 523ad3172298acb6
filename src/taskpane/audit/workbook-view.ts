// The audit of the whole workbook: its list by finding, and what can be written on request, each said before it is done.
import { spoken } from "../../host/a1";
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Actions } from "../actions";
import { cellLink } from "../../controls/cell-link";
import { valueText } from "../../explain/figure-text";
import type { State } from "../state";
import { reviewTexts } from "../../languages/review";
import type { Changes } from "../../review/changes";
import { findingsView } from "./findings-view";
import type { WorkbookState } from "./workbook-state";
import type { View } from "../../controls/view";

const words = reviewTexts;

/** More are found in the report than by scrolling here. */
const MOST_CELLS = 100;

export function workbookView(state: State, actions: Actions): TemplateResult {
  const { workbook, work } = state;
  const { audit } = workbook;
  const busy = work !== null;
  return html`
    <section class="workbook">
      <h3 class="hidden">${words.report.title}</h3>
      <p class="quiet">${words.about}</p>
      <fluent-button ?disabled=${busy} @click=${() => void actions.auditWorkbook()}>
        ${audit === null ? words.run : words.again}
      </fluent-button>
      ${audit === null ? nothing : auditedView(workbook, actions, busy)} ${independentView(workbook, actions, busy)}
    </section>
  `;
}

function auditedView(workbook: WorkbookState, actions: Actions, busy: boolean): View {
  const { audit, changes, lift } = workbook;
  if (audit === null) return nothing;
  const { cells } = audit;
  const broken = cells.filter(({ repairable }) => repairable).length;
  return html`
    <p role="status">${words.done(cells.length, cells.filter(({ standing }) => standing === "agrees").length)}</p>
    ${findingsView(workbook, actions, busy)} ${changes === null ? nothing : changesView(changes, actions)}
    ${
      cells.length === 0
        ? nothing
        : offer(words.report.will(cells.length), words.report.button, busy, () => actions.writeReport())
    }
    ${lift.values === 0 ? nothing : offer(words.lift.will(lift), words.lift.button, busy, () => actions.liftNumbers())}
    ${broken === 0 ? nothing : offer(words.repair.will(broken), words.repair.button, busy, () => actions.repairAll())}
  `;
}

/** What a button will write stands above it. */
export const offer = (will: string, label: string, busy: boolean, act: () => Promise<void>): TemplateResult => html`
  <div class="offer">
    <p class="quiet small">${will}</p>
    <fluent-button ?disabled=${busy} @click=${() => void act()}>${label}</fluent-button>
  </div>
`;

function changesView(changes: Changes, actions: Actions): View {
  const told =
    changes.kind === "unknown"
      ? words.changes.unknown
      : changes.kind === "same"
        ? words.changes.same(changes.version)
        : changes.cells.length === 0
          ? words.changes.none(changes.version)
          : words.changes.some(changes.version, changes.cells.length);
  return html`
    <h4>${words.changes.title}</h4>
    <p class="quiet">${told}</p>
    ${
      changes.kind !== "older"
        ? nothing
        : html`<ul class="plain lines">
            ${changes.cells.slice(0, MOST_CELLS).map(
              (cell) =>
                html`<li>
                  ${cellLink(cell, actions)}
                  <p class="small">${words.changes.cell(valueText(cell.value), valueText(cell.recomputed))}</p>
                </li>`,
            )}
          </ul>`
    }
  `;
}

function independentView({ audit, originals, copies, left }: WorkbookState, actions: Actions, busy: boolean): View {
  if (audit === null || (audit.cells.length === 0 && copies.length === 0)) return nothing;
  const { will, steps, button, back, backWill } = words.independent;
  return html`
    <h4>${words.independent.title}</h4>
    <p class="quiet">${words.independent.about}</p>
    ${
      copies.length > 0
        ? offer(backWill(copies), back, busy, () => actions.removeCopies())
        : offer(will(originals, steps), button, busy, () => actions.makeIndependent())
    }
    ${
      left.length === 0
        ? nothing
        : html`
            <p>${words.independent.left(left.length)}</p>
            <ul class="plain lines">
              ${left.slice(0, MOST_CELLS).map((cell) => html`<li>${spoken(cell)}: ${cell.reason}</li>`)}
            </ul>
          `
    }
  `;
}
