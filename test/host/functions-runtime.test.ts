// What Microsoft's custom-functions runtime does with values on their way in and out: the edge of our functions relies on it.

import { FunctionHost, errorOf } from "./rig/functions";
import { openOffice, type Client } from "./rig/office";
import { Workbook } from "./rig/workbook";

let client: Client;
let host: FunctionHost;

const matrix = { dimensionality: "matrix", type: "any" };
const metadata = [
  {
    id: "SEEN",
    name: "SEEN",
    parameters: [
      { name: "a", ...matrix },
      { name: "b", ...matrix },
      { name: "c", type: "any" },
    ],
  },
  {
    id: "MANY",
    name: "MANY",
    parameters: [
      { name: "first", type: "any" },
      { name: "rest", type: "any", repeating: true },
    ],
  },
  ...["THROWS", "SPILLS", "RETURNS", "ODD", "NAN", "INFINITE", "PLAIN", "NOTHING"].map((id) => ({
    id,
    name: id,
    parameters: [],
  })),
];

beforeAll(async () => {
  client = await openOffice(new Workbook(), { hurried: true });
  host = new FunctionHost(client, metadata);
  client.evaluate(
    `
    const E = CustomFunctions.Error, C = CustomFunctions.ErrorCode;
    const kind = (x) => Array.isArray(x) ? x.map(kind) : x instanceof E ? "error " + x.code + " '" + x.message + "'" : x === null ? "null" : x === undefined ? "undefined" : typeof x + " " + x;
    CustomFunctions.associate("SEEN", (...all) => [[JSON.stringify(all.slice(0, 3).map(kind)), all.length, typeof all[3]]]);
    CustomFunctions.associate("MANY", (...all) => JSON.stringify(all.slice(0, 2).map(kind)));
    CustomFunctions.associate("THROWS", () => { throw new E(C.invalidNumber, "no root"); });
    CustomFunctions.associate("SPILLS", () => [[1, new E(C.notAvailable, "never pays back"), new E(C.invalidNumber, "no root"), new E(C.divisionByZero, "life is 0"), new E(C.invalidValue, "text")]]);
    CustomFunctions.associate("RETURNS", () => new E(C.notAvailable, "never"));
    CustomFunctions.associate("ODD", () => [[NaN, Infinity, -Infinity, null, undefined, -0, "x", true]]);
    CustomFunctions.associate("NAN", () => NaN);
    CustomFunctions.associate("INFINITE", () => Infinity);
    CustomFunctions.associate("PLAIN", () => { throw new Error("a defect"); });
    CustomFunctions.associate("NOTHING", () => undefined);
    `,
    "probe.js",
  );
});

afterAll(() => client.close());

const seen = async (...values: Parameters<FunctionHost["call"]>[1] & object) => {
  const { value } = await host.call("SEEN", values);
  return JSON.parse((value as string[][])[0][0]) as unknown;
};

describe("arguments", () => {
  test("an omitted argument is null, also where a range is expected", async () => {
    expect(await seen()).toEqual(["null", "null", "null"]);
    expect(await seen(undefined, [[1]])).toEqual(["null", [["number 1"]], "null"]);
  });

  test("one more value comes last: the invocation, an object", async () => {
    expect((await host.call("SEEN")).value).toEqual([[expect.any(String), 4, "object"]]);
  });

  test("one cell comes as a range of one where a range is expected, else as itself", async () => {
    expect(await seen(5, "x", 7)).toEqual([[["number 5"]], [["string x"]], "number 7"]);
  });

  test("blanks come as they are sent: 0, null or an empty text", async () => {
    expect(await seen([[0, null, ""]], [[true]])).toEqual([
      [["number 0", "null", "string "]],
      [["boolean true"]],
      "null",
    ]);
  });

  test("an error comes as a CustomFunctions.Error with its code and no message, alone or in a range", async () => {
    expect(await seen([[1, { error: "#N/A" }]], { error: "#REF!" }, { error: "#DIV/0!" })).toEqual([
      [["number 1", "error #N/A ''"]],
      [["error #REF! ''"]],
      "error #DIV/0! ''",
    ]);
  });

  test("repeating arguments come as one list", async () => {
    expect((await host.call("MANY", [1, 2, "x"])).value).toBe(JSON.stringify(["number 1", ["number 2", "string x"]]));
    expect((await host.call("MANY", [1])).value).toBe(JSON.stringify(["number 1", []]));
  });
});

describe("answers", () => {
  test("a thrown error keeps its code and its sentence", async () => {
    expect(await host.call("THROWS")).toMatchObject({ error: { error: "#NUM!", message: "no root" }, thrown: false });
  });

  test("errors in a spilled answer keep their code; only #VALUE! and #N/A keep their sentence", async () => {
    const { value } = await host.call("SPILLS");
    expect((value as unknown[][])[0].map((cell) => errorOf(cell) ?? cell)).toEqual([
      1,
      { error: "#N/A", message: "never pays back" },
      { error: "#NUM!" },
      { error: "#DIV/0!" },
      { error: "#VALUE!", message: "text" },
    ]);
  });

  test("a returned error is an error", async () => {
    expect((await host.call("RETURNS")).error).toEqual({ error: "#N/A", message: "never" });
  });

  test("NaN, Infinity, undefined and null in a spilled answer all become null, which Excel shows as 0", async () => {
    expect((await host.call("ODD")).value).toEqual([[null, null, null, null, null, 0, "x", true]]);
  });

  test("NaN alone is an error of the runtime's own, Infinity alone is #NUM!, nothing is null", async () => {
    expect(await host.call("NAN")).toMatchObject({ thrown: true });
    expect((await host.call("INFINITE")).error).toMatchObject({ error: "#NUM!" });
    expect((await host.call("NOTHING")).value).toBeNull();
  });

  test("a plain Error loses its text: the runtime says only that something was thrown", async () => {
    expect(await host.call("PLAIN")).toMatchObject({ error: { error: "#VALUE!" }, thrown: true });
    expect((await host.call("PLAIN")).error).not.toHaveProperty("message");
  });
});
