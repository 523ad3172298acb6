// The sheets that were loaded into this workbook: whether they are as they were, and how each would be written again.
import { type Preset, preset, presets } from "../data/presets";
import { VERSION } from "../data/edition";
import { type Host, HostError, type Manifest, type RangeData, type SheetPlan } from "../host/host";
import { ModelError } from "../model/errors";
import { cashflowSheet } from "./cashflow-sheet";
import { comparisonSheet } from "./comparison-sheet";
import { figuresSheet, recordsSheet } from "./dataset-sheet";
import { type FiguresRequest, settle } from "./figures";
import { changes, emptyRows, imprint, marksOf, marksRead } from "./imprint";
import { openingScenario } from "./opening";
import { overwrittenIn, type Overwritten } from "./overwritten";
import { ownScenarios } from "./own-scenario";
import { ledgerOnSheet, tables, wallOnSheet } from "./parts";
import { presetSheet } from "./preset-sheet";
import { type LoadRequest, requestOf } from "./request";
import { sensitivitySheet } from "./sensitivity-sheet";
import type { Stamp } from "./stamp";
import { inWords, texts } from "../languages";

export { comparisonSheet };
export { followCharts } from "./chart-following";
export type { Overwritten };

/** Of an edited sheet, how many cells changed, where that can still be told. */
export type Condition =
  | { readonly kind: "intact" }
  | { readonly kind: "edited"; readonly cells: number | null }
  | { readonly kind: "partial"; readonly rows: number; readonly of: number }
  | { readonly kind: "unreadable"; readonly why: string };

export interface LoadedSheet {
  readonly manifest: Manifest;
  readonly condition: Condition;
  /** The dataset it was loaded from, beside the one that the add-in brings. */
  readonly age: "same" | "older" | "newer";
  /** Of a sheet of assumptions those that someone has typed over. */
  readonly overwritten: readonly Overwritten[];
}

/** What can be loaded again; steps that were written out belong to the cell they explain. */
const KINDS = ["dataset", "preset", "ledger", "comparison"];

/** Every loaded sheet of the workbook, compared with what was written. */
export async function loadedSheets(host: Host, stamp: Stamp, manifests?: readonly Manifest[]): Promise<LoadedSheet[]> {
  const found: LoadedSheet[] = [];
  for (const manifest of (manifests ?? (await host.manifests())).filter(({ kind }) => KINDS.includes(kind)))
    found.push({ manifest, age: ageOf(manifest), ...(await standingOf(manifest, host, stamp)) });
  return found;
}

function ageOf({ version }: Manifest): LoadedSheet["age"] {
  const order = version.localeCompare(VERSION, "en", { numeric: true });
  return order === 0 ? "same" : order < 0 ? "older" : "newer";
}

