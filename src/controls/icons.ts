// Marks that say a verdict by shape as well as by colour.
import { svg, type TemplateResult } from "lit/html.js";
import { html } from "lit/html.js";
import type { Mark } from "../review/badge";

const PATHS: Readonly<Record<Mark, string>> = {
  sound: "M3.5 8.5l3 3 6-7",
  recomputed: "M3 6h10M3 10h10",
  doubtful: "M8 2.5l6 11H2zM8 7v3M8 11.8h.01",
  stale: "M8 3.5v4.5l3 2M8 14a6 6 0 1 0-6-6",
  differs: "M4 5.5h8M4 10.5h8M10.5 3l-5 10",
  otherwise: "M2.5 6h9l-3-3M13.5 10h-9l3 3",
  unsettled: "M3 8h.01M8 8h.01M13 8h.01",
  error: "M8 3.5v5.5M8 12.5h.01",
  unread: "M5.5 6a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.6M8 12.5h.01",
};

export const verdictIcon = (kind: Mark): TemplateResult => html`
  <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    ${svg`<path d=${PATHS[kind]} fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" />`}
  </svg>
`;

/** A list that was gone through. */
export const auditIcon = (): TemplateResult => html`
  <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    ${svg`<path d="M2 4l1.5 1.5L6 3M8 4.5h6M2 11l1.5 1.5L6 10M8 11.5h6" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" />`}
  </svg>
`;

/** Cells with an arrow that points at them. */
export const pickIcon = (): TemplateResult => html`
  <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    ${svg`<path d="M13.5 7V2.5h-11v11H7M2.5 6h11M6 2.5v11M8.5 8.5l5.5 2-2.5 1-1 2.5z" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round" />`}
  </svg>
`;

/** An arrow that turns back. */
export const undoIcon = (): TemplateResult => html`
  <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    ${svg`<path d="M3 6h6.5a3.5 3.5 0 0 1 0 7H6M3 6l3-3M3 6l3 3" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" />`}
  </svg>
`;
