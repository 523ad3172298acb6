// Finding Excel, and what it offers a pane beside the workbook.

import { connect } from "../../src/host/excel/connect";
import { rejection } from "./rig/desk";
import { openOffice, type Client, type Settings } from "./rig/office";
import { Workbook } from "./rig/workbook";

let client: Client;
afterEach(() => client.close());

async function connected(settings: Settings = {}) {
  client = await openOffice(new Workbook(), settings);
  return connect(client);
}

test("finds Excel's workbook", async () => {
  const { host } = await connected();
  expect(host.kind).toBe("excel");
  expect(await host.sheets()).toEqual([{ name: "Sheet1", visible: true, protected: false }]);
});

test("what a load does clears Excel's own undo on Windows, and the pane is told so", async () => {
  expect((await connected()).clearsUndo).toBe(true);
});

test("without office.js, or with one that never finds its host, it says what to do", async () => {
  expect((await rejection(connect({}))).message).toMatch(
    /^Excel's script \(office\.js\) did not arrive from Microsoft/,
  );
  client = await openOffice(new Workbook());
  jest.useFakeTimers();
  const silent = { Office: { onReady: () => new Promise(() => undefined) } } as unknown as Parameters<
    typeof connect
  >[0];
  const refused = rejection(connect(silent));
  jest.advanceTimersByTime(21_000);
  jest.useRealTimers();
  expect((await refused).message).toMatch(/does not know the Excel around this pane .* or it did not answer/);
});

test.each<[string, Record<string, number>, object | null]>([
  [
    "light",
    { bodyBackgroundColor: 0xffffff, bodyForegroundColor: 0 },
    { dark: false, background: "#ffffff", foreground: "#000000" },
  ],
  [
    "black",
    { bodyBackgroundColor: 0x0a0a0a, bodyForegroundColor: 0xffffff },
    { dark: true, background: "#0a0a0a", foreground: "#ffffff" },
  ],
  ["untold", {}, null],
])("Office's theme, %s", async (_, theme, wanted) => {
  const pane = await connected({ theme });
  const told: unknown[] = [];
  pane.onTheme((one) => told.push(one));
  expect(told).toEqual(wanted === null ? [] : [wanted]);
});

test("the functions start with the workbook only when asked to, and no more when asked not to", async () => {
  const { startup } = await connected();
  expect(await startup.read()).toBe(false);
  await startup.set(true);
  expect(await startup.read()).toBe(true);
  await startup.set(false);
  expect(await startup.read()).toBe(false);
});

test("a command acts in the pane as it is, opens none, and reports that it is done, even where it fails", async () => {
  const pane = await connected();
  const state = (): unknown =>
    client.bridge.services["Microsoft.AppRuntime.AppRuntimeService"].run?.GetAppRuntimeState?.();
  const before = state();
  const acted: string[] = [];
  const handlers = new Map<string, (event: { completed(): void }) => void>();
  const { actions } = client.window.Office;
  const associate = jest.spyOn(actions, "associate").mockImplementation((name: unknown, handler: unknown) => {
    handlers.set(String(name), handler as (event: { completed(): void }) => void);
  });
  pane.onCommands({
    showAudit: () => acted.push("audit"),
    showNothing: () => {
      throw new Error("no pane");
    },
  });
  associate.mockRestore();
  const completed = jest.fn();
  handlers.get("showAudit")?.({ completed });
  expect(() => handlers.get("showNothing")?.({ completed })).toThrow("no pane");
  expect([acted, completed.mock.calls.length, state()]).toEqual([["audit"], 2, before]);
});

test("a command of the ribbon or of a shortcut reaches the pane", async () => {
  const pane = await connected();
  const acted: string[] = [];
  pane.onCommands({ showAudit: () => acted.push("audit") });
  const entry = { messageCategory: 2, messageType: 1000, targetId: "", message: JSON.stringify(["showAudit", "{}"]) };
  client.bridge.send({ type: 3, message: { entries: [entry] } });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(acted).toEqual(["audit"]);
});

test("a page opens in the browser by the window where Office cannot open one", async () => {
  const pane = await connected();
  const supported = jest.spyOn(client.window.Office.context.requirements, "isSetSupported").mockReturnValue(false);
  const opened = jest.fn();
  Object.assign(client, { open: opened });
  pane.openPage("https://example.com/help");
  expect([supported.mock.calls, opened.mock.calls]).toEqual([
    [["OpenBrowserWindowApi", "1.1"]],
    [["https://example.com/help", "_blank", "noopener"]],
  ]);
  supported.mockRestore();
});
