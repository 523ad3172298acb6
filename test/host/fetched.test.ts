// The part of functions.js that comes later: who waits for it, who does not, and what a cell says when it does not come.

import { createContext, runInContext } from "node:vm";
import { built, fetchedPart } from "./rig/built";

class ExcelError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

interface Script {
  readonly src: string;
  onload(event: object): void;
  onerror(event: object): void;
}

interface Page {
  /** What a cell gets: an answer, or the promise of one. */
  call(id: string, ...args: unknown[]): unknown;
  /** The scripts that were asked for. */
  readonly asked: readonly Script[];
  /** Lets the last of them arrive, or fail. */
  arrive(): void;
  fail(): void;
}

/** A page that holds functions.js alone. */
function page(): Page {
  const associated = new Map<string, (...args: unknown[]) => unknown>();
  const asked: Script[] = [];
  const element = { setAttribute: () => undefined, getAttribute: () => null };
  const context = createContext({
    CustomFunctions: { Error: ExcelError, associate: (id: string, run: () => unknown) => associated.set(id, run) },
    document: {
      getElementsByTagName: () => [],
      createElement: () => ({ ...element }),
      head: { appendChild: (script: Script) => asked.push(script) },
    },
    setTimeout: () => 0,
    clearTimeout: () => undefined,
  });
  runInContext("self = globalThis", context);
  runInContext(built("functions.js"), context);
  return {
    call: (id, ...args) => associated.get(id)?.(...args),
    asked,
    arrive() {
      runInContext(built(fetchedPart()), context);
      asked.at(-1)?.onload({ type: "load" });
    },
    fail: () => asked.at(-1)?.onerror({ type: "error", target: { src: asked.at(-1)?.src } }),
  };
}

const SALES = ["CAPEXDATA", [["AMZN"]], [["aws_net_sales"]], [["2024Q4"]]] as const;
/** Amazon 8-K Ex. 99.1 of the fourth quarter of 2024. */
const AWS_2024Q4 = 28_786;

const refusal = (promise: unknown): Promise<unknown> =>
  (promise as Promise<unknown>).then(
    () => "an answer",
    ({ code, message }: ExcelError) => [code, message],
  );

const GONE = ["#N/A", expect.stringMatching(/^the figures could not be fetched: go online and recalculate; /)];

test("a figure is a promise until its part has come, and a value from then on; the part is asked for once", async () => {
  const { call, asked, arrive } = page();
  expect(asked).toEqual([]);
  const first = call(...SALES);
  const second = call("CAPEXRECONCILE", [[25]]);
  const third = call("CAPEXEXPLAIN", [["capexdata"]], [[["AMZN"]], [["aws_net_sales"]], [["2024Q4"]]]);
  expect([first, second, third]).toEqual([expect.any(Object), expect.any(Object), expect.any(Object)]);
  expect(asked.map(({ src }) => src)).toEqual([fetchedPart()]);
  arrive();
  expect(await first).toEqual([[AWS_2024Q4]]);
  expect(((await second) as unknown[][])[0]).toContain("verdict");
  expect(((await third) as unknown[][]).at(-1)).toContain(AWS_2024Q4);
  expect(call(...SALES)).toEqual([[AWS_2024Q4]]);
  expect(asked).toHaveLength(1);
});

test("where it cannot be had, each cell says what to do, and the next recalculation asks again", async () => {
  const { call, asked, arrive, fail } = page();
  const cells = [call(...SALES), call("CAPEXRATIO"), call("CAPEXEXPLAIN", [["CAPEXSPLIT"]], [])];
  fail();
  expect(await Promise.all(cells.map(refusal))).toEqual([GONE, GONE, GONE]);
  const again = call(...SALES);
  expect(asked).toHaveLength(2);
  arrive();
  expect(await again).toEqual([[AWS_2024Q4]]);
});

test("what needs no figure answers at once and asks for nothing", () => {
  const { call, asked } = page();
  // 1.5 billion over the article's yearly rent of 1.32 billion is 409.9 days of a year of 360: The Next Platform, 7 February 2025.
  expect(call("GPUPAYBACK")).toEqual([[expect.closeTo(409.87, 2)]]);
  expect(call("CAPEXSCENARIO", [["TNP-2025"]], [["rate"]])).toEqual([[9.4]]);
  expect(call("CAPEXEXPLAIN", [["GPUPAYBACK"]], [])).toEqual(expect.any(Array));
  expect(call("CAPEXEXPLAIN", null, [])).toEqual(expect.any(Array));
  // What Amazon added to AWS stands beside the functions.
  expect(call("DEPRECIATIONWATERFALL")).toEqual(expect.any(Array));
  expect(asked).toEqual([]);
});

test("a name that nothing has is answered when all names are known", async () => {
  const { call, arrive } = page();
  const misspelled = call("CAPEXEXPLAIN", [["CAPEXDAT"]], []);
  arrive();
  expect(await refusal(misspelled)).toEqual(["#N/A", expect.stringContaining("CAPEXDATA")]);
  // From then on at once: the workbench waits for no promise.
  expect(() => call("CAPEXEXPLAIN", [["CAPEXDAT"]], [])).toThrow("CAPEXDATA");
});
