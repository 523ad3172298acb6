// The first rows of what a load would bring.
import { html, nothing, type TemplateResult } from "lit/html.js";
import { texts } from "../languages";
import type { Preview } from "../sheets/preview";

const words = texts.data;

export const previewView = (preview: Preview): TemplateResult => html`
  <section>
    <div class="row spread">
      <h3 id="preview">${words.preview}</h3>
      <span class="quiet">${words.size(preview.rows, preview.headings.length)}</span>
    </div>
    ${
      preview.rows === 0
        ? html`<p class="quiet">${words.nothing}</p>`
        : html`
            <div class="scroll" tabindex="0" role="region" aria-labelledby="preview">
              <table>
                <thead>
                  <tr>
                    ${preview.headings.map((heading) => html`<th scope="col">${heading}</th>`)}
                  </tr>
                </thead>
                <tbody>
                  ${preview.first.map(
                    (row) =>
                      html`<tr>
                        ${row.map(({ text, number }) => html`<td class=${number ? "number" : ""}>${text}</td>`)}
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>
            ${preview.more > 0 ? html`<p class="quiet">${words.more(preview.more)}</p>` : nothing}
          `
    }
  </section>
`;
