// Two people who save by themselves, each with a copy of their own: both may take the lock, and learn of each other when the copies
// are merged. Only one load may go on.

import type { CommitOptions, SheetPlan } from "../../src/host/host";
import { leftBehind, sitDown, standUp, visible, type Desk } from "./rig/desk";
import { Replicas } from "./rig/replicas";
import { Workbook } from "./rig/workbook";

afterEach(standUp);
const OTHER_PANE = "Another Capex pane is loading into this workbook: wait until it is done, then try again.";

const dataset = (name: string, tag: string, rows: number): SheetPlan => ({
  name,
  cells: [
    ["Period", `Sales, ${tag}`],
    ...Array.from({ length: rows }, (_, row) => [`2024Q${row + 1} ${tag}`, { formula: `=${row + 1}*2` }]),
  ],
  table: { range: `A1:B${rows + 1}`, name: `sales_${tag}` },
  manifest: {
    kind: "dataset",
    sheet: name,
    range: `A1:B${rows + 1}`,
    rows,
    hash: "1a2b",
    version: tag,
    request: "{}",
  },
});

const sum = (name: string, data: string): SheetPlan => ({
  name,
  cells: [["Total", { formula: `=SUM('${data}'!B2:B3)` }]],
  manifest: { kind: "preset", sheet: name, range: "A1:B1", rows: 1, hash: "2b", version: "1", request: "{}" },
});

interface Work {
  readonly plans?: readonly SheetPlan[];
  readonly options?: CommitOptions;
}

const LOADS: readonly { readonly title: string; readonly works: readonly [Work, Work] }[] = [
  {
    title: "two new sheets",
    works: [{ plans: [dataset("One", "one", 2)] }, { plans: [dataset("Two", "two", 2)] }],
  },
  {
    title: "new sheets of the same names that need each other",
    works: [
      { plans: [sum("Total", "Data"), dataset("Data", "one", 2)] },
      { plans: [sum("Total", "Data"), dataset("Data", "two", 3)] },
    ],
  },
  {
    title: "a refresh of the same sheet",
    works: [
      { plans: [dataset("Old", "one", 2)], options: { refresh: ["Old"] } },
      { plans: [dataset("Old", "two", 3)], options: { refresh: ["Old"] } },
    ],
  },
  {
    title: "an undo, and a refresh of the same sheet",
    works: [{}, { plans: [dataset("Old", "two", 3)], options: { refresh: ["Old"] } }],
  },
  {
    title: "a refresh, and an undo of the same sheet",
    works: [{ plans: [dataset("Old", "two", 3)], options: { refresh: ["Old"] } }, {}],
  },
  { title: "an undo in both", works: [{}, {}] },
];

const work = ({ host }: Desk, { plans, options }: Work): Promise<unknown> =>
  plans === undefined ? host.restore() : host.commit(plans, options);

/** Someone's own work and a sheet of ours, refreshed once, so that there is something to undo. */
async function prepared(): Promise<Workbook> {
  const { host, workbook } = await sitDown();
  await host.commit([dataset("Old", "zero", 4)]);
  workbook.enter(workbook.sheets[0], { top: 0, left: 0, bottom: 0, right: 1 }, [["mine", "=SUM(Old!B2:B3)"]]);
  await host.commit([dataset("Old", "again", 5)], { refresh: ["Old"] });
  return workbook;
}

/** Lets both come as far as the given request, then merges their copies, from there on before every request. */
async function together(works: readonly [Work, Work], stops: readonly [number, number]) {
  const replicas = new Replicas(await prepared());
  const desks = [await sitDown(replicas.workbooks[0]), await sitDown(replicas.workbooks[1])];
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  let waiting = 0;
  let both = false;
  const arrive = () => {
    if (++waiting < 2) return opened;
    both = replicas.workbooks.every(({ names }) => names.some(({ name }) => name === "capex_load_open"));
    replicas.merge();
    return open();
  };
  /** One request after the other, each over what the one before it has changed. */
  let turn: Promise<unknown> = Promise.resolve();
  const connected = () => {
    const mine = turn.then(() => replicas.merge());
    turn = mine.then(() => new Promise(setImmediate));
    return mine;
  };
  const ends = await Promise.all(
    desks.map(async (desk, at) => {
      await desk.host.sheets();
      const from = desk.client.bridge.requests.length;
      let arrived = false;
      const once = () => (arrived ? undefined : ((arrived = true), arrive()));
      desk.client.bridge.beforeRequest = async ({ index }) => {
        if (index === from + stops[at]) await once();
        if (waiting === 2) await connected();
      };
      const end = await work(desk, works[at]).then(
        () => null,
        (error: Error) => error.message,
      );
      await once();
      return end;
    }),
  );
  replicas.merge();
  const next = await sitDown(replicas.workbooks[0], { now: () => Date.now() + 86_400_000 });
  await next.host.heal();
  replicas.merge();
  return { ends, both, replicas };
}

/** As many as a load takes: before and after it the two follow one another. */
const REQUESTS = 6;

describe.each(LOADS)("$title", ({ works }) => {
  const alone: Record<string, object>[] = [];

  beforeAll(async () => {
    for (const one of works) {
      const workbook = await prepared();
      await work(await sitDown(workbook), one);
      alone.push(visible(workbook));
    }
    standUp();
  });

  test("merged at any moment: one goes on, or each after the other", async () => {
    let met = 0;
    for (let one = 1; one <= REQUESTS; one++) {
      for (let two = 1; two <= REQUESTS; two++) {
        const stops = [one, two] as const;
        const { ends, both, replicas } = await together(works, stops);
        const [copy, other] = replicas.workbooks.map(visible);
        expect([stops, other]).toEqual([stops, copy]);
        expect([stops, leftBehind(replicas.workbooks[0])]).toEqual([stops, []]);
        expect([
          stops,
          replicas.workbooks[0].sheets.filter(
            ({ name, visibility }) => visibility === "VeryHidden" && !name.startsWith("capex~"),
          ),
        ]).toEqual([stops, []]);
        const appeared = ends.find((end) => / has appeared meanwhile: /.test(end ?? ""));
        for (const end of ends)
          expect([stops, [null, OTHER_PANE, ...(both ? [] : [appeared])]]).toEqual([
            stops,
            expect.arrayContaining([end]),
          ]);
        standUp();
        if (!both) continue;
        met++;
        expect([stops, ends.filter((end) => end === null)]).toEqual([stops, [null]]);
        // A sheet may have had to give its name to that of the load that stopped.
        const whole = JSON.stringify(alone[ends.indexOf(null)]);
        expect([stops, JSON.stringify(copy).replaceAll(" (2)", "")]).toEqual([stops, whole]);
      }
    }
    expect(met).toBeGreaterThanOrEqual(4);
  });
});
