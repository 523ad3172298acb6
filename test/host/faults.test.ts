// Whatever happens to a load or an undo on its way, at whatever moment: nothing of the user's is lost, nothing is left half done once
// the next pane has looked, and the workbook is usable.

import fc from "fast-check";
import { Death } from "./rig/bridge";
import { leftBehind, refuse, sitDown, standUp, visible, type Desk } from "./rig/desk";
import { dataset, ended, LOADS, nextDay, prepared, type Load } from "./rig/loads";
import { kept } from "./rig/replicas";
import type { Sheet, Workbook } from "./rig/workbook";

afterEach(standUp);
const RUNS = Number(process.env.FAULTS ?? 200);

const CODES = [
  "GeneralException",
  "AccessDenied",
  "InvalidArgument",
  "ItemNotFound",
  "ItemAlreadyExists",
  "RequestPayloadSizeLimitExceeded",
  "ActivityLimitReached",
  "ConnectionFailure",
  "InvalidOperation",
  "InvalidOrTimedOutSession",
  "Timeout",
  "UnsupportedOperation",
  "InternalServerError",
  "RequestAborted",
];

const cell = (row: number, column: number) => ({ top: row, left: column, bottom: row, right: column });
const mine = ({ sheets }: Workbook): Sheet => sheets[0];
const EDIT = cell(5, 5);

const withOurs = (act: (workbook: Workbook, ours: Sheet) => void) => (workbook: Workbook) => {
  const ours = workbook.sheet("AWS data");
  if (ours !== undefined) act(workbook, ours);
};

/** What someone at the same workbook may do meanwhile. */
const COAUTHOR: Readonly<Record<string, (workbook: Workbook) => void>> = {
  "edits a cell of theirs": (workbook) => workbook.enter(mine(workbook), cell(9, 9), [[777]]),
  "edits a cell of ours": withOurs((workbook, ours) => workbook.enter(ours, cell(3, 1), [[4711]])),
  "renames our sheet": withOurs((workbook, ours) => workbook.rename(ours, "Renamed")),
  "copies our sheet": withOurs((workbook, ours) => void workbook.duplicate(ours)),
  "hides our sheet": withOurs((workbook, ours) => workbook.setVisibility(ours, "Hidden")),
  "protects our sheet": withOurs((_, ours) => void (ours.protected = true)),
  "deletes our sheet": withOurs((workbook, ours) => workbook.remove(ours)),
  "protects the workbook": (workbook) => void (workbook.locked = true),
  "makes it read-only": (workbook) => void (workbook.readOnly = true),
  "defines the name of our table": (workbook) => void workbook.addName(workbook.names, "sales_new", "=1"),
  "makes a table of that name": (workbook) => {
    const sheet = workbook.add("Hers");
    workbook.enter(sheet, { top: 0, left: 0, bottom: 1, right: 0 }, [["h"], [1]]);
    workbook.renameTable(workbook.addTable(sheet, { top: 0, left: 0, bottom: 1, right: 0 }), "sales_new");
  },
  "deletes a hidden sheet of ours": (workbook) => {
    const stage = workbook.sheets.find(({ name }) => name.startsWith("capex~"));
    if (stage === undefined) return;
    workbook.setVisibility(stage, "Hidden");
    workbook.remove(stage);
  },
};

type Fault =
  | { readonly kind: "death"; readonly at: number }
  | { readonly kind: "refusal"; readonly at: number; readonly code: string; readonly times: number }
  | { readonly kind: "coauthor"; readonly request: number; readonly act: string }
  | { readonly kind: "pane"; readonly request: number; readonly skew: number; readonly loads: boolean };

const change = fc.nat(59);
const request = fc.nat(7);

const FAULTS: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: fc.constant("death" as const), at: change }),
  fc.record({
    kind: fc.constant("refusal" as const),
    at: change,
    code: fc.constantFrom(...CODES),
    times: fc.constantFrom(1, 2, Infinity),
  }),
  fc.record({ kind: fc.constant("coauthor" as const), request, act: fc.constantFrom(...Object.keys(COAUTHOR)) }),
  fc.record({
    kind: fc.constant("pane" as const),
    request,
    skew: fc.constantFrom(0, 10_000, 20_000, 60_000),
    loads: fc.boolean(),
  }),
);

