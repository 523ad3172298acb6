// The words of the spreadsheet in the workbench, which are English of its own: another language brings a table by them.
import type { Tag } from "./chosen";

export type SpreadsheetWords = Readonly<Record<string, string>>;

const TABLES: Readonly<Record<Tag, () => Promise<SpreadsheetWords>>> = {
  en: async () => ({}),
  "zh-CN": async () => (await import(/* webpackChunkName: "zh-CN-spreadsheet" */ "./zh-CN/spreadsheet.json")).default,
};

export const spreadsheetWords = (tag: Tag): Promise<SpreadsheetWords> => TABLES[tag]();
