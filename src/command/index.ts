// The command line: what is typed, and what is said to it.
import { catalogue } from "../catalogue/catalogue";
import "../data/built-in";
import { ADDIN_VERSION } from "../data/edition";
import { commandWords } from "../languages/command.en";
import { CapexError } from "../package";
import { helpOf } from "../package/arguments";
import { spoken } from "../package/calls";
import type { FunctionHelp } from "../package/public";
import { answer, OPTIONS as ANSWER, table } from "./answer";
import type { Progress } from "./batch";
import { mistake, typed } from "./words";

/** Where a command speaks to. */
export interface Terminal {
  out(line: string): void;
  /** What is not the answer: how far it is, and mistakes. */
  say(line: string): void;
  /** A line that the next one replaces; none where nobody watches. */
  readonly progress?: (line: string) => void;
}

/** Does what was typed; gives the code that the program ends with. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const said = await command(args, terminal);
    if (said !== "") terminal.out(said);
    return 0;
  } catch (error) {
    if (!(error instanceof CapexError)) throw error;
    terminal.say(commandWords.error(error.message));
    return 1;
  }
}

function command([first = "help", ...rest]: readonly string[], terminal: Terminal): Promise<string> | string {
  switch (first) {
    case "help":
    case "--help":
    case "-h":
      return rest[0] === undefined ? commandWords.usage : helpText(spoken(() => helpOf(rest[0])));
    case "--version":
      return ADDIN_VERSION;
    case "list":
      return table(catalogue.map(({ id, description }) => [id, description]));
    case "batch":
      return run(rest, terminal);
    case "mcp":
      return serve(rest, terminal);
    default: {
      const help = spoken(() => helpOf(first));
      return answer(help, typed(rest, ANSWER));
    }
  }
}

function helpText({ id, description, parameters, returns, examples }: FunctionHelp): string {
  const { arguments: own, returns: gives, examples: shown } = commandWords;
  return [
    `${id}: ${description}`,
    "",
    `${own}:`,
    table(parameters.map(({ name, description: words }) => [`  ${name}`, words])),
    "",
    `${gives}: ${returns}`,
    "",
    `${shown}:`,
    table(examples.map(([formula, value]) => [`  ${formula}`, value])),
  ].join("\n");
}

async function run(rest: readonly string[], terminal: Terminal): Promise<string> {
  const { batch, OPTIONS } = await import(/* webpackChunkName: "batch" */ "./batch");
  return batch(typed(rest, OPTIONS), (line) => terminal.say(line), watching(terminal));
}

const LINE_EVERY = 200;

/** How far a batch is, in a line of its own. */
function watching({ progress }: Terminal): Progress {
  const started = performance.now();
  let last = 0;
  return (share, rows) => {
    const now = performance.now();
    if (progress === undefined || (now - last < LINE_EVERY && share < 1)) return;
    last = now;
    const seconds = (now - started) / 1000;
    const left = Math.round((seconds * (1 - share)) / Math.max(share, 1e-9));
    const bar = "#".repeat(Math.round(24 * Math.min(share, 1))).padEnd(24, ".");
    progress(commandWords.batch.progress(bar, 100 * Math.min(share, 1), rows, rows / seconds, left));
  };
}

/** Answers agents until the client leaves, or the program is ended. */
async function serve(rest: readonly string[], terminal: Terminal): Promise<string> {
  const { words, options } = typed(rest, { valued: ["http", "origin"], alone: [] });
  if (words.length > 0) throw mistake(commandWords.noSuch(words[0]));
  const { serveHttp, serveStdio } = await import(/* webpackChunkName: "server" */ "../agents/server");
  const wanted = options.get("http");
  if (wanted === undefined) {
    await serveStdio(ADDIN_VERSION);
    return "";
  }
  const port = Number(wanted);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw mistake(commandWords.mcp.badPort(wanted));
  const server = await serveHttp(ADDIN_VERSION, port, options.get("origin")?.split(",") ?? []).catch(() => {
    throw mistake(commandWords.mcp.portTaken(port));
  });
  const address = server.address();
  terminal.say(commandWords.mcp.listening(typeof address === "object" && address !== null ? address.port : port));
  await new Promise<void>((resolve) => server.once("close", resolve));
  return "";
}
