// The server for agents as a client meets it: what the tools say, what a question too large is answered, and whom http refuses.
import { type ChildProcess, spawn } from "node:child_process";
import { request } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DIST } from "../workbench/built";

const PROGRAM = join(DIST, "package/command.js");

interface Reply {
  readonly id: number;
  readonly result?: {
    readonly tools?: readonly { name: string; description: string; inputSchema: { properties: object } }[];
    readonly content?: readonly { text: string }[];
    readonly structuredContent?: Readonly<Record<string, unknown>>;
    readonly isError?: boolean;
  };
  readonly error?: { readonly message: string };
}

const ended: ChildProcess[] = [];
afterAll(() => ended.forEach((child) => child.kill()));

/** Messages over standard input and output, one a line. */
function client(): { ask(method: string, params?: object): Promise<Reply>; close(): Promise<number | null> } {
  const child = spawn(process.execPath, [PROGRAM, "mcp"], { stdio: ["pipe", "pipe", "inherit"] });
  ended.push(child);
  const waiting = new Map<number, (reply: Reply) => void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    const reply: Reply = JSON.parse(line);
    waiting.get(reply.id)?.(reply);
  });
  let next = 0;
  const send = (message: object): void => void child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  const ask = (method: string, params: object = {}): Promise<Reply> =>
    new Promise((resolve) => {
      const id = next++;
      waiting.set(id, resolve);
      send({ id, method, params });
    });
  const close = (): Promise<number | null> =>
    new Promise((resolve) => {
      child.once("exit", resolve);
      child.stdin.end();
    });
  return { ask, close };
}

const OPENING = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "test", version: "1" } };

test("over standard input: tools with their arguments, answers with all that is behind them, refusals with our sentence", async () => {
  const { ask, close } = client();
  await ask("initialize", OPENING);
  const tools = (await ask("tools/list")).result?.tools ?? [];
  const names = tools.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["GPUIRR", "CAPEXDATA", "search_dataset", "explain", "write_formula"]));
  expect(Object.keys(tools.find(({ name }) => name === "GPUIRR")?.inputSchema.properties ?? {})).toEqual([
    "scenario",
    "overrides",
    "years",
  ]);
  const call = async (name: string, args: unknown) => (await ask("tools/call", { name, arguments: args })).result;

  const answer = await call("GPUPAYBACK", { capex: 210e6, gpus: 4096 });
  expect(answer?.structuredContent).toMatchObject({
    value: 224.14542953949285,
    unit: "days",
    formula: "=GPUPAYBACK(210000000,4096)",
    grade: "assumption",
    sources: expect.arrayContaining([expect.stringMatching(/The Next Platform/)]),
    steps: expect.arrayContaining([expect.objectContaining({ key: "annualRevenue" })]),
  });
  expect(JSON.parse(answer?.content?.[0].text ?? "")).toEqual(answer?.structuredContent);

  const found = await call("search_dataset", { query: "Amazon sales", most: 2 });
  expect(found?.structuredContent).toMatchObject({
    figures: [{ entity: "AMZN", unit: "USD million" }, { entity: "AMZN" }],
  });
  expect(
    (await call("write_formula", { function: "GPUIRR", arguments: { scenario: "NEOCLOUD" } }))?.structuredContent,
  ).toEqual({ formula: '=GPUIRR("NEOCLOUD")' });

  for (const [name, args, sentence] of [
    ["GPUYIELD", { utilization: 85 }, /write 0\.85 or 85%/],
    ["GPUIRR", { yeers: 1 }, /did you mean years/],
    ["GPUIRR", { scenario: new Array(1_300_000).fill(1234.5) }, /hold more than 2,000,000 characters: give fewer/],
    ["GPUIRR", { scenario: "x".repeat(10 * 2 ** 20) }, /hold more than 2,000,000 characters: give fewer/],
    ["explain", {}, /function is missing/],
    ["rm", { path: "/" }, /there is no tool "rm"/],
  ] as const) {
    const refused = await call(name, args);
    expect([name, refused?.isError, refused?.content?.[0].text]).toEqual([name, true, expect.stringMatching(sentence)]);
  }
  expect(await close()).toBe(0);
});

interface Said {
  readonly status: number;
  readonly body: string;
}

function post(
  port: number,
  headers: Readonly<Record<string, string>>,
  body: string,
  path = "/mcp",
  method = "POST",
): Promise<Said> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      let text = "";
      response.on("data", (chunk) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    asked.once("error", reject);
    asked.end(body);
  });
}

const CALL = JSON.stringify({
  jsonrpc: "2.0",
  id: 1,
  method: "tools/call",
  params: { name: "GPUIRR", arguments: { scenario: "NEOCLOUD" } },
});

test("over http: this machine alone, checked by Host and Origin, and a sentence for everything else", async () => {
  const child = spawn(process.execPath, [PROGRAM, "mcp", "--http", "0", "--origin", "https://agent.example"]);
  ended.push(child);
  const port = await new Promise<number>((resolve) => {
    child.stderr.on("data", (text: Buffer) => resolve(Number(/:(\d+)\/mcp/.exec(text.toString())?.[1])));
  });
  const json = { "content-type": "application/json", accept: "application/json, text/event-stream" };
  const host = `127.0.0.1:${port}`;
  const { status, body } = await post(port, { ...json, host }, CALL);
  expect(status).toBe(200);
  expect(JSON.parse(body).result.structuredContent).toMatchObject({ formula: '=GPUIRR("NEOCLOUD")' });

  for (const origin of ["http://localhost:6274", "https://agent.example"])
    expect((await post(port, { ...json, host, origin }, CALL)).status).toBe(200);
  const notOurs = /answers programs and pages of this machine only/;
  for (const [headers, text, path, method, code, sentence] of [
    [{ ...json, host: "evil.example" }, CALL, "/mcp", "POST", 403, notOurs],
    [{ ...json, host: "localhost.evil.example" }, CALL, "/mcp", "POST", 403, notOurs],
    [{ ...json, host, origin: "https://evil.example" }, CALL, "/mcp", "POST", 403, notOurs],
    [{ ...json, host, origin: "null" }, CALL, "/mcp", "POST", 403, notOurs],
    [{ ...json, host }, CALL, "/etc/passwd", "POST", 404, /ask \/mcp/],
    [{ ...json, host }, "", "/mcp", "GET", 405, /send questions by POST/],
    [{ ...json, host }, "{", "/mcp", "POST", 400, /is no JSON/],
    [{ ...json, host }, `"${"x".repeat(33 * 2 ** 20)}"`, "/mcp", "POST", 413, /larger than 32 MB/],
  ] as const) {
    const said = await post(port, headers, text, path, method);
    expect([said.status, said.body]).toEqual([code, expect.stringMatching(sentence)]);
  }
  child.kill();
});
