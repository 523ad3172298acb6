// The audit has nothing to say of what we load ourselves.
import { presets } from "../../src/data/presets";
import { TABLES } from "../../src/data/tables";
import { figuresSheet, recordsSheet } from "../../src/sheets/dataset-sheet";
import { entities, firstRequest, settle } from "../../src/sheets/figures";
import { ledgerSheet } from "../../src/sheets/ledger-sheet";
import { openingSheets } from "../sheets/opening-workbook";
import { scenarioSheets } from "../../src/sheets/scenario-sheets";
import { wallSheet } from "../../src/sheets/wall-sheet";
import { auditWorkbook } from "../../src/review/findings";
import type { SheetPlan } from "../../src/host/host";
import { knownFunctions, workbook } from "./workbook";

const STAMP = { addin: "0.1.0", dataset: "2026.11", hash: "abc", date: "2026-11-23" };

async function findingsOf(plans: readonly SheetPlan[]): Promise<string[]> {
  const { host } = await workbook();
  await host.commit(plans);
  const { findings } = await auditWorkbook(host, await knownFunctions());
  return findings.map(({ kind, sentence, why }) => `${kind}: ${sentence}. ${why}`);
}

test("our presets' sheets have no finding", async () => {
  const plans = presets().flatMap((preset) => {
    const { names, plans } = scenarioSheets(preset, STAMP);
    return plans(names);
  });
  expect(await findingsOf(plans)).toEqual([]);
});

test("the sheets of figures, records, claims, the depreciation wall and the opening workbook have no finding", async () => {
  const figures = entities().flatMap(({ id }) =>
    (["long", "wide"] as const).map((form) =>
      figuresSheet(settle({ ...firstRequest(id), form, kind: "quarter" }).request, `${id} ${form}`, STAMP),
    ),
  );
  const records = Object.values(TABLES).map((table) => recordsSheet(table, table.title.slice(0, 30), STAMP, {}));
  expect(
    await findingsOf([
      ...figures,
      ...records,
      ledgerSheet("Claims", STAMP),
      wallSheet("Wall", STAMP),
      ...openingSheets(),
    ]),
  ).toEqual([]);
});
