// The explorer: the formula that is being read stays in sight, and below it the lines, walked by the arrow keys.
import { present } from "../model/errors";
import { html, nothing, type TemplateResult } from "lit/html.js";
import { ref } from "lit/directives/ref.js";
import { spoken } from "../host/a1";
import type { Ref, Selection } from "../host/host";
import { explorerTexts as words } from "../languages/explorer";
import { type Direction, DIRECTIONS } from "../review/explorer/explorer";
import type { Line, Source } from "../review/explorer/line";
import { isOpen, ownerOf, spanOf } from "../review/explorer/tree";
import type { View } from "./view";
import { type Explored, type Step, STEPS } from "../review/explorer/walk";

/** What the explorer can be asked for. */
interface ExplorerActions {
  explore(direction: Direction, from?: Ref): Promise<void>;
  walk(step: Step): Promise<void>;
  touch(id: number): Promise<void>;
}

/** Lines that are drawn above and below the selected one; the others come into sight as one walks. */
const AROUND = 60;
/** Farther in, lines are not moved to the right any more: a pane is narrow. */
const DEEPEST = 8;

export function explorerView(
  explored: Explored,
  selection: Selection | null,
  actions: ExplorerActions,
): TemplateResult {
  const { tree, at, direction, busy, outdated } = explored;
  const { lines } = tree;
  const index = Math.max(
    0,
    lines.findIndex(({ id }) => id === at),
  );
  const [root, line] = [present(lines[0]), present(lines[index])];
  const [first, end] = [Math.max(0, index - AROUND), Math.min(lines.length, index + AROUND)];
  const where = root.ref === null ? "" : spoken(root.ref);
  return html`
    <div class="explorer">
      <div class="pinned">
        ${formulaView(line)}
        <div class="row wrap">
          <div class="switch" role="group" aria-label=${words.direction}>
            ${DIRECTIONS.map(
              (each) =>
                html`<button
                  type="button"
                  aria-pressed=${each === direction}
                  @click=${() => void actions.explore(each, cellOf(line))}
                >
                  ${words[each]}
                </button>`,
            )}
          </div>
          ${elsewhere(explored, selection, actions)}
        </div>
        ${
          outdated
            ? html`<p class="small quiet">
                ${words.outdated}
                <button
                  type="button"
                  class="link"
                  @click=${() => void actions.explore(direction, root.ref ?? undefined)}
                >
                  ${words.again}
                </button>
              </p>`
            : nothing
        }
      </div>
      <p class="small quiet">${words.keys}</p>
      ${first > 0 ? html`<p class="small quiet">${words.above(first)}</p>` : nothing}
      <ul
        class="plain tree"
        role="tree"
        tabindex="0"
        aria-label=${words.tree(where, words[direction])}
        aria-busy=${busy}
        aria-activedescendant=${`line-${line.id}`}
        @keydown=${(event: KeyboardEvent) => walk(event, actions)}
      >
        ${lines.slice(first, end).map((each, offset) => lineView(explored, each, first + offset, actions))}
      </ul>
      ${end < lines.length ? html`<p class="small quiet">${words.below(lines.length - end)}</p>` : nothing}
      ${root.grow === null ? html`<p class="quiet">${words.nothing[direction]}</p>` : nothing}
    </div>
  `;
}

/** The cell that a line is about: of a range or a value in a formula, the one that reads it. */
const cellOf = (line: Line): Ref | undefined => (line.kind === "cell" ? line : ownerOf(line)).ref ?? undefined;

/** The formula that names the selected line, with the part that does so marked. */
function formulaView(line: Line): View {
  const owner = ownerOf(line);
  const span = spanOf(line);
  const formula = owner.formula ?? "";
  const where = owner.ref === null ? "" : spoken(owner.ref);
  return html`
    <h3 class="where">${where}</h3>
    <code class="block formula"
      >${
        formula === ""
          ? html`<span class="quiet">${words.noFormula}</span>`
          : span === null
            ? formula
            : html`${formula.slice(0, span.from)}<mark>${formula.slice(span.from, span.to)}</mark>${formula.slice(span.to)}`
      }</code
    >
  `;
}

/** Another cell was selected in the grid: the explorer goes there when it is asked to. */
function elsewhere({ tree, at, direction }: Explored, selection: Selection | null, actions: ExplorerActions): View {
  if (selection === null) return nothing;
  const line = tree.lines.find(({ id }) => id === at);
  const here = [line?.ref, tree.lines[0]?.ref].some(
    (each) => each?.sheet === selection.sheet && each.address.split(":")[0] === selection.address,
  );
  if (here) return nothing;
  const { sheet, address } = selection;
  return html`<fluent-button size="small" @click=${() => void actions.explore(direction, { sheet, address })}
    >${words.exploring(spoken(selection))}</fluent-button
  >`;
}

function walk(event: KeyboardEvent, actions: ExplorerActions): void {
  const step = STEPS.find((each) => each === event.key);
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  void actions.walk(step);
}

function lineView(explored: Explored, line: Line, index: number, actions: ExplorerActions): TemplateResult {
  const { tree, at } = explored;
  const selected = line.id === at;
  const open = isOpen(tree, line, index);
  const mark = line.circle ? "↺" : line.grow === null ? "·" : open ? "▾" : "▸";
  return html`
    <li
      role="treeitem"
      id=${`line-${line.id}`}
      class=${selected ? "line selected" : "line"}
      aria-level=${line.depth + 1}
      aria-selected=${selected}
      aria-expanded=${line.grow === null ? nothing : open}
      style=${`--depth: ${Math.min(line.depth, DEEPEST)}`}
      @click=${() => void actions.touch(line.id)}
      ${selected ? ref(inSight) : nothing}
    >
      ${line.kind === "more" ? html`<span class="link">${words.more(line.label)}</span>` : partsOf(line, mark)}
    </li>
  `;
}

const partsOf = (line: Line, mark: string): TemplateResult => html`
  <div class="row spread">
    <span class="clip"><span aria-hidden="true">${mark}</span> <span class="cell">${line.label}</span></span>
    <span class="number">${line.kind === "range" ? words.cells(line.value) : line.value}</span>
  </div>
  ${line.heading === "" ? nothing : html`<p class="small clip">${line.heading}</p>`}
  ${line.formula === null ? nothing : html`<code class="quiet small clip">${line.formula}</code>`}
  ${line.circle ? html`<p class="small quiet">${words.circle}</p>` : nothing}
  ${line.source === null ? nothing : sourceView(line.source)}
`;

function sourceView({ kind, text }: Source): TemplateResult {
  const link = /https?:\/\/\S+[^\s.,;)]/.exec(text)?.[0];
  return html`<p class="small quiet">
    <span class="tag">${words.sources[kind]}</span> ${text}
    ${link === undefined ? nothing : html`<a href=${link} target="_blank" rel="noopener">${new URL(link).hostname}</a>`}
  </p>`;
}

const inSight = (element?: Element): void => element?.scrollIntoView({ block: "nearest" });
