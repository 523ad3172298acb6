// Net present value over rent and utilization, the scenario itself in the middle of the rents.
import { inWords } from "../languages";
import { pictureTexts } from "../languages/pictures";
import { numbers } from "../languages/writing";
import { clipped, KEYS, type Scenario } from "../model/keys";
import { sensitivity } from "../model/what-if/sensitivity";
import { moneyText } from "../sheets/headline";
import type { HeatMap } from "./picture";

const words = pictureTexts.heat;

const RENTS = [0.5, 0.75, 1, 1.25, 1.5];
const UTILIZATIONS = [0.4, 0.6, 0.8, 1, 1.2];

const percent = numbers({ style: "percent", maximumFractionDigits: 0 });
const rent = numbers({ maximumSignificantDigits: 3 });

/** Around the scenario's own rent and utilization. */
export const axesOf = (scenario: Scenario) => ({
  rents: RENTS.map((share) => scenario.rate * share),
  // More than every hour is not sold: what goes beyond the limit stands at it once.
  utilizations: [...new Set(UTILIZATIONS.map((share) => clipped("utilization", scenario.utilization * share)))],
});

export function heatMap(name: string, scenario: Scenario): HeatMap {
  const { rents, utilizations } = axesOf(scenario);
  const [, ...lines] = sensitivity({
    metric: "npv",
    row: { key: "utilization", values: utilizations },
    column: { key: "rate", values: rents },
    assumptions: scenario,
  });
  const values = lines.map(([, ...line]) => line.map((value) => (typeof value === "number" ? value : NaN)));
  const base = [utilizations.indexOf(scenario.utilization), rents.indexOf(scenario.rate)] as const;
  const losing = values.flat().filter((value) => value < 0).length;
  return {
    kind: "heat",
    title: words.title(name),
    says: words.says(losing, values.flat().length, moneyText(values[base[0]]?.[base[1]] ?? NaN)),
    corner: `${inWords(KEYS.utilization.label)} ↓ ${inWords(KEYS.rate.label)} →`,
    down: utilizations.map((value) => percent(value)),
    across: rents.map((value) => rent(value)),
    values,
    base,
  };
}
