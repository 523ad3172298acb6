// A file that says what it holds and for which version, and bears the hash of it all: what is exported and imported.
import { must } from "../model/errors";
import { hash } from "./hash";

const FORMAT = "capex-functions/1";
const MOST_CHARACTERS = 5_000_000;
const DEEPEST = 32;

/** The hash stands first, so that it covers every later character as it stands, before anything is parsed. */
const HEAD = /^\{"hash":"([0-9a-f]{16})",/;

interface Sealed {
  readonly format: string;
  readonly kind: string;
  readonly version: string;
  readonly body: unknown;
}

/** The text of a file. */
export function seal(kind: string, version: string, body: unknown): string {
  const rest = JSON.stringify({ format: FORMAT, kind, version, body }).slice(1);
  return `{"hash":"${hash(rest)}",${rest}`;
}

export interface Unsealed {
  readonly version: string;
  readonly body: unknown;
}

/** What a sealed file holds. A file of which a single byte has changed is refused; the sentence says why. */
export function unseal(text: string, kind: string): Unsealed {
  const { intact, ...unsealed } = opened(text, kind);
  must(intact, "the file was changed after it was written, or damaged: its hash does not fit");
  return unsealed;
}

/** The same, whether or not someone has changed it by hand since it was written. */
export function opened(text: string, kind: string): Unsealed & { readonly intact: boolean } {
  must(text.length <= MOST_CHARACTERS, `the file has ${text.length} characters: at most ${MOST_CHARACTERS} are read`);
  const own = text.trim();
  const head = HEAD.exec(own);
  const intact = head !== null && hash(own.slice(head[0].length)) === head[1];
  must(own.startsWith("{"), "the file is none of ours, or damaged");
  must(depth(own) <= DEEPEST, `the file nests more than ${DEEPEST} deep: it is none of ours`);
  const sealed = parse(own);
  must(
    intact || sealed !== undefined,
    "the file was changed after it was written and can no longer be read: look for a missing comma, quote or bracket",
  );
  must(sealed?.format === FORMAT, "the file is of another format: take the newest version of the add-in");
  must(sealed.kind === kind, `the file holds a ${sealed.kind}, not a ${kind}`);
  return { version: sealed.version, body: sealed.body, intact };
}

function parse(text: string): Sealed | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return isSealed(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

const isSealed = (read: unknown): read is Sealed =>
  typeof read === "object" && read !== null && "format" in read && "kind" in read && "version" in read;

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
