// What is under way, what is waited for, and what came of it.
import "@fluentui/web-components/button.js";
import "@fluentui/web-components/progress-bar.js";
import { html, nothing, type TemplateResult } from "lit/html.js";
import { texts } from "../languages";
import { spokenLanguage } from "../languages/chosen";
import type { View } from "./view";

/** Something under way: its share, when it is known, and how to end it. */
export interface Work {
  readonly what: string;
  readonly share: number;
  /** It has taken long enough to be worth a word. */
  readonly slow: boolean;
  readonly cancel: (() => void) | null;
}

/** The model says things in the middle of a sentence. */
export const sentence = (text: string): string =>
  text.charAt(0).toUpperCase() + text.slice(1) + (/[.。？]$/.test(text) ? "" : spokenLanguage() === "en" ? "." : "。");

export interface Notice {
  readonly kind: "success" | "warning" | "error";
  readonly text: string;
}

/** A button, and what it does. */
export interface Offer {
  readonly text: string;
  act(): Promise<void>;
}

export const workView = (work: Work | null): View =>
  work === null || !work.slow
    ? nothing
    : html`
        <div class="work">
          <span>${work.what}…</span>
          <fluent-progress-bar
            aria-label=${work.what}
            max="100"
            .value=${work.share > 0 ? Math.round(work.share * 100) : undefined}
          ></fluent-progress-bar>
          ${
            work.cancel === null
              ? nothing
              : html`<fluent-button size="small" @click=${work.cancel}>${texts.work.cancel}</fluent-button>`
          }
        </div>
      `;

export const waitingView = (waiting: string | null): View =>
  waiting === null ? nothing : html`<div class="work">${waiting}</div>`;

export const noticeView = (notice: Notice | null, dismiss: () => void): View =>
  notice === null
    ? nothing
    : html`
        <div class="notice ${notice.kind}">
          <p>${notice.text}</p>
          <div class="row end">
            <fluent-button size="small" appearance="subtle" @click=${dismiss}>${texts.work.dismiss}</fluent-button>
          </div>
        </div>
      `;

/** A question that waits for one of its answers. */
export const askingView = (question: string, busy: boolean, offers: readonly Offer[]): TemplateResult => html`
  <div class="notice warning">
    <p>${question}</p>
    <div class="row end wrap">
      ${offers.map(
        ({ text, act }) =>
          html`<fluent-button size="small" ?disabled=${busy} @click=${() => void act()}>${text}</fluent-button>`,
      )}
    </div>
  </div>
`;
