// A file that says what it holds, for which version, and bears the hash of it all: what is exported and imported.
import { must } from "../model/errors";
import { hash } from "./hash";

const FORMAT = "capex-functions/1";
const MOST_CHARACTERS = 5_000_000;
const DEEPEST = 32;

interface Sealed {
  readonly format: string;
  readonly kind: string;
  readonly version: string;
  readonly hash: string;
  readonly body: unknown;
}

/** The text of a file. */
export function seal(kind: string, version: string, body: unknown): string {
  const own = { format: FORMAT, kind, version };
  return JSON.stringify({ ...own, hash: hash(JSON.stringify({ ...own, body })), body });
}

/** What a sealed file holds. A file of which a single byte has changed is refused; the sentence says why. */
export function unseal(text: string, kind: string): { readonly version: string; readonly body: unknown } {
  must(text.length <= MOST_CHARACTERS, `the file has ${text.length} characters: at most ${MOST_CHARACTERS} are read`);
  must(depth(text) <= DEEPEST, `the file nests more than ${DEEPEST} deep: it is none of ours`);
  const own = parse(text.trim());
  must(own !== undefined && own.format === FORMAT, "the file is none of ours, or damaged");
  must(own.kind === kind, `the file holds a ${own.kind}, not a ${kind}`);
  must(seal(kind, own.version, own.body) === text.trim(), "the file was changed after it was written, or damaged: its hash does not fit");
  return { version: own.version, body: own.body };
}

function parse(text: string): Sealed | undefined {
  try {
    const own: unknown = JSON.parse(text);
    return typeof own === "object" && own !== null && "format" in own ? (own as Sealed) : undefined;
  } catch {
    return undefined;
  }
}

/** How deep brackets nest, strings aside: asked before parsing, for a parser may run out of stack. */
function depth(text: string): number {
  let deepest = 0;
  let now = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (quoted) {
      if (character === "\\") i++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === "[" || character === "{") deepest = Math.max(deepest, ++now);
    else if (character === "]" || character === "}") now--;
  }
  return deepest;
}
