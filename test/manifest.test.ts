/** @jest-environment jsdom */
// The manifest as Excel reads it: what its elements refer to, and the files behind them. Their order and lengths: manifest-schema.
import fs from "node:fs";
import path from "node:path";
import shortcuts from "../src/host/shortcuts.json";

const ROOT = path.resolve(__dirname, "..");
const SOURCE = fs.readFileSync(path.join(ROOT, "manifest.xml"), "utf8");

const build = jest.requireActual<{
  servedAt(url?: string): string;
  namespaceOf(namespace?: string): string;
  buildManifest(text: string, url: string, namespace: string): string;
}>("../src/host/manifest.cjs");

const DEVELOPMENT = SOURCE;
const PRODUCTION = build.buildManifest(SOURCE, "https://addins.example/capex", "");
const NAMESPACED = build.buildManifest(SOURCE, "https://addins.example/capex", "CAPEX");
const variants = [
  ["development", DEVELOPMENT],
  ["production", PRODUCTION],
  ["production with a namespace", NAMESPACED],
] as const;

const parse = (text: string) => new DOMParser().parseFromString(text, "text/xml").documentElement;
const all = (root: Element, name: string) =>
  [...root.querySelectorAll("*")].filter((element) => element.localName === name);
const one = (root: Element, name: string): Element => {
  const found = all(root, name);
  expect([name, found.length]).toEqual([name, 1]);
  return found[0];
};
const children = (element: Element) => [...element.children].map((child) => child.localName);
const child = (element: Element, name: string) => {
  const found = [...element.children].find((candidate) => candidate.localName === name);
  if (found === undefined) throw new Error(`${element.localName} has no ${name}`);
  return found;
};
const value = (element: Element) => element.getAttribute("DefaultValue") ?? "";
const resources = (root: Element) =>
  new Map(
    ["Image", "Url", "String"].flatMap((name) =>
      all(one(root, "Resources"), name).map((item) => [item.id, value(item)]),
    ),
  );
const urls = (root: Element) =>
  [...root.querySelectorAll("*")].flatMap((element) =>
    ["DefaultValue", "Url", "Value"]
      .map((name) => element.getAttribute(name) ?? "")
      .filter((text) => /^https?:/.test(text)),
  );

