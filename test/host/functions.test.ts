// Every built function through Microsoft's runtime, with arguments as Excel sends them.

import { type Answer, type Argument, FunctionHost, type Scalar } from "./rig/functions";
import { built, fetchedPart, illegal, metadata, openFunctions, type Functions } from "./rig/built";
import { openOffice } from "./rig/office";
import { Workbook } from "./rig/workbook";

const NAMES = metadata().map(({ id }) => id);
const parametersOf = (name: string) => metadata().find(({ id }) => id === name)?.parameters ?? [];

let functions: Functions;
beforeAll(async () => (functions = await openFunctions()));
afterAll(() => functions.client.close());

/** One call for each argument in turn, given something and the others omitted. */
async function eachArgument(name: string, value: Argument): Promise<Answer[]> {
  const calls = parametersOf(name).map((_, at) => ({ name, values: [...Array<undefined>(at).fill(undefined), value] }));
  return functions.host.callAll(calls);
}

const problems = (answers: readonly Answer[], name: string): string[] =>
  answers.flatMap((answer, at) => {
    const problem = illegal(answer);
    return problem === undefined ? [] : [`${name}, argument ${at + 1}: ${problem}`];
  });

test("every function of functions.json is associated", async () => {
  const answers = await functions.host.callAll(NAMES.map((name) => ({ name, values: [] })));
  expect(NAMES.filter((_, at) => answers[at].thrown)).toEqual([]);
});

test("=GPUPAYBACK() is the article's payback, =DEPRECIATIONDELTA() its charge", async () => {
  const [payback, delta] = await functions.host.callAll([
    { name: "GPUPAYBACK", values: [] },
    { name: "DEPRECIATIONDELTA", values: [] },
  ]);
  expect((payback.value as number[][])[0][0]).toBeCloseTo(409.865928, 6);
  expect((delta.value as number[][])[0][0]).toBeCloseTo(0.7e9, 0);
});

test("of a dataset with one changed figure no figure is given, in a sentence; what needs none goes on", async () => {
  const script = built(fetchedPart());
  // AWS's net sales of 2024, in a row of years.
  const damaged = script.replace("90757,107556", "90757,107557");
  expect(damaged).not.toBe(script);
  const client = await openOffice(new Workbook(), { hurried: true });
  const host = new FunctionHost(client, metadata());
  client.evaluate(built("functions.js"), "functions.js");
  client.evaluate(damaged, fetchedPart());
  for (const [name, values] of [
    ["CAPEXDATA", ["AMZN", "aws_net_sales", "FY2024"]],
    ["CAPEXHISTORY", ["AMZN"]],
    ["CAPEXRATIO", []],
  ] as const) {
    const { error } = await host.call(name, values);
    expect([name, error]).toEqual([
      name,
      { error: "#VALUE!", message: expect.stringMatching(/dataset .* is damaged: load the add-in again/) },
    ]);
  }
  const { value } = await host.call("GPUPAYBACK");
  expect((value as number[][])[0][0]).toBeCloseTo(409.865928, 6);
  client.close();
});

describe.each(NAMES)("%s", (name) => {
  test("answers without arguments", async () => {
    const answer = await functions.host.call(name);
    expect(illegal(answer)).toBeUndefined();
    expect(answer.error).toBeUndefined();
  });

  test.each<[string, Scalar]>([
    ["a number", 3],
    ["a fraction", 0.5],
    ["a number with a fraction", 2.5],
    ["a negative number", -7],
    ["zero", 0],
    ["a huge number", 1e300],
    ["a tiny number", 5e-324],
    ["a text", "hello"],
    ["a number as text", "12"],
    ["a truth", true],
    ["a falsehood", false],
  ])("takes %s for each argument", async (_, value) => {
    expect(problems(await eachArgument(name, value), name)).toEqual([]);
  });

  test.each<[string, Scalar[][]]>([
    ["a column", [[1], [2], [3]]],
    ["a row", [[0.1, 0.2, 0.7]]],
    [
      "a block",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ["a column with blanks", [[1], [null], [""], [0]]],
    [
      "a block of texts",
      [
        ["rate", 2],
        ["gpus", 100],
      ],
    ],
    ["a mixed row", [[1, "x", true, null, { error: "#REF!" }]]],
    ["a thousand rows", Array.from({ length: 1_000 }, (_, row) => [row])],
  ])("takes %s for each argument", async (_, value) => {
    expect(problems(await eachArgument(name, value), name)).toEqual([]);
  });

  test("a blank or an empty text for an argument is as if it were omitted", async () => {
    const omitted = await functions.host.call(name);
    for (const blank of [[[null]], [[""]]] as Scalar[][][]) {
      for (const [at, answer] of (await eachArgument(name, blank)).entries()) {
        if (parametersOf(name)[at].repeating === true) continue;
        expect([at, blank, answer.value, answer.error]).toEqual([at, blank, omitted.value, omitted.error]);
      }
    }
  });

  test.each(["#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!"])(
    "an argument that is %s gives an error, unless the answer does not need it",
    async (error) => {
      const omitted = await functions.host.call(name);
      const answers = await eachArgument(name, { error });
      expect(problems(answers, name)).toEqual([]);
      answers.forEach((answer, at) => {
        // What is explained has its error in a row of the explanation.
        const explained = parametersOf(name)[at].repeating === true;
        if (!explained && answer.error === undefined) expect(answer.value).toEqual(omitted.value);
      });
    },
  );

  test("an error says why", async () => {
    for (const answer of await eachArgument(name, "no such thing")) {
      if (answer.error !== undefined) expect(answer.error.message ?? "").toMatch(/\w+ \w+/);
    }
  });
});

test("blanks in a range of flows are zero flows, whether they come as 0, null or an empty text", async () => {
  const flows = (blank: Scalar): Scalar[][] => [[-100], [blank], [60], [blank], [80]];
  const blanks = [0, null, ""].map(flows);
  const answers = await functions.host.callAll([
    ...blanks.map((range) => ({ name: "GPUIRR", values: [range] })),
    ...blanks.map((range) => ({ name: "GPUNPV", values: [0.1, range] })),
  ]);
  for (const at of [0, 3]) {
    expect(answers[at].error).toBeUndefined();
    expect(answers.slice(at, at + 3).map(({ value }) => value)).toEqual([
      answers[at].value,
      answers[at].value,
      answers[at].value,
    ]);
  }
});

test("a range of a million cells is refused with a sentence within a fifth of a second", async () => {
  const big = Array.from({ length: 1_000_000 }, () => [1]);
  for (const name of ["GPUPAYBACK", "GPUIRR", "DEPRECIATIONWATERFALL"].filter((one) => NAMES.includes(one))) {
    const answer = await functions.host.call(name, [big]);
    expect([name, answer.error]).toEqual([
      name,
      { error: "#VALUE!", message: expect.stringMatching(/at most 100000/) },
    ]);
  }
});
