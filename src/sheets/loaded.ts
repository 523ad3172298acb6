// The sheets that were loaded into this workbook: whether they are as they were, and how each would be written again.
import { preset } from "../data/presets";
import { VERSION } from "../data/dataset";
import { type Host, HostError, type Manifest, type SheetPlan } from "../host/host";
import { ModelError } from "../model/errors";
import * as parts from "../taskpane/parts";
import { comparisonSheet, type ComparisonRequest, METRICS } from "./comparison-sheet";
import { figuresSheet, recordsSheet } from "./dataset-sheet";
import { type FiguresRequest, settle } from "./figures";
import { changes, emptyRows, imprint, marksOf, marksRead } from "./imprint";
import { openingScenario } from "./opening";
import { cashflowSheet, presetSheet } from "./preset-sheet";
import { sensitivitySheet } from "./sensitivity-sheet";
import type { Stamp } from "./stamp";
import { texts } from "../languages/en";

export { comparisonSheet };

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
}

/** What can be loaded again; steps that were written out belong to the cell they explain. */
const KINDS = ["dataset", "preset", "ledger", "comparison"];

/** Every loaded sheet of the workbook, compared with what was written. */
export async function loadedSheets(host: Host, stamp: Stamp): Promise<LoadedSheet[]> {
  const found: LoadedSheet[] = [];
  for (const manifest of (await host.manifests()).filter(({ kind }) => KINDS.includes(kind)))
    found.push({ manifest, condition: await conditionOf(manifest, host, stamp), age: ageOf(manifest) });
  return found;
}

function ageOf({ version }: Manifest): LoadedSheet["age"] {
  const order = version.localeCompare(VERSION, "en", { numeric: true });
  return order === 0 ? "same" : order < 0 ? "older" : "newer";
}

async function conditionOf(manifest: Manifest, host: Host, stamp: Stamp): Promise<Condition> {
  try {
    const now = marksRead(await host.read({ sheet: manifest.sheet, address: manifest.range }));
    if (imprint(now) === manifest.hash) return { kind: "intact" };
    const empty = emptyRows(now);
    if (empty > 0) return { kind: "partial", rows: now.length - empty, of: now.length };
    const plan = await rewritten(manifest, stamp).catch(() => null);
    const before = plan?.manifest === undefined ? null : marksOf(plan.cells, plan.manifest.range);
    const same = before !== null && imprint(before) === manifest.hash;
    return { kind: "edited", cells: same ? changes(before, now) : null };
  } catch (error) {
    return { kind: "unreadable", why: error instanceof Error ? error.message : String(error) };
  }
}

/** The sheet as it would be loaded today from the same request, under a name; a refusal is a sentence. */
export async function rewritten(manifest: Manifest, stamp: Stamp, name = manifest.sheet): Promise<SheetPlan> {
  const words = texts.loaded;
  if (ageOf(manifest) === "newer") throw new HostError("NewerDataset", words.newer(manifest.version, VERSION));
  const request = requestOf(manifest);
  if (request === null) throw new HostError("DamagedRecord", words.damaged(manifest.sheet));
  try {
    return await planOf(request, name, stamp);
  } catch (error) {
    if (error instanceof ModelError)
      throw new HostError("UnknownRequest", words.unknown(manifest.sheet, error.message));
    throw error;
  }
}

/** The sheet that a formula of this one looks at must still be there. */
export async function mustStandOn(manifest: Manifest, host: Host): Promise<void> {
  const of = requestOf(manifest)?.of;
  if (typeof of !== "string" || (await host.sheets()).some(({ name }) => name === of)) return;
  throw new HostError("NoAssumptions", texts.loaded.noAssumptions(of));
}

type Request = Readonly<Record<string, unknown>>;

function requestOf({ request }: Manifest): Request | null {
  try {
    const read: unknown = JSON.parse(request);
    return typeof read === "object" && read !== null ? (read as Request) : null;
  } catch {
    return null;
  }
}

async function planOf(request: Request, name: string, stamp: Stamp): Promise<SheetPlan> {
  if (typeof request.opening === "string") return openingScenario(name, stamp);
  if (typeof request.imported === "string") throw new HostError("Imported", texts.loaded.imported(request.imported));
  if (typeof request.preset === "string") {
    const own = preset(request.preset);
    if (request.part === "cashflow") return cashflowSheet(own, name, String(request.of), stamp);
    if (request.part === "sensitivity") return sensitivitySheet(own, name, String(request.of), stamp);
    return presetSheet(own, name, stamp);
  }
  if (typeof request.entity === "string") return figuresPlan(request as unknown as FiguresRequest, name, stamp);
  if (Array.isArray(request.compare)) {
    const { compare, metric } = request as unknown as ComparisonRequest;
    return comparisonSheet(compare.map(preset), METRICS.includes(metric) ? metric : METRICS[0], name, stamp);
  }
  if (request.ledger !== undefined) {
    const { ledgerSheet } = await parts.ledger();
    return ledgerSheet(name, stamp);
  }
  const { TABLES } = await parts.tables();
  const table = TABLES[request.collection as keyof typeof TABLES];
  if (table === undefined) throw new HostError("DamagedRecord", texts.loaded.damaged(name));
  return recordsSheet(table, name, stamp, request);
}

/** Figures of a request; a company or a range of periods that the dataset does not have is refused, never replaced. */
export function figuresPlan(request: FiguresRequest, name: string, stamp: Stamp): SheetPlan {
  const { request: nearest } = settle(request);
  const { entity, from, to } = request;
  if (nearest.entity !== entity || nearest.fields.length === 0 || nearest.from !== from || nearest.to !== to)
    throw new HostError("NoFigures", texts.figures.noFigures(entity, from, to));
  return figuresSheet(request, name, stamp);
}
