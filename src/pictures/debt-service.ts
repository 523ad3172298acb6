// Debt service against the cash that is there to serve it, year by year.
import { pictureTexts } from "../languages/pictures";
import { numbers } from "../languages/writing";
import { cashflow } from "../model/cashflow";
import { financingOf } from "../model/debt/financing";
import type { Scenario } from "../model/keys";
import { DOLLARS, type Picture } from "./picture";

const words = pictureTexts.debt;

const ratio = numbers({ maximumFractionDigits: 2 });

export function debtPicture(name: string, scenario: Scenario): Picture {
  const { cfads, service, dscr, year } = financingOf(cashflow(scenario), scenario).columns;
  const served = Array.from(year).filter((_, i) => service[i] > 0);
  const years = Array.from(year).slice(1);
  const lowest = Math.min(...Array.from(dscr).filter((_, i) => service[i] > 0));
  return {
    kind: "bars",
    title: words.title(name),
    says: served.length === 0 ? words.nothing : words.says(ratio(lowest)),
    across: words.year,
    unit: DOLLARS,
    labels: years.map(String),
    rows: [
      { name: words.cfads, values: years.map((_, i) => cfads[i + 1]) },
      { name: words.service, values: years.map((_, i) => service[i + 1]) },
    ],
  };
}
