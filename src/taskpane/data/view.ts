// Which figures to load, what they look like, and the button that loads them.
import { html, nothing, type TemplateResult } from "lit/html.js";
import { live } from "lit/directives/live.js";
import type { Actions } from "../actions";
import type { State } from "../state";
import { COLLECTIONS, previewOf } from "../../sheets/preview";
import { VERSION } from "../../data/edition";
import { entities, entityOf, type FiguresRequest, haveCome, lastIncluded, lastOf } from "../../sheets/figures";
import { inWords, texts } from "../../languages";
import { type DatasetLine, datasetLine } from "../../controls/dataset-line";
import { type At, fileButton, select } from "../../controls/field";
import { loadedView } from "../../controls/loaded-view";
import { previewView } from "../../controls/preview-table";
import { undoHint } from "../../controls/undo-bar";

const words = texts.data;

export const dataView = (state: State, actions: Actions): TemplateResult => html`
  <h2>${words.title}</h2>
  <p class="quiet">${words.about}${undoHint(state.clearsUndo)}</p>
  ${haveCome(state.offer) ? choices(state, actions) : html`<p class="quiet">${texts.work.fetching}…</p>`}
`;

const choices = (state: State, actions: Actions): TemplateResult => html`
  ${datasetLine({ version: VERSION, last: lastIncluded(), own: ownLast(state) })}
  ${select(words.collection, state.collection, COLLECTIONS, words.collections, actions.choose)}
  ${state.collection === "ledger" ? ledgerOf(state, actions) : tableChoice(state, actions)}
`;

const ledgerOf = ({ ledger, work }: State, actions: Actions): TemplateResult =>
  ledger.open?.view(ledger, work !== null, actions) ?? html`<p class="quiet">${texts.ledger.fetching}…</p>`;

function ownLast({ collection, request: { entity } }: State): DatasetLine["own"] {
  const last = collection === "figures" ? lastOf(entity) : undefined;
  return last && { name: entityOf(entity).name, ...last };
}

function tableChoice(state: State, actions: Actions): TemplateResult {
  const { collection, work } = state;
  const preview = previewOf(state);
  return html`
    ${collection === "figures" ? figuresChoice(state, actions) : nothing}
    ${collection === "wall" ? html`<p>${words.wallAbout}</p>` : previewView(preview)}
    ${collection === "figures" ? ownFigures(state, actions) : nothing} ${loadedView(state, actions)}
    <div class="bottom">
      <fluent-button
        appearance="primary"
        class="wide"
        ?disabled=${work !== null || (preview.rows === 0 && collection !== "wall")}
        @click=${() => void actions.loadData()}
      >
        ${words.load}
      </fluent-button>
    </div>
  `;
}

/** Figures go out as a file, and come in from one. */
const ownFigures = ({ work, request }: State, actions: Actions): TemplateResult => html`
  <section>
    <h3>${texts.ownFigures.heading}</h3>
    <p class="quiet">${texts.ownFigures.hint}</p>
    <div class="row wrap">
      ${fileButton(texts.ownFigures.import, ".csv,.json,text/csv,application/json", work !== null, actions.importFigures)}
      <fluent-button
        size="small"
        appearance="subtle"
        ?disabled=${work !== null || request.fields.length === 0}
        @click=${() => void actions.exportFigures()}
        >${texts.ownFigures.export}</fluent-button
      >
    </div>
  </section>
`;

const figuresChoice = ({ request, offer }: State, actions: Actions): TemplateResult => html`
  <div class="pair">
    ${select(
      words.entity,
      request.entity,
      entities().map(({ id }) => id),
      Object.fromEntries(entities().map(({ id, name }) => [id, inWords(name)])),
      actions.chooseEntity,
    )}
    ${select(words.kind, request.kind, offer.kinds, words.kinds, (kind) => actions.request({ kind }))}
    ${select(words.from, request.from, offer.periods, {}, (from) => actions.request({ from }))}
    ${select(words.to, request.to, offer.periods.slice(Math.max(offer.periods.indexOf(request.from), 0)), {}, (to) =>
      actions.request({ to }),
    )}
  </div>
  ${fieldsChoice({ request, offer }, actions)}
  <fieldset>
    <legend>${words.form}</legend>
    <div class="row wrap">
      ${(["long", "wide"] as const).map(
        (form) => html`
          <label class="option">
            <input
              type="radio"
              name="form"
              .checked=${live(request.form === form)}
              @change=${() => actions.request({ form })}
            />
            ${words.forms[form]}
          </label>
        `,
      )}
      ${
        request.form === "wide"
          ? html`<label class="option">
              <input
                type="checkbox"
                .checked=${live(request.chart)}
                @change=${({ currentTarget }: At<HTMLInputElement>) => actions.request({ chart: currentTarget.checked })}
              />
              ${words.chart}
            </label>`
          : nothing
      }
    </div>
  </fieldset>
`;

function fieldsChoice({ request, offer }: Pick<State, "request" | "offer">, actions: Actions): TemplateResult {
  const choose = (fields: FiguresRequest["fields"]): void => actions.request({ fields });
  const toggle = (id: string, chosen: boolean): void =>
    choose(chosen ? [...request.fields, id] : request.fields.filter((field) => field !== id));
  return html`
    <div role="group" aria-labelledby="fields">
      <div class="row spread">
        <span id="fields" class="label">
          ${words.fields} <span class="quiet">${words.chosen(request.fields.length, offer.fields.length)}</span>
        </span>
        <span class="row">
          <button type="button" class="link" @click=${() => choose(offer.fields.map(({ id }) => id))}>
            ${words.all}
          </button>
          <button type="button" class="link" @click=${() => choose([])}>${words.none}</button>
        </span>
      </div>
      <div class="list">
        ${offer.fields.map(
          ({ id, label, about }) => html`
            <label class="option" title=${inWords(about)}>
              <input
                type="checkbox"
                .checked=${live(request.fields.includes(id))}
                @change=${({ currentTarget }: At<HTMLInputElement>) => toggle(id, currentTarget.checked)}
              />
              ${inWords(label)}
            </label>
          `,
        )}
      </div>
    </div>
  `;
}
