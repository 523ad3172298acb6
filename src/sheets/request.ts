// What a sheet was loaded from, as its record keeps it, and how it is read back.
import * as v from "valibot";
import type { Manifest } from "../host/host";
import { METRICS } from "./comparison-sheet";
import { KINDS } from "./figures";

/** The tables of the dataset that load as they are. */
export const TABLE_NAMES = ["prices", "clusters", "useful-lives", "debts"] as const;
export type TableName = (typeof TABLE_NAMES)[number];

const PresetPart = {
  /** Which sheet of a scenario: the cash flow or the grid over the assumptions on the sheet `of`; absent on the assumptions themselves. */
  part: v.optional(v.picklist(["cashflow", "sensitivity"])),
  of: v.optional(v.string()),
};

const Figures = v.object({
  entity: v.string(),
  fields: v.array(v.string()),
  kind: v.picklist(KINDS),
  from: v.string(),
  to: v.string(),
  form: v.picklist(["long", "wide"]),
  chart: v.boolean(),
});

/** Records of every version keep the form they were written in: what tells one from another is which key it has. */
const Written = v.union([
  v.pipe(
    v.object({ opening: v.string(), ...PresetPart }),
    v.transform((read) => ({ kind: "opening" as const, ...read })),
  ),
  v.pipe(
    v.object({ imported: v.string(), ...PresetPart }),
    v.transform((read) => ({ kind: "imported" as const, ...read })),
  ),
  v.pipe(
    v.object({ preset: v.string(), ...PresetPart }),
    v.transform((read) => ({ kind: "preset" as const, ...read })),
  ),
  v.pipe(
    Figures,
    v.transform((figures) => ({ kind: "figures" as const, figures, of: undefined })),
  ),
  v.pipe(
    v.object({ compare: v.array(v.string()), metric: v.fallback(v.picklist(METRICS), METRICS[0]) }),
    v.transform((read) => ({ kind: "comparison" as const, ...read, of: undefined })),
  ),
  v.pipe(
    v.object({ ledger: v.string() }),
    v.transform(() => ({ kind: "ledger" as const, of: undefined })),
  ),
  v.pipe(
    v.object({ wall: v.string() }),
    v.transform(() => ({ kind: "wall" as const, of: undefined })),
  ),
  v.pipe(
    v.object({ collection: v.picklist(TABLE_NAMES) }),
    v.transform((read) => ({ kind: "records" as const, ...read, of: undefined })),
  ),
]);

export type LoadRequest = v.InferOutput<typeof Written>;

/** The request of a record; null where the record is damaged. */
export const requestOf = (manifest: Pick<Manifest, "request">): LoadRequest | null => read(Written, manifest);

/** How many columns of a spilled sheet its chart draws; null where the record is damaged. */
export const drawnColumns = (manifest: Pick<Manifest, "request">): number | null =>
  read(v.object({ drawn: v.number() }), manifest)?.drawn ?? null;

function read<T>(schema: v.GenericSchema<unknown, T>, { request }: Pick<Manifest, "request">): T | null {
  try {
    const { success, output } = v.safeParse(schema, JSON.parse(request));
    return success ? output : null;
  } catch {
    return null;
  }
}
