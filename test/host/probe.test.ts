// docs/probe.md as a person runs it: the snippet itself, over Microsoft's runtime and the built functions.

import fs from "node:fs";
import path from "node:path";
import { built, metadata } from "./rig/built";
import { Calculator } from "./rig/calculator";
import { FunctionHost } from "./rig/functions";
import { openOffice } from "./rig/office";
import { Workbook } from "./rig/workbook";

test("the probe's snippet writes its sheet, and the second time prints how each argument arrived", async () => {
  const text = fs.readFileSync(path.resolve(__dirname, "../../docs/probe.md"), "utf8");
  const [, snippet] = /```js\n([\s\S]*?)```/.exec(text) ?? [];
  const script = snippet.replace(/^probe\(\)\.then.*$/m, "globalThis.probe = probe;");
  const workbook = new Workbook();
  const client = await openOffice(workbook, { hurried: true });
  client.evaluate(built("functions.js"), "functions.js");
  const calculator = new Calculator(workbook, new FunctionHost(client, metadata()), metadata());
  client.evaluate(script, "probe.js");
  const probe = client.window.probe as () => Promise<string[]>;
  expect((await probe())[0]).toMatch(/^Written/);
  await calculator.settled();
  const answers = new Map((await probe()).map((line) => [line.split(" | ")[0], line.split(" | ").slice(2)]));
  client.close();
  expect(Number(answers.get("nothing given")?.[0])).toBeCloseTo(409.865928, 5);
  expect(answers.get("a blank cell")).toEqual(answers.get("omitted by commas"));
  // A range of two rows spills: its second row is the rent 4.7, half of the preset's 9.4.
  const [blank, half] = answers.get("a blank cell in a range") ?? [];
  expect(Number(half)).toBeCloseTo(Number(blank) / 2, 0);
  // As through Excel's own functions.
  expect(answers.get("an error as an argument")?.[0]).toBe("#DIV/0!");
  expect(answers.get("#VALUE! with a sentence")?.[0]).toBe("#VALUE!");
  expect(answers.get("#N/A with a sentence")?.[0]).toBe("#N/A");
});
