// npm start's server as a person runs it: the address it prints, a taken port, bad options, Ctrl-C.

import { spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import type { AddressInfo } from "node:net";
import zlib from "node:zlib";

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

describe("the server of a folder", () => {
  const { createServer } = jest.requireActual<{ createServer(folder: string): http.Server }>(
    "../../src/workbench/serve.cjs",
  );
  const BIG = 8_000_000;
  let server: http.Server;
  let port: number;
  let root: string;

  beforeAll(async () => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), "folder-"));
    fs.writeFileSync(path.join(root, "workbench.html"), "<!doctype html><title>here</title>");
    fs.writeFileSync(path.join(root, "code.js"), "let a = 1;\n".repeat(10_000));
    fs.writeFileSync(path.join(root, "part.0a1b2c3d.js"), "part();");
    fs.writeFileSync(path.join(root, "big.png"), Buffer.alloc(BIG));
    fs.writeFileSync(path.join(folder, "secret.txt"), "outside");
    fs.symlinkSync(path.join(folder, "secret.txt"), path.join(root, "link.txt"));
    fs.symlinkSync(folder, path.join(root, "linked"));
    server = createServer(root);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
    fs.rmSync(root, { recursive: true });
  });

  interface Answer {
    readonly status: number;
    readonly headers: http.IncomingHttpHeaders;
    readonly body: Buffer;
  }
  const ask = (file: string, headers: http.OutgoingHttpHeaders = {}, method = "GET"): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const request = http.request(
        { port, host: "127.0.0.1", path: file, method, headers, agent: false },
        (response) => {
          const parts: Buffer[] = [];
          response.on("data", (part: Buffer) => parts.push(part));
          response.on("end", () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
          );
        },
      );
      request.on("error", reject).end();
    });

  test("a link inside the folder leads nowhere outside it", async () => {
    expect((await ask("/link.txt")).status).toBe(404);
    expect((await ask("/linked/secret.txt")).status).toBe(404);
  });

  test("names of this machine and the address served are answered, a foreign Host is not", async () => {
    for (const host of ["localhost", "LOCALHOST:3000", "127.0.0.1:1", "[::1]:3000"])
      expect([host, (await ask("/", { host })).status]).toEqual([host, 200]);
    for (const host of ["evil.example", "localhost.evil.example", "evil.example:3000", "10.0.0.1"])
      expect([host, (await ask("/", { host })).status]).toEqual([host, 421]);
  });

  test("Brotli before gzip before plain, each as the browser takes it, and it unpacks to the file", async () => {
    const plain = fs.readFileSync(path.join(root, "code.js"));
    const unpack = { br: zlib.brotliDecompressSync, gzip: zlib.gunzipSync };
    for (const [accepted, coding] of [
      ["gzip, deflate, br", "br"],
      ["gzip;q=1, br;q=0", "gzip"],
      ["GZIP", "gzip"],
    ] as const) {
      const got = await ask("/code.js", { "accept-encoding": accepted });
      expect([got.headers["content-encoding"], got.headers.vary]).toEqual([coding, "Accept-Encoding"]);
      expect(unpack[coding](got.body)).toEqual(plain);
      expect(got.body.length).toBeLessThan(plain.length / 10);
    }
    const got = await ask("/code.js", { "accept-encoding": "identity" });
    expect([got.headers["content-encoding"], got.body]).toEqual([undefined, plain]);
    expect((await ask("/big.png", { "accept-encoding": "br" }, "HEAD")).headers["content-encoding"]).toBeUndefined();
  });

  test("a named version is kept for ever, every other file is asked about and sent only when it changed", async () => {
    expect((await ask("/part.0a1b2c3d.js")).headers["cache-control"]).toContain("immutable");
    const first = await ask("/code.js", { "accept-encoding": "br" });
    expect(first.headers["cache-control"]).toBe("no-cache");
    const headers = { "accept-encoding": "br", "if-none-match": first.headers.etag };
    expect((await ask("/code.js", headers)).status).toBe(304);
    fs.writeFileSync(path.join(root, "code.js"), "let b = 2;");
    const changed = await ask("/code.js", headers);
    expect([changed.status, zlib.brotliDecompressSync(changed.body).toString()]).toEqual([200, "let b = 2;"]);
  });

  test("Excel on the web may ask first, from any address", async () => {
    const got = await ask("/functions.json", { origin: "https://x.officeapps.live.com" }, "OPTIONS");
    expect([got.status, got.headers["access-control-allow-origin"]]).toEqual([204, "*"]);
    expect(got.headers["access-control-allow-methods"]).toContain("GET");
    expect((await ask("/", {}, "POST")).status).toBe(405);
  });

  test("a download that is broken off leaves no file open", async () => {
    const opened: fs.ReadStream[] = [];
    const create = fs.createReadStream;
    const spy = jest.spyOn(fs, "createReadStream").mockImplementation((...args) => {
      const stream = create(...args);
      opened.push(stream);
      return stream;
    });
    for (let times = 0; times < 20; times++) {
      await new Promise<void>((resolve, reject) => {
        const request = http.get({ port, host: "127.0.0.1", path: "/big.png", agent: false }, (response) => {
          response.once("data", () => response.destroy());
          response.once("close", resolve);
        });
        request.on("error", reject);
      });
    }
    expect(opened).toHaveLength(20);
    await Promise.all(
      opened.map((stream) =>
        stream.closed ? undefined : new Promise<void>((resolve) => stream.once("close", () => resolve())),
      ),
    );
    spy.mockRestore();
  });

  test("without free descriptors it says so, and serves again afterwards", async () => {
    const full = Object.assign(new Error("too many open files"), { code: "EMFILE" });
    const spy = jest.spyOn(fs.promises, "realpath").mockRejectedValue(full);
    expect((await ask("/")).status).toBe(503);
    spy.mockRestore();
    expect((await ask("/")).status).toBe(200);
  });
});
