// Loads that tests try: of a dataset with table and chart, of a model that needs it, new and refreshed, into someone's own workbook.

import type { CommitOptions, SheetPlan } from "../../../src/host/host";
import { sitDown, type Desk } from "./desk";
import type { Workbook } from "./workbook";

const manifest = (sheet: string, version: string) => ({
  kind: "dataset",
  sheet,
  range: "A3:C6",
  rows: 3,
  hash: "1a2b",
  version,
  request: '{"entity":"AMZN","note":"\\"quotes\\""}',
});

export const dataset = (name: string, tag: string, rows = 3): SheetPlan => ({
  name,
  cells: [
    [`AWS, ${tag}`],
    [],
    ["Period", "Sales", "Check"],
    ...Array.from({ length: rows }, (_, row) => [
      `2024Q${row + 1} ${tag}`,
      100 * row + tag.length,
      { formula: `=B${row + 4}*2` },
    ]),
  ],
  widths: [12, 20],
  styles: [
    { range: "A1", bold: true, fontSize: 14 },
    { range: `B4:B${rows + 3}`, numberFormat: "#,##0" },
  ],
  table: { range: `A3:C${rows + 3}`, name: `sales_${tag}` },
  chart: {
    kind: "line",
    title: `Sales, ${tag}`,
    labels: `A3:A${rows + 3}`,
    series: [`B3:B${rows + 3}`, `C3:C${rows + 3}`],
    at: "E3",
  },
  frozenRows: 3,
  manifest: manifest(name, tag),
});

export const model = (name: string, data: string): SheetPlan => ({
  name,
  cells: [["Total", { formula: `=SUM('${data}'!B4:B6)` }]],
  manifest: manifest(name, "model"),
});

/** Someone's own work, which looks at our data. */
export async function prepared(): Promise<Desk> {
  const desk = await sitDown();
  await desk.host.commit([dataset("AWS data", "old", 4)]);
  desk.workbook.enter(desk.workbook.sheets[0], { top: 0, left: 0, bottom: 0, right: 1 }, [
    ["mine", "=SUM('AWS data'!B4:B6)"],
  ]);
  return desk;
}

export interface Load {
  readonly title: string;
  readonly plans: readonly SheetPlan[];
  readonly options?: CommitOptions;
}

export const LOADS: readonly Load[] = [
  {
    title: "a refresh of more cells than one action writes",
    plans: [dataset("AWS data", "new", 600)],
    options: { refresh: ["AWS data"] },
  },
  { title: "a new sheet", plans: [dataset("New data", "new")] },
  { title: "two new sheets that need each other", plans: [model("Model", "New data"), dataset("New data", "new")] },
  { title: "a refresh", plans: [dataset("AWS data", "new")], options: { refresh: ["AWS data"] } },
  {
    title: "a refresh with a new sheet",
    plans: [model("Model", "AWS data"), dataset("AWS data", "new")],
    options: { refresh: ["AWS data"] },
  },
  {
    title: "a hidden sheet that looks like another, and a shown one",
    plans: [{ ...dataset("Behind", "new"), likeSheet: "AWS data", hidden: true }, model("Model", "Behind")],
  },
];

/** Another pane, opened after the lease of one that died. */
export const nextDay = (workbook: Workbook) => sitDown(workbook, { now: () => Date.now() + 86_400_000 });

export interface End {
  /** The pane was gone before there was an answer. */
  readonly dead: boolean;
  readonly error?: { readonly message: string };
}

/** How a pane's work ends. */
export const ended = (desk: Desk, work: Promise<unknown>): Promise<End> =>
  new Promise((resolve) => {
    work.then(
      () => resolve({ dead: false }),
      (error: { message: string }) => resolve({ dead: false, error }),
    );
    const { bridge } = desk.client;
    const close = bridge.close.bind(bridge);
    bridge.close = () => {
      close();
      bridge.close = close;
      resolve({ dead: true });
    };
  });

export const died = async (desk: Desk, work: Promise<unknown>): Promise<boolean> => (await ended(desk, work)).dead;
