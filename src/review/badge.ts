// What is said of a recomputed value at one look: green only where nothing is wrong, doubtful or assumed in silence.
import type { Explanation } from "../explain/explanation";
import { fromCell, isError } from "../explain/grid";
import { isArticles } from "../data/standard";
import { verdictSentence } from "../explain/verdict-sentence";
import { valueText } from "../explain/figure-text";
import { inWords } from "../languages/phrases";
import { concerns, type Finding } from "./finding";
import { texts } from "../languages";
import type { Verdict } from "../explain/verdict";

const words = texts.audit.badges;

/** A verdict; one that agrees is told apart by what speaks against it. */
export type Mark = Exclude<Verdict["kind"], "agrees"> | "sound" | "recomputed" | "doubtful" | "error";

export interface Badge {
  readonly mark: Mark;
  readonly reason: string;
}

/** `findings` are those of an audit of the workbook as it stands now; null where there is none. */
export function badgeOf(explanation: Explanation, findings: readonly Finding[] | null): Badge {
  const { verdict, value, text, recomputed, cell } = explanation;
  const shown = typeof value === "number" ? valueText(value) : text;
  const sentence = verdictSentence(verdict, shown, recomputed === undefined ? "" : valueText(recomputed));
  if (verdict.kind !== "agrees") return { mark: verdict.kind, reason: sentence };
  // An error that is rightly there is no success.
  if (isError(fromCell(value)) || (typeof recomputed === "string" && isError(fromCell(recomputed))))
    return { mark: "error", reason: sentence };
  const because = (why: string): Badge => ({ mark: "doubtful", reason: `${sentence} ${why}` });
  const covered = [...explanation.every.values()].find((call) => isError(call.value));
  if (covered !== undefined) return because(words.covered(covered.call.text));
  const doubt = findings?.find((finding) => finding.severity !== "note" && concerns(finding, cell));
  if (doubt !== undefined) return because(words.doubt(doubt.sentence));
  const { articles, others, given } = assumed(explanation);
  if (articles.length > 0 && given)
    return because(words.articles(articles.length, articles.slice(0, MOST_NAMED).map(inWords)));
  if (articles.length + others > 0) return { mark: "recomputed", reason: sentence };
  return findings === null ? { mark: "recomputed", reason: sentence } : { mark: "sound", reason: words.sound };
}

/** How many assumptions are named before the rest is counted. */
const MOST_NAMED = 3;

/** What the calls of a cell use that its formula does not give. */
function assumed({ every }: Explanation): {
  readonly articles: readonly string[];
  readonly others: number;
  readonly given: boolean;
} {
  const articles: string[] = [];
  let others = 0;
  let given = false;
  for (const { arguments: readings, trail } of every.values()) {
    const named = new Set(readings.filter(({ text }) => text !== "").map(({ name }) => name));
    given ||= named.size > 0;
    for (const entry of trail.entries) {
      if (entry.kind !== "input" || entry.argument === undefined || named.has(entry.argument)) continue;
      // How an answer is laid out or worded is no assumption.
      if (entry.structural) continue;
      if (isArticles(entry)) articles.push(entry.name);
      else others++;
    }
  }
  return { articles, others, given };
}
