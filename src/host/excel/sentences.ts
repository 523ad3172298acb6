// Every refusal of Excel as one plain sentence that says what to do.

import { CANCELLED, HostError } from "../host";

const AGAIN = "then try again";

const SENTENCES: Readonly<Record<string, string>> = {
  InvalidOperationInCellEditMode: `Excel is waiting for you to finish typing in a cell: press Enter or Esc, ${AGAIN}.`,
  RequestPayloadSizeLimitExceeded: "Excel refused the size of this load even in parts: load fewer rows.",
  ResponsePayloadSizeLimitExceeded: "The range is too large to be read at once: select a smaller one.",
  ActivityLimitReached: `Excel is busy: wait a moment, ${AGAIN}.`,
  WriteNotSupportedWhenModalDialogOpen: `A dialog is open in Excel: close it, ${AGAIN}.`,
  ConnectionFailure: `The connection to the workbook was lost: check the network, ${AGAIN}.`,
  Timeout: `Excel took too long to answer: wait a moment, ${AGAIN}.`,
  InvalidOrTimedOutSession: "The session with the workbook has ended: reload the page or reopen the pane.",
  GeneralException: `Excel could not do it, as where another workbook or window is in front: click into a cell of this workbook, ${AGAIN}.`,
  InvalidSelection: `No cell of this workbook is selected, as where another workbook is in front or a chart is selected: click into a cell, ${AGAIN}.`,
  AccessDenied: `Excel refused the change: the workbook is read-only or protected. Switch to editing or save a copy, ${AGAIN}.`,
  ItemAlreadyExists: `The name is taken in this workbook: ${AGAIN}, a free one is chosen.`,
};

/** Excel's error as ours; a HostError stays as it is. */
export function hostError(error: unknown): HostError {
  if (error instanceof HostError) return error;
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code !== "string") throw error;
  return new HostError(code, SENTENCES[code] ?? `Excel could not do it (${code}: ${String(message)}): ${AGAIN}.`);
}

export const codeOf = (error: unknown): string | undefined => {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === "string" ? code : undefined;
};

export const recalculationCancelled = () =>
  new HostError(CANCELLED, "No longer waiting: Excel goes on with its recalculation.");

export const stillCalculating = () =>
  new HostError(
    "StillCalculating",
    "Excel is still calculating after half a minute: look again when its status bar says Ready.",
  );

export const cancelled = () => new HostError(CANCELLED, "The load was cancelled: nothing has changed.");

export const readingCancelled = () => new HostError(CANCELLED, "Cancelled: nothing was changed.");

export const noSheet = (sheet: string) =>
  new HostError(
    "ItemNotFound",
    `There is no sheet named "${sheet}" in this workbook: it may have been renamed or deleted.`,
  );

export const sheetHidden = (sheet: string) =>
  new HostError("SheetHidden", `The sheet "${sheet}" is hidden: show it first (right-click a sheet's tab, Unhide).`);

export const noEntry = (sheet: string) =>
  new HostError(
    "AccessDenied",
    `Excel refused to change the sheet "${sheet}": it is protected (Review, Unprotect Sheet), or the workbook is read-only.`,
  );

export const sheetProtected = (sheet: string) =>
  new HostError(
    "SheetProtected",
    `The sheet "${sheet}" is protected: unprotect it (Review, Unprotect Sheet), ${AGAIN}.`,
  );

export const workbookProtected = () =>
  new HostError(
    "WorkbookProtected",
    `The workbook is protected, so no sheet can be added: unprotect it (Review, Protect Workbook), ${AGAIN}.`,
  );

export const readOnly = () =>
  new HostError("ReadOnly", `This workbook is read-only: switch to editing or save a copy, ${AGAIN}.`);

export const nameTaken = (sheet: string) =>
  new HostError(
    "ItemAlreadyExists",
    `A sheet named "${sheet}" has appeared meanwhile: load again, and a free name is chosen.`,
  );

export const notOurs = (sheet: string) =>
  new HostError(
    "NotOurs",
    `The sheet "${sheet}" was not made by Capex Functions, so it is not rewritten: load into a new sheet.`,
  );

export const inTheWay = (sheet: string, address: string) =>
  new HostError(
    "InTheWay",
    `On the sheet "${sheet}", ${address} holds something of yours where new rows must go: move it, ${AGAIN}.`,
  );

export const tableNameTaken = (table: string) =>
  new HostError(
    "ItemAlreadyExists",
    `The name ${table} has been defined in this workbook meanwhile: load again, and the table gets a free name.`,
  );

export const tooManyCharts = (count: number) =>
  new HostError(
    "TooManyCharts",
    `The sheets to load again hold ${count} charts of yours, more than can be noted for an undoing: move some to another sheet, or load into a new one.`,
  );

export const otherPane = () =>
  new HostError("OtherPane", `Another Capex pane is loading into this workbook: wait until it is done, ${AGAIN}.`);

export const tooOld = (version: string, what: string) =>
  new HostError("ApiNotFound", `This Excel is too old to ${what} (it lacks ExcelApi ${version}): update Office.`);

export const badText = (sheet: string, length: number) =>
  new HostError("TextTooLong", `The sheet "${sheet}" would hold a text of ${length} characters: a cell takes 32,767.`);

export const unreachable = () =>
  new HostError(
    "OfficeUnreachable",
    "Excel's script (office.js) did not arrive from Microsoft: check the network or ask whether a filter blocks appsforoffice.microsoft.com, then reopen the pane.",
  );

/** office.js is there and finds no host: none around, or one that it does not trust and asks about in a frame that nobody answered. */
export const untrusted = () =>
  new HostError(
    "HostUntrusted",
    "Microsoft's script does not know the Excel around this pane (a server of an organization or of another company?), or it did not answer: open the workbook in Excel on the web of Microsoft 365 or in Excel for Windows or Mac, then reopen the pane.",
  );

export const notExcel = () =>
  new HostError("NotExcel", "This page is the pane of an Excel add-in: open it in Excel from the Capex tab.");

export const WAITING = "Excel has not answered yet: if you are typing in a cell, press Enter or Esc.";
