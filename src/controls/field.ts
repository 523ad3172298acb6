// A labelled choice of one of several, a file from the person's own, and what a listener is told.
import "@fluentui/web-components/button.js";
import { html } from "lit/html.js";
import { live } from "lit/directives/live.js";
import type { View } from "./view";

/** An event at the element that listens to it. */
export interface At<E extends Element> extends Event {
  readonly currentTarget: E;
}

export const select = <V extends string>(
  label: string,
  value: V,
  options: readonly V[],
  names: Readonly<Partial<Record<NoInfer<V>, string>>>,
  chosen: (value: NoInfer<V>) => void,
): View => html`
  <label class="field">
    <span>${label}</span>
    <select
      @change=${({ currentTarget }: At<HTMLSelectElement>) => chosen(options[currentTarget.selectedIndex] ?? value)}
    >
      ${options.map(
        (option) =>
          html`<option value=${option} .selected=${live(option === value)}>${names[option] ?? option}</option>`,
      )}
    </select>
  </label>
`;

/** Takes the focus when it comes into sight, if what had it went away: for ref(). */
export const heirOfFocus = (heading?: Element): void => {
  requestAnimationFrame(() => {
    const root = heading?.getRootNode();
    if (heading instanceof HTMLElement && root instanceof ShadowRoot && root.activeElement === null)
      heading.focus({ preventScroll: true });
  });
};

/** The browser's own choice of a file, behind a button that looks like the others. */
export const fileButton = (
  text: string,
  accept: string,
  disabled: boolean,
  chosen: (file: File) => Promise<void>,
): View => html`
  <input
    type="file"
    accept=${accept}
    aria-label=${text}
    hidden
    @change=${({ currentTarget: input }: At<HTMLInputElement>) => {
      const file = input.files?.[0];
      input.value = "";
      if (file !== undefined) void chosen(file);
    }}
  />
  <fluent-button
    size="small"
    ?disabled=${disabled}
    @click=${({ currentTarget }: At<HTMLElement>) => currentTarget.parentElement?.querySelector("input")?.click()}
    >${text}</fluent-button
  >
`;
