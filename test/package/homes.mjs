// Asks the same calls of every home of the functions, each as it is used: reads them as JSON, and answers what each home said.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import duckdb from "@duckdb/node-api";
import variant from "@jitl/quickjs-wasmfile-release-sync";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { newQuickJSWASMModuleFromVariant } from "quickjs-emscripten-core";

const [, , folder] = process.argv;
const calls = JSON.parse(readFileSync(0, "utf8"));
const file = (name) => `${folder}/${name}`;
const part = (name) => import(pathToFileURL(file(name)).href);
const text = (name) => readFileSync(file(name), "utf8");

/** An answer in one form: an error is its code, also inside a table. */
const attempt = (run) => {
  try {
    return run();
  } catch (error) {
    return codeOf(error.message);
  }
};
const codeOf = (sentence) => /#[A-Z0-9/]+[!?A]?/.exec(sentence)?.[0] ?? sentence;

async function packaged() {
  const { call, CapexError } = await part("index.js");
  await part("dataset.js");
  const shown = (cell) => (cell instanceof CapexError ? cell.code : cell);
  return calls.map(({ id, args }) => {
    try {
      const answer = call(id, args);
      return Array.isArray(answer) ? answer.map((row) => row.map(shown)) : answer;
    } catch (error) {
      return error.code;
    }
  });
}

/** What a person types: a text as it is, everything else as JSON. */
const typed = ([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`;

async function command() {
  const { main } = await part("terminal.js");
  const answers = [];
  for (const { id, args } of calls) {
    const said = [];
    const terminal = { out: (line) => said.push(line), say: () => undefined };
    const words = Object.entries(args).map(typed);
    const code = await main([id, ...words, "--json"], terminal);
    const read = code === 0 ? JSON.parse(said.join("\n")) : "error";
    answers.push(Array.isArray(read) ? read.map((row) => row.map((cell) => cell?.code ?? cell)) : read);
  }
  return answers;
}

async function agents() {
  const client = new Client({ name: "test", version: "1" });
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [file("command.js"), "mcp"] }));
  const answers = [];
  for (const { id, args } of calls) {
    const { content, isError, structuredContent } = await client.callTool({ name: id, arguments: args });
    if (isError) answers.push(codeOf(content[0].text));
    else {
      const { value } = structuredContent;
      answers.push(Array.isArray(value) ? value.map((row) => row.map((cell) => cell?.code ?? cell)) : value);
    }
  }
  await client.close();
  return answers;
}

/** The page's tools as a browser's assistant calls them; the workbench's own test drives the page. */
async function page() {
  const context = vm.createContext({ AbortController });
  vm.runInContext(text("../assistants.js"), context);
  const offered = new Map();
  const modelContext = { registerTool: async (tool) => void offered.set(tool.name, tool) };
  await context.capexAssistants(modelContext, new AbortController().signal);
  const answers = [];
  for (const { id, args } of calls) {
    const { content, isError, structuredContent } = JSON.parse(JSON.stringify(await offered.get(id).execute(args)));
    if (isError) answers.push(codeOf(content[0].text));
    else {
      const { value } = structuredContent;
      answers.push(Array.isArray(value) ? value.map((row) => row.map((cell) => cell?.code ?? cell)) : value);
    }
  }
  return answers;
}

/** The script for SQL engines in one of them, which takes and gives texts. */
const sql = (ids, json) =>
  calls.map(({ id, args }) => {
    if (!ids.includes(id)) return null;
    const answer = JSON.parse(json(id, JSON.stringify(args)));
    return answer?.error ?? answer;
  });

function bare() {
  const context = vm.createContext(Object.create(null));
  vm.runInContext(text("sql/capex-functions.js"), context);
  const capex = vm.runInContext("capex", context);
  return sql([...capex.ids()], capex.json);
}

async function quick() {
  const quickjs = await newQuickJSWASMModuleFromVariant(variant);
  const context = quickjs.newContext();
  const evaluate = (code) => {
    const handle = context.unwrapResult(context.evalCode(code));
    const value = context.dump(handle);
    handle.dispose();
    return value;
  };
  evaluate(text("sql/capex-functions.js"));
  const answers = sql(JSON.parse(evaluate("JSON.stringify(capex.ids())")), (id, args) =>
    evaluate(`capex.json(${JSON.stringify(id)}, ${JSON.stringify(args)})`),
  );
  context.dispose();
  return answers;
}

async function ducks() {
  const { register } = await part("duckdb.js");
  const connection = await (await duckdb.DuckDBInstance.create(":memory:")).connect();
  const { functions } = register(connection, duckdb);
  await connection.run("CREATE TABLE calls (number INTEGER, id VARCHAR, arguments VARCHAR)");
  const appender = await connection.createAppender("calls");
  calls.forEach(({ id, args }, number) => {
    if (!functions.includes(id)) return;
    appender.appendInteger(number);
    appender.appendVarchar(id);
    appender.appendVarchar(JSON.stringify(args));
    appender.endRow();
  });
  appender.flushSync();
  const reader = await connection.runAndReadAll("SELECT number, capex(id, arguments) FROM calls");
  const answers = calls.map(() => null);
  for (const [number, json] of reader.getRows()) {
    const answer = JSON.parse(json);
    answers[number] = answer?.error ?? answer;
  }
  return answers;
}

/** Apps Script: no modules, no globals but the language's own. */
function sheets() {
  const context = vm.createContext(Object.create(null));
  vm.runInContext(text("google-sheets/Code.gs"), context);
  return calls.map(({ id, positions }) => {
    context.given = JSON.stringify(positions);
    return attempt(() =>
      JSON.parse(
        vm.runInContext(
          `JSON.stringify(${id}.apply(null, JSON.parse(given).map(function (each) { return each === null ? undefined : each; })))`,
          context,
        ),
      ),
    );
  });
}

const answers = {
  package: await packaged(),
  command: await command(),
  agents: await agents(),
  "a page's tools (WebMCP)": await page(),
  "SQL in a bare context": bare(),
  "SQL in QuickJS": await quick(),
  "SQL in DuckDB": await ducks(),
  "Google Sheets": sheets(),
};
process.stdout.write(JSON.stringify(answers));
process.exit(0);
