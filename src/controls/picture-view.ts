// Pictures of a scenario: a choice of them, the canvas, a sentence that says what it shows, and the same numbers as a table.
import "@fluentui/web-components/button.js";
import { html, nothing, type TemplateResult } from "lit/html.js";
import { ref } from "lit/directives/ref.js";
import { numberText } from "../explain/figure-text";
import { pictureTexts } from "../languages/pictures";
import { numbers } from "../languages/writing";
import { type PictureName, PICTURES, scenariosIn } from "../pictures/pictures";
import { amountText, DOLLARS, type HeatMap, type Mark, type Picture, toldOf } from "../pictures/picture";
import { select } from "./field";
import { draw } from "./picture-drawing";
import type { View } from "./view";

export { pictureSheet, type Told } from "../pictures/picture-sheet";
export { pictureOf } from "../pictures/pictures";

export const words = pictureTexts;

export interface Viewing {
  readonly picture: PictureName;
  readonly one: string;
  readonly other: string;
  /** What is shown, or in words why there is nothing. */
  readonly made: Picture | HeatMap | string;
}

/** With what draws it, which is fetched with it. */
export interface OpenPictures extends Viewing {
  readonly view: typeof picturesView;
}

export interface PictureActions {
  showPicture(change: Partial<Pick<Viewing, "picture" | "one" | "other">>): void;
  /** Puts it on a new sheet, with a chart of the host's own. */
  putPicture(): Promise<void>;
  closePictures(): void;
}

export function picturesView(
  viewing: Viewing,
  names: readonly string[],
  busy: boolean,
  actions: PictureActions,
): TemplateResult {
  const { picture, one, other, made } = viewing;
  const scenarios = scenariosIn(picture);
  return html`
    <div class="row spread">
      <h2>${words.open}</h2>
      <button type="button" class="link" @click=${actions.closePictures}>${words.close}</button>
    </div>
    ${select(words.picture, picture, PICTURES, words.names, (chosen) => actions.showPicture({ picture: chosen }))}
    ${
      scenarios === 0
        ? nothing
        : html`<div class="pair">
            ${select(words.scenario, one, names, {}, (chosen) => actions.showPicture({ one: chosen }))}
            ${scenarios === 1 ? nothing : select(words.other, other, names, {}, (chosen) => actions.showPicture({ other: chosen }))}
          </div>`
    }
    ${typeof made === "string" ? html`<p class="problem">${made}</p>` : shownView(made, busy, actions)}
  `;
}

const shownView = (made: Picture | HeatMap, busy: boolean, actions: PictureActions): TemplateResult => html`
  ${made.kind === "heat" ? heatView(made) : chartView(made)}
  <div class="row end">
    <fluent-button size="small" ?disabled=${busy} @click=${() => void actions.putPicture()}>${words.put}</fluent-button>
  </div>
`;

const chartView = (picture: Picture): TemplateResult => html`
  <section>
    <h3>${picture.title}</h3>
    <p role="status">${picture.says}</p>
    <div class="picture" style=${`height: ${heightOf(picture)}px`}>
      <canvas
        role="img"
        aria-label=${`${picture.title}. ${picture.says}`}
        ${ref((canvas) => {
          if (canvas instanceof HTMLCanvasElement)
            requestAnimationFrame(() => canvas.isConnected && draw(canvas, picture));
        })}
      ></canvas>
    </div>
    <details>
      <summary>${words.asTable}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${picture.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">${picture.across}</th>
              ${picture.rows.map(({ name }) => html`<th scope="col">${name}, ${picture.unit}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${picture.labels.map(
              (label, i) => html`
                <tr>
                  <th scope="row">${label}</th>
                  ${picture.rows.map(({ values }) => html`<td class="number">${markText(values[i] ?? null, picture.leading)}</td>`)}
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
      ${picture.points?.map(({ name, says }) => html`<p class="small">${name}: ${says}</p>`) ?? nothing}
    </details>
  </section>
`;

const rounded = numbers({ maximumSignificantDigits: 6 });

const HEIGHT = 260;
/** A bar that lies, with its label on up to three lines; around them stand legend and axis. */
const LYING = 36;
const AROUND = 90;

const heightOf = ({ kind, labels }: Picture): number => (kind === "lying" ? AROUND + LYING * labels.length : HEIGHT);

function markText(mark: Mark, leading?: boolean): string {
  const told = toldOf(mark, leading);
  return told === null ? "" : numberText(told, rounded);
}

/** A colour says the sign and the size, and every cell its number: nothing is said by colour alone. */
function heatView({ title, says, corner, down, across, values, base }: HeatMap): TemplateResult {
  const largest = Math.max(...values.flat().map(Math.abs)) || 1;
  const cell = (value: number, i: number, j: number): View => {
    const own = i === base[0] && j === base[1];
    const share = Math.round((40 * Math.abs(value)) / largest);
    const classes = `number ${value < 0 ? "loss" : "gain"} ${own ? "base" : ""}`;
    return html`<td class=${classes} style=${`--share: ${share}%`}>
      ${amountText(value, DOLLARS)}${own ? html`<span class="hidden"> (${words.heat.base})</span>` : nothing}
    </td>`;
  };
  return html`
    <section>
      <h3>${title}</h3>
      <p role="status">${says}</p>
      <div class="scroll" tabindex="0" role="region" aria-label=${title}>
        <table class="heat">
          <caption class="quiet small">
            ${corner}
          </caption>
          <thead>
            <tr>
              <td></td>
              ${across.map((label) => html`<th scope="col">${label}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${values.map(
              (row, i) =>
                html`<tr>
                  <th scope="row">${down[i]}</th>
                  ${row.map((value, j) => cell(value, i, j))}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>
  `;
}
