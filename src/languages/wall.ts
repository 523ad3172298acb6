// The words of the depreciation wall, apart from the rest: the pane opens without them.
import { vocabulary } from "./vocabulary";
import { wall } from "./wall.en";

export type WallWords = typeof wall;

export const wallTexts: WallWords = vocabulary("wall", wall);
