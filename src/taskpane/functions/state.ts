// What the tab of functions knows: every function, which of them are sought, and whether they start with the workbook.
import type { FunctionHelp } from "../../catalogue/catalogue";

export interface FunctionsState {
  /** Empty until it has been fetched. */
  readonly catalogue: readonly FunctionHelp[];
  readonly query: string;
  /** Whether the functions start with this workbook; null where the host has no such choice. */
  readonly startup: boolean | null;
}

export const initialFunctions = (catalogue: readonly FunctionHelp[]): FunctionsState => ({
  catalogue,
  query: "",
  startup: null,
});
