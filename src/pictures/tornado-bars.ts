// How far each assumption moves the net present value when it moves by a fifth, the widest first.
import { inWords } from "../languages";
import { pictureTexts } from "../languages/pictures";
import { KEY_NAMES, KEYS, isContinuous, type Key, type Scenario } from "../model/keys";
import { measure } from "../model/metrics";
import { valueOf } from "../model/scenario";
import { swung } from "../model/what-if/tornado";
import { moneyText } from "../sheets/headline";
import { DOLLARS, type Picture } from "./picture";

const words = pictureTexts.tornado;

export const SWING = 0.2;
const MOST = 10;

/** A key that may be otherwise: how long the fleet runs is a choice, and the hours of a year are as many as there are. */
export const mayMove = (key: Key, scenario: Scenario): boolean =>
  isContinuous(key) && key !== "horizon" && key !== "hoursPerYear" && valueOf(scenario, key) !== 0;

/** What moves it most, the widest first. */
export function widestBars(scenario: Scenario) {
  const keys = KEY_NAMES.filter((key) => mayMove(key, scenario));
  return keys
    .map((key) => ({ key, ...swung({ metric: "npv", swing: SWING, assumptions: scenario }, key) }))
    .filter(({ low, high }) => Number.isFinite(low) && Number.isFinite(high) && low !== high)
    .sort((a, b) => Math.abs(b.high - b.low) - Math.abs(a.high - a.low))
    .slice(0, MOST);
}

export function tornadoPicture(name: string, scenario: Scenario): Picture {
  const shown = widestBars(scenario);
  const base = measure("npv", scenario);
  const widest = shown[0];
  return {
    kind: "lying",
    title: words.title(name),
    says: widest === undefined ? words.nothing : words.says(inWords(KEYS[widest.key].label), moneyText(base)),
    across: words.assumption,
    unit: DOLLARS,
    labels: shown.map(({ key }) => inWords(KEYS[key].label)),
    rows: [
      { name: words.down, values: shown.map(({ low }) => [base, low]) },
      { name: words.up, values: shown.map(({ high }) => [base, high]) },
    ],
  };
}
