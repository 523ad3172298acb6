// The words of the audit's findings by language, apart from the rest: the pane opens without them.
import { findings } from "./findings.en";

export type FindingWords = typeof findings;

export const FINDINGS = { en: findings } satisfies Record<string, FindingWords>;

export const findingTexts: FindingWords = FINDINGS.en;
