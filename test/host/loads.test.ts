// Loads over Excel: what they cost, that a death or a refusal at any action leaves the old data or the new, and every fault in a
// plain sentence.

import { Death } from "./rig/bridge";
import {
  atChange,
  beforeRequest,
  leftBehind,
  refuse,
  rejection,
  sitDown,
  standUp,
  visible,
  type Desk,
} from "./rig/desk";
import { dataset, died, LOADS, model, nextDay, prepared } from "./rig/loads";
import { REQUIREMENT_SETS } from "./rig/office";
import { kept } from "./rig/replicas";
import type { Sheet, Workbook } from "./rig/workbook";

afterEach(standUp);
describe("what a load costs", () => {
  test("one assignment of more than 1,500 cells is several actions to Excel, so none can be the moment of a load", async () => {
    const { host, client } = await sitDown();
    const names: string[] = [];
    client.bridge.beforeAction = ({ name }) => names.push(name);
    await host.write(
      { sheet: "Sheet1", address: "A1" },
      Array.from({ length: 1_000 }, (_, row) => [row, row, row]),
    );
    expect(names.filter((name) => name === "Formulas =")).toHaveLength(2);
  });

  test("100,000 cells: one request with data, at most six in all, at most 2.2 MB", async () => {
    const { host, client } = await sitDown();
    const cells = Array.from({ length: 10_000 }, (_, row) => [
      `2024Q${row % 4} region ${row}`,
      ...Array.from({ length: 9 }, (_, column) => Math.round(row * 7919.37 + column * 104729.11) / 100 + 1 / 3),
    ]);
    const shares: number[] = [];
    await host.sheets();
    const before = client.bridge.requests.length;
    await host.commit(
      [{ ...dataset("Big", "big"), cells, table: { range: "A1:J10000", name: "big" }, chart: undefined }],
      {
        onProgress: (share) => shares.push(share),
      },
    );
    const requests = client.bridge.requests.slice(before);
    expect(requests.filter(({ bytes }) => bytes > 50_000)).toHaveLength(1);
    expect(requests.length).toBeLessThanOrEqual(6);
    expect(requests.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(2_200_000);
    // Office.js writes 1,500 cells an action; none of ours is for one cell.
    expect(requests.reduce((sum, { actions }) => sum + actions, 0)).toBeLessThan(600);
    expect(shares.length).toBeGreaterThan(2);
  });

  test.each(LOADS)("$title: at most eight requests", async ({ plans, options }) => {
    const { host, client } = await prepared();
    const before = client.bridge.requests.length;
    await host.commit(plans, options);
    expect(client.bridge.requests.length - before).toBeLessThanOrEqual(8);
  });
});

describe.each(LOADS)("$title", ({ plans, options }) => {
  let old: object;
  let fresh: Record<string, object>;

  beforeAll(async () => {
    const desk = await prepared();
    old = visible(desk.workbook);
    await desk.host.commit(plans, options);
    fresh = visible(desk.workbook);
    standUp();
  });

  test("a death at any action leaves every sheet old or new, and the next start makes the workbook all old or all new", async () => {
    const ends = new Set<string>();
    for (let k = 0; ; k++) {
      const desk = await prepared();
      atChange(desk.client, k, () => {
        throw new Death();
      });
      const dead = await died(desk, desk.host.commit(plans, options));
      if (!dead) break;
      for (const [name, { cells }] of Object.entries(visible(desk.workbook))) {
        const known = [old, fresh].map((book) => (book as Record<string, { cells: object }>)[name]?.cells ?? {});
        // A sheet that is being made is empty for the one action before it is hidden.
        if (Object.keys(cells).length > 0) expect([k, name, known]).toEqual([k, name, expect.arrayContaining([cells])]);
      }
      const next = await nextDay(desk.workbook);
      await next.host.heal();
      const after = visible(desk.workbook);
      const isNew =
        Object.keys(after).join() === Object.keys(fresh).join() && JSON.stringify(after) === JSON.stringify(fresh);
      expect([k, after]).toEqual([k, isNew ? fresh : old]);
      expect([k, leftBehind(desk.workbook)]).toEqual([k, []]);
      ends.add(isNew ? "new" : "old");
      if (!isNew) {
        await next.host.commit(plans, options);
        expect([k, visible(desk.workbook)]).toEqual([k, fresh]);
      }
      expect(await next.host.restore()).toBe(true);
      expect([k, visible(desk.workbook)]).toEqual([k, old]);
      standUp();
    }
    expect([...ends].sort()).toEqual(["new", "old"]);
  });

  test("an action refused once takes the load back at once, or the load has happened", async () => {
    const ends = new Set<string>();
    for (let k = 0; ; k++) {
      const desk = await prepared();
      let refused = false;
      atChange(desk.client, k, () => {
        refused = true;
        refuse("GeneralException")();
      });
      const error = await desk.host.commit(plans, options).then(
        () => undefined,
        (reason: { message: string }) => reason,
      );
      if (!refused) break;
      expect([k, visible(desk.workbook)]).toEqual([k, error === undefined ? fresh : old]);
      expect([k, leftBehind(desk.workbook)]).toEqual([k, []]);
      ends.add(error === undefined ? "new" : "old");
      standUp();
    }
    expect([...ends].sort()).toEqual(["new", "old"]);
  });

  test("a death while it is restored leaves it to the next start to finish", async () => {
    for (let k = 0; ; k++) {
      const desk = await prepared();
      await desk.host.commit(plans, options);
      atChange(desk.client, k, () => {
        throw new Death();
      });
      const dead = await died(desk, desk.host.restore());
      if (!dead) break;
      const next = await nextDay(desk.workbook);
      await next.host.heal();
      const after = visible(desk.workbook);
      const isOld = JSON.stringify(after) === JSON.stringify(old);
      expect([k, after]).toEqual([k, isOld ? old : fresh]);
      expect([k, leftBehind(desk.workbook)]).toEqual([k, []]);
      standUp();
    }
  });
});

test("what an older load kept for its undoing goes with the next load", async () => {
  const { host, workbook } = await prepared();
  for (const tag of ["one", "two", "three"]) await host.commit([dataset("AWS data", tag)], { refresh: ["AWS data"] });
  expect(workbook.sheets.filter(({ name }) => name.startsWith("capex~"))).toHaveLength(1);
  await host.commit([dataset("Other", "new")]);
  expect(workbook.sheets.filter(({ name }) => name.startsWith("capex~"))).toEqual([]);
});

test("a refresh that is taken back leaves the refresh before it restorable", async () => {
  const { host, client, workbook } = await prepared();
  const first = visible(workbook);
  await host.commit([dataset("AWS data", "one")], { refresh: ["AWS data"] });
  const second = visible(workbook);
  const from = client.bridge.requests.length;
  client.bridge.beforeAction = ({ name }) => {
    if (name === "Delete" && client.bridge.requests.length - from === 5) {
      client.bridge.beforeAction = () => undefined;
      refuse("GeneralException")();
    }
  };
  await rejection(host.commit([dataset("AWS data", "two")], { refresh: ["AWS data"] }));
  expect(visible(workbook)).toEqual(second);
  expect(await host.restore()).toBe(true);
  expect(visible(workbook)).toEqual(first);
});

describe("a copy that someone has made of our sheet", () => {
  const sheetOf = (workbook: Workbook, name: string) => {
    const sheet = workbook.sheet(name);
    if (sheet === undefined) throw new Error(`no sheet ${name}`);
    return sheet;
  };
  const at = { top: 3, left: 1, bottom: 3, right: 1 };

  test("of a new sheet stays when the load is taken back", async () => {
    const { host, workbook } = await sitDown();
    await host.commit([dataset("Data", "new")]);
    const copy = workbook.duplicate(sheetOf(workbook, "Data"));
    workbook.enter(copy, at, [["edited"]]);
    expect(await host.restore()).toBe(true);
    expect(Object.keys(visible(workbook))).toEqual(["Sheet1", "Data (2)"]);
    expect(visible(workbook)["Data (2)"].cells.B4).toBe(" string edited");
  });

  test("of a refreshed sheet keeps what was edited in it", async () => {
    const { host, workbook } = await prepared();
    const first = visible(workbook)["AWS data"];
    await host.commit([dataset("AWS data", "new")], { refresh: ["AWS data"] });
    const copy = workbook.duplicate(sheetOf(workbook, "AWS data"));
    workbook.enter(copy, at, [["edited"]]);
    expect(await host.restore()).toBe(true);
    expect(visible(workbook)["AWS data"]).toEqual(first);
    expect(visible(workbook)["AWS data (2)"].cells.B4).toBe(" string edited");
  });

  test("and both renamed: then nobody can say which is ours, and both stay", async () => {
    const { host, workbook } = await sitDown();
    await host.commit([dataset("Data", "new")]);
    workbook.rename(workbook.duplicate(sheetOf(workbook, "Data")), "Copy");
    workbook.rename(sheetOf(workbook, "Data"), "Original");
    expect(await host.restore()).toBe(false);
    expect(Object.keys(visible(workbook))).toEqual(["Sheet1", "Original", "Copy"]);
  });
});

describe("faults", () => {
  const load = [dataset("AWS data", "new")];

  test("a name that is taken", async () => {
    const { host, workbook } = await sitDown();
    workbook.add("AWS data");
    expect((await rejection(host.commit(load))).message).toBe(
      'A sheet named "AWS data" has appeared meanwhile: load again, and a free name is chosen.',
    );
  });

  test("a coauthor who takes the name between look and load", async () => {
    const { host, client, workbook } = await sitDown();
    beforeRequest(client, 1, () =>
      workbook.enter(workbook.add("AWS data"), { top: 0, left: 0, bottom: 0, right: 0 }, [["theirs"]]),
    );
    expect((await rejection(host.commit(load))).message).toBe(
      'A sheet named "AWS data" has appeared meanwhile: load again, and a free name is chosen.',
    );
    expect(visible(workbook)["AWS data"].cells).toEqual({ A1: " string theirs" });
    expect(leftBehind(workbook)).toEqual([]);
  });

  test.each([0, 1, 2, 3, 4, 5])(
    "another workbook that comes to the front before request %i: a sentence that says so, and nothing half done once this one is back",
    async (n) => {
      const { host, client, workbook } = await prepared();
      const old = visible(workbook);
      beforeRequest(client, n, () => void (workbook.inFocus = false));
      const ended = await host.commit(LOADS[3].plans, LOADS[3].options).then(
        () => undefined,
        (error: { message: string }) => error.message,
      );
      if (ended !== undefined)
        expect(ended).toBe(
          "Excel could not do it, as where another workbook or window is in front: click into a cell of this workbook, then try again.",
        );
      workbook.inFocus = true;
      await host.heal();
      if (ended !== undefined) expect(visible(workbook)).toEqual(old);
      expect(leftBehind(workbook)).toEqual([]);
    },
  );

  test("no cell is selected where another workbook is in front", async () => {
    const { host, workbook } = await sitDown();
    workbook.inFocus = false;
    expect((await rejection(host.selection())).message).toMatch(
      /^No cell of this workbook is selected, as where another workbook is in front/,
    );
  });

  test.each(["of the workbook", "of another sheet"])(
    "a defined name %s that our table should have: the table gets a free one",
    async (where) => {
      const { host, workbook } = await sitDown();
      const other = workbook.add("Hers");
      workbook.addName(where === "of the workbook" ? workbook.names : other.names, "SALES_new", "=1");
      await host.commit(load);
      expect(workbook.sheet("AWS data")?.tables.map(({ name }) => name)).toEqual(["sales_new_2"]);
    },
  );

  test("a name of our table's that someone defines on the way: a sentence that says so, and the next load has a free one", async () => {
    const { host, client, workbook } = await sitDown();
    beforeRequest(client, 2, () => void workbook.addName(workbook.names, "sales_new", "=1"));
    expect((await rejection(host.commit(load))).message).toBe(
      "The name sales_new has been defined in this workbook meanwhile: load again, and the table gets a free name.",
    );
    expect(workbook.sheets.map(({ name }) => name)).toEqual(["Sheet1"]);
    await host.commit(load);
    expect(workbook.sheet("AWS data")?.tables.map(({ name }) => name)).toEqual(["sales_new_2"]);
  });

  test("more charts of the user's on a sheet of ours than can be noted: a refresh is refused, and says how many", async () => {
    const { host, workbook } = await prepared();
    const old = visible(workbook);
    const charts = workbook.sheet("AWS data")?.charts ?? [];
    for (let number = 0; number < 400; number++)
      charts.push({
        id: `{chart-${number}}`,
        name: `My own chart ${number}`,
        type: "Line",
        title: "",
        at: "A1",
        series: [],
      });
    expect((await rejection(host.commit(load, { refresh: ["AWS data"] }))).message).toBe(
      "The sheets to load again hold 400 charts of yours, more than can be noted for an undoing: move some to another sheet, or load into a new one.",
    );
    charts.splice(1);
    expect(visible(workbook)).toEqual(old);
    expect(leftBehind(workbook)).toEqual([]);
  });

  test.each([1, 2, 3, 4])("a coauthor's edit before request %i of a refresh comes back with Restore", async (n) => {
    const { host, client, workbook } = await prepared();
    const sheet = workbook.sheet("AWS data");
    if (sheet === undefined) throw new Error("no sheet");
    beforeRequest(client, n, () => workbook.enter(sheet, { top: 3, left: 1, bottom: 3, right: 1 }, [[4711]]));
    await host.commit([dataset("AWS data", "new")], { refresh: ["AWS data"] });
    await host.restore();
    expect(visible(workbook)["AWS data"].cells.B4).toBe(" number 4711");
  });

  test("a protected sheet", async () => {
    const { host, workbook } = await prepared();
    const sheet = workbook.sheet("AWS data");
    if (sheet !== undefined) sheet.protected = true;
    const before = visible(workbook);
    expect((await rejection(host.commit(load, { refresh: ["AWS data"] }))).message).toBe(
      'The sheet "AWS data" is protected: unprotect it (Review, Unprotect Sheet), then try again.',
    );
    expect((await rejection(host.write({ sheet: "AWS data", address: "A1" }, [[1]]))).message).toBe(
      'Excel refused to change the sheet "AWS data": it is protected (Review, Unprotect Sheet), or the workbook is read-only.',
    );
    expect(visible(workbook)).toEqual(before);
  });

  test("a protected workbook", async () => {
    const { host, workbook } = await sitDown();
    workbook.locked = true;
    expect((await rejection(host.commit(load))).message).toBe(
      "The workbook is protected, so no sheet can be added: unprotect it (Review, Protect Workbook), then try again.",
    );
  });

  test("a workbook that is protected between look and load", async () => {
    const { host, client, workbook } = await sitDown();
    beforeRequest(client, 1, () => (workbook.locked = true));
    expect((await rejection(host.commit(load))).message).toMatch(/^The workbook is protected/);
    workbook.locked = false;
    await host.heal();
    expect(leftBehind(workbook)).toEqual([]);
  });

  test("a read-only workbook", async () => {
    const { host, workbook } = await sitDown();
    workbook.readOnly = true;
    expect((await rejection(host.commit(load))).message).toBe(
      "This workbook is read-only: switch to editing or save a copy, then try again.",
    );
  });

  test("cell-edit mode: the load waits, says so, and happens when the typing ends", async () => {
    const said: (string | null)[] = [];
    const { client, workbook, host } = await sitDown(undefined, {
      onWaiting: (sentence) => said.push(sentence),
      patience: 50,
    });
    client.bridge.editing = true;
    const loading = host.commit(load);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(said).toEqual(["Excel has not answered yet: if you are typing in a cell, press Enter or Esc."]);
    expect(Object.keys(visible(workbook))).toEqual(["Sheet1"]);
    client.bridge.editing = false;
    await loading;
    expect(said.at(-1)).toBeNull();
    expect(Object.keys(visible(workbook))).toEqual(["Sheet1", "AWS data"]);
  });

  test("cell-edit mode where Excel cannot wait: the load is tried again until it happens", async () => {
    const sets = Object.fromEntries(Object.entries(REQUIREMENT_SETS).filter(([name]) => name !== "DelayForCellEdit"));
    const said: (string | null)[] = [];
    const { client, workbook, host } = await sitDown(
      undefined,
      { onWaiting: (sentence) => said.push(sentence) },
      { sets },
    );
    beforeRequest(client, 2, () => (client.bridge.editing = true));
    const loading = host.commit(load);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(said).toContain("Excel has not answered yet: if you are typing in a cell, press Enter or Esc.");
    client.bridge.editing = false;
    await loading;
    expect(Object.keys(visible(workbook))).toEqual(["Sheet1", "AWS data"]);
    expect(leftBehind(workbook)).toEqual([]);
  });

  test("an Excel that takes small requests only gets small ones, and the load is whole", async () => {
    const plan = { ...dataset("Rows", "new", 2_000), chart: undefined };
    const wanted = await sitDown();
    await wanted.host.commit([plan]);
    const { host, client, workbook } = await sitDown();
    client.bridge.payloadLimit = 20_000;
    await host.commit([plan]);
    expect(visible(workbook)).toEqual(visible(wanted.workbook));
    expect(client.bridge.requests.length).toBeGreaterThan(6);
  });

  test("an Excel that takes not even one row", async () => {
    const { host, client, workbook } = await sitDown();
    client.bridge.payloadLimit = 3_500;
    const text = "x".repeat(4_000);
    expect((await rejection(host.commit([{ name: "Long", cells: [[text], [text]] }]))).message).toBe(
      "Excel refused the size of this load even in parts: load fewer rows.",
    );
    expect(Object.keys(visible(workbook))).toEqual(["Sheet1"]);
    expect(leftBehind(workbook)).toEqual([]);
  });

  test("a text that no cell takes", async () => {
    const { host } = await sitDown();
    expect((await rejection(host.commit([{ name: "Long", cells: [["x".repeat(40_000)]] }]))).message).toBe(
      'The sheet "Long" would hold a text of 40000 characters: a cell takes 32,767.',
    );
  });

  test("an Excel without what a load needs", async () => {
    const { host } = await sitDown(undefined, {}, { sets: { ...REQUIREMENT_SETS, ExcelApi: "1.8" } });
    expect((await rejection(host.commit(load))).message).toBe(
      "This Excel is too old to load data (it lacks ExcelApi 1.9): update Office.",
    );
  });

  test("an Excel without what an audit needs still reads and loads", async () => {
    const { host, workbook } = await sitDown(undefined, {}, { sets: { ...REQUIREMENT_SETS, ExcelApi: "1.11" } });
    await host.commit(load);
    expect((await host.read({ sheet: "AWS data", address: "B4" })).values).toEqual([[3]]);
    workbook.show(workbook.sheets[0], { top: 0, left: 0, bottom: 0, right: 0 });
    expect((await host.selection()).spill).toBeNull();
  });

  test("a sheet whose record someone has changed is no longer ours", async () => {
    const { host, workbook } = await prepared();
    const name = workbook.sheet("AWS data")?.names.find((one) => one.name === "capex_sheet");
    if (name !== undefined) name.formula = '="rubbish"';
    expect(await host.manifests()).toEqual([]);
    expect((await rejection(host.commit(load, { refresh: ["AWS data"] }))).message).toBe(
      'The sheet "AWS data" was not made by Capex Functions, so it is not rewritten: load into a new sheet.',
    );
  });

  test("a refresh that would grow into someone's cells", async () => {
    const { host, workbook } = await prepared();
    const sheet = workbook.sheet("AWS data");
    if (sheet !== undefined) workbook.enter(sheet, { top: 9, left: 1, bottom: 9, right: 1 }, [["a note"]]);
    const before = visible(workbook);
    expect((await rejection(host.commit([dataset("AWS data", "new", 9)], { refresh: ["AWS data"] }))).message).toBe(
      'On the sheet "AWS data", B10 holds something of yours where new rows must go: move it, then try again.',
    );
    expect(visible(workbook)).toEqual(before);
  });

  test("an error that we do not know keeps its code", async () => {
    const { host, client } = await sitDown();
    beforeRequest(client, 0, refuse("SomethingNew"));
    expect(await rejection(host.sheets())).toMatchObject({
      code: "SomethingNew",
      message: "Excel could not do it (SomethingNew: refused by the test): try again.",
    });
  });

  test.each([
    ["ActivityLimitReached", "Excel is busy: wait a moment, then try again."],
    ["WriteNotSupportedWhenModalDialogOpen", "A dialog is open in Excel: close it, then try again."],
    ["ConnectionFailure", "The connection to the workbook was lost: check the network, then try again."],
    ["InvalidOrTimedOutSession", "The session with the workbook has ended: reload the page or reopen the pane."],
  ])("%s", async (code, sentence) => {
    const { host, client } = await sitDown();
    beforeRequest(client, 0, refuse(code));
    expect((await rejection(host.read({ sheet: "Sheet1", address: "A1" }))).message).toBe(sentence);
  });
});

describe("after a fault the load before it can still be taken back", () => {
  interface Fault {
    readonly fault: string;
    /** Brings the fault about; gives what ends it. */
    readonly happens: (desk: Desk) => () => void;
  }

  const sheetOf = ({ workbook }: Desk): Sheet => {
    const found = workbook.sheet("AWS data");
    if (found === undefined) throw new Error("no sheet");
    return found;
  };
  const code = (n: number, name: string) => (desk: Desk) => {
    beforeRequest(desk.client, n, refuse(name));
    return () => (desk.client.bridge.beforeRequest = () => undefined);
  };

  const FAULTS: readonly Fault[] = [
    {
      fault: "a protected sheet",
      happens: (desk) => {
        sheetOf(desk).protected = true;
        return () => (sheetOf(desk).protected = false);
      },
    },
    {
      fault: "a protected workbook",
      happens: ({ workbook }) => {
        workbook.locked = true;
        return () => (workbook.locked = false);
      },
    },
    {
      fault: "a workbook that is protected between look and load",
      happens: ({ client, workbook }) => {
        beforeRequest(client, 2, () => (workbook.locked = true));
        return () => (workbook.locked = false);
      },
    },
    {
      fault: "a read-only workbook",
      happens: ({ workbook }) => {
        workbook.readOnly = true;
        return () => (workbook.readOnly = false);
      },
    },
    {
      fault: "a coauthor who takes the name of a new sheet",
      happens: ({ client, workbook }) => {
        let taken: Sheet | undefined;
        beforeRequest(client, 1, () => (taken = workbook.add("Model")));
        return () => void (taken !== undefined && workbook.remove(taken));
      },
    },
    {
      fault: "a payload that Excel refuses in any size",
      happens: ({ client }) => {
        client.bridge.payloadLimit = 3_500;
        return () => (client.bridge.payloadLimit = Infinity);
      },
    },
    { fault: "a dialog that is open", happens: code(0, "WriteNotSupportedWhenModalDialogOpen") },
    { fault: "an Excel that is busy", happens: code(1, "ActivityLimitReached") },
    { fault: "a connection that is lost on the way", happens: code(2, "ConnectionFailure") },
    { fault: "a session that ends on the way", happens: code(3, "InvalidOrTimedOutSession") },
  ];

  test.each(FAULTS)("$fault", async ({ happens }) => {
    const desk = await prepared();
    const first = visible(desk.workbook);
    await desk.host.commit([dataset("AWS data", "before")], { refresh: ["AWS data"] });
    const before = visible(desk.workbook);
    const end = happens(desk);
    const text = "x".repeat(4_000);
    const plans = [{ ...dataset("AWS data", "new"), cells: [[text], [text]] }, model("Model", "AWS data")];
    const { message } = await rejection(desk.host.commit(plans, { refresh: ["AWS data"] }));
    expect(message).toMatch(/^[A-Z].*\.$/);
    end();
    await desk.host.heal();
    expect(visible(desk.workbook)).toEqual(before);
    expect(await desk.host.restore()).toBe(true);
    expect(visible(desk.workbook)).toEqual(first);
    expect(leftBehind(desk.workbook)).toEqual([]);
  });

  test("a typing in a cell that outlasts the load: then the load itself is taken back", async () => {
    const desk = await prepared();
    const before = visible(desk.workbook);
    beforeRequest(desk.client, 2, () => {
      desk.client.bridge.editing = true;
      setTimeout(() => (desk.client.bridge.editing = false), 100);
    });
    await desk.host.commit([dataset("AWS data", "new")], { refresh: ["AWS data"] });
    expect(await desk.host.restore()).toBe(true);
    expect(visible(desk.workbook)).toEqual(before);
  });
});

describe("two panes", () => {
  const mine = [dataset("Mine", "new")];
  const theirs = [dataset("Theirs", "new")];

  test("the second is refused while the first loads, and loads after it", async () => {
    const one = await sitDown();
    const two = await sitDown(one.workbook);
    let refused: Promise<{ message: string }> | undefined;
    let wait: Promise<unknown> = Promise.resolve();
    beforeRequest(one.client, 3, () => undefined);
    const first = one.client.bridge.requests.length;
    one.client.bridge.beforeRequest = ({ index }) => {
      if (index !== first + 2) return;
      refused = rejection(two.host.commit(theirs));
      wait = refused;
      return wait.then(() => undefined);
    };
    await one.host.commit(mine);
    expect((await refused)?.message).toBe(
      "Another Capex pane is loading into this workbook: wait until it is done, then try again.",
    );
    await two.host.commit(theirs);
    expect(Object.keys(visible(one.workbook))).toEqual(["Sheet1", "Mine", "Theirs"]);
  });

  test("both look at the same moment: one gets the lock, the other is refused and changes nothing", async () => {
    const one = await sitDown();
    const two = await sitDown(one.workbook);
    const ends = await Promise.allSettled([one.host.commit(mine), two.host.commit(theirs)]);
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(Object.keys(visible(one.workbook))).toHaveLength(2);
    expect(leftBehind(one.workbook)).toEqual([]);
  });

  test("a pane that died holds the other up for its lease only", async () => {
    const one = await sitDown();
    atChange(one.client, 8, () => {
      throw new Death();
    });
    expect(await died(one, one.host.commit(mine))).toBe(true);
    const soon = await sitDown(one.workbook);
    expect((await rejection(soon.host.commit(theirs))).message).toMatch(/^Another Capex pane is loading/);
    const later = await sitDown(one.workbook, { now: () => Date.now() + 181_000 });
    await later.host.commit(theirs);
    expect(Object.keys(visible(one.workbook))).toEqual(["Sheet1", "Theirs"]);
    expect(leftBehind(one.workbook)).toEqual([]);
  });

  test("a clock a minute ahead takes no load that is alive for dead, and its healing waits for nothing", async () => {
    for (const request of [2, 3]) {
      const one = await sitDown();
      const two = await sitDown(one.workbook, { now: () => Date.now() + 60_000 });
      await one.host.sheets();
      const first = one.client.bridge.requests.length;
      const said: unknown[] = [];
      one.client.bridge.beforeRequest = async ({ index }) => {
        if (index !== first + request) return;
        said.push(await two.host.heal(), (await rejection(two.host.commit(theirs))).message);
      };
      await one.host.commit(mine);
      expect(said).toEqual([0, expect.stringMatching(/^Another Capex pane is loading/)]);
      expect(visible(one.workbook)).toHaveProperty("Mine");
      standUp();
    }
  });

  test("a load of many requests renews its lease", async () => {
    let clock = Date.now();
    const one = await sitDown(undefined, { now: () => clock });
    const two = await sitDown(one.workbook, { now: () => clock + 60_000 });
    one.client.bridge.payloadLimit = 30_000;
    let asked = 0;
    one.client.bridge.beforeRequest = async ({ bytes }) => {
      // What is refused for its size is refused at once.
      if (bytes <= 30_000) clock += 40_000;
      if (one.workbook.names.some(({ name }) => name === "capex_load_open")) asked += 1 + (await two.host.heal());
    };
    await one.host.commit([dataset("Mine", "new", 2_000)]);
    expect(asked).toBeGreaterThan(4);
    expect(visible(one.workbook)).toHaveProperty("Mine");
  });

  test("a pane taken for dead that goes on changes nothing", async () => {
    const one = await sitDown();
    const later = await sitDown(one.workbook, { now: () => Date.now() + 181_000 });
    const first = one.client.bridge.requests.length;
    one.client.bridge.beforeRequest = ({ index }) => (index === first + 3 ? later.host.commit(theirs) : undefined);
    const before = await rejection(one.host.commit(mine));
    expect(before.message).toMatch(/^Another Capex pane is loading/);
    expect(Object.keys(visible(one.workbook))).toEqual(["Sheet1", "Theirs"]);
    expect(leftBehind(one.workbook)).toEqual([]);
  });

  test("two loads in one pane happen one after the other", async () => {
    const { host, workbook } = await sitDown();
    await Promise.all([host.commit(mine), host.commit(theirs)]);
    expect(Object.keys(visible(workbook))).toEqual(["Sheet1", "Mine", "Theirs"]);
  });
});

describe("a pane that keeps the workbook whole", () => {
  /** Until it has looked at what has happened. */
  async function looked({ client: { bridge } }: Desk): Promise<void> {
    for (let before = -1; before !== bridge.requests.length;) {
      before = bridge.requests.length;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }

  test.each(LOADS.filter(({ title }) => ["a new sheet", "a refresh"].includes(title)))(
    "heals $title that Excel's undo has brought back half, at the next change",
    async ({ plans, options }) => {
      for (let at = 0, count = 1; at < count; at += 3) {
        const desk = await prepared();
        const { client, host, workbook } = desk;
        const off = await host.keepWhole();
        const old = JSON.stringify(visible(workbook));
        const states: (() => void)[] = [];
        client.bridge.beforeAction = ({ changes }) => {
          if (changes) states.push(kept(workbook));
        };
        await host.commit(plans, options);
        client.bridge.beforeAction = () => undefined;
        const fresh = JSON.stringify(visible(workbook));
        count = states.length;
        await looked(desk);
        // Excel tells of an undo as of any change.
        states[at]();
        await looked(desk);
        expect([at, leftBehind(workbook)]).toEqual([at, []]);
        expect([old, fresh]).toContain(JSON.stringify(visible(workbook)));
        off();
        await looked(desk);
        standUp();
      }
    },
  );

  test("waits while another pane is at work, and asks Excel once for a change that leaves nothing to heal", async () => {
    const desk = await prepared();
    const off = await desk.host.keepWhole();
    const other = await sitDown(desk.workbook);
    other.client.bridge.beforeRequest = () => looked(desk);
    await other.host.commit([dataset("New data", "new")]);
    expect(desk.workbook.sheet("New data")?.visibility).toBe("Visible");
    await looked(desk);
    const before = desk.client.bridge.requests.length;
    desk.workbook.enter(desk.workbook.sheets[0], { top: 9, left: 9, bottom: 9, right: 9 }, [[1]]);
    await looked(desk);
    expect(desk.client.bridge.requests.length - before).toBe(1);
    off();
    await looked(desk);
  });
});
