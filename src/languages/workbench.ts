// The words of the page without Excel, which Excel's pane has no use for.
import { vocabulary } from "./vocabulary";
import { workbench } from "./workbench.en";

export type WorkbenchWords = typeof workbench;

export const workbenchTexts: WorkbenchWords = vocabulary("workbench", workbench);
