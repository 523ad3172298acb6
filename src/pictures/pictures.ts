// The pictures by name: of one scenario, of two, and of figures alone.
import type { Preset } from "../data/presets";
import { inWords } from "../languages";
import { pictureTexts } from "../languages/pictures";
import { ModelError } from "../model/errors";
import type { Scenario } from "../model/keys";
import { scenarioOf } from "../sheets/own-scenario";
import { awsPicture } from "./capex-and-income";
import { cashPicture } from "./cumulative-cash";
import { debtPicture } from "./debt-service";
import { heatMap } from "./heat-map";
import { monteCarloPicture } from "./monte-carlo-histogram";
import { bridgePicture } from "./npv-bridge";
import type { HeatMap, Picture } from "./picture";
import { pricePicture } from "./price-over-time";
import { tornadoPicture } from "./tornado-bars";
import { livesPicture } from "./two-lives";

export const PICTURES = ["cash", "bridge", "tornado", "heat", "monteCarlo", "debt", "lives", "aws", "prices"] as const;
export type PictureName = (typeof PICTURES)[number];

/** Which of them need a scenario, or two. */
export const scenariosIn = (picture: PictureName): 0 | 1 | 2 =>
  picture === "aws" || picture === "prices" ? 0 : picture === "bridge" ? 2 : 1;

type Shown = Picture | HeatMap;

const OF_ONE: Readonly<
  Record<
    Exclude<PictureName, "bridge" | "aws" | "prices">,
    (name: string, scenario: Scenario) => Shown | Promise<Shown>
  >
> = {
  cash: cashPicture,
  tornado: tornadoPicture,
  heat: heatMap,
  monteCarlo: monteCarloPicture,
  debt: debtPicture,
  lives: livesPicture,
};

/** The picture, or in words why there is none. */
export async function pictureOf(picture: PictureName, one: Preset, other: Preset): Promise<Shown | string> {
  if (picture === "aws") return awsPicture();
  if (picture === "prices") return pricePicture();
  const [first, second] = [scenarioOf(one), scenarioOf(other)];
  if (first === null || second === null) return pictureTexts.noScenario;
  if (picture === "bridge" && one.name === other.name) return pictureTexts.bridge.same;
  try {
    if (picture === "bridge") return bridgePicture(one.name, first, other.name, second);
    return await OF_ONE[picture](one.name, first);
  } catch (refused) {
    if (refused instanceof ModelError) return pictureTexts.none(inWords(refused.message));
    throw refused;
  }
}
