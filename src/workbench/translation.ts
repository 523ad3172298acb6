// The spreadsheet in the language that is spoken: its menus, its tools and what it says.
import { setTranslationMethod, type Spreadsheet } from "@odoo/o-spreadsheet";
import { App } from "@odoo/owl";
import { spokenLanguage, whenSpoken } from "../languages/chosen";
import { type SpreadsheetWords, spreadsheetWords } from "../languages/spreadsheet";
import { laidOutIn } from "./layout";

interface Mounting {
  readonly props: Spreadsheet["props"];
  readonly templates: string;
}

let words: SpreadsheetWords = {};

/** A word that the table lacks stays English. */
const translated = (english: string): string => (Object.hasOwn(words, english) ? (words[english] ?? english) : english);

/** To be called before there is a model; without the table it stays English. */
export async function speakInSpreadsheet(): Promise<void> {
  words = await spreadsheetWords(spokenLanguage()).catch(() => ({}));
  // What a sentence has holes for is put in by the spreadsheet.
  setTranslationMethod((...[english]) => translated(english));
}

/** It takes its words when it is mounted: whenever another language is spoken, it is mounted anew. */
export async function showSpreadsheet(place: HTMLElement, mounting: Mounting): Promise<void> {
  const LaidOut = laidOutIn(place);
  const show = async (): Promise<App> => {
    const app = new App(LaidOut, { ...mounting, translateFn: translated });
    await app.mount(place);
    return app;
  };
  let shown = show();
  await shown;
  whenSpoken(() => {
    shown = shown.then(async (app) => {
      await speakInSpreadsheet();
      const focused = focusedElement();
      app.destroy();
      const next = await show();
      // It takes the focus when it is mounted, and somebody has just pressed the pane's button.
      focused?.focus();
      return next;
    });
  });
}

function focusedElement(): HTMLElement | null {
  const outer = document.activeElement;
  const inner = outer?.shadowRoot?.activeElement ?? outer;
  return inner instanceof HTMLElement ? inner : null;
}
