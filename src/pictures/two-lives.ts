// Depreciation of the books under two useful lives of IT: the same cost, earlier.
import { pictureTexts } from "../languages/pictures";
import { cashflow } from "../model/cashflow";
import type { Scenario } from "../model/keys";
import { changed, complete } from "../model/scenario";
import { moneyText, yearsText } from "../sheets/headline";
import { DOLLARS, type Picture } from "./picture";

const words = pictureTexts.lives;

/** The industry's six years, and the four that the critics say. */
export const LIVES = [6, 4] as const;

/** Depreciation of each year, positive, where IT lasts so long and the fleet as long as the longer life. */
export function depreciationOver(scenario: Scenario, life: number): readonly number[] {
  const changes = [
    { key: "itLife", value: life },
    { key: "horizon", value: LIVES[0] },
  ] as const;
  const { depreciation } = cashflow(complete(changed(scenario, changes))).columns;
  return Array.from(depreciation, (amount) => 0 - amount).slice(1);
}

export function livesPicture(name: string, scenario: Scenario): Picture {
  const [long, short] = LIVES.map((life) => depreciationOver(scenario, life));
  return {
    kind: "bars",
    title: words.title(name),
    says: words.says(
      yearsText(LIVES[0]),
      yearsText(LIVES[1]),
      [long[0], short[0]].map(moneyText),
      [long.at(-1) ?? 0, short.at(-1) ?? 0].map(moneyText),
    ),
    across: words.year,
    unit: DOLLARS,
    labels: long.map((_, i) => String(i + 1)),
    rows: [
      { name: words.life(yearsText(LIVES[0])), values: long },
      { name: words.life(yearsText(LIVES[1])), values: short },
    ],
  };
}
