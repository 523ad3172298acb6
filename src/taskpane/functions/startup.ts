// The choice whether the functions start with this workbook, where the host has it.
import { html, nothing } from "lit/html.js";
import { live } from "lit/directives/live.js";
import type { Actions } from "../actions";
import type { State } from "../state";
import { texts } from "../../languages";
import type { At } from "../../controls/field";
import type { View } from "../../controls/view";

const words = texts.startup;

export const startupView = ({ startup, work }: State, actions: Actions): View =>
  startup === null
    ? nothing
    : html`
        <div class="offer">
          <label class="option">
            <input
              type="checkbox"
              aria-describedby="startup-about"
              ?disabled=${work !== null}
              .checked=${live(startup)}
              @change=${({ currentTarget }: At<HTMLInputElement>) =>
                void actions.startWithWorkbook(currentTarget.checked)}
            />
            ${words.choose}
          </label>
          <p class="quiet small" id="startup-about">${words.about}</p>
        </div>
      `;
