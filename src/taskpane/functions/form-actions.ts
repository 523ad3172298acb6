// The form of a function: fetched, with its view and with what computes it, when one is first opened.
export { formView } from "../../controls/form-view";
export { createFilling } from "../../review/filling";
