// Charts that follow their spill: when the horizon of a cash flow changes, its chart shows the years that there are by then.
import { areaOf } from "../host/a1";
import type { Host, Manifest } from "../host/host";
import { MAX_YEARS } from "../model/keys";
import { plotted } from "./cashflow-sheet";
import { requestOf } from "./request";

/** What each chart was last seen to show, by its sheet: what has not changed is not asked of the host again. */
export type Shown = Map<string, number>;

const isCashflow = (manifest: Manifest): boolean => {
  const request = requestOf(manifest);
  return request !== null && "part" in request && request.part === "cashflow";
};

export async function followCharts(host: Host, manifests: readonly Manifest[], shown: Shown): Promise<void> {
  for (const { sheet, range } of manifests.filter(isCashflow)) {
    const first = areaOf(range).top + 1;
    const { values } = await host.read({ sheet, address: `A${first}:A${first + MAX_YEARS + 1}` });
    const [[heading], ...years] = values;
    const rows = years.findIndex(([year]) => typeof year !== "number");
    // Nothing to show while the answer is on its way, an error, or another's.
    if (typeof heading !== "string" || heading.startsWith("#") || rows < 2 || shown.get(sheet) === rows) continue;
    await host.redraw(sheet, plotted(first, rows + 1));
    shown.set(sheet, rows);
  }
}
