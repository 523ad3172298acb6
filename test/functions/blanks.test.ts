// A blank cell arrives as 0 from Excel 2021 and from older builds of Microsoft 365, as nothing from the others: no function may
// give another number for the one than for the other without saying so where the user reads what the argument is.
import { ExcelError } from "./excel";
import { runnable } from "../../src/functions/index";
import { KEY_NAMES } from "../../src/model/keys";

interface Help {
  readonly id: string;
  readonly parameters: readonly { readonly name: string; readonly description: string; readonly repeating: boolean }[];
}

const { readCatalogue } = jest.requireActual<{ readCatalogue(): Promise<readonly Help[]> }>(
  "../../src/catalogue/read.cjs",
);

/** What a cell would show, its sentence included; "" before it tells an answer from an error. */
function shown(id: string, args: readonly unknown[]): string {
  try {
    return `=${JSON.stringify(runnable(id)?.(...args))}`;
  } catch (error) {
    if (!(error instanceof ExcelError)) throw error;
    return `${error.code} ${error.message}`;
  }
}

/** The words that an argument takes, as its description quotes them, and every key where it is one. */
const wordsOf = ({ name, description }: Help["parameters"][number]): string[] =>
  /key$/i.test(name) ? [...KEY_NAMES] : [...description.matchAll(/"([\w-]+)"/g)].map(([, word]) => word);

/** Ways to call a function in which an argument may matter: nothing given, or one word for one of its arguments. */
function contexts({ id, parameters }: Help): unknown[][] {
  const nothing = parameters.map(({ name }): unknown => (id === "GPUMONTECARLO" && name === "trials" ? [[50]] : null));
  const words = parameters.flatMap((parameter, i) =>
    wordsOf(parameter).map((word) => nothing.map((each, j) => (i === j ? [[word]] : each))),
  );
  return [nothing, ...words];
}

/** The contexts in which 0 silently gives another answer than a blank. */
function differs(help: Help, at: number): string[] {
  return contexts(help).flatMap((args) => {
    const given = (cell: unknown): unknown[] => args.map((each, i) => (i === at ? [[cell]] : each));
    const [blank, zero] = [shown(help.id, given(null)), shown(help.id, given(0))];
    return blank === zero || !zero.startsWith("=") ? [] : [JSON.stringify(args.map((each) => each ?? 0))];
  });
}

test("an argument that is 0 is as if it were left out, is refused in a sentence, or its description says what 0 means", async () => {
  let told = 0;
  const silent: string[] = [];
  for (const help of await readCatalogue())
    help.parameters.forEach(({ name, description, repeating }, at) => {
      if (repeating) return; // It is the explained function's argument.
      if (/\b0 means \w/.test(description)) told++;
      else silent.push(...differs(help, at).map((args) => `${help.id}.${name} ${args}`));
    });
  expect(silent).toEqual([]);
  expect(told).toBeGreaterThan(10);
});

/** A call with a range in which some cells are blank, as the two kinds of Excel send it. */
const both = (id: string, args: (blank: unknown) => readonly unknown[]): readonly [string, string] => [
  shown(id, args(null)),
  shown(id, args(0)),
];

test("rows and names that are blank are left out, whether they come as 0 or as nothing", () => {
  const few = [[50]];
  const calls: readonly (readonly [string, (blank: unknown) => readonly unknown[]])[] = [
    [
      "GPUNPV",
      (_) => [
        null,
        null,
        [
          ["rate", 2.35],
          [_, _],
          ["utilization", 0.5],
          [_, _],
          [_, _],
        ],
      ],
    ],
    [
      "GPUIRR",
      (_) => [
        [
          ["rate", 12],
          [_, _],
        ],
      ],
    ],
    [
      "GPUIRR",
      (_) => [
        null,
        [
          [_, _],
          [_, _],
        ],
      ],
    ],
    [
      "GPUNPV",
      (_) => [
        null,
        null,
        [
          ["", _],
          ["rate", 12],
        ],
      ],
    ],
    ["CAPEXHISTORY", (_) => [null, [["aws_net_sales"], [_], ["aws_operating_income"], [_]]]],
    ["CAPEXHISTORY", (_) => [null, [[_], [_]]]],
    ["GPUTORNADO", (_) => [null, null, [["rate", _, "capex", _]]]],
    ["GPUTORNADO", (_) => [null, null, [[_, _]]]],
    [
      "GPUMONTECARLO",
      (_) => [
        null,
        [
          ["rate", "normal", 2, 0.2, _],
          [_, _, _, _, _],
        ],
        few,
      ],
    ],
    [
      "GPUMONTECARLO",
      (_) => [
        null,
        [
          ["rate", "uniform", 2, 9, _],
          ["utilization", "triangular", 0.1, 0.5, 1],
          [_, _, _, _, _],
        ],
        few,
      ],
    ],
    [
      "GPUMONTECARLO",
      (_) => [
        null,
        [
          [_, _, _],
          [_, _, _],
        ],
        few,
      ],
    ],
    ["GPUIRR", (_) => [[[-100], [_], [121]]]],
  ];
  for (const [id, args] of calls) {
    const [nothing, zero] = both(id, args);
    expect([id, zero]).toEqual([id, nothing]);
    expect(nothing).toMatch(/^=/);
  }
});

test("one flow of 0 is no project, and an effect of 0 implies no cost", () => {
  for (const id of ["GPUNPV", "GPUIRR"])
    expect(shown(id, id === "GPUNPV" ? [null, [[0]]] : [[[0]]])).toMatch(/^#VALUE! scenario is 0: that is one flow/);
  expect(shown("DEPRECIATIONBASE", [[[0]]])).toMatch(/^#VALUE! effect is 0: it implies no cost/);
});

test("a blank value beside a key is left out and a 0 counts, which every scenario and overrides say", async () => {
  const values = (cell: unknown): unknown[] => [
    null,
    null,
    [
      ["rate", 2.35],
      ["utilization", cell],
    ],
  ];
  expect(shown("GPUNPV", values(null))).toBe(shown("GPUNPV", [null, null, [["rate=2.35"]]]));
  expect(shown("GPUNPV", values(0))).toBe(shown("GPUNPV", [null, null, [["rate=2.35;utilization=0"]]]));
  const ranges = (await readCatalogue())
    .flatMap(({ parameters }) => parameters)
    .filter(({ name, description }) => ["scenario", "overrides"].includes(name) && /two-column/i.test(description));
  expect(ranges.length).toBeGreaterThan(15);
  for (const { name, description } of ranges)
    expect([name, description]).toEqual([name, expect.stringContaining("0 means 0")]);
});
