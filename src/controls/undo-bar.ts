// What was changed last and the way back; and what is asked before edits of the person's own go with it.
import { html, nothing } from "lit/html.js";
import { texts } from "../languages";
import type { LaterEdits } from "../review/later-edits";
import type { Undo } from "../review/steps";
import { undoIcon } from "./icons";
import { askingView } from "./progress";
import type { View } from "./view";

export interface UndoActions {
  /** Takes back what the pane changed last; asks first where the person's own edits would go with it, unless they are sure. */
  undo(sure?: boolean): Promise<void>;
  /** Leaves it after all. */
  leaveUndo(): void;
}

/** In sight as long as there is something to take back. */
export const undoBar = (undo: Undo | null, busy: boolean, actions: UndoActions): View =>
  undo === null
    ? nothing
    : html`
        <div class="taking-back">
          <button type="button" class="link" ?disabled=${busy} @click=${() => void actions.undo()}>
            ${undoIcon()} <span>${texts.undo.title(undo.what)}</span>
          </button>
        </div>
      `;

export const undoQuestion = (undo: Undo | null, busy: boolean, actions: UndoActions): View =>
  undo === null || undo.asks.length === 0
    ? nothing
    : askingView(texts.undo.asks(undo.asks.flatMap((edits) => Array.from(editsText(edits)))), busy, [
        { text: texts.undo.leave, act: async () => actions.leaveUndo() },
        { text: texts.undo.anyway, act: () => actions.undo(true) },
      ]);

function* editsText({ sheet, cells, renamed, readers }: LaterEdits): Iterable<string> {
  if (cells > 0) yield texts.undo.cells(cells, sheet);
  if (renamed) yield texts.undo.renamed(sheet);
  if (readers > 0) yield texts.undo.readers(readers, sheet);
}

/** Half a line before the first load: what the host's own undo will not do afterwards. */
export const undoHint = (clearsUndo: boolean): string => (clearsUndo ? ` ${texts.work.clearsUndo}` : "");
