// The box in which a published number is checked: what was found, simplest first, with the call that any cell can hold. It keeps its
// own state: no other part of the pane needs it.
import { html, nothing, render, type TemplateResult } from "lit/html.js";
import { ref } from "lit/directives/ref.js";
import type { StepLine } from "../explain/reading";
import { numberText } from "../explain/figure-text";
import { claimTexts as words } from "../languages/claims";
import { inList } from "../languages/writing";
import type { Answer, Need, Verdict } from "../review/claims/search";
import { type At, select } from "./field";
import { stepView } from "./step-view";
import type { View } from "./view";

interface Actions {
  /** Types a formula into the selected cell. */
  insert(formula: string): Promise<void>;
  copy(text: string): Promise<void>;
}

interface Box {
  readonly sentence: string;
  readonly verdict: Verdict | null;
  readonly checking: boolean;
  readonly problem: string;
  /** The steps of the calls that were opened. */
  readonly steps: Readonly<Record<string, readonly StepLine[]>>;
}

const EMPTY: Box = { sentence: "", verdict: null, checking: false, problem: "", steps: {} };

/** What is shown at once; the rest is one click away. */
const MOST = 6;

const part = () => import(/* webpackChunkName: "auditing" */ "../review/claims/checking");

/** What each pane has checked. */
const boxes = new WeakMap<Actions, ReturnType<typeof createBox>>();

export const claimBox = (actions: Actions): View => {
  const box = boxes.get(actions) ?? createBox(actions);
  boxes.set(actions, box);
  // A new listener each time, so that it is drawn again with the pane: the language may be another.
  return html`<div class="claims" ${ref((element) => box(element))}></div>`;
};

function createBox(actions: Actions): (element: Element | undefined) => void {
  let state = EMPTY;
  let place: Element | undefined;
  let latest = 0;
  const draw = (): void => {
    if (place instanceof HTMLElement) render(boxView(state, shop), place);
  };
  const set = (change: Partial<Box>): void => {
    state = { ...state, ...change };
    draw();
  };
  const shop: Shop = {
    ...actions,
    async check(sentence, chosen) {
      const mine = ++latest;
      const overtaken = (): boolean => mine !== latest;
      set({ sentence, checking: true, problem: "", verdict: chosen === undefined ? null : state.verdict, steps: {} });
      try {
        const { checkSentence } = await part();
        const verdict = await checkSentence(sentence, chosen, overtaken);
        if (!overtaken()) set({ verdict, checking: false });
      } catch (error) {
        if (!overtaken()) set({ checking: false, problem: error instanceof Error ? error.message : String(error) });
      }
    },
    async open(formula) {
      if (state.steps[formula] !== undefined) return;
      const { stepsOf } = await part();
      set({ steps: { ...state.steps, [formula]: stepsOf(formula) } });
    },
  };
  return (element) => {
    place = element;
    draw();
  };
}

interface Shop extends Actions {
  check(sentence: string, chosen?: number): Promise<void>;
  open(formula: string): Promise<void>;
}

function boxView(box: Box, shop: Shop): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const sentence = String(new FormData(event.currentTarget).get("sentence") ?? "").trim();
    void shop.check(sentence === "" ? words.example : sentence);
  };
  return html`
    <h3>${words.title}</h3>
    <p class="quiet">${words.about}</p>
    <form @submit=${submit}>
      <label class="field">
        <span>${words.sentence}</span>
        <textarea name="sentence" rows="3" maxlength="500" placeholder=${words.example}></textarea>
      </label>
      <div class="row">
        <fluent-button
          appearance="primary"
          @click=${({ currentTarget }: At<HTMLElement>) => currentTarget.closest("form")?.requestSubmit()}
          >${words.check}</fluent-button
        >
      </div>
    </form>
    <div role="status">
      ${box.checking ? html`<p class="quiet">${words.checking}…</p>` : nothing}
      ${box.problem === "" ? nothing : html`<p class="problem">${box.problem}</p>`}
      ${box.verdict === null ? nothing : verdictView(box.verdict, box, shop)}
    </div>
  `;
}

