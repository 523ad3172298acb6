// The tools for assistants in the browser (WebMCP), as a script of its own: a page fetches it when a person allows them.
import { resultOf, runTool, tools } from "./tools";

/** What a browser with WebMCP gives a page (document.modelContext): tools are taken back by the signal. */
export interface ModelContext {
  registerTool(tool: PageTool, options: { readonly signal: AbortSignal }): unknown;
  /** Earlier drafts know no signal. */
  unregisterTool?(name: string): unknown;
}

interface PageTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: object;
  readonly annotations: { readonly readOnlyHint: true };
  execute(input: unknown): Promise<unknown>;
}

/** Offers every tool until the signal comes; answers how many there are. */
async function offerTools(context: ModelContext, signal: AbortSignal): Promise<number> {
  for (const { name, description, inputSchema } of tools) {
    const execute = async (input: unknown) => resultOf(runTool(name, input));
    await context.registerTool(
      { name, description, inputSchema, annotations: { readOnlyHint: true }, execute },
      { signal },
    );
  }
  signal.addEventListener("abort", () => {
    for (const { name } of tools)
      try {
        context.unregisterTool?.(name);
      } catch {
        // The signal has taken it back already.
      }
  });
  return tools.length;
}

Object.assign(globalThis, { capexAssistants: offerTools });
