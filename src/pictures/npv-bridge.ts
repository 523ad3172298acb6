// The way from one scenario's net present value to another's, one assumption after the other: the steps add up to the whole.
import { inWords } from "../languages";
import { pictureTexts } from "../languages/pictures";
import { type Key, KEY_NAMES, KEYS, type Scenario } from "../model/keys";
import { measure } from "../model/metrics";
import { changed, complete, valueOf } from "../model/scenario";
import { moneyText } from "../sheets/headline";
import { DOLLARS, type Mark, type Picture } from "./picture";

const words = pictureTexts.bridge;

export interface Span {
  readonly label: string;
  /** What the assumption adds when it alone changes after those before it. */
  readonly by: number;
}

/** The keys in which two scenarios differ, in the order in which the bridge takes them. */
export const differing = (from: Scenario, to: Scenario): readonly Key[] =>
  KEY_NAMES.filter((key) => valueOf(from, key) !== valueOf(to, key));

/** The steps in the order of the keys; an order of its own would share them out otherwise. */
export function bridge(from: Scenario, to: Scenario): readonly Span[] {
  let now = from;
  let worth = measure("npv", now);
  return differing(from, to).map((key) => {
    now = complete(changed(now, [{ key, value: valueOf(to, key) }]));
    const before = worth;
    worth = measure("npv", now);
    return { label: inWords(KEYS[key].label), by: worth - before };
  });
}

/** More than so many bars are put together. */
const MOST = 8;

export function bridgePicture(from: string, one: Scenario, to: string, other: Scenario): Picture {
  const all = bridge(one, other).filter(({ by }) => by !== 0);
  const small = new Set(
    [...all].sort((a, b) => Math.abs(a.by) - Math.abs(b.by)).slice(0, Math.max(0, all.length - MOST)),
  );
  const rest = [...small].reduce((sum, { by }) => sum + by, 0);
  const spans = [
    ...all.filter((span) => !small.has(span)),
    ...(small.size === 0 ? [] : [{ label: words.others, by: rest }]),
  ];
  const [start, end] = [measure("npv", one), measure("npv", other)];
  let level = start;
  const bars = spans.map(({ by }): Mark => [level, (level += by)]);
  const only = (rises: boolean): Mark[] => [
    null,
    ...bars.map((bar, i) => (spans[i].by > 0 === rises ? bar : null)),
    null,
  ];
  return {
    kind: "lying",
    title: words.title(from, to),
    says: words.says(from, moneyText(start), to, moneyText(end)),
    across: words.step,
    unit: DOLLARS,
    labels: [from, ...spans.map(({ label }) => label), to],
    rows: [
      { name: words.up, values: only(true) },
      { name: words.down, values: only(false) },
      { name: words.npv, values: [[0, start], ...spans.map(() => null), [0, end]] },
    ],
    leading: true,
  };
}
