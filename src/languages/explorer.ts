// The words of the explorer by language, apart from the rest: the pane opens without them.
import { explorer } from "./explorer.en";

export type ExplorerWords = typeof explorer;

export const EXPLORER = { en: explorer } satisfies Record<string, ExplorerWords>;

export const explorerTexts: ExplorerWords = EXPLORER.en;
