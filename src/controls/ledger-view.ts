// The article's claims: published, recomputed, the verdict and its reason; each opens step by step.
import { html, nothing, type TemplateResult } from "lit/html.js";
import { namesOf } from "../model/records";
import type { Verdict } from "../data/ledger";
import { numberText } from "../explain/figure-text";
import type { StepLine } from "../explain/reading";
import type { ClaimLine } from "../sheets/claim-lines";
import { inWords, texts } from "../languages";
import { stepView } from "./step-view";
import { type At, select } from "./field";
import type { View } from "./view";

const words = texts.ledger;

export { claimLines, claimSteps, ledgerSheet } from "../sheets/claim-lines";

/** The article's claims, once they are computed, with what draws them, which is fetched with them. */
export interface LedgerState {
  readonly open: { readonly lines: readonly ClaimLine[]; readonly view: typeof ledgerView } | null;
  readonly filter: Verdict | "all";
  /** The steps of the claims that were opened. */
  readonly steps: Readonly<Record<number, readonly StepLine[]>>;
}

export interface LedgerActions {
  filterLedger(filter: LedgerState["filter"]): void;
  openClaim(claim: number): Promise<void>;
  loadData(): Promise<void>;
}

const VERDICTS = namesOf(words.verdicts);

export function ledgerView(
  { open, filter, steps }: LedgerState,
  busy: boolean,
  actions: LedgerActions,
): TemplateResult {
  const lines = open?.lines ?? [];
  const counted = (verdict: Verdict): string =>
    words.counted(words.verdicts[verdict], lines.filter((line) => line.verdict === verdict).length);
  const names = Object.fromEntries(VERDICTS.map((verdict) => [verdict, counted(verdict)]));
  return html`
    <p class="quiet">${words.about}</p>
    ${select(words.filter, filter, ["all", ...VERDICTS], { all: words.all(lines.length), ...names }, actions.filterLedger)}
    <ul class="plain lines">
      ${lines
        .filter(({ verdict }) => filter === "all" || verdict === filter)
        .map((line) => claimView(line, steps[line.claim], actions))}
    </ul>
    <div class="bottom">
      <fluent-button appearance="primary" class="wide" ?disabled=${busy} @click=${() => void actions.loadData()}>
        ${words.load}
      </fluent-button>
    </div>
  `;
}

function claimView(line: ClaimLine, steps: readonly StepLine[] | undefined, actions: LedgerActions): View {
  const { claim, about, published, computed, difference, tolerance, unit, verdict, reason, source } = line;
  const floor = line.relation === "at least" ? `${words.atLeast} ` : "";
  const amount = (label: string, value: number | null, before = ""): TemplateResult => html`
    <div class="row spread">
      <dt>${label}</dt>
      <dd class="number">
        ${value === null ? words.noNumber : html`${before}${numberText(Number(value.toPrecision(7)))} `}
        ${value === null ? nothing : html`<span class="unit">${inWords(unit)}</span>`}
      </dd>
    </div>
  `;
  return html`
    <li>
      <details
        @toggle=${({ currentTarget }: At<HTMLDetailsElement>) => {
          if (currentTarget.open) void actions.openClaim(claim);
        }}
      >
        <summary>${claim}. ${inWords(about)} <span class="tag">${words.verdicts[verdict]}</span></summary>
        <dl>
          ${amount(words.published, published, floor)} ${amount(words.recomputed, computed)}
          ${difference === null ? nothing : amount(words.difference, difference)}
          ${tolerance === null ? nothing : amount(words.tolerance, tolerance, "± ")}
        </dl>
        <p>${inWords(reason)}</p>
        <p class="quiet small">${words.source}: ${source}</p>
        ${
          steps === undefined
            ? nothing
            : html`<h3>${words.steps}</h3>
                <ol class="plain steps">
                  ${steps.map(stepView)}
                </ol>`
        }
      </details>
    </li>
  `;
}
