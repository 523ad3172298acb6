// Finds scenarios by words and by what they come to.
import type { Preset } from "../data/presets";
import type { Outlook } from "./outlook";

export const SIEVES = ["all", "gains", "loses", "debt", "data"] as const;
export type Sieve = (typeof SIEVES)[number];

export const isInDebt = ({ parameters }: Pick<Preset, "parameters">): boolean =>
  parameters.some(({ key, value }) => key === "debtShare" && value > 0);

/** What a sieve lets through. A scenario whose results have not come yet is no gain and no loss. */
const PASSES: Readonly<Record<Sieve, (preset: Preset, outlook: Outlook | undefined) => boolean>> = {
  all: () => true,
  gains: (_, outlook) => (outlook?.npv ?? -1) >= 0,
  loses: (_, outlook) => (outlook?.npv ?? 0) < 0,
  debt: isInDebt,
  data: ({ kind }) => kind === "data",
};

/** Whether every word of the query stands in the scenario's name, its description, or what it alone assumes. */
export function isFound(preset: Preset, query: string, sieve: Sieve, outlook: Outlook | undefined): boolean {
  if (!PASSES[sieve](preset, outlook)) return false;
  const { name, about, parameters, facts } = preset;
  const own = parameters.filter(({ from }) => from === name);
  const text = [name, about, ...[...own, ...facts].flatMap(({ key, label, source }) => [key, label, source])]
    .join(" ")
    .toLowerCase();
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => text.includes(word));
}