interface Course {
  /** By its title. */
  readonly load: string;
  /** A refresh of the sheet has happened before, and could be undone. */
  readonly refreshed: boolean;
  /** The load has happened, and its undoing meets the fault. */
  readonly undoes: boolean;
  readonly fault: Fault;
}

const COURSES: fc.Arbitrary<Course> = fc.record({
  load: fc.constantFrom(...LOADS.map(({ title }) => title)),
  refreshed: fc.boolean(),
  undoes: fc.boolean(),
  fault: FAULTS,
});

function loadOf(title: string): Load {
  const load = LOADS.find((each) => each.title === title);
  if (load === undefined) throw new Error(`no load ${title}`);
  return load;
}

async function begun({ refreshed }: Pick<Course, "refreshed">): Promise<Desk> {
  const desk = await prepared();
  if (refreshed) await desk.host.commit([dataset("AWS data", "prior")], { refresh: ["AWS data"] });
  return desk;
}

/** Lets the fault happen to what the pane does from now on; what is returned waits for another pane that has come. */
function suffer({ client: { bridge }, workbook }: Desk, fault: Fault): () => Promise<unknown> {
  let theirs: Promise<unknown> = Promise.resolve();
  let changes = 0;
  let others = 0;
  const first = bridge.requests.length;
  bridge.beforeAction = (action) => {
    if (!action.changes) return;
    const now = changes++;
    if (fault.kind === "death" && now === fault.at) throw new Death();
    if (fault.kind === "refusal" && now >= fault.at && others < fault.times) {
      others++;
      refuse(fault.code)();
    }
  };
  bridge.beforeRequest = async ({ index }) => {
    if (fault.kind === "coauthor" && index === first + fault.request) {
      workbook.enter(mine(workbook), EDIT, [[815]]);
      try {
        COAUTHOR[fault.act](workbook);
      } catch {
        // Their Excel refuses it, as where a sheet is the last one to be seen: nothing has happened.
      }
    }
    if (fault.kind === "pane" && index === first + fault.request) {
      const other = await sitDown(workbook, { now: () => Date.now() + fault.skew });
      theirs = ended(other, fault.loads ? other.host.commit([dataset("Theirs", "theirs")]) : other.host.heal());
      await theirs;
    }
  };
  return () => theirs;
}

async function calm({ client: { bridge }, workbook }: Desk): Promise<Desk> {
  bridge.beforeAction = () => undefined;
  bridge.beforeRequest = () => undefined;
  workbook.locked = false;
  workbook.readOnly = false;
  for (const sheet of workbook.sheets) sheet.protected = false;
  return nextDay(workbook);
}

/** Of the user's own and of ours, what may never be. */
function damage(workbook: Workbook, edited: boolean): string[] {
  const hidden = workbook.sheets.filter(
    ({ name, visibility }) => visibility === "VeryHidden" && !name.startsWith("capex~"),
  );
  const empty = Object.entries(visible(workbook)).filter(([, { cells }]) => Object.keys(cells).length === 0);
  const kept = workbook.sheets.filter(({ name }) => name.startsWith("capex~"));
  return [
    ...leftBehind(workbook).map((name) => `left behind: ${name}`),
    ...hidden.map(({ name }) => `out of the user's reach: ${name}`),
    ...empty.map(([name]) => `empty: ${name}`),
    ...(kept.length > 1 ? [`${kept.length} hidden copies`] : []),
    ...(mine(workbook).valueAt(0, 0) === "mine" ? [] : ["the user's cell is gone"]),
    ...(edited && mine(workbook).valueAt(5, 5) !== 815 ? ["what was typed meanwhile is gone"] : []),
  ];
}