async function standingOf(
  manifest: Manifest,
  host: Host,
  stamp: Stamp,
): Promise<Pick<LoadedSheet, "condition" | "overwritten">> {
  try {
    const data = await host.read({ sheet: manifest.sheet, address: manifest.range });
    return {
      condition: await conditionOf(manifest, data, stamp, host),
      overwritten: manifest.kind === "preset" ? overwrittenIn(data) : [],
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { condition: { kind: "unreadable", why }, overwritten: [] };
  }
}

async function conditionOf(manifest: Manifest, data: RangeData, stamp: Stamp, host: Host): Promise<Condition> {
  const now = marksRead(data);
  if (imprint(now) === manifest.hash) return { kind: "intact" };
  const empty = emptyRows(now);
  if (empty > 0) return { kind: "partial", rows: now.length - empty, of: now.length };
  const plan = await rewritten(manifest, stamp, manifest.sheet, host).catch(() => null);
  const before = plan?.manifest === undefined ? null : marksOf(plan.cells, plan.manifest.range);
  const same = before !== null && imprint(before) === manifest.hash;
  return { kind: "edited", cells: same ? changes(before, now) : null };
}

/** The sheet as it would be loaded today from the same request, under a name; a refusal is a sentence. A scenario of the person's own is read from the host's workbook. */
export async function rewritten(
  manifest: Manifest,
  stamp: Stamp,
  name = manifest.sheet,
  host?: Host,
): Promise<SheetPlan> {
  const words = texts.loaded;
  if (ageOf(manifest) === "newer") throw new HostError("NewerDataset", words.newer(manifest.version, VERSION));
  const request = requestOf(manifest);
  if (request === null) throw new HostError("DamagedRecord", words.damaged(manifest.sheet));
  try {
    return await planOf(request, name, stamp, host);
  } catch (error) {
    if (error instanceof ModelError)
      throw new HostError("UnknownRequest", words.unknown(manifest.sheet, inWords(error.message)));
    throw error;
  }
}

/** The sheet that a formula of this one looks at must still be there. */
export async function mustStandOn(manifest: Manifest, host: Host): Promise<void> {
  const of = requestOf(manifest)?.of;
  if (of === undefined || (await host.sheets()).some(({ name }) => name === of)) return;
  throw new HostError("NoAssumptions", texts.loaded.noAssumptions(of));
}

/** The same under its own name; the sheet that it looks at must still be there. */
export async function anew(manifest: Manifest, stamp: Stamp, host: Host): Promise<SheetPlan> {
  await mustStandOn(manifest, host);
  return rewritten(manifest, stamp, manifest.sheet, host);
}

/** A copy under a free name, and that name. */
export async function copyAnew(
  manifest: Manifest,
  stamp: Stamp,
  host: Host,
): Promise<{ readonly names: readonly string[]; readonly plans: readonly SheetPlan[] }> {
  // Made once under its old name, so that a refusal comes before anything is asked of the host.
  const plan = await anew(manifest, stamp, host);
  const names = await host.freeNames([plan.name]);
  return { names, plans: await Promise.all(names.map((name) => rewritten(manifest, stamp, name, host))) };
}

async function planOf(request: LoadRequest, name: string, stamp: Stamp, host?: Host): Promise<SheetPlan> {
  switch (request.kind) {
    case "opening":
      return openingScenario(name, stamp);
    case "imported":
      throw new HostError("Imported", texts.loaded.imported(request.imported));
    case "preset":
      return presetPlan(request, name, stamp);
    case "figures":
      return figuresPlan(request.figures, name, stamp);
    case "comparison":
      return comparisonSheet(await scenariosOf(request.compare, host), request.metric, name, stamp);
    case "ledger":
      return (await ledgerOnSheet()).ledgerSheet(name, stamp);
    case "wall":
      return (await wallOnSheet()).wallSheet(name, stamp);
    case "records": {
      const { TABLES } = await tables();
      return recordsSheet(TABLES[request.collection], name, stamp, { collection: request.collection });
    }
  }
}

/** Presets, and scenarios of the workbook by their names. */
async function scenariosOf(names: readonly string[], host: Host | undefined): Promise<readonly Preset[]> {
  const known = presets().map((each) => each.name);
  const own = host === undefined || names.every((name) => known.includes(name)) ? [] : await ownScenarios(host);
  return names.map((name) => own.find((each) => each.name === name)?.preset ?? preset(name));
}

function presetPlan(request: Extract<LoadRequest, { kind: "preset" }>, name: string, stamp: Stamp): SheetPlan {
  const own = preset(request.preset);
  if (request.part === undefined || request.of === undefined) return presetSheet(own, name, stamp);
  const sheet = request.part === "cashflow" ? cashflowSheet : sensitivitySheet;
  return sheet(own, name, request.of, stamp);
}

/** Figures of a request; a company or a range of periods that the dataset does not have is refused, never replaced. */
export function figuresPlan(request: FiguresRequest, name: string, stamp: Stamp): SheetPlan {
  const { request: nearest } = settle(request);
  const { entity, from, to } = request;
  if (nearest.entity !== entity || nearest.fields.length === 0 || nearest.from !== from || nearest.to !== to)
    throw new HostError("NoFigures", texts.figures.noFigures(entity, from, to));
  return figuresSheet(request, name, stamp);
}
