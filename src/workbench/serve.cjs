// Serves the built add-in on this machine: npm start, or node src/workbench/serve.cjs [--port 3000] [--open] [--https].
// Excel loads an add-in over https only: --https takes the certificate that `npx office-addin-dev-certs install` makes and trusts.
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const http = require("node:http");
const https = require("node:https");
const os = require("node:os");
const path = require("node:path");
const { pipeline } = require("node:stream/promises");
const { parseArgs, promisify } = require("node:util");
const zlib = require("node:zlib");
const { logErrorMessage, parseNumber } = require("office-addin-cli");
const { policyOf } = require("./policy.cjs");

const DEFAULT_PORT = 3000;
const PORTS_TRIED = 20;
const INDEX = "workbench.html";
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

/** Names of this machine: a page elsewhere whose name is made to point here is refused by its Host. */
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);
const COMPRESSED = new Set([".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"]);
/** webpack names these by what they hold. */
const HASHED = /\.[0-9a-f]{8}\.js$/;
const ENCODERS = {
  br: promisify(zlib.brotliCompress),
  gzip: promisify(zlib.gzip),
};
const BROTLI = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 9 } };

/** A server of the files of a folder, over https when it is given a certificate; it listens when it is told to. */
function createServer(folder, certificate) {
  const root = path.resolve(folder);
  const create = certificate === undefined ? http.createServer : (answer) => https.createServer(certificate, answer);
  const packed = new Map();
  return create((request, response) => {
    const headers = {
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
      "Cache-Control": "no-cache",
      // Excel on the web asks for the add-in's files from its own address, and Chrome asks first whether this machine allows it.
      "Access-Control-Allow-Origin": "*",
    };
    const refuse = (status, sentence) => {
      if (response.headersSent) return response.destroy();
      return response.writeHead(status, { ...headers, "Content-Type": TYPES[".txt"] }).end(`${sentence}\n`);
    };
    if (!isOurs(request.headers.host, request.socket.localAddress))
      return refuse(421, "This server answers to localhost only.");
    if (request.method === "OPTIONS") return response.writeHead(204, { ...headers, ...PREFLIGHT }).end();
    if (request.method !== "GET" && request.method !== "HEAD")
      return refuse(405, "Only GET, HEAD and OPTIONS are answered.");
    return answer(root, packed, request, response, headers).catch((error) => {
      if (error.code === "EMFILE" || error.code === "ENFILE") return refuse(503, "Too many files are open: try again.");
      return refuse(500, "The file could not be read.");
    });
  });
}

const PREFLIGHT = {
  Allow: "GET, HEAD, OPTIONS",
  "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
  "Access-Control-Allow-Headers": "*",
  "Access-Control-Allow-Private-Network": "true",
};

/** Whether a request was addressed to a name of this machine, or to the very address it came in at. */
function isOurs(host, address) {
  const name = (host ?? "").replace(/:\d*$/, "").toLowerCase();
  const plain = (address ?? "").replace(/^::ffff:/, "");
  return LOOPBACK.has(name) || name === plain || name === `[${plain}]`;
}

/** Sends one file: compressed where the browser takes it, or nothing where it holds the same version already. */
async function answer(root, packed, request, response, headers) {
  const file = await fileOf(root, request.url);
  if (file === undefined) {
    response.writeHead(404, { ...headers, "Content-Type": TYPES[".txt"] }).end("There is no such file.\n");
    return;
  }
  const kind = path.extname(file.name);
  const encoding = COMPRESSED.has(kind) ? encodingOf(request.headers["accept-encoding"]) : undefined;
  const tag = `"${file.size.toString(16)}-${Math.round(file.mtimeMs).toString(16)}${encoding ? `-${encoding}` : ""}"`;
  const all = {
    ...headers,
    ...(kind === ".html" ? { "Content-Security-Policy": policyOf(path.basename(file.name)) } : {}),
    ...(HASHED.test(file.name) ? { "Cache-Control": "public, max-age=31536000, immutable" } : {}),
    ...(COMPRESSED.has(kind) ? { Vary: "Accept-Encoding" } : {}),
    ETag: tag,
  };
  if (held(request.headers["if-none-match"], tag)) {
    response.writeHead(304, all).end();
    return;
  }
  const type = TYPES[kind] ?? "application/octet-stream";
  const body = encoding === undefined ? undefined : await packedBody(packed, file.name, tag, encoding);
  const coded = body === undefined ? {} : { "Content-Encoding": encoding };
  response.writeHead(200, { ...all, ...coded, "Content-Type": type, "Content-Length": body?.length ?? file.size });
  if (request.method === "HEAD") response.end();
  else if (body !== undefined) response.end(body);
  else await pipeline(fs.createReadStream(file.name), response).catch(ended);
}

