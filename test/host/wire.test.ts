// What answers weigh in Microsoft's messages: above 5 MB none arrives, and it holds up every other function of the recalculation.

import { MAXIMA } from "./maxima";
import { illegal, metadata, openFunctions, type Functions } from "./rig/built";
import type { Argument } from "./rig/functions";

let functions: Functions;
let heaviest = 0;

beforeAll(async () => {
  functions = await openFunctions();
  const bridge = functions.client.bridge;
  const send = bridge.sendMessageToHost.bind(bridge);
  bridge.sendMessageToHost = (text: string): void => {
    heaviest = Math.max(heaviest, Buffer.byteLength(text));
    send(text);
  };
});
afterAll(() => functions.client.close());

test.each([
  ["on Windows", undefined],
  ["on the web", "web"],
] as const)(
  "answers that are too large together for one message all arrive %s, and so does a small one beside them",
  async (_, platform) => {
    const rates = Array.from({ length: 45_000 }, (_, row) => [2 + row / 7]);
    const calls = Array.from({ length: 6 }, (_, at) => ({
      name: "GPUREVENUE",
      values: [16_000 + at, rates] as Argument[],
    }));
    // With its own delays, in which it collects answers for one message.
    const { client, host } = await openFunctions({ platform });
    const sent: number[] = [];
    client.bridge.beforeRequest = ({ bytes }) => void sent.push(bytes);
    const answers = await host.callAll([...calls, { name: "GPUPAYBACK", values: [] }]);
    client.close();
    // Excel refuses a message above 5 MB, and the runtime does not always send its parts: together they stay below it.
    process.stdout.write(`six answers in messages of ${sent.map((bytes) => (bytes / 1e6).toFixed(1)).join(", ")} MB\n`);
    expect(answers.map(illegal)).toEqual(answers.map(() => undefined));
    expect(answers.slice(0, 6).map(({ value }) => (value as unknown[]).length)).toEqual(calls.map(() => rates.length));
    expect(answers[6]?.value).toEqual([[expect.closeTo(409.865928, 6)]]);
  },
);

test("every function is asked for the most that it is documented to take or give", () => {
  expect(new Set(MAXIMA.map(([id]) => id))).toEqual(new Set(metadata().map(({ id }) => id)));
});

test.each(MAXIMA)("%s, %s: the answer weighs at most 1 MB, or a sentence says what fits", async (name, _, args) => {
  const repeating =
    metadata()
      .find(({ id }) => id === name)
      ?.parameters.at(-1)?.repeating === true;
  const values = (repeating ? args.flatMap((value, i) => (i === 0 ? [value] : (value as unknown[]))) : args).map(
    (value) => (value === null ? undefined : value) as Argument,
  );
  heaviest = 0;
  const answer = await functions.host.call(name, values);
  expect(illegal(answer)).toBeUndefined();
  expect(heaviest).toBeGreaterThan(100);
  expect(heaviest).toBeLessThanOrEqual(1e6);
  if (answer.error !== undefined) expect(answer.error.message ?? "").toMatch(/\w+ \w+/);
});
