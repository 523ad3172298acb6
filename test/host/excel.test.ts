// Excel's adapter keeps the port's promises over Microsoft's own runtime, as on Windows; excel-web.test.ts: as on the web.

import { contract } from "./contract";
import { rejection, sitDown, standUp } from "./rig/desk";
import { fresh } from "./rig/person";
import { Workbook } from "./rig/workbook";

/** Characters of one answer. */
const SMALL = 60_000;

contract("Excel", fresh());
contract(
  "Excel, where a spilled cell reports its anchor's formula",
  fresh({}, ({ workbook }) => (workbook.ghosts = true)),
);
contract(
  "Excel that gives small answers only",
  fresh({}, ({ client }) => (client.bridge.responseLimit = SMALL)),
);

test.each([false, true])(
  "a sheet of 160,000 cells is read in parts, and a spill over the seam is one (a spilled cell reports a formula: %p)",
  async (ghosts) => {
    const workbook = new Workbook();
    workbook.ghosts = ghosts;
    const { client, host } = await sitDown(workbook);
    const [sheet] = workbook.sheets;
    const width = 400;
    const rows = Array.from({ length: 400 }, (_, row) =>
      Array.from({ length: width }, (_, column) => row + column / 1000),
    );
    workbook.enter(sheet, { top: 0, left: 0, bottom: 399, right: width - 1 }, rows);
    // The first part ends with row 250.
    workbook.enter(sheet, { top: 247, left: width, bottom: 247, right: width }, [["=TRANSPOSE(A1:F1)"]]);
    const before = client.bridge.requests.length;
    const data = await host.read({ sheet: "Sheet1", address: "" });
    expect(data.address).toBe("A1:OK400");
    expect(data.values.map((row) => row.slice(0, width))).toEqual(rows);
    expect(data.formulas.flat().filter((formula) => formula !== null)).toEqual(["=TRANSPOSE(A1:F1)"]);
    expect(data.values.slice(247, 253).map((row) => row[width])).toEqual(rows[0].slice(0, 6));
    expect(client.bridge.requests.length - before).toBeGreaterThanOrEqual(3);
    expect(await host.findFormulas(/TRANSPOSE/)).toMatchObject([{ address: "OK248", spill: "OK248:OK253" }]);
    standUp();
  },
);

test("a recalculation that stays Pending counts as done; one that goes on is waited for until it is cancelled or ends", async () => {
  const workbook = new Workbook();
  const { host } = await sitDown(workbook);
  workbook.calculationState = "Pending";
  await host.recalculate();
  workbook.calculationState = "Calculating";
  const controller = new AbortController();
  const cancelled = rejection(host.recalculate(controller.signal));
  controller.abort();
  expect(await cancelled).toMatchObject({ code: "Cancelled", message: /^No longer waiting/ });
  const waiting = host.recalculate();
  workbook.calculationState = "Done";
  await waiting;
  standUp();
});

test("a recalculation that never ends is waited for half a minute, one look in 100 ms, and told in a sentence", async () => {
  const workbook = new Workbook();
  const { client, host } = await sitDown(workbook);
  await host.sheets();
  workbook.calculationState = "Calculating";
  jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask", "performance"] });
  const start = Date.now();
  const before = client.bridge.requests.length;
  let end: { code?: string; message: string; after: number } | undefined;
  const waiting = rejection(host.recalculate()).then(
    (error) => (end = { ...error, message: error.message, after: Date.now() - start }),
  );
  while (end === undefined) {
    await new Promise((resolve) => setImmediate(resolve));
    jest.advanceTimersByTime(10);
  }
  jest.useRealTimers();
  await waiting;
  expect(end).toMatchObject({
    code: "StillCalculating",
    message: "Excel is still calculating after half a minute: look again when its status bar says Ready.",
  });
  expect(end.after).toBeGreaterThanOrEqual(30_000);
  expect(client.bridge.requests.length - before).toBeLessThanOrEqual(301);
  standUp();
});

