// Lets assistants of the browser use our functions (WebMCP), once a person says so: the tools are fetched then, and taken back when they are not allowed any more.
import { workbenchTexts } from "../languages/workbench";

const words = workbenchTexts.assistants;

declare global {
  interface Document {
    modelContext?: object;
  }
  interface Navigator {
    /** Where drafts before May 2026 had it. */
    modelContext?: object;
  }
  interface Window {
    /** What assistants.js leaves. */
    capexAssistants?: (context: object, signal: AbortSignal) => Promise<number>;
  }
}

const contextOf = (): object | undefined => document.modelContext ?? navigator.modelContext;

/** Whether this browser has a place for a page's tools. */
export const assistantsKnown = (): boolean => contextOf() !== undefined;

let allowed: AbortController | undefined;

function fetchTools(): Promise<void> {
  if (window.capexAssistants !== undefined) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "assistants.js";
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error(words.failed));
    };
    document.head.append(script);
  });
}

/** Allows assistants the tools, or takes them back; answers what holds now, as a sentence. */
export async function letAssistants(use: boolean): Promise<string> {
  allowed?.abort();
  allowed = undefined;
  const context = contextOf();
  if (!use) return words.off;
  if (context === undefined) throw new Error(words.none);
  await fetchTools();
  const controller = new AbortController();
  allowed = controller;
  const count = await window.capexAssistants?.(context, controller.signal);
  return words.on(count ?? 0);
}
