// Excel's adapter keeps the port's promises over Microsoft's own excel-web-16.00.js, in the messages of Excel on the web.

import { contract } from "./contract";
import { openFunctions } from "./rig/built";
import { rejection, sitDown, standUp } from "./rig/desk";
import { fresh } from "./rig/person";
import { Workbook } from "./rig/workbook";

contract("Excel on the web", fresh({ platform: "web" }));
contract(
  "Excel on the web whose calculation stays Pending",
  fresh({ platform: "web" }, ({ workbook }) => (workbook.calculationState = "Pending")),
);

describe("on the web", () => {
  afterEach(standUp);
  const filled = async (input: (row: number, column: number) => string | number) => {
    const desk = await sitDown(new Workbook(), {}, { platform: "web" });
    const [sheet] = desk.workbook.sheets;
    const rows = Array.from({ length: 500 }, (_, row) => Array.from({ length: 40 }, (_, column) => input(row, column)));
    desk.workbook.enter(sheet, { top: 0, left: 0, bottom: 499, right: 39 }, rows);
    return { ...desk, rows };
  };

  test("a sheet is read whole though Excel refuses an answer of more than 5 MB", async () => {
    const { client, host, rows } = await filled((row, column) => `${"long ".repeat(30)}${row}.${column}`);
    const data = await host.read({ sheet: "Sheet1", address: "" });
    expect(data.values).toEqual(rows);
    // The used range, one part that is refused, and two halves.
    expect(client.bridge.requests.length).toBeGreaterThanOrEqual(4);
  });

  test("cells that need a request of more than 5 MB are refused in a sentence, and nothing is written", async () => {
    const { host, rows } = await filled(() => 1);
    const large = rows.map((row, r) => row.map((_, c) => `${"long ".repeat(80)}${r}.${c}`));
    expect(await rejection(host.write({ sheet: "Sheet1", address: "A1" }, large))).toMatchObject({
      code: "RequestPayloadSizeLimitExceeded",
    });
    expect((await host.read({ sheet: "Sheet1", address: "" })).values).toEqual(rows);
  });

  test("what is asked while someone types in a cell is answered when that ends", async () => {
    const { client, host } = await filled(() => 1);
    client.bridge.editing = true;
    const asked = host.read({ sheet: "Sheet1", address: "A1" });
    await new Promise((resolve) => setTimeout(resolve, 50));
    client.bridge.editing = false;
    expect((await asked).values).toEqual([[1]]);
  });
});

test("functions answer on the web what they answer on Windows, errors and grids too", async () => {
  const answers = [];
  for (const platform of ["web", undefined] as const) {
    const { client, host } = await openFunctions({ hurried: true, platform });
    answers.push(
      await host.callAll([
        { name: "GPUPAYBACK", values: [] },
        { name: "GPUPAYBACK", values: [-1] },
        { name: "GPUCASHFLOW", values: [] },
      ]),
    );
    client.close();
  }
  const [web, windows] = answers.map((all) => all.map(({ value, error }) => ({ value, error })));
  expect(web).toEqual(windows);
  expect(web.map(({ error }) => error?.error)).toEqual([undefined, "#VALUE!", undefined]);
});
