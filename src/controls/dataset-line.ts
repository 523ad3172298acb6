// Which figures are built in: the dataset's version, the last quarter in it, and the page that tells what changed.
import { html, type TemplateResult } from "lit/html.js";
import { texts } from "../languages";

export interface DatasetLine {
  readonly version: string;
  readonly last: string;
  /** Of the chosen company, where its own last quarter is another: its name, the quarter and that quarter's last day. */
  readonly own: { readonly name: string; readonly period: string; readonly end: string } | undefined;
}

export const datasetLine = ({ version, last, own }: DatasetLine): TemplateResult => html`
  <p class="small quiet dataset">
    ${texts.data.dataset(version, last)}${own === undefined ? "" : texts.data.lastOf(own.name, own.period, own.end)}
    <a class="link" href="help/figures.html" target="_blank" rel="noopener">${texts.data.changes}</a>
  </p>
`;