test("an answer that Excel refuses as too large is asked for in halves, down to a floor, with the same cells in the end", async () => {
  const workbook = new Workbook();
  const { client, host } = await sitDown(workbook);
  const [sheet] = workbook.sheets;
  if (sheet === undefined) throw new Error("no sheet");
  const rows = Array.from({ length: 600 }, (_, row) =>
    Array.from({ length: 50 }, (_, column) =>
      column === 0 ? `=SUM(B${row + 1}:C${row + 1})` : `${"x".repeat(40)} ${row}`,
    ),
  );
  workbook.enter(sheet, { top: 0, left: 0, bottom: 599, right: 49 }, rows);
  const whole = await host.read({ sheet: "Sheet1", address: "" });
  const formulas = await host.findFormulas(/SUM/);
  client.bridge.responseLimit = 400_000;
  expect(await host.read({ sheet: "Sheet1", address: "" })).toEqual(whole);
  expect(await host.findFormulas(/SUM/)).toEqual(formulas);
  expect(formulas).toHaveLength(600);
  client.bridge.responseLimit = 100;
  expect(await rejection(host.read({ sheet: "Sheet1", address: "" }))).toMatchObject({
    code: "ResponsePayloadSizeLimitExceeded",
    message: "The range is too large to be read at once: select a smaller one.",
  });
  standUp();
});

describe("very many formulas", () => {
  async function desk(count: number, spilling: (row: number) => boolean) {
    const workbook = new Workbook();
    const { client, host } = await sitDown(workbook);
    const [sheet] = workbook.sheets;
    workbook.enter(
      sheet,
      { top: 0, left: 0, bottom: count - 1, right: 0 },
      Array.from({ length: count }, (_, row) => [
        spilling(row) ? `=TRANSPOSE(C${row + 1}:C${row + 2})` : `=SUM(C${row + 1}:D${row + 1})`,
      ]),
    );
    return { client, host };
  }
  afterEach(standUp);

  test("are found in requests of less than a megabyte together where nothing spills", async () => {
    const { client, host } = await desk(20_000, () => false);
    expect(await host.findFormulas(/^=/)).toHaveLength(20_000);
    expect(client.bridge.requests.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(1_000_000);
  });

  test("of which every second one spills are found with their spills, no request as large as Excel on the web refuses", async () => {
    const { client, host } = await desk(8_000, (row) => row % 2 === 0);
    const found = await host.findFormulas(/^=/);
    expect(found).toHaveLength(8_000);
    expect(found.filter(({ spill }) => spill !== null)).toHaveLength(4_000);
    expect(found[2]).toMatchObject({ address: "A3", spill: "A3:B3" });
    expect(Math.max(...client.bridge.requests.map(({ bytes }) => bytes))).toBeLessThan(5_000_000);
  });

  test("tell how far their reading is, never back, and it ends where it is cancelled", async () => {
    const { client, host } = await desk(8_000, (row) => row % 2 === 0);
    client.bridge.responseLimit = 200_000;
    const shares: number[] = [];
    await host.findFormulas(/^=/, { onProgress: (share) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    for (const reading of [
      (signal: AbortSignal, onProgress: () => void) => host.findFormulas(/^=/, { signal, onProgress }),
      (signal: AbortSignal, onProgress: () => void) =>
        host.read({ sheet: "Sheet1", address: "" }, { signal, onProgress }),
    ]) {
      const controller = new AbortController();
      const before = client.bridge.requests.length;
      const cancelled = rejection(reading(controller.signal, () => controller.abort()));
      expect(await cancelled).toEqual(
        expect.objectContaining({ code: "Cancelled", message: "Cancelled: nothing was changed." }),
      );
      expect(client.bridge.requests.length - before).toBeLessThan(8);
    }
  });

  test("one reading that is cancelled does not end another that was asked for in the same breath", async () => {
    const { host } = await desk(20_000, () => false);
    const controller = new AbortController();
    const at = (address: string) => ({ sheet: "Sheet1", address });
    const cancelled = rejection(host.read(at("A1:A2"), { signal: controller.signal }));
    const other = host.read(at("A3"));
    controller.abort();
    expect(await cancelled).toMatchObject({ code: "Cancelled" });
    expect((await other).formulas).toEqual([["=SUM(C3:D3)"]]);
  });
});
