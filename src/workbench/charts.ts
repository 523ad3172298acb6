// The spreadsheet's charts wait for the library that draws them, so that the grid need not: it is fetched once the grid is in sight.

import { components, registries } from "@odoo/o-spreadsheet";
import { Component, onMounted, status, useState, xml } from "@odoo/owl";
import { script } from "./script";

type ChartComponent = ReturnType<typeof registries.chartComponentRegistry.get>;

let arrived: () => void = () => undefined;
/** Is there once the library is. */
const library = new Promise<void>((resolve) => (arrived = resolve));

/** Rejects where the library cannot be had; what waits for it goes on waiting. */
export async function fetchCharts(): Promise<void> {
  await script("vendor/chart.umd.min.js");
  arrived();
}

/** The same chart, drawn when it can be. */
function patient(Drawn: ChartComponent): ChartComponent {
  return class PatientChart extends Component {
    static override template = xml`<Drawn t-if="state.isHere" chartId="props.chartId" isFullScreen="props.isFullScreen"/>`;
    static components = { Drawn };
    static override props = ["*"];
    private readonly state = useState({ isHere: "Chart" in globalThis });

    override setup(): void {
      onMounted(() => {
        void library.then(() => {
          if (status(this) !== "destroyed") this.state.isHere = true;
        });
      });
    }
  };
}

/** For every kind of chart that the library draws. */
export function letChartsWait(): void {
  const { ChartJsComponent } = components;
  const { chartComponentRegistry } = registries;
  for (const kind of chartComponentRegistry.getKeys()) {
    const Drawn = chartComponentRegistry.get(kind);
    if (Drawn === ChartJsComponent || Drawn.prototype instanceof ChartJsComponent)
      chartComponentRegistry.replace(kind, patient(Drawn));
  }
}
