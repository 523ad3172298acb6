// A pasted sentence as a claim: the number that it publishes, and what else it tells.
import { plainText } from "../../model/numbers/written";
import { type Quantity, quantitiesIn } from "./quantity";

/** Words around a quantity, up to its neighbours. */
export interface Told extends Quantity {
  readonly before: string;
  readonly after: string;
}

export interface Claim {
  readonly sentence: string;
  readonly quantities: readonly Told[];
  /** Which of them is checked. */
  readonly at: number;
}

/** What brings an assumption rather than a result. */
const GIVEN =
  /(?:\b(?:at|with|on|over|from|of|for|given|assuming|assumes?|if|in|by|using|serving|selling|costing|costs?|pay|paying|to|and|under|after)|按|以|在|假设|若|从|为期)[ (]*(?:an? |the |only |some |about |just |all )*$/i;
const RESULT =
  /(?:=|→|\b(?:is|are|gives?|means?|yields?|makes?|earns?|needs?|returns?|reaches|hits|equals?|comes to|amounts? to|works out (?:at|to)|payback (?:of|in|within|is)|(?:pays?|paid|paying) (?:back |off |for itself |itself back )+(?:in|within|after)|(?:irr|return|yield|multiple|margin|cost|payback|price) (?:of|is|at)|breaks? even (?:in|after|at)|(?:reduc|increas|lower|rais|cut)\w*[^.]{0,60} (?:by|of))|是|为|即|回本|等于|需要)[ (]*(?:an? |the |only |some |about |just |nearly |roughly |approximately |around |almost |over |more than |up to )*$/i;

/** Reads a sentence; which of its quantities is the claim may be said, or is the one that its words lead up to. */
export function readClaim(sentence: string, chosen?: number): Claim {
  const text = plainText(sentence).replace(/\n/g, " ");
  const found = quantitiesIn(sentence);
  const quantities = found.map((quantity, i): Told => ({
    ...quantity,
    before: text.slice(found[i - 1]?.end ?? 0, quantity.start),
    after: text.slice(quantity.end, found[i + 1]?.start ?? text.length),
  }));
  return { sentence: text, quantities, at: chosen ?? claimed(quantities) };
}

/** No result of a model by itself. */
const ASSUMED: readonly Quantity["unit"][] = ["GPUs", "kW", "kWh", "$/kWh", "$/kW/month", "tokens/second", "number"];

function claimed(quantities: readonly Told[]): number {
  const rank = ({ before, unit }: Told): number => {
    if (ASSUMED.includes(unit)) return 0;
    if (RESULT.test(before)) return unit === "years" ? 2 : 3;
    if (unit === "$/million tokens" || unit === "days") return 2.5;
    return GIVEN.test(before) || unit === "years" ? 1 : 2;
  };
  let best = quantities.length === 0 ? -1 : 0;
  quantities.forEach((quantity, i) => {
    if (rank(quantity) >= rank(quantities[best])) best = i;
  });
  return best;
}
