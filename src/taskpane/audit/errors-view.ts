// Every error of ours at one look: its sentence once, and the cells that show it.
import { html, nothing, type TemplateResult } from "lit/html.js";
import { texts } from "../../languages";
import { reviewTexts } from "../../languages/review";
import { type ErrorGroup, errorsOn } from "../../review/errors";
import type { Actions } from "../actions";
import { cellLink } from "../../controls/cell-link";
import { select } from "../../controls/field";
import { verdictIcon } from "../../controls/icons";
import type { State } from "../state";
import type { View } from "../../controls/view";
import type { ErrorScope } from "./workbook-state";
import { offer } from "./workbook-view";

const words = reviewTexts.errors;

/** Of one reason; how many there are stands above them, and the rest is listed once these are mended. */
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
  const here = scope === "sheet";
  const shown = errorsOn(errors, here ? sheet : null);
  const cells = shown.reduce((sum, group) => sum + group.cells.length, 0);
  const several = new Set(errors.flatMap((group) => group.cells.map((cell) => cell.sheet))).size > 1;
  const broken = errors.reduce((sum, group) => sum + (group.repairable ? group.cells.length : 0), 0);
  return html`
    ${
      several || here
        ? select(words.scope, scope, ["workbook", "sheet"], { workbook: words.allSheets, sheet }, actions.showErrorsOf)
        : nothing
    }
    <p role="status">${words.found(cells, shown.length)}</p>
    <ul class="plain lines">
      ${shown.map((group) => groupView(group, actions))}
    </ul>
    ${broken === 0 ? nothing : offer(reviewTexts.repair.will(broken), reviewTexts.repair.button, busy, () => actions.repairAll())}
  `;
}

const groupView = ({ code, sentence, cells }: ErrorGroup, actions: Actions): TemplateResult => html`
  <li>
    <div class="row spread">
      <span class="verdict error">${verdictIcon("error")} ${code}</span>
      <span class="number">${texts.figure(cells.length)}</span>
    </div>
    <p class="small">${sentence}</p>
    <div class="row wrap small">${cells.slice(0, MOST_CELLS).map((cell) => cellLink(cell, actions))}</div>
  </li>
`;
