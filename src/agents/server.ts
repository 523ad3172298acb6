// The tools as a server of the Model Context Protocol, over standard input and output or http on this machine alone.
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from "node:http";
import { agentWords } from "../languages/agents.en";
import { commandWords } from "../languages/command.en";
import { resultOf, runTool, tools } from "./tools";

/** A question larger than this is not read to its end. */
const MOST_BYTES = 32 * 2 ** 20;

function toolServer(version: string): Server {
  const server = new Server(
    { name: "capex-functions", version },
    { capabilities: { tools: {} }, instructions: agentWords.instructions },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ name, description, inputSchema }) => ({
      name,
      description,
      inputSchema,
      annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => resultOf(runTool(params.name, params.arguments)));
  return server;
}

/** Serves one client until its input ends. */
export async function serveStdio(version: string): Promise<void> {
  const transport = new StdioServerTransport(process.stdin, process.stdout, { maxBufferSize: MOST_BYTES });
  const ended = new Promise<void>((resolve) => {
    transport.onclose = resolve;
    process.stdin.once("end", resolve);
  });
  const server = toolServer(version);
  await server.connect(transport);
  await ended;
}

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** A page elsewhere whose name is made to point here says so in its Host; a page that asks across origins says so in its Origin. */
function isOurs({ headers }: IncomingMessage, origins: readonly string[]): boolean {
  const host = (headers.host ?? "").replace(/:\d*$/, "").toLowerCase();
  if (!LOOPBACK.includes(host)) return false;
  const { origin } = headers;
  if (origin === undefined || origins.includes(origin)) return true;
  return URL.canParse(origin) && LOOPBACK.includes(new URL(origin).hostname.toLowerCase());
}

/** A page that may ask is told so, as its browser wants to know. */
function allow({ headers: { origin } }: IncomingMessage, response: ServerResponse): void {
  if (origin === undefined) return;
  response.setHeader("Access-Control-Allow-Origin", origin);
  response.setHeader(
    "Access-Control-Allow-Headers",
    ["content-type", "accept", "mcp-protocol-version", "mcp-session-id"].join(),
  );
  response.setHeader("Vary", "Origin");
}

function refuse(response: ServerResponse, status: number, message: string): void {
  const body = { jsonrpc: "2.0", error: { code: -32000, message }, id: null };
  response.writeHead(status, { "Content-Type": "application/json", Connection: "close" }).end(JSON.stringify(body));
}

/** The whole question, or undefined where it is too large: what comes then is passed by, so that the sentence arrives. */
function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MOST_BYTES) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.once("end", () => resolve(bytes > MOST_BYTES ? undefined : Buffer.concat(chunks).toString("utf8")));
    request.once("error", reject);
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, version: string): Promise<void> {
  if (request.method !== "POST") return refuse(response, 405, commandWords.mcp.postOnly);
  const text = await bodyOf(request);
  if (text === undefined) return refuse(response, 413, commandWords.mcp.tooLarge(MOST_BYTES / 2 ** 20));
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return refuse(response, 400, commandWords.mcp.noJson);
  }
  // Nothing is remembered between questions, so that each has a server of its own.
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
  const server = toolServer(version);
  response.on("close", () => void server.close());
  await server.connect(transport);
  await transport.handleRequest(request, response, body);
}

/** Serves /mcp on this machine; `origins` may ask besides pages of this machine. */
export function serveHttp(version: string, port: number, origins: readonly string[]): Promise<HttpServer> {
  const server = createServer((request, response) => {
    if (!isOurs(request, origins)) return refuse(response, 403, commandWords.mcp.notOurs);
    allow(request, response);
    if (request.method === "OPTIONS") return void response.writeHead(204).end();
    if (request.url?.split("?")[0] !== "/mcp") return refuse(response, 404, commandWords.mcp.noPath);
    answer(request, response, version).catch(() => {
      if (response.headersSent) response.destroy();
      else refuse(response, 500, commandWords.mcp.failed);
    });
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}
