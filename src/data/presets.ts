// Named sets of assumptions. A cash preset is a scenario; a data preset is a sheet of what someone published.
// A preset that extends another lists only its changes.
import { shipped } from "./shipped";
import { namesOf } from "../model/records";
import type { Support } from "../model/steps/trace";
import { brief, fail, present } from "../model/errors";
import { didYouMean, type Key, KEY_NAMES, KEYS } from "../model/keys";
import amznCapex from "./scenarios/amzn-capex.json";
import amznDepreciation2025 from "./scenarios/amzn-depreciation-2025.json";
import awsCut2025 from "./scenarios/aws-cut-2025.json";
import awsScenarioThree from "./scenarios/aws-scenario-three.json";
import coreweaveLike from "./scenarios/coreweave-like.json";
import epoch1gw from "./scenarios/epoch-1gw.json";
import gb300 from "./scenarios/gb300-nvl72.json";
import hyperscaler2025 from "./scenarios/hyperscaler-2025.json";
import hyperscaler2026 from "./scenarios/hyperscaler-2026.json";
import market2026 from "./scenarios/market-2026.json";
import neocloud from "./scenarios/neocloud.json";
import nvidia5x from "./scenarios/nvidia-5x.json";
import stressBear from "./scenarios/stress-bear.json";
import tnp2025Published from "./scenarios/tnp-2025-published.json";
import tnp2025 from "./scenarios/tnp-2025.json";
import tnpContract from "./scenarios/tnp-contract.json";
import tnpSoft from "./scenarios/tnp-soft.json";
import tpuV7 from "./scenarios/tpu-v7.json";
import trainium2 from "./scenarios/trainium-2.json";
import trainium3 from "./scenarios/trainium-3.json";

/** How a value is known: published as such, someone's estimate, drawn from what was published, or typed by the person at the workbook. */
export type Status = "reported" | "estimated" | "inferred" | "yours";

/** What was published stands as a named source has it; all else is an assumption. */
export const supportOf = (status: Status): readonly Support[] => [
  status === "reported" ? "B" : status === "yours" ? status : "assumption",
];

export interface Assumption {
  readonly value: number;
  readonly unit: string;
  readonly source: string;
  readonly status: Status;
}

/** A preset as its file has it. */
export interface PresetFile {
  readonly name: string;
  readonly kind: "cash" | "data";
  readonly base?: string;
  readonly about: string;
  /** Scenario keys, in the key's own unit: of a cash preset with a base, its changes only. */
  readonly parameters?: Readonly<Partial<Record<Key, Omit<Assumption, "unit"> & Partial<Assumption>>>>;
  /** What else was published; no function takes these as a scenario. */
  readonly facts?: Readonly<Record<string, Assumption & { readonly label: string }>>;
}

export interface Parameter extends Assumption {
  readonly key: string;
  readonly label: string;
  /** The preset whose file gives the value. */
  readonly from: string;
}

/** An assumption of a scenario key. */
export interface KeyParameter extends Parameter {
  readonly key: Key;
}

export interface Preset {
  readonly name: string;
  readonly kind: "cash" | "data";
  readonly base?: string;
  /** What it is for, and whose view: the first sentence says it shortly. */
  readonly about: string;
  /** Scenario keys in their order, those of the base included. */
  readonly parameters: readonly KeyParameter[];
  readonly facts: readonly Parameter[];
}

/** The files in the order in which they are offered; a base stands before what extends it. */
export const PRESET_FILES = shipped<readonly PresetFile[]>([
  tnp2025,
  tnp2025Published,
  tnpContract,
  tnpSoft,
  nvidia5x,
  market2026,
  awsCut2025,
  neocloud,
  epoch1gw,
  stressBear,
  gb300,
  tpuV7,
  trainium2,
  trainium3,
  coreweaveLike,
  amznDepreciation2025,
  amznCapex,
  hyperscaler2025,
  hyperscaler2026,
  awsScenarioThree,
]);

let all: readonly Preset[] | undefined;

/** Every preset, cash presets first. */
export const presets = (): readonly Preset[] => (all ??= PRESET_FILES.map(resolve));

/** A file with what its base gives. */
export function resolve(file: PresetFile): Preset {
  const { name, kind, base, about } = file;
  const given = new Map<Key, KeyParameter>();
  for (const { name: from, parameters = {} } of lineage(file))
    for (const key of namesOf(parameters))
      given.set(key, { key, label: KEYS[key].label, unit: KEYS[key].unit, ...present(parameters[key]), from });
  const parameters = KEY_NAMES.flatMap((key) => given.get(key) ?? []);
  const facts = Object.entries(file.facts ?? {}).map(([key, fact]) => ({ key, ...fact, from: name }));
  return { name, kind, base, about, parameters, facts };
}

/** What a preset is for, in a sentence. */
export const summary = ({ about }: Pick<Preset, "about">): string => /^.*?\.(?= )|^.*/s.exec(about)?.[0] ?? "";

/** The file after its base, and so on. */
const lineage = (file: PresetFile): readonly PresetFile[] =>
  file.base === undefined ? [file] : [...lineage(present(PRESET_FILES.find(({ name }) => name === file.base))), file];

const names = (some: readonly Preset[]): string[] => some.map(({ name }) => name);

/** The preset of a name, in either case. */
export function preset(name: string): Preset {
  const wanted = name.trim().toLowerCase();
  const found = presets().find((each) => each.name.toLowerCase() === wanted);
  return found ?? fail("#N/A", `there is no preset "${brief(name)}"; ${didYouMean(name, names(presets()))}`);
}

export const cashPresets = (): readonly Preset[] => presets().filter(({ kind }) => kind === "cash");

/** The preset as a scenario; a data preset holds none. */
export function cashPreset(name: string): Preset {
  const found = preset(name);
  if (found.kind === "cash") return found;
  return fail("#N/A", `${found.name} is a data sheet, not a scenario: give one of ${names(cashPresets()).join(", ")}`);
}

/** A fact of a preset that is known to hold it. */
export function fact(preset: Preset, key: string): Parameter {
  const found = preset.facts.find((each) => each.key === key);
  if (found === undefined) throw new Error(`${preset.name} holds no ${key}`);
  return found;
}
