// The words of the depreciation wall by language, apart from the rest: the pane opens without them.
import { wall } from "./wall.en";

export type WallWords = typeof wall;

export const WALL = { en: wall } satisfies Record<string, WallWords>;

export const wallTexts: WallWords = WALL.en;