describe.each(variants)("the %s manifest", (_, text) => {
  const root = parse(text);

  test("is well-formed XML of an Excel task pane add-in", () => {
    expect(root.localName).toBe("OfficeApp");
    expect(root.getAttribute("xsi:type")).toBe("TaskPaneApp");
    expect(all(root, "parsererror")).toEqual([]);
    expect(one(root, "VersionOverrides").getAttribute("xsi:type")).toBe("VersionOverridesV1_0");
  });

  test("runs functions, pane and ribbon on one page", () => {
    const functions = child(one(root, "AllFormFactors"), "ExtensionPoint");
    const show = all(root, "Action").filter((action) => action.getAttribute("xsi:type") === "ShowTaskpane");
    const pages = [
      one(root, "Runtime"),
      child(child(functions, "Page"), "SourceLocation"),
      one(root, "FunctionFile"),
      ...show.map((action) => child(action, "SourceLocation")),
    ].map((element) => resources(root).get(element.getAttribute("resid") ?? ""));
    expect(show).toHaveLength(1);
    expect(new Set(pages)).toEqual(new Set([value(child(one(root, "DefaultSettings"), "SourceLocation"))]));
    expect(one(root, "Runtime").getAttribute("lifetime")).toBe("long");
    expect(all(root, "TaskpaneId")).toEqual([]);
  });

  test("resolves every resid and leaves none unused", () => {
    const used = new Set([...root.querySelectorAll("[resid]")].map((element) => element.getAttribute("resid") ?? ""));
    expect([...used].sort()).toEqual([...resources(root).keys()].sort());
  });

  test("loads everything over https from one origin", () => {
    const origins = new Set(urls(root).map((url) => new URL(url).origin));
    expect(origins.size).toBe(1);
    expect([...origins][0]).toMatch(/^https:/);
    expect(all(root, "AppDomain")).toEqual([]);
  });

  test("names icon files that exist in the size it says", () => {
    const wanted = [
      ...all(root, "Icon").flatMap((icon) =>
        all(icon, "Image").map(
          (image) =>
            [resources(root).get(image.getAttribute("resid") ?? ""), Number(image.getAttribute("size"))] as const,
        ),
      ),
      [value(one(root, "IconUrl")), 32] as const,
      [value(one(root, "HighResolutionIconUrl")), 64] as const,
    ];
    for (const [url, size] of wanted) {
      const png = fs.readFileSync(path.join(ROOT, "assets", path.basename(url ?? "")));
      expect([url, png.toString("latin1", 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
        url,
        "PNG",
        size,
        size,
      ]);
    }
    for (const icon of all(root, "Icon")) {
      expect(all(icon, "Image").map((image) => image.getAttribute("size"))).toEqual(["16", "32", "80"]);
    }
  });

  test("asks for no more than to read and write the document", () => {
    expect(one(root, "Permissions").textContent).toBe("ReadWriteDocument");
  });

  test("asks for a shared runtime, custom functions that take errors, and the Excel API that loads need", () => {
    const sets = all(one(root, "Requirements"), "Set").map(
      (set) => `${set.getAttribute("Name")} ${set.getAttribute("MinVersion")}`,
    );
    expect(sets).toEqual(["SharedRuntime 1.1", "CustomFunctionsRuntime 1.3", "ExcelApi 1.9"]);
  });

  test("says every label, tip and description in Chinese too, and leads to the functions described so", () => {
    const said = [...all(root, "DisplayName"), ...all(root, "Description").filter((one) => !one.hasAttribute("resid"))];
    const strings = all(one(root, "Resources"), "String").filter(
      ({ id }) => !/^(Tab\.Label|Functions\.Namespace)$/.test(id),
    );
    for (const element of [...said, ...strings]) {
      const [override] = all(element, "Override");
      expect([element.outerHTML, override?.getAttribute("Locale")]).toEqual([element.outerHTML, "zh-CN"]);
      expect(override?.getAttribute("Value")).toMatch(/\p{Script=Han}/u);
    }
    const metadata = all(root, "Url").find(({ id }) => id === "Functions.Metadata");
    expect(metadata && child(metadata, "Override").getAttribute("Value")).toBe(
      resources(root).get("Functions.Metadata")?.replace(/json$/, "zh-CN.json"),
    );
  });

  test("shows a tab with one button that opens the pane, and help: Excel ignores what a command of a store add-in opens", () => {
    const labels = all(root, "Control").map((control) =>
      resources(root).get(child(control, "Label").getAttribute("resid") ?? ""),
    );
    expect(resources(root).get("Tab.Label")).toBe("Capex");
    expect(all(root, "Action").map((action) => action.getAttribute("xsi:type"))).toEqual([
      "ShowTaskpane",
      "ExecuteFunction",
    ]);
    expect(all(root, "TaskpaneId")).toEqual([]);
    expect(labels).toEqual(["Open pane", "Help"]);
  });
});

test("the development and the production add-in are two: each with its own id and name", () => {
  const identity = (text: string) => [one(parse(text), "Id").textContent, value(one(parse(text), "DisplayName"))];
  expect(identity(DEVELOPMENT)).not.toEqual(identity(PRODUCTION));
  expect(identity(DEVELOPMENT)[0]).not.toBe(identity(PRODUCTION)[0]);
  for (const [id] of [identity(DEVELOPMENT), identity(PRODUCTION)]) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});

test("nothing of the development server is left in a production manifest", () => {
  expect(PRODUCTION.replace(/<!--.*?-->/gs, "")).not.toMatch(/localhost|development/);
  expect(new Set(urls(parse(PRODUCTION)).map((url) => url.startsWith("https://addins.example/capex/")))).toEqual(
    new Set([true]),
  );
});

test("functions have bare names unless a namespace is asked for", () => {
  expect(all(parse(DEVELOPMENT), "Namespace")).toEqual([]);
  expect(all(parse(PRODUCTION), "Namespace")).toEqual([]);
  const root = parse(NAMESPACED);
  expect(resources(root).get(one(root, "Namespace").getAttribute("resid") ?? "")).toBe("CAPEX");
  expect(children(child(one(root, "AllFormFactors"), "ExtensionPoint"))).toEqual([
    "Script",
    "Page",
    "Metadata",
    "Namespace",
  ]);
});

test("a served address must be https, a namespace a plain word", () => {
  expect(build.servedAt("https://host/path/")).toBe("https://host/path");
  expect(() => build.servedAt("http://host")).toThrow(/ADDIN_URL is http:\/\/host: write an https address/);
  expect(() => build.namespaceOf("CAP EX")).toThrow(/ADDIN_NAMESPACE is CAP EX: write letters/);
  expect(() => build.namespaceOf('"/><x')).toThrow(/ADDIN_NAMESPACE/);
});

test("every keyboard shortcut and every command of the ribbon is one that the pane's page answers", () => {
  const page = fs.readFileSync(path.join(ROOT, "src/taskpane/index.ts"), "utf8");
  const answered = [...page.matchAll(/^ {6}(show\w+): \(\) =>/gm)].map(([, name]) => name);
  const named = [
    ...all(parse(DEVELOPMENT), "FunctionName").map((name) => name.textContent),
    ...shortcuts.actions.map(({ id }) => id),
  ];
  expect(named.sort()).toEqual([...answered].sort());
  expect(shortcuts.shortcuts.map(({ action }) => action)).toEqual(shortcuts.actions.map(({ id }) => id));
});
