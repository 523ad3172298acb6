// Where and when a sheet came from, as one line on it.
import { ADDIN_VERSION, HASH, VERSION } from "../data/edition";
import { texts } from "../languages";

export interface Stamp {
  readonly addin: string;
  readonly dataset: string;
  readonly hash: string;
  /** The day, as an ISO date. */
  readonly date: string;
}

export function stampOf(now: Date): Stamp {
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0"));
  return { addin: ADDIN_VERSION, dataset: VERSION, hash: HASH, date: day.join("-") };
}

export const stamped = ({ addin, dataset, hash, date }: Stamp): string => texts.stamp(addin, dataset, hash, date);
