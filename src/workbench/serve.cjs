// Serves the built add-in on this machine: npm start, or node src/workbench/serve.cjs [--port 3000] [--open] [--https].
// Excel loads an add-in over https only: --https takes the certificate that `npx office-addin-dev-certs install` makes and trusts.
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const http = require("node:http");
const https = require("node:https");
const os = require("node:os");
const path = require("node:path");
const { parseArgs } = require("node:util");
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

/** A server of the files of a folder, over https when it is given a certificate; it listens when it is told to. */
function createServer(folder, certificate) {
  const root = path.resolve(folder);
  const create = certificate === undefined ? http.createServer : (answer) => https.createServer(certificate, answer);
  return create((request, response) => {
    const headers = {
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
      "Cache-Control": "no-cache",
      // Excel on the web asks for functions.json from its own address.
      "Access-Control-Allow-Origin": "*",
    };
    const refuse = (status, sentence) => {
      response.writeHead(status, { ...headers, "Content-Type": TYPES[".txt"] }).end(`${sentence}\n`);
    };
    if (request.method !== "GET" && request.method !== "HEAD") return refuse(405, "Only GET and HEAD are answered.");
    const file = fileOf(root, request.url);
    if (file === undefined) return refuse(404, "There is no such file.");
    const type = TYPES[path.extname(file)] ?? "application/octet-stream";
    const page = path.extname(file) === ".html" ? { "Content-Security-Policy": policyOf(path.basename(file)) } : {};
    response.writeHead(200, { ...headers, ...page, "Content-Type": type, "Content-Length": fs.statSync(file).size });
    if (request.method === "HEAD") return response.end();
    return fs.createReadStream(file).pipe(response);
  });
}

/** The file that an address asks for, or undefined: nothing outside the folder, no folders. */
function fileOf(root, address) {
  let asked;
  try {
    asked = decodeURIComponent(new URL(address, "http://localhost").pathname);
  } catch {
    return undefined;
  }
  const file = path.join(root, asked === "/" ? INDEX : asked);
  const inside = file.startsWith(root + path.sep) && !asked.includes("\0");
  return inside && fs.existsSync(file) && fs.statSync(file).isFile() ? file : undefined;
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
