// A small curve of cash to date: the line, the level 0, and a point where it has paid back.
import { html, nothing, svg, type TemplateResult } from "lit/html.js";
import { texts } from "../languages";
import type { CashToDate } from "../pictures/cumulative-cash";
import { moneyText, yearsText } from "../sheets/headline";

const WIDTH = 120;
const HEIGHT = 44;
const EDGE = 4;

/** Another curve may stand behind it, on the same scales. */
export function curveView(cash: CashToDate, behind: CashToDate | null = null): TemplateResult {
  const all = [...cash.points, ...(behind?.points ?? [])];
  const levels = all.map((point) => point.cash);
  const [low, high] = [Math.min(0, ...levels), Math.max(0, ...levels)];
  const end = Math.max(...all.map(({ years }) => years)) || 1;
  const x = (years: number): number => EDGE + ((WIDTH - 2 * EDGE) * years) / end;
  const y = (level: number): number => HEIGHT - EDGE - ((HEIGHT - 2 * EDGE) * (level - low)) / (high - low || 1);
  const line = ({ points }: CashToDate): string =>
    points.map(({ years, cash: level }) => `${x(years).toFixed(2)},${y(level).toFixed(2)}`).join(" ");
  return html`
    <svg class="curve" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${said(cash)}>
      ${svg`<line class="level" x1=${EDGE} x2=${WIDTH - EDGE} y1=${y(0)} y2=${y(0)} />`}
      ${behind === null ? nothing : svg`<polyline class="behind" points=${line(behind)} />`}
      ${svg`<polyline class="cash" points=${line(cash)} />`}
      ${cash.payback === null ? nothing : svg`<circle class="payback" cx=${x(cash.payback)} cy=${y(0)} r="3.5" />`}
    </svg>
  `;
}

function said({ points, payback }: CashToDate): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return "";
  const back = payback === null ? null : yearsText(payback);
  return texts.scenarios.curve(moneyText(first.cash), back, moneyText(last.cash), yearsText(last.years));
}
