// Excel's refusals: their codes, and their sentences in the reader's language.

import { CANCELLED, HostError } from "../host";
import { texts } from "../../languages";

const words = texts.excel;
const codes = (): Readonly<Record<string, string>> => words.codes;

/** Excel's error as ours; a HostError stays as it is. */
export function hostError(error: unknown): HostError {
  if (error instanceof HostError) return error;
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code !== "string") throw error;
  return new HostError(code, codes()[code] ?? words.other(code, String(message)));
}

export const codeOf = (error: unknown): string | undefined => {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === "string" ? code : undefined;
};

export const recalculationCancelled = () => new HostError(CANCELLED, words.recalculationCancelled);

export const stillCalculating = () => new HostError("StillCalculating", words.stillCalculating);

export const cancelled = () => new HostError(CANCELLED, words.cancelled);

export const readingCancelled = () => new HostError(CANCELLED, words.readingCancelled);

export const noSheet = (sheet: string) => new HostError("ItemNotFound", words.noSheet(sheet));

export const sheetHidden = (sheet: string) => new HostError("SheetHidden", words.sheetHidden(sheet));

export const noEntry = (sheet: string) => new HostError("AccessDenied", words.noEntry(sheet));

export const sheetProtected = (sheet: string) => new HostError("SheetProtected", words.sheetProtected(sheet));

export const workbookProtected = () => new HostError("WorkbookProtected", words.workbookProtected);

export const readOnly = () => new HostError("ReadOnly", words.readOnly);

export const nameTaken = (sheet: string) => new HostError("ItemAlreadyExists", words.nameTaken(sheet));

export const notOurs = (sheet: string) => new HostError("NotOurs", words.notOurs(sheet));

export const inTheWay = (sheet: string, address: string) => new HostError("InTheWay", words.inTheWay(sheet, address));

export const tableNameTaken = (table: string) => new HostError("ItemAlreadyExists", words.tableNameTaken(table));

export const tooManyCharts = (count: number) => new HostError("TooManyCharts", words.tooManyCharts(count));

export const definedNameTaken = (name: string) => new HostError("ItemAlreadyExists", words.definedNameTaken(name));

export const definedNameRefused = (name: string) => new HostError("InvalidArgument", words.definedNameRefused(name));

export const otherPane = () => new HostError("OtherPane", words.otherPane);

export const tooOld = (version: string, what: string) => new HostError("ApiNotFound", words.tooOld(version, what));

export const badText = (sheet: string, length: number) => new HostError("TextTooLong", words.badText(sheet, length));

export const unreachable = () => new HostError("OfficeUnreachable", words.unreachable);

/** office.js is there and finds no host: none around, or one that it does not trust and asks about in a frame that nobody answered. */
export const untrusted = () => new HostError("HostUntrusted", words.untrusted);

export const notExcel = () => new HostError("NotExcel", words.notExcel);

export const waiting = (): string => words.waiting;
