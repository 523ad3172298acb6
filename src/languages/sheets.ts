// The words of sheets that are written, apart from the rest: the pane opens without them.
import { sheets } from "./sheets.en";
import { vocabulary } from "./vocabulary";

export type SheetWords = typeof sheets;

export const sheetTexts: SheetWords = vocabulary("sheets", sheets);
