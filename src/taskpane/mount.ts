// The pane's entry: what both pages, Excel's and the workbench, put into themselves.

import type { Host } from "../host/host";

export { openingSheets } from "./sheets/opening";

/** Shows the pane in an element of the page (or of a shadow root), working on the host's workbook. */
export function mountPane(target: HTMLElement, host: Host): void {
  const title = document.createElement("h1");
  const text = document.createElement("p");
  title.textContent = "Capex Functions";
  const show = async () => {
    const { sheet, address, formulas, text: shown } = await host.selection();
    text.textContent = `${sheet} ${address}: ${formulas[0][0] ?? shown[0][0]}`;
  };
  host.onSelection(() => void show());
  host.onChange(() => void show());
  void show();
  target.replaceChildren(title, text);
}
