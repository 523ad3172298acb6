// How Excel is asked: in requests that wait while a cell is edited, with every refusal as a sentence.

import * as say from "./sentences";

/** The window whose Office.js is called. */
export interface OfficeWindow {
  readonly Office: typeof Office;
  readonly Excel: typeof Excel;
}

export interface AskingOptions {
  /** Told a sentence while Excel keeps us waiting, then null. */
  readonly onWaiting?: (sentence: string | null) => void;
  /** How long a request may go unanswered before we say so, in milliseconds. */
  readonly patience?: number;
}

const PATIENCE = 1_500;
const CELL_EDIT_RETRY = 500;

export class Asking {
  constructor(
    private readonly office: OfficeWindow,
    private readonly options: AskingOptions,
  ) {}

  async run<T>(work: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
    let told = false;
    const tell = (sentence: string | null) => {
      told = sentence !== null;
      this.options.onWaiting?.(sentence);
    };
    const timer = setTimeout(() => tell(say.waiting()), this.options.patience ?? PATIENCE);
    try {
      for (;;) {
        try {
          return await this.office.Excel.run({ delayForCellEdit: true }, work);
        } catch (error) {
          // An Excel that cannot queue a request while a cell is edited refuses it whole.
          if (say.codeOf(error) !== "InvalidOperationInCellEditMode") throw say.hostError(error);
          tell(say.waiting());
          await new Promise((resolve) => setTimeout(resolve, CELL_EDIT_RETRY));
        }
      }
    } finally {
      clearTimeout(timer);
      if (told) tell(null);
    }
  }

  /** Sends a request about one sheet, and names it when Excel refuses. */
  async about(context: Excel.RequestContext, sheet: string): Promise<void> {
    try {
      await context.sync();
    } catch (error) {
      const code = say.codeOf(error);
      if (code === "ItemNotFound") throw say.noSheet(sheet);
      if (code === "AccessDenied") throw say.noEntry(sheet);
      throw error;
    }
  }

  supports(version: string): boolean {
    return this.office.Office.context.requirements.isSetSupported("ExcelApi", version);
  }

  need(version: string, what: string): void {
    if (!this.supports(version)) throw say.tooOld(version, what);
  }
}
