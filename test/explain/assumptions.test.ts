// A call that mixes what is given with our assumptions says so, and can be written out with all of them at the same value.
import { explain } from "../../src/explain/explain";
import { type Explanation, explained } from "../../src/explain/explanation";
import { type CallReading, readingOf } from "../../src/explain/reading";
import { catalogue, knownFunctions, workbook, type Workbook } from "../review/workbook";

async function followed(book: Workbook, address: string): Promise<{ explanation: Explanation; call: CallReading }> {
  const result = await explain(book.host, { sheet: "Sheet1", address, spill: null }, await knownFunctions());
  if (!explained(result)) throw new Error(`${address} is not explained`);
  return { explanation: result, call: readingOf(result.calls[0], await catalogue, result.formula) };
}

test("a payback of one's own capital cost and GPUs says that the rest is the article's, and gives it as arguments", async () => {
  const book = await workbook({ A1: 210e6, A2: 4096, B1: "=GPUPAYBACK(A1,A2)*2" });
  const { call } = await followed(book, "B1");
  expect(call.mixed).toEqual({
    articles: expect.any(Number) as number,
    formula: '=GPUPAYBACK(A1,A2,9.4,1,0,0,0,0,0,"days",8760)*2',
  });
  expect(call.mixed?.articles).toBeGreaterThan(3);
  expect(call.omitted[0]).toMatchObject({ name: "rate", value: "9.4" });
  book.type({ B2: call.mixed?.formula ?? "" });
  expect((await followed(book, "B2")).call.mixed).toBeNull();
});

test("a call of which nothing, or everything, is given has nothing to say", async () => {
  const book = await workbook({ B1: "=GPUPAYBACK()", B2: "=DEPRECIATIONDELTA(4.2E9,6,5,2,2025,1)" });
  expect((await followed(book, "B1")).call.mixed).toBeNull();
});

test("every function, one argument given: written out it has the same value, and what could be said is said", async () => {
  const told: string[] = [];
  for (const { id, parameters } of await catalogue) {
    const alone = await workbook({ A1: `=${id}()` });
    let all: CallReading;
    try {
      all = (await followed(alone, "A1")).call;
    } catch {
      continue; // It answers nothing without arguments.
    }
    for (const [at, { name, repeating }] of parameters.entries()) {
      const own = all.omitted.find((line) => line.name === name);
      if (repeating || own === undefined || !/^-?[\d.,]+$/.test(own.value)) continue;
      const literal = own.value.replaceAll(",", "");
      const book = await workbook({ A1: `=${id}(${",".repeat(at)}${literal})` });
      const { call } = await followed(book, "A1");
      const { formula } = call.mixed ?? { formula: null };
      if (formula === null) continue;
      const free = await workbook({ A1: formula });
      const before = await book.host.read({ sheet: "Sheet1", address: "A1" });
      const after = await free.host.read({ sheet: "Sheet1", address: "A1" });
      expect([formula, after.values]).toEqual([formula, before.values]);
      const left = (await followed(free, "A1")).call.omitted.map((line) => line.name);
      // What is left are lists and scenarios of many inputs, which no argument says.
      expect([formula, left.length < call.omitted.length]).toEqual([formula, true]);
      told.push(id);
    }
  }
  expect(new Set(told).size).toBeGreaterThan(15);
});
