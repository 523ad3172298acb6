// What a person types over a number is read as a person means it: 82%, 82 %, $210M, 1.5B. o-spreadsheet alone takes all of these for text.
import { components, helpers, stores } from "@odoo/o-spreadsheet";
import type { CellPosition, EvaluatedCell, Locale, Model } from "@odoo/o-spreadsheet";
import { writtenNumber } from "../model/numbers/written";
import { workbenchTexts } from "../languages/workbench";

/** What the cell is to hold, or why it stays as it is. */
export type Meant = { readonly content: string } | { readonly doubt: string };

/** The thousands of the workbench's own language. */
const THOUSANDS = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;

/** Reads what was typed into a cell that holds a number; anything else is what it is. */
export function meant(
  typed: string,
  { type, format = "" }: Pick<EvaluatedCell, "type" | "format">,
  locale: Locale,
): Meant {
  const asTyped: Meant = { content: typed };
  const text = typed.trim();
  if (type !== "number" || text === "" || /^[=']/.test(text)) return asTyped;
  const plain = THOUSANDS.test(text) ? text.replaceAll(",", "") : text;
  const isShare = format.includes("%");
  if (!isShare && helpers.isDateTime(text, locale)) return asTyped;
  const read = writtenNumber(plain);
  if (typeof read !== "number") {
    if (read.why === "no number") return asTyped;
    return { doubt: workbenchTexts.typing.doubtful(text, read.whole, read.broken) };
  }
  if (!isShare || !/^[+-]?[\d.,]+$/.test(plain) || Math.abs(read) < 1) return { content: String(read) };
  // As in Excel, a whole number typed over a percentage is a percentage; of 1 alone nobody can tell.
  if (Math.abs(read) === 1) return { doubt: workbenchTexts.typing.one(text) };
  const percent = writtenNumber(`${plain}%`);
  return typeof percent === "number" ? { content: String(percent) } : asTyped;
}

/** The composer of o-spreadsheet, as far as it is changed here. */
interface Composer {
  readonly getters: Model["getters"];
  readonly currentEditedCell: CellPosition;
  readonly currentContent: string;
  readonly notificationStore: { raiseError(sentence: string): void };
  setContent(content: string): void;
}

/** Lets the composer read what is typed over a number; to be called once, before the spreadsheet is mounted. */
export function readTyping(): void {
  const { prototype } = stores.CellComposerStore;
  const start: (this: Composer, key?: string, ...rest: unknown[]) => void = Reflect.get(prototype, "_startEdition");
  const confirm: (this: Composer, content?: string) => void = Reflect.get(prototype, "confirmEdition");
  Reflect.set(prototype, "_startEdition", function (this: Composer, key?: string, ...rest: unknown[]) {
    start.call(this, key, ...rest);
    // A percent sign that nobody typed stands in the way of the one that somebody types.
    if (key !== undefined && this.currentContent === `${key}%`) this.setContent(key);
  });
  Reflect.set(prototype, "confirmEdition", function (this: Composer, content?: string) {
    if (content === undefined || content === "") return confirm.call(this, content);
    const { getters } = this;
    const read = meant(content, getters.getEvaluatedCell(this.currentEditedCell), getters.getLocale());
    if ("content" in read) return confirm.call(this, read.content);
    this.notificationStore.raiseError(read.doubt);
  });
}

/** The editor of a cell on the page, as far as it is changed here. */
interface Editor {
  readonly props: {
    readonly composerStore: {
      readonly editionMode: string;
      readonly composerSelection: { readonly start: number; readonly end: number };
    };
  };
  readonly contentHelper: { selectRange(start: number, end: number): void };
  processContent(): void;
}

/**
 * The editor shows what the first key begins only when it is drawn next: until then a second key would be joined to what was
 * edited before. To be called once, before the spreadsheet is mounted.
 */
export function keepFastKeys(): void {
  const { prototype } = components.Composer;
  const input: (this: Editor, event: InputEvent) => void = Reflect.get(prototype, "onInput");
  Reflect.set(prototype, "onInput", function (this: Editor, event: InputEvent) {
    const { composerStore } = this.props;
    const wasInactive = composerStore.editionMode === "inactive";
    input.call(this, event);
    // What an input method composes is its own until it is done.
    if (!wasInactive || event.isComposing || composerStore.editionMode === "inactive") return;
    this.processContent();
    const { start, end } = composerStore.composerSelection;
    this.contentHelper.selectRange(start, end);
  });
}
