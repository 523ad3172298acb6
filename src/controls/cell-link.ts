// A cell's name that leads to it.
import { spoken } from "../host/a1";
import { html, type TemplateResult } from "lit/html.js";
import type { Ref } from "../host/host";
import { texts } from "../languages";

/** Who can lead to a cell. */
export interface Going {
  goTo(ref: Ref): Promise<void>;
}

export const cellLink = (
  { sheet, address }: Ref,
  actions: Going,
  label = spoken({ sheet, address }),
): TemplateResult => html`
  <button
    type="button"
    class="link cell"
    aria-label=${texts.audit.goTo(spoken({ sheet, address }))}
    @click=${() => void actions.goTo({ sheet, address })}
  >
    ${label}
  </button>
`;
