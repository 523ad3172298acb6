// What npm run build leaves in dist/: the same bytes every time, complete, and nothing that the pages' policies would refuse.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { built, DIST } from "./host/rig/built";

const ROOT = path.resolve(__dirname, "..");
const MINUTES = 60_000;

function hashes(folder: string): Record<string, string> {
  const files = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    files
      .filter((file) => fs.statSync(path.join(folder, file)).isFile())
      .map((file) => [
        file,
        createHash("sha256")
          .update(fs.readFileSync(path.join(folder, file)))
          .digest("hex"),
      ]),
  );
}

/** What npm start builds: the package, the command line and SQL come from the same modules. */
const ADD_IN = ["functions", "taskpane", "workbench"].flatMap((name) => ["--config-name", name]);

test(
  "a second build gives the same bytes as the first",
  () => {
    built("functions.js");
    const second = fs.mkdtempSync(path.join(os.tmpdir(), "capex-build-"));
    try {
      const env = { ...process.env, ADDIN_DIST: second };
      execFileSync(process.execPath, [path.join(ROOT, "node_modules/webpack/bin/webpack.js"), ...ADD_IN], {
        cwd: ROOT,
        env,
      });
      const again = hashes(second);
      expect(Object.keys(again)).toEqual(expect.arrayContaining(["functions.js", "taskpane.js", "workbench.js"]));
      expect(hashes(DIST)).toMatchObject(again);
    } finally {
      fs.rmSync(second, { recursive: true });
    }
  },
  10 * MINUTES,
);

test.each([
  ["functions.js", 75],
  ["taskpane.js", 100],
])("%s reaches a user in at most %d kB", (script, most) => {
  expect(gzipSync(built(script), { level: 9 }).length / 1000).toBeLessThanOrEqual(most);
});

test("what draws pictures is fetched with the first of them", () => {
  const [drawing] = fs.readdirSync(DIST).filter((file) => /^pictures\..*\.js$/.test(file));
  expect(built(drawing)).toContain("maintainAspectRatio");
  expect(built("taskpane.js")).not.toContain("maintainAspectRatio");
});

test("no script that Excel loads makes code from text", () => {
  const scripts = fs.readdirSync(DIST).filter((file) => file.endsWith(".js") && !/^workbench\./.test(file));
  expect(scripts).toEqual(expect.arrayContaining(["functions.js", "taskpane.js"]));
  for (const script of scripts)
    expect([script, /\beval\(|new Function\b/.test(built(script))]).toEqual([script, false]);
});

test("no source of ours puts markup into a page as text", () => {
  const sources = fs
    .readdirSync(path.join(ROOT, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"));
  const writers = sources.filter((file) =>
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|unsafeHTML/.test(
      fs.readFileSync(path.join(ROOT, "src", file), "utf8"),
    ),
  );
  expect(writers).toEqual([]);
});

test("pages have no script of their own, and a policy that names who may give them one", () => {
  for (const page of fs
    .readdirSync(DIST, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".html"))) {
    const html = built(page);
    expect([page, /<script(?![^>]*\bsrc=)[^>]*>/.test(html)]).toEqual([page, false]);
    expect([page, /\son\w+=/.test(html)]).toEqual([page, false]);
    expect([page, /Content-Security-Policy/.test(html)]).toEqual([page, true]);
  }
});

test("every function leads to its help page", () => {
  const { functions } = JSON.parse(built("functions.json")) as { functions: { id: string; helpUrl: string }[] };
  for (const { id, helpUrl } of functions) {
    expect(helpUrl).toMatch(new RegExp(`^https://[^/]+/.*help/${id}\\.html$|^https://[^/]+/help/${id}\\.html$`));
    expect(built(`help/${id}.html`)).toContain(id);
  }
});

test("functions described in Chinese lead to help in Chinese", () => {
  const { functions } = JSON.parse(built("functions.zh-CN.json")) as { functions: { id: string; helpUrl: string }[] };
  for (const { id, helpUrl } of functions) {
    expect(helpUrl).toMatch(new RegExp(`/help/zh-CN/${id}\\.html$`));
    expect(built(`help/zh-CN/${id}.html`)).toContain(`返回值：`);
  }
});

test("functions described in Chinese are are the same functions", () => {
  interface Described {
    readonly description?: string;
    readonly parameters?: readonly Described[];
  }
  const functionsOf = (file: string) => (JSON.parse(built(file)) as { functions: Described[] }).functions;
  const mute = (one: Described): object => ({
    ...one,
    description: "",
    helpUrl: "",
    parameters: one.parameters?.map(mute),
  });
  const chinese = functionsOf("functions.zh-CN.json");
  expect(chinese.map(mute)).toEqual(functionsOf("functions.json").map(mute));
  for (const each of chinese.flatMap((one) => [one, ...(one.parameters ?? [])]))
    expect(each.description).toMatch(/\p{Script=Han}/u);
});

test("everything that the manifest names is there", () => {
  const manifest = built("manifest.xml");
  const [, origin] = /<SourceLocation DefaultValue="(https:.*)\/taskpane\.html"/.exec(manifest) ?? [];
  const files = [...manifest.matchAll(/(?:DefaultValue|Url|Value)="(https:[^"]+)"/g)].map(([, url]) =>
    url.slice(origin.length + 1),
  );
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((file) => !fs.existsSync(path.join(DIST, file)))).toEqual([]);
});

test("packages are held by their hashes, in exact versions", () => {
  const { packages } = JSON.parse(fs.readFileSync(path.join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Record<string, { resolved?: string; integrity?: string }>;
  };
  const unheld = Object.entries(packages).filter(
    ([name, { resolved, integrity }]) =>
      name !== "" &&
      !(
        integrity?.startsWith("sha512-") &&
        (resolved ?? "https://registry.npmjs.org/").startsWith("https://registry.npmjs.org/")
      ),
  );
  expect(unheld).toEqual([]);
  const { dependencies, devDependencies } = JSON.parse(
    fs.readFileSync(path.join(ROOT, "package.json"), "utf8"),
  ) as Record<"dependencies" | "devDependencies", Record<string, string>>;
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+(?:-r\.\d+)?$/)]);
  }
});
