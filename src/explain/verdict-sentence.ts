// Why a cell got its verdict, as a sentence.
import { texts } from "../languages";
import type { UnreadPart } from "./evaluate";
import { fromCell, isError } from "./grid";
import type { Verdict } from "./verdict";

/** The sentence; `shown` and `recomputed` are the two values as a person reads them. */
export function verdictSentence(verdict: Verdict, shown: string, recomputed: string): string {
  const { reasons } = texts.audit;
  switch (verdict.kind) {
    case "agrees":
      return reasons.agrees[isError(fromCell(shown)) ? "error" : verdict.how];
    case "stale":
      return reasons.stale[verdict.why](recomputed);
    case "differs":
      return verdict.why === "noRoom" ? reasons.differs.noRoom : reasons.differs.value(shown, recomputed);
    case "otherwise":
      return "lacks" in verdict
        ? reasons.otherwise.lacks(verdict.lacks, recomputed)
        : reasons.otherwise.reading(verdict.of, recomputed);
    case "unsettled":
      return reasons.unsettled[verdict.why];
    case "unread":
      return unreadSentence(verdict.part);
  }
}

/** What of the formula could not be followed, and what can be done. */
export const unreadSentence = ({ part, why, detail }: UnreadPart): string => texts.audit.unread[why](part, detail);
