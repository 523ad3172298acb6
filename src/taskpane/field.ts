// A labelled choice of one of several.
import { html } from "lit/html.js";
import { live } from "lit/directives/live.js";
import type { View } from "./view";

export const select = (
  label: string,
  value: string,
  options: readonly string[],
  names: Readonly<Record<string, string>>,
  chosen: (value: string) => void,
): View => html`
  <label class="field">
    <span>${label}</span>
    <select @change=${(event: Event) => chosen((event.target as HTMLSelectElement).value)}>
      ${options.map(
        (option) =>
          html`<option value=${option} .selected=${live(option === value)}>${names[option] ?? option}</option>`,
      )}
    </select>
  </label>
`;
