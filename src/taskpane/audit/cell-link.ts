// A cell's name that leads to it.
import { spoken } from "../../host/a1";
import { html, type TemplateResult } from "lit/html.js";
import type { Ref } from "../../host/host";
import { texts } from "../../languages";
import type { Actions } from "../actions";

export const cellLink = (
  { sheet, address }: Ref,
  actions: Actions,
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
