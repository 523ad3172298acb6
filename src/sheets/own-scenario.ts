// A scenario of the person's own: a named range of keys and values in the workbook, read as a preset is.
import { STANDARD_PRESET } from "../data/standard";
import { type KeyParameter, type Preset, preset, presets, type Status } from "../data/presets";
import { areaOf, addressOf, columnsOf, rowsOf, spoken } from "../host/a1";
import { isLegalName, legalName } from "../host/defined-names";
import { type Host, HostError, type NamedCells, type Progress, type RangeData, type Ref } from "../host/host";
import { texts } from "../languages";
import { YOURS } from "../languages/headings";
import { attempt, ModelError } from "../model/errors";
import { isTerm, type Key, KEY_NAMES, KEYS, otherwiseOf, type Scenario } from "../model/keys";
import { METRICS } from "../model/metrics";
import { cashflow } from "../model/cashflow";
import { complete, type Assumptions } from "../model/scenario";
import { blocksOf, readBlock, type Told } from "./assumption-block";

const words = texts.own;

/** A preset whose assumptions stand in cells of the workbook, as far as they are its own. */
export interface OwnPreset extends Preset {
  readonly cells: ReadonlyMap<Key, Ref>;
}

/** What a scenario comes to; null where it has no such result. */
export type Headline = Readonly<Record<"irr" | "npv" | "payback", number | null>> & {
  /** Where there is debt. */
  readonly equityIrr?: number | null;
};

export interface OwnScenario {
  readonly name: string;
  readonly place: Ref;
  /** Null where the range cannot be read; then the sentence says why. */
  readonly preset: OwnPreset | null;
  readonly problem: string | null;
}

/** A named range may have so many rows and be a scenario. */
const MOST_ROWS = 400;

/** So many formulas that use a name are told by their cells. */
const CELLS_TOLD = 3;

/** Refuses what can be no scenario's name, with the next that can. */
export function mustBeFit(name: string): void {
  if (name === "") throw new HostError("NoName", words.noName);
  if (!isLegalName(name)) throw new HostError("BadName", words.badName(name, legalName(name)));
  const taken = presets().find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (taken !== undefined) throw new HostError("PresetName", words.presetName(taken.name));
}

/** Refuses a name that stands for cells of the workbook already. */
export async function mustBeFree(host: Pick<Host, "names">, name: string): Promise<void> {
  const taken = (await host.names()).find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (taken !== undefined) throw new HostError("NameTaken", words.taken(taken.name));
}

/** Refuses to let a name go that formulas of the workbook use. */
export async function mustBeUnused(host: Pick<Host, "findFormulas">, name: string, progress: Progress): Promise<void> {
  const uses = await host.findFormulas(
    new RegExp(`(?<![\\w.])${name.replaceAll(".", "\\.")}(?![\\w.(!])`, "i"),
    progress,
  );
  if (uses.length > 0)
    throw new HostError("InUse", words.inUse(name, uses.slice(0, CELLS_TOLD).map(spoken), uses.length));
}

/** Every name of the workbook that stands for keys and values. */
export async function ownScenarios(host: Host): Promise<OwnScenario[]> {
  const known = new Set(presets().map(({ name }) => name.toLowerCase()));
  const found: OwnScenario[] = [];
  for (const named of await host.names()) {
    const area = areaOf(named.address);
    if (columnsOf(area) !== 2 || rowsOf(area) > MOST_ROWS || known.has(named.name.toLowerCase())) continue;
    const own = await ownScenario(host, named);
    if (own !== null) found.push(own);
  }
  return found;
}

/** The scenario of a name; null where its cells hold no keys. */
async function ownScenario(host: Host, { name, ...place }: NamedCells): Promise<OwnScenario | null> {
  const data = await host.read(place);
  if (blocksOf(data).length === 0) return null;
  try {
    return { name, place, preset: await presetOf(host, name, data), problem: null };
  } catch (error) {
    if (error instanceof HostError) return { name, place, preset: null, problem: error.message };
    throw error;
  }
}

/** What a range tells, over the standard preset for all that it leaves out, as the functions read it. */
export async function presetOf(host: Host, name: string, data: RangeData): Promise<OwnPreset> {
  const { told, ...place } = readBlock(data);
  const sources = await sourcesBeside(host, place);
  const given = new Map<Key, KeyParameter>();
  for (const parameter of preset(STANDARD_PRESET).parameters) given.set(parameter.key, parameter);
  const own = told.filter((one) => !isLeftOut(one, told));
  for (const one of own) {
    const { label, unit } = KEYS[one.key];
    given.set(one.key, { key: one.key, label, value: one.value, unit, ...sourceOf(one, sources), from: name });
  }
  return {
    name,
    kind: "cash",
    base: STANDARD_PRESET,
    about: words.description(spoken(place)),
    parameters: KEY_NAMES.flatMap((key) => given.get(key) ?? []),
    facts: [],
    cells: new Map(own.flatMap(({ key, cell, plain }) => (plain ? [[key, cell] as const] : []))),
  };
}

/** A term that is what it would be without being named. */
function isLeftOut({ key, value }: Told, told: readonly Told[]): boolean {
  if (!isTerm(key)) return false;
  const otherwise = otherwiseOf(key);
  return value === (typeof otherwise === "string" ? told.find((one) => one.key === otherwise)?.value : otherwise);
}

/** Status and source of our own sheets: the third and fourth columns to the right of the values. */
async function sourcesBeside(host: Host, { sheet, address }: Ref): Promise<RangeData["values"]> {
  const area = areaOf(address);
  return (await host.read({ sheet, address: addressOf({ ...area, left: area.right + 2, right: area.right + 3 }) }))
    .values;
}

/** Before what an assumption was that someone has typed over. */
const mine = YOURS.map((yours) => `${yours}; `);
const STATUSES: readonly Status[] = ["reported", "estimated", "inferred", "yours"];

function sourceOf({ row, cell }: Told, sources: RangeData["values"]): Pick<KeyParameter, "status" | "source"> {
  const [said, source] = sources[row] ?? [];
  const status = STATUSES.find((each) => each === said);
  if (status === undefined || typeof source !== "string" || source.trim() === "")
    return { status: "yours", source: words.typed(spoken(cell)) };
  const before = mine.find((each) => source.startsWith(each)) ?? "";
  return { status, source: source.slice(before.length) };
}

const isWhole = (told: Readonly<Partial<Record<Key, number>>>): told is Assumptions =>
  KEY_NAMES.every((key) => otherwiseOf(key) !== undefined || told[key] !== undefined);

/** The scenario of a preset; null where it does not tell enough. */
export function scenarioOf({ parameters }: Pick<Preset, "parameters">): Scenario | null {
  const told: Partial<Record<Key, number>> = {};
  for (const { key, value } of parameters) told[key] = value;
  return isWhole(told) ? complete(told) : null;
}

/** What a preset comes to. */
export function headlineOf(preset: Preset): Headline {
  const scenario = scenarioOf(preset);
  if (scenario === null) return { irr: null, npv: null, payback: null };
  const flow = attempt(() => cashflow(scenario));
  const result = (metric: "irr" | "npv" | "payback" | "equityIrr"): number | null => {
    if (flow instanceof ModelError) return null;
    const answer = attempt(() => METRICS[metric].of(flow, scenario));
    return answer instanceof ModelError ? null : answer;
  };
  const unlevered = { irr: result("irr"), npv: result("npv"), payback: result("payback") };
  return (scenario.debtShare ?? 0) > 0 ? { ...unlevered, equityIrr: result("equityIrr") } : unlevered;
}
