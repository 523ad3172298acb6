// What an agent may call, in plain data: our functions by their names, and what finds, explains and writes them. It reads no file and changes nothing.
import { catalogue, type FunctionHelp } from "../catalogue/catalogue";
import "../data/built-in";
import { shown } from "../explain/step-table";
import { agentWords } from "../languages/agents.en";
import { brief } from "../model/errors";
import { capex, CapexError } from "../package";
import { plain } from "../package/plain";
import type { Arguments, Explained } from "../package/public";

/** A schema as JSON Schema has it. */
export type Schema = Readonly<Record<string, unknown>>;

export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: {
    readonly type: "object";
    readonly properties: Readonly<Record<string, Schema>>;
    readonly required?: string[];
  };
  readonly run: (args: Arguments) => Readonly<Record<string, unknown>>;
}

const ANY = ["number", "string", "boolean", "array", "object", "null"];

/** Steps beyond these are counted, not listed: explain gives them. */
const MOST_STEPS = 100;

const functionTool = (help: FunctionHelp): Tool => ({
  name: help.id,
  description: agentWords.functionTool(help.description, help.returns, help.examples),
  inputSchema: {
    type: "object",
    properties: Object.fromEntries(
      help.parameters.map(({ name, description, repeating }) => [
        name,
        repeating ? { type: "array", description, items: { type: ANY } } : { type: ANY, description },
      ]),
    ),
  },
  run: (args) => answerOf(help.id, args),
});

/** The answer with what is behind it; a refusal is thrown with its sentence. */
function answerOf(id: string, args: Arguments): Readonly<Record<string, unknown>> {
  const { value, steps, ...rest } = explained(id, args);
  const compact = steps.slice(0, MOST_STEPS).map((step) => ({ ...step, value: briefly(step.value) }));
  return { ...rest, value: plain(value), steps: compact, stepCount: steps.length };
}

function explained(id: string, args: Arguments): Explained {
  const told = capex.explain(id, args);
  if (told.value instanceof CapexError) throw told.value;
  return told;
}

const briefly = (value: unknown): unknown => (Array.isArray(value) ? shown(value) : value);

const CALL = {
  function: { type: "string", description: agentWords.function },
  arguments: { type: "object", description: agentWords.arguments },
};

function textOf(args: Arguments, name: string): string {
  const value = args[name];
  if (typeof value === "string" && value !== "") return value;
  throw new CapexError("#VALUE!", agentWords.noText(name));
}

const isRecord = (value: unknown): value is Arguments =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const argumentsOf = (args: Arguments): Arguments => (isRecord(args.arguments) ? args.arguments : {});

const OTHERS: readonly Tool[] = [
  {
    name: "search_dataset",
    description: agentWords.search.description,
    inputSchema: {
      type: "object",
      properties: {
        query: { type: "string", description: agentWords.search.query },
        most: { type: "number", description: agentWords.search.most },
      },
      required: ["query"],
    },
    run: (args) => ({ ...capex.search(textOf(args, "query"), typeof args.most === "number" ? args.most : undefined) }),
  },
  {
    name: "explain",
    description: agentWords.explain.description,
    inputSchema: { type: "object", properties: CALL, required: ["function"] },
    run(args) {
      const told = explained(textOf(args, "function"), argumentsOf(args));
      return { ...told, value: plain(told.value) };
    },
  },
  {
    name: "write_formula",
    description: agentWords.formula.description,
    inputSchema: { type: "object", properties: CALL, required: ["function"] },
    run: (args) => ({ formula: capex.formula(textOf(args, "function"), argumentsOf(args)) }),
  },
  {
    name: "list_scenarios",
    description: agentWords.scenarios.description,
    inputSchema: { type: "object", properties: {} },
    run: () => ({ scenarios: capex.scenarios() }),
  },
];

/** Every tool, the functions first. */
export const tools: readonly Tool[] = [...catalogue.map(functionTool), ...OTHERS];

/** What a tool gives, or the sentence of its refusal. */
export type Outcome = { readonly result: Readonly<Record<string, unknown>> } | { readonly sentence: string };

/** The outcome as the Model Context Protocol has it: a text, the same as data, and whether it is a refusal. */
export function resultOf(outcome: Outcome) {
  if ("sentence" in outcome) return { content: [{ type: "text" as const, text: outcome.sentence }], isError: true };
  const { result } = outcome;
  return { content: [{ type: "text" as const, text: JSON.stringify(result) }], structuredContent: result };
}

export function runTool(name: string, args: unknown): Outcome {
  const tool = tools.find((each) => each.name === name);
  if (tool === undefined) return { sentence: agentWords.noTool(brief(name)) };
  try {
    return { result: tool.run(isRecord(args) ? args : {}) };
  } catch (error) {
    if (error instanceof CapexError) return { sentence: `${error.code} ${error.message}` };
    throw error;
  }
}
