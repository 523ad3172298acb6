// The words of the explorer, apart from the rest: the pane opens without them.
import { explorer } from "./explorer.en";
import { vocabulary } from "./vocabulary";

export type ExplorerWords = typeof explorer;

export const explorerTexts: ExplorerWords = vocabulary("explorer", explorer);
