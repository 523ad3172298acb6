// Why one of our functions has no answer, beside its cell: the cell holds the sentence in English, the reader sees it in the language of the moment.
import { registries } from "@odoo/o-spreadsheet";
import { inWords } from "../languages/phrases";

const TIP = "ErrorToolTip";
/** What the tooltip reads its sentence from, whenever it is drawn. */
const TOLD = "evaluationError";

/** To be called before the spreadsheet is shown. */
export function tellErrorsInWords(): void {
  const tips = registries.cellPopoverRegistry;
  const tip = tips.get(TIP);
  const speaking = new Set<unknown>();
  tips.replace(TIP, {
    ...tip,
    onHover: (position, getters) => {
      const shown = tip.onHover?.(position, getters) ?? { isOpen: false };
      if (shown.isOpen && !speaking.has(shown.Component)) {
        speaking.add(shown.Component);
        speakIn(shown.Component.prototype);
      }
      return shown;
    },
  });
}

function speakIn(tip: unknown): void {
  if (typeof tip !== "object" || tip === null) return;
  const read = Object.getOwnPropertyDescriptor(tip, TOLD)?.get;
  if (read === undefined) return;
  Object.defineProperty(tip, TOLD, {
    get(this: unknown) {
      return inReadersWords(read.call(this));
    },
  });
}

function inReadersWords(cell: unknown): unknown {
  if (typeof cell !== "object" || cell === null || !("message" in cell)) return cell;
  return typeof cell.message === "string" ? { ...cell, message: inWords(cell.message) } : cell;
}
