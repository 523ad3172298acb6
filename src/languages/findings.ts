// The words of the audit's findings, apart from the rest: the pane opens without them.
import { findings } from "./findings.en";
import { vocabulary } from "./vocabulary";

export type FindingWords = typeof findings;

export const findingTexts: FindingWords = vocabulary("findings", findings);
