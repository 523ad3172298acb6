// How an answer looks by its unit: as number formats of its cells, and as a person says it. The number stays what it is.
import { type Area, addressOf, areaOf } from "../host/a1";
import type { Host, NumberLook } from "../host/host";
import { entryOf, holderOf } from "../explain/answer";
import type { CallExplanation, Explanation } from "../explain/explanation";
import { valueText } from "../explain/figure-text";
import { answerTexts } from "../languages/answers";
import { inWords } from "../languages/phrases";
import { numbers } from "../languages/writing";

/** Each makes a request of its own; what is larger keeps its plain numbers. */
const MOST_LOOKS = 200;
const [BILLION, MILLION, THOUSAND] = [1e9, 1e6, 1e3];

const isMoney = (unit: string): boolean => /^\$(?:\/year)?$/.test(unit);
const isPrice = (unit: string): boolean => unit.startsWith("$") && !isMoney(unit);
const isTime = (unit: string): unit is "days" | "months" | "years" => ["days", "months", "years"].includes(unit);

const MONEY = { [BILLION]: '$#,##0.0#,,,"B"', [MILLION]: '$#,##0.0#,,"M"', 0: "$#,##0" } as const;

/** Excel chooses by the value that the cell has; the workbench has no such formats, and gets the one of today's value. */
function moneyFormat(value: number, kind: Host["kind"]): string {
  if (kind === "excel") return `[>=${BILLION}]${MONEY[BILLION]};[>=${MILLION}]${MONEY[MILLION]};${MONEY[0]}`;
  const size = Math.abs(value);
  return size >= BILLION ? MONEY[BILLION] : size >= MILLION ? MONEY[MILLION] : MONEY[0];
}

/** The number format of one answer, or of one in a table; undefined where a plain number says it best. */
function formatOf(unit: string, value: number, alone: boolean, kind: Host["kind"]): string | undefined {
  if (unit.startsWith("fraction")) return "0.0%";
  if (unit === "year" || unit === "code") return "0";
  if (isPrice(unit)) return "$#,##0.00";
  if (isMoney(unit)) return alone ? moneyFormat(value, kind) : "#,##0";
  if (isTime(unit))
    return `${unit === "days" ? "#,##0" : "#,##0.0"}${alone ? ` "${answerTexts.form.times[unit]}"` : ""}`;
  return ["GPUs", "USD million"].includes(unit) ? "#,##0" : undefined;
}

/** The unit of one cell of an answer, where a step of ours holds it. */
function unitAt({ trail, answer }: CallExplanation, row: number, column: number): string {
  const value = answer?.[row]?.[column] ?? null;
  const holder = holderOf(trail, { row, column }, value);
  return holder !== undefined && "key" in holder ? (entryOf(trail, holder)?.unit ?? "") : "";
}

/** The number formats of the cells that the answer will fill, from its own cell on. */
export function looksOf({ cell, root, calls }: Explanation, kind: Host["kind"]): NumberLook[] {
  const [call] = calls;
  if (root.kind !== "call" || !root.ours || call === undefined) return [];
  const { answer } = call;
  if (answer === null) return [];
  const { top, left } = areaOf(cell.address);
  const alone = answer.length === 1 && answer[0]?.length === 1;
  const looks: NumberLook[] = [];
  for (let column = 0; column < (answer[0]?.length ?? 0); column++) {
    let run: { readonly format: string; readonly from: number } | undefined;
    const end = (row: number): void => {
      if (run === undefined) return;
      const area: Area = { top: top + run.from, bottom: top + row - 1, left: left + column, right: left + column };
      looks.push({ range: addressOf(area), numberFormat: run.format });
      run = undefined;
    };
    for (let row = 0; row < answer.length; row++) {
      const value = answer[row]?.[column];
      const format = typeof value === "number" ? formatOf(unitAt(call, row, column), value, alone, kind) : undefined;
      if (format === run?.format) continue;
      end(row);
      if (format !== undefined) run = { format, from: row };
    }
    end(answer.length);
  }
  return looks.length > MOST_LOOKS ? [] : looks;
}

const percent = numbers({ style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
const whole = numbers({ maximumFractionDigits: 0 });
const tenths = numbers({ maximumFractionDigits: 1 });
const cents = numbers({ maximumFractionDigits: 2, minimumFractionDigits: 2 });
/** Billions in one language are 亿 in another. */
const short = numbers({ notation: "compact", minimumFractionDigits: 1, maximumFractionDigits: 2 });

/** What the answer comes to, as one says it: 19.2%, $1.32B, 410 days. */
export function said(value: number, unit: string): string {
  const text = saidPlainly(Math.abs(value), unit);
  return value < 0 ? `−${text}` : text;
}

function saidPlainly(size: number, unit: string): string {
  if (unit.startsWith("fraction")) return percent(size);
  if (isTime(unit)) return `${unit === "days" ? whole(size) : tenths(size)} ${answerTexts.form.times[unit]}`;
  if (isMoney(unit) && size >= MILLION) return `$${short(size)}`;
  if (isMoney(unit) && size >= THOUSAND) return `$${whole(size)}`;
  if (isPrice(unit) || isMoney(unit)) return `$${cents(size)}`;
  return `${valueText(size)}${unit === "" ? "" : ` ${inWords(unit)}`}`;
}
