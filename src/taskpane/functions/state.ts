// What the tab of functions knows: every function, which of them are sought, and whether they start with the workbook.
import type { FunctionHelp } from "../../catalogue/catalogue";
import type { FormActions, FormPlace } from "../../controls/form-view";
import type { Form } from "../../review/filling";
import type { View } from "../../controls/view";

/** A function that is being filled in, and how that looks, which is fetched with it. */
export interface OpenForm extends Form {
  readonly view: (form: Form, place: FormPlace, actions: FormActions) => View;
}

export interface FunctionsState {
  /** Empty until it has been fetched. */
  readonly catalogue: readonly FunctionHelp[];
  readonly query: string;
  /** Null while the list of functions is in sight. */
  readonly form: OpenForm | null;
  /** Whether the functions start with this workbook; null where the host has no such choice. */
  readonly startup: boolean | null;
}

export const initialFunctions = (catalogue: readonly FunctionHelp[]): FunctionsState => ({
  catalogue,
  query: "",
  form: null,
  startup: null,
});
