// What grows on the built workbench's page: a run tells its time, and by how much the page's heap is larger after it.
const { pasted, timed, workbench } = require("./workbench.cjs");

module.exports = {
  "cells of the workbench": {
    sizes: [1e2, 1e3, 1e4, 1e5],
    onPage: true,
    async prepare(size) {
      const page = await workbench();
      const lines = Array.from({ length: size }, (_, i) => `${i === 0 ? 9.4 : i}\t=GPUPAYBACK(,,$A$1+A${i + 1}/1E6)`);
      await pasted(page, 2, lines);
      return timed(page, () =>
        page.evaluate(() => {
          const { model } = window.workbench;
          model.dispatch("UPDATE_CELL", { sheetId: "many", col: 0, row: 0, content: "9.5" });
          for (const at of model.getters.getEvaluatedCellsPositions("many")) model.getters.getEvaluatedCell(at);
        }),
      );
    },
  },
  "rows loaded": {
    sizes: [1e1, 1e2, 1e3, 1e4],
    onPage: true,
    async prepare(size) {
      const page = await workbench();
      const row = (i) => `Firm ${i},cash_capex_gross,${2000 + (i % 25)}Q${1 + (i % 4)},${1000 + i},USD million,10-Q,`;
      const lines = ["entity,field,period,value,unit,document,note", ...Array.from({ length: size }, (_, i) => row(i))];
      const file = { name: "figures.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) };
      await page.getByRole("tab", { name: "Data" }).click();
      await page.getByRole("combobox", { name: "Data" }).selectOption("figures");
      return timed(page, async () => {
        await page.locator("#pane input[type=file]").setInputFiles(file);
        await page.locator("#pane .notice").filter({ hasText: "Your figures" }).waitFor();
      });
    },
  },
  "formulas of a workbook audited": {
    sizes: [5e1, 5e2, 5e3, 5e4],
    onPage: true,
    async prepare(size) {
      const page = await workbench();
      const line = (row) =>
        [
          String(2 + (10 * row) / size),
          ...[`=GPUPAYBACK(,,A${row})`, `=GPUYIELD(,,A${row},90%)`, `=GPUTCO(,,,,,,,,,A${row}/100)`],
          ...[`=GPUREVENUE(,A${row})*2`, `=DEPRECIATIONDELTA(A${row}*1E9)`],
        ].join("\t");
      const lines = Array.from({ length: size / 5 }, (_, i) => line(i + 1));
      await pasted(page, 6, lines);
      await page.getByRole("tab", { name: "Audit" }).click();
      await page.getByText("The whole workbook").click();
      return timed(page, async () => {
        await page.locator("fluent-button", { hasText: "Audit the workbook" }).click();
        await page.getByText(/^[\d,]+ cells of ours: /).waitFor();
      });
    },
  },
};
