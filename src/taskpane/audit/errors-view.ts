// Every error of ours at one look: its sentence once, and the cells that show it.
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Ref } from "../../host/host";
import { spoken } from "../../explain/address";
import { texts } from "../../languages";
import type { ErrorGroup } from "../../review/errors";
import type { Actions } from "../actions";
import { select } from "../field";
import { verdictIcon } from "../icons";
import type { State } from "../state";
import type { View } from "../view";
import { type ErrorScope, errorsOn } from "./workbook-state";

const words = texts.review.errors;

/** Of one reason; the rest is found once these are mended. */
const MOST_CELLS = 24;

export function errorsView({ workbook, work, selection }: State, actions: Actions): TemplateResult {
  const { errors, errorsOf } = workbook;
  return html`
    <details class="workbook errors" ?open=${errors !== null}>
      <summary>${words.title}</summary>
      <p class="quiet">${words.about}</p>
      <fluent-button ?disabled=${work !== null} @click=${() => void actions.explainErrors()}>
        ${errors === null ? words.run : words.again}
      </fluent-button>
      ${errors === null ? nothing : foundView(errors, errorsOf, selection?.sheet ?? "", work !== null, actions)}
    </details>
  `;
}

function foundView(
  errors: readonly ErrorGroup[],
  scope: ErrorScope,
  sheet: string,
  busy: boolean,
  actions: Actions,
): View {
  if (errors.length === 0) return html`<p role="status">${words.none}</p>`;
  const here = scope === "sheet";
  const shown = errorsOn(errors, here ? sheet : null);
  const cells = shown.reduce((sum, group) => sum + group.cells.length, 0);
  const several = new Set(errors.flatMap((group) => group.cells.map((cell) => cell.sheet))).size > 1;
  const broken = errors.reduce((sum, group) => sum + (group.repairable ? group.cells.length : 0), 0);
  return html`
    ${
      several || here
        ? select(
            words.scope,
            scope,
            ["workbook", "sheet"],
            { workbook: words.scopes.workbook, sheet: words.scopes.sheet(sheet) },
            (value) => actions.showErrorsOf(value as ErrorScope),
          )
        : nothing
    }
    <p role="status">${shown.length === 0 ? words.noneHere(sheet) : words.found(cells, shown.length)}</p>
    <ul class="plain lines">
      ${shown.map((group) => groupView(group, actions))}
    </ul>
    ${
      broken === 0
        ? nothing
        : html`<div class="offer">
            <p class="quiet small">${texts.review.repair.will(broken)}</p>
            <fluent-button ?disabled=${busy} @click=${() => void actions.repairAll()}
              >${texts.review.repair.button}</fluent-button
            >
          </div>`
    }
  `;
}

const groupView = ({ code, sentence, cells }: ErrorGroup, actions: Actions): TemplateResult => html`
  <li>
    <div class="row spread">
      <span class="verdict error">${verdictIcon("error")} ${code}</span>
      <span class="number">${cells.length.toLocaleString("en-US")}</span>
    </div>
    <p class="small">${sentence}</p>
    <div class="row wrap small">
      ${cells.slice(0, MOST_CELLS).map((cell) => cellLink(cell, actions))}
      ${cells.length > MOST_CELLS ? html`<span class="quiet">${words.more(cells.length - MOST_CELLS)}</span>` : nothing}
    </div>
  </li>
`;

const cellLink = (cell: Ref, actions: Actions): TemplateResult => html`
  <button
    type="button"
    class="link cell"
    aria-label=${texts.audit.goTo(spoken(cell))}
    @click=${() => void actions.goTo({ sheet: cell.sheet, address: cell.address })}
  >
    ${spoken(cell)}
  </button>
`;