/** A reader who leaves is nothing to report; the file is closed by then. */
function ended(error) {
  if (error.code !== "ERR_STREAM_PREMATURE_CLOSE" && error.code !== "ECONNRESET" && error.code !== "EPIPE") throw error;
}

/** What the browser takes, the smaller first; a weight of 0 is a refusal. */
function encodingOf(accepted = "") {
  const taken = accepted
    .toLowerCase()
    .split(",")
    .map((one) => one.trim().split(/\s*;\s*/))
    .filter(([, weight = "q=1"]) => !(Number(weight.replace("q=", "")) === 0))
    .map(([name]) => name);
  return ["br", "gzip"].find((name) => taken.includes(name));
}

const held = (asked = "", tag) => asked.split(",").some((one) => ["*", tag].includes(one.trim().replace(/^W\//, "")));

/** Each version of a file is compressed once; whoever asks meanwhile waits for the same work. */
function packedBody(packed, file, tag, encoding) {
  const key = `${encoding} ${file}`;
  const known = packed.get(key);
  if (known?.tag === tag) return known.body;
  const body = fs.promises
    .readFile(file)
    .then((content) => ENCODERS[encoding](content, encoding === "br" ? BROTLI : undefined));
  packed.set(key, { tag, body });
  body.catch(() => packed.delete(key));
  return body;
}

/** The file that an address asks for, or undefined: nothing outside the folder, not through a link either, no folders. */
async function fileOf(root, address) {
  let asked;
  try {
    asked = decodeURIComponent(new URL(address, "http://localhost").pathname);
  } catch {
    return undefined;
  }
  const wanted = path.join(root, asked === "/" ? INDEX : asked);
  if (!wanted.startsWith(root + path.sep) || asked.includes("\0")) return undefined;
  try {
    const [base, name] = await Promise.all([fs.promises.realpath(root), fs.promises.realpath(wanted)]);
    if (!name.startsWith(base + path.sep)) return undefined;
    const stat = await fs.promises.stat(name);
    return stat.isFile() ? { name, size: stat.size, mtimeMs: stat.mtimeMs } : undefined;
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG"].includes(error.code)) return undefined;
    throw error;
  }
}

/** Listens on the port or the next free one; answers the port. */
async function listen(server, port) {
  for (let tried = 0; tried < PORTS_TRIED; tried++) {
    try {
      return await listenOn(server, port + tried);
    } catch (error) {
      if (error.code !== "EADDRINUSE") throw error;
    }
  }
  return listenOn(server, 0);
}

const listenOn = (server, port) =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "localhost", () => {
      server.off("error", reject);
      resolve(server.address().port);
    });
  });

/** Where office-addin-dev-certs leaves what it made. */
const CERTIFICATES = path.join(os.homedir(), ".office-addin-dev-certs");

function developmentCertificate() {
  const read = (name) => {
    const file = path.join(CERTIFICATES, name);
    if (!fs.existsSync(file)) throw new Error(`${file} is missing: run npx office-addin-dev-certs install`);
    return fs.readFileSync(file);
  };
  return { key: read("localhost.key"), cert: read("localhost.crt") };
}

function openBrowser(address) {
  const [command, ...args] = { darwin: ["open"], win32: ["cmd", "/c", "start", ""] }[process.platform] ?? ["xdg-open"];
  spawn(command, [...args, address], { stdio: "ignore", detached: true })
    .on("error", () => logErrorMessage(`the browser could not be opened: open ${address} yourself`))
    .unref();
}

async function main() {
  const options = { port: { type: "string" }, open: { type: "boolean" }, https: { type: "boolean" } };
  const { values } = parseArgs({ options });
  const asked = values.port ?? String(DEFAULT_PORT);
  const refusal = `--port is ${asked}: write a whole number from 0 to 65535`;
  const wanted = parseNumber(asked, refusal);
  if (String(wanted) !== asked || !Number.isInteger(wanted) || wanted < 0 || wanted > 65_535) throw new Error(refusal);
  const folder = path.resolve(__dirname, "../..", process.env.ADDIN_DIST || "dist");
  if (!fs.existsSync(path.join(folder, INDEX))) throw new Error(`${folder} holds no ${INDEX}: run npm run build first`);
  const server = createServer(folder, values.https ? developmentCertificate() : undefined);
  // The manifest names the port: over https another one would serve nobody.
  const port = await (values.https ? listenOn(server, wanted) : listen(server, wanted));
  const address = `${values.https ? "https" : "http"}://localhost:${port}/`;
  if (port !== wanted && wanted !== 0) console.log(`Port ${wanted} is taken.`);
  console.log(`The workbench is at ${address} (stop with Ctrl-C)`);
  if (values.open) openBrowser(address);
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
}

module.exports = { createServer, listen };

if (require.main === module) {
  main().catch((error) => {
    logErrorMessage(error);
    process.exitCode = 1;
  });
}
