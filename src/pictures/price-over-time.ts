// What a GPU-hour of an H100 was asked for, month by month, and what contracts and markets said: kinds of price that do not stand in one series.
import { TABLES } from "../data/tables";
import { inWords } from "../languages";
import { pictureTexts } from "../languages/pictures";
import { KEYS } from "../model/keys";
import { percentiles } from "../model/numbers/random";
import type { Picture } from "./picture";

const words = pictureTexts.prices;

interface Price {
  readonly month: string;
  readonly kind: "list" | "contract" | "market";
  readonly price: number;
}

const KINDS = ["list", "contract", "market"] as const;

/** Prices of an H100 with a month: a list price on demand, a contract, or a market's own; estimates and costs are none. */
export function h100Prices(): readonly Price[] {
  const { columns, rows } = TABLES.prices;
  const at = (id: string): number => columns.findIndex((column) => column.id === id);
  const [month, kind, gpu, term, price] = ["month", "price_kind", "gpu", "term", "gpu_hour"].map(at);
  return rows.flatMap((row): Price[] => {
    const [when, what, amount] = [String(row[month]), row[kind], row[price]];
    if (!/^\d{4}-\d\d$/.test(when) || !String(row[gpu]).startsWith("H100") || typeof amount !== "number") return [];
    if (what === "list") return row[term] === "on-demand" ? [{ month: when, kind: "list", price: amount }] : [];
    if (what === "contract") return [{ month: when, kind: "contract", price: amount }];
    return what === "market" || what === "index" ? [{ month: when, kind: "market", price: amount }] : [];
  });
}

const placeOf = (month: string): number => Number(month.slice(0, 4)) + (Number(month.slice(5)) - 1) / 12;

export function pricePicture(): Picture {
  const prices = h100Prices();
  const months = [...new Set(prices.map(({ month }) => month))].sort();
  return {
    kind: "line",
    title: words.title,
    says: words.says(prices.length),
    across: words.month,
    unit: inWords(KEYS.rate.unit),
    labels: months,
    places: months.map(placeOf),
    rows: KINDS.map((kind) => ({
      name: words.kinds[kind],
      values: months.map((month) => {
        const found = prices.filter((each) => each.month === month && each.kind === kind);
        if (found.length === 0) return null;
        return percentiles(
          Float64Array.from(found, ({ price }) => price),
          [0.5],
        )[0];
      }),
    })),
  };
}
