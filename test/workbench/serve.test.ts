// npm start's server as a person runs it: the address it prints, a taken port, bad options, Ctrl-C.

import { spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import type { AddressInfo } from "node:net";

jest.setTimeout(60_000);

const SERVE = path.resolve(__dirname, "../../src/workbench/serve.cjs");

let folder: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "served-"));
  fs.writeFileSync(path.join(folder, "workbench.html"), "<!doctype html><title>here</title>");
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

function serve(options: string[], dist = folder, home = os.homedir()) {
  const env = { ...process.env, ADDIN_DIST: dist, HOME: home, USERPROFILE: home };
  const child = spawn(process.execPath, [SERVE, ...options], { env });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += String(text)));
  const ended = new Promise<{ code: number | null; output: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, output })),
  );
  const said = async (words: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = words.exec(output);
      if (found !== null) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { child, ended, said };
}

const ADDRESS = /http:\/\/localhost:(\d+)\//;

test("it prints its address, serves the workbench there, and Ctrl-C ends it well", async () => {
  const { child, ended, said } = serve(["--port", "0"]);
  const [address] = await said(ADDRESS);
  expect(await (await fetch(address)).text()).toContain("<title>here</title>");
  child.kill("SIGINT");
  expect((await ended).code).toBe(0);
});

test("when its port is taken it says so and takes a free one", async () => {
  const other = http.createServer();
  await new Promise<void>((resolve) => other.listen(0, "localhost", resolve));
  const { port } = other.address() as AddressInfo;
  const { child, ended, said } = serve(["--port", String(port)]);
  const [, own] = await said(ADDRESS);
  expect(Number(own)).not.toBe(port);
  child.kill("SIGINT");
  expect((await ended).output).toContain(`Port ${port} is taken.`);
  other.close();
});

test("https without a development certificate is refused with the command that makes one", async () => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "home-"));
  const { ended } = serve(["--https", "--port", "0"], folder, home);
  const { code, output } = await ended;
  expect([code, output]).toEqual([1, expect.stringContaining("run npx office-addin-dev-certs install")]);
  fs.rmSync(home, { recursive: true });
});

test("a bad port and a missing build are refused in a sentence", async () => {
  for (const port of ["often", "70000", "3.5", "-1", "30o0"]) {
    const { code, output } = await serve([`--port=${port}`]).ended;
    expect([code, output.trim().split("\n").length]).toEqual([1, 1]);
    expect(output).toContain(`--port is ${port}: write a`);
  }
  const { code, output } = await serve([], path.join(folder, "nothing")).ended;
  expect(code).toBe(1);
  expect(output).toContain("run npm run build first");
});