test(`${RUNS} random faults: nothing is lost, nothing stays half done, every refusal is a sentence`, async () => {
  const ends = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(COURSES, async (course) => {
      const { undoes, fault } = course;
      const load = loadOf(course.load);
      const before = await begun(course);
      const old = visible(before.workbook);
      await before.host.commit(load.plans, load.options);
      const fresh = visible(before.workbook);

      const desk = undoes ? before : await begun(course);
      const { workbook, host } = desk;
      const others = suffer(desk, fault);
      const end = await ended(desk, undoes ? host.restore() : host.commit(load.plans, load.options));
      await others();
      const edited = mine(workbook).valueAt(5, 5) === 815;
      if (end.error !== undefined) expect(end.error.message).toMatch(/^[A-Z].+\.$/s);
      const next = await calm(desk);
      await next.host.heal();
      expect(damage(workbook, edited)).toEqual([]);

      const after = JSON.stringify(visible(workbook));
      if (fault.kind === "death" || fault.kind === "refusal") {
        expect([JSON.stringify(old), JSON.stringify(fresh)]).toContain(after);
        // What is said to have happened has.
        if (!end.dead && end.error === undefined) expect(after).toBe(JSON.stringify(undoes ? old : fresh));
      }
      const name = `${fault.kind}, ${end.dead ? "dead" : end.error === undefined ? "done" : "refused"}`;
      ends.set(name, (ends.get(name) ?? 0) + 1);

      await next.host.commit([dataset("After", "after")]);
      expect(workbook.sheet("After")?.visibility).toBe("Visible");
      expect(await next.host.restore()).toBe(true);
      expect(workbook.sheet("After")).toBeUndefined();
      standUp();
    }),
    { numRuns: RUNS },
  );
  process.stdout.write(`random faults: ${[...ends].map(([name, count]) => `${count} ${name}`).join("; ")}\n`);
  for (const name of ["death, dead", "refusal, refused", "refusal, done", "coauthor, done", "pane, done"])
    expect([name, ends.get(name) ?? 0]).not.toEqual([name, 0]);
});

/** What a person or a pane does after Excel's undo. */
const AFTERWARDS: Readonly<Record<string, (desk: Desk) => Promise<unknown>>> = {
  "the pane heals": ({ host }) => host.heal(),
  "the pane loads something else": ({ host }) => host.commit([dataset("Other", "other")]),
  "the pane undoes": ({ host }) => host.restore(),
  "someone types on our sheet, and the pane heals": async ({ host, workbook }) => {
    const ours = workbook.sheet("AWS data");
    if (ours !== undefined) workbook.enter(ours, cell(20, 7), [["typed"]]);
    return host.heal();
  },
};

const UNDONE = LOADS.filter(({ title }) => ["a new sheet", "a refresh"].includes(title));

test.each(UNDONE.flatMap((load) => Object.keys(AFTERWARDS).map((then) => ({ ...load, then }))))(
  "$title, undone by Excel to any of its actions, then $then: nothing half done, nothing typed is lost",
  async ({ plans, options, then }) => {
    let count = 1;
    for (let at = 0; at < count; at++) {
      const desk = await prepared();
      const old = JSON.stringify(visible(desk.workbook));
      const states: (() => void)[] = [];
      desk.client.bridge.beforeAction = ({ changes }) => {
        if (changes) states.push(kept(desk.workbook));
      };
      await desk.host.commit(plans, options);
      desk.client.bridge.beforeAction = () => undefined;
      const fresh = JSON.stringify(visible(desk.workbook));
      count = states.length;
      states[at]();
      await AFTERWARDS[then](desk);
      expect([at, damage(desk.workbook, false)]).toEqual([at, []]);
      if (then === "the pane heals") expect([old, fresh]).toContain(JSON.stringify(visible(desk.workbook)));
      const typed = desk.workbook.sheet("AWS data")?.valueAt(20, 7);
      if (then.startsWith("someone types")) expect([at, typed]).toEqual([at, "typed"]);
      standUp();
    }
    expect(count).toBeGreaterThan(20);
  },
);
