// Charts that follow their spill: when a horizon changes, the chart over what it spills shows the years that there are by then.
import { areaOf } from "../host/a1";
import type { Chart, Host, Manifest } from "../host/host";
import { MAX_YEARS } from "../model/keys";
import { plotted } from "./cashflow-sheet";
import { drawnColumns, requestOf } from "./request";
import { SPILLED, spilledRange } from "./spilled-chart";

/** What each chart was last seen to show, by its sheet: what has not changed is not asked of the host again. */
export type Shown = Map<string, number>;

/** How the chart of a sheet is drawn over more or fewer rows; null where none of ours follows. */
function drawing(manifest: Manifest): ((first: number, rows: number) => Pick<Chart, "labels" | "series">) | null {
  if (manifest.kind === SPILLED) {
    const drawn = drawnColumns(manifest);
    return drawn === null ? null : (first, rows) => spilledRange(first, rows, drawn);
  }
  const request = requestOf(manifest);
  return request !== null && "part" in request && request.part === "cashflow" ? plotted : null;
}

export async function followCharts(host: Host, manifests: readonly Manifest[], shown: Shown): Promise<void> {
  for (const manifest of manifests) {
    const draw = drawing(manifest);
    if (draw === null) continue;
    const { sheet, range } = manifest;
    const first = areaOf(range).top + 1;
    const { values } = await host.read({ sheet, address: `A${first}:A${first + MAX_YEARS + 1}` });
    const [[heading], ...years] = values;
    const rows = years.findIndex(([year]) => typeof year !== "number");
    // Nothing to show while the answer is on its way, an error, or another's.
    if (typeof heading !== "string" || heading.startsWith("#") || rows < 2 || shown.get(sheet) === rows) continue;
    await host.redraw(sheet, draw(first, rows + 1));
    shown.set(sheet, rows);
  }
}