function verdictView(verdict: Verdict, box: Box, shop: Shop): TemplateResult {
  const { claim, answers, needs, unused, tried } = verdict;
  const wanted = claim.quantities[claim.at];
  if (wanted === undefined) return html`<p>${words.noNumber}</p>`;
  const texts = claim.quantities.map(({ text }) => text);
  // What nobody had to turn at anything for is told first, whatever else would give so short a number.
  const isTold = ({ likely, level }: Answer): boolean => likely || level === "none";
  const sure = answers.filter(isTold);
  const doubtful = answers.filter((answer) => !isTold(answer));
  const given = texts.filter((text, i) => i !== claim.at && !unused.includes(text));
  const half = numberText(Number(wanted.half.toPrecision(2)));
  return html`
    ${
      texts.length < 2
        ? nothing
        : select(
            words.which,
            String(claim.at),
            texts.map((_, i) => String(i)),
            Object.fromEntries(texts.map((text, i) => [String(i), text])),
            (chosen) => void shop.check(box.sentence, Number(chosen)),
          )
    }
    <p class="lead">${words.tolerance(wanted.text, half)}</p>
    ${given.length === 0 ? nothing : html`<p class="small">${words.given(inList(given))}</p>`}
    ${unused.length === 0 ? nothing : html`<p class="small">${words.unused(inList(unused))}</p>`}
    <p>${sure.length > 0 ? words.gives(sure.length) : answers.length > 0 ? words.noneSure : words.none}</p>
    <ul class="plain lines">
      ${sure.slice(0, MOST).map((answer) => answerView(answer, box, shop))}
    </ul>
    ${folded(
      words.mayBeChance(doubtful.length),
      doubtful.slice(0, MOST * 2).map((answer) => answerView(answer, box, shop)),
    )}
    ${folded(
      words.needs,
      needs.slice(0, MOST).map((need) => needView(need, shop)),
      words.needsAbout,
    )}
    <p class="small quiet">${words.tried(tried)}</p>
  `;
}

const folded = (title: string, lines: readonly View[], about = ""): View =>
  lines.length === 0
    ? nothing
    : html`<details>
        <summary>${title}</summary>
        ${about === "" ? nothing : html`<p class="small quiet">${about}</p>`}
        <ul class="plain lines">
          ${lines}
        </ul>
      </details>`;

const valueText = (value: number): string => numberText(Number(value.toPrecision(7)));

function answerView(answer: Answer, box: Box, shop: Shop): TemplateResult {
  const { question, preset, also, level, conventions, key, value, formula, byChance } = answer;
  const steps = box.steps[formula];
  const changes = conventions.map((name) => words.conventions[name]);
  if (key !== null) changes.push(`${key.name} = ${key.value}`);
  return html`
    <li>
      <div class="row spread">
        <strong>${words.questions[question]}</strong>
        <span class="number">${valueText(value)}</span>
      </div>
      <p class="small">
        ${inList([preset ?? words.defaults, ...changes])}
        <span class="tag">${words.levels[level]}</span>
      </p>
      ${also.length === 0 ? nothing : html`<p class="small quiet">${words.also(inList(also))}</p>`}
      <p class="small quiet">${words.chance(byChance)}</p>
      ${callView(formula, shop)}
      <details
        @toggle=${({ currentTarget }: At<HTMLDetailsElement>) => {
          if (currentTarget.open) void shop.open(formula);
        }}
      >
        <summary>${words.steps}</summary>
        ${
          steps === undefined
            ? nothing
            : html`<ol class="plain steps">
                ${steps.map(stepView)}
              </ol>`
        }
      </details>
    </li>
  `;
}

const needView = ({ question, preset, key, value, formula }: Need, shop: Shop): TemplateResult => html`
  <li>
    <div class="row spread">
      <span>${words.questions[question]}, ${preset ?? words.defaults}</span>
      <span class="number">${key} = ${valueText(value)}</span>
    </div>
    ${callView(formula, shop)}
  </li>
`;

const callView = (formula: string, shop: Shop): TemplateResult => html`
  <code class="block formula">${formula}</code>
  <div class="row wrap">
    <fluent-button size="small" @click=${() => void shop.insert(formula)}>${words.insert}</fluent-button>
    <fluent-button size="small" appearance="subtle" @click=${() => void shop.copy(formula)}
      >${words.copy}</fluent-button
    >
  </div>
`;
