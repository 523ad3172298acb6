// Scenarios as files and links, fetched when one is first exported or imported: it brings the schema that a file must fit.
import type { Assumption, Parameter, Preset, PresetFile } from "../data/presets";
import { hash } from "../data/hash";
import { readPreset, writePreset } from "../data/schema";
import { HostError } from "../host/host";
import { ModelError } from "../model/errors";
import { inWords, texts } from "../languages";

/** The text of a file that holds all of the preset, whatever it extends. */
export function scenarioText({ name, kind, about, parameters, facts }: Preset): string {
  const file: PresetFile = {
    name,
    kind,
    about,
    ...(parameters.length > 0
      ? { parameters: Object.fromEntries(parameters.map((own) => [own.key, given(own)])) }
      : {}),
    ...(facts.length > 0
      ? { facts: Object.fromEntries(facts.map((own) => [own.key, { label: own.label, ...given(own) }])) }
      : {}),
  };
  return writePreset(file);
}

const given = ({ value, unit, source, status }: Parameter): Assumption => ({ value, unit, source, status });

export interface ScenarioRead {
  readonly preset: Preset;
  /** Someone has changed it since it was exported. */
  readonly byHand: boolean;
}

/** The preset that a file holds; an unknown key and an impossible value are refused in words, and what was changed by hand says so. */
export function scenarioFrom(text: string): ScenarioRead {
  try {
    const { preset, byHand } = readPreset(text);
    return { preset: byHand ? { ...preset, about: `${preset.about} ${texts.own.changedByHand}` } : preset, byHand };
  } catch (error) {
    if (error instanceof ModelError) throw new HostError("FileRefused", texts.files.refused(inWords(error.message)));
    throw error;
  }
}

/** Before the scenario in the part of an address behind "#". */
const MARK = "#scenario=";

export const isScenarioLink = (fragment: string): boolean => fragment.startsWith(MARK);

/** A scenario as the part of an address behind "#": its file, made small. */
export async function linkOf(preset: Preset): Promise<string> {
  const bytes = new TextEncoder().encode(scenarioText(preset));
  const small = new Uint8Array(await piped(bytes, new CompressionStream("deflate-raw")));
  const base64 = btoa(Array.from(small, (byte) => String.fromCharCode(byte)).join(""));
  const text = base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `${MARK}${hash(text)}.${text}`;
}

/** A link holds some thousand characters; what unfolds to more than a file may have is none. */
const LONGEST_LINK = 100_000;

/** The preset of a link; a link of which a single character has changed is refused. */
export async function scenarioOfLink(fragment: string): Promise<Preset> {
  try {
    if (fragment.length > LONGEST_LINK) throw new RangeError("too long");
    const [seal, text] = fragment.slice(MARK.length).split(".");
    if (text === undefined || seal !== hash(text)) throw new RangeError("its hash does not fit");
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const { preset, byHand } = readPreset(
      new TextDecoder().decode(await piped(bytes, new DecompressionStream("deflate-raw"))),
    );
    if (byHand) throw new RangeError("its file's hash does not fit");
    return preset;
  } catch {
    throw new HostError("LinkRefused", texts.own.badLink);
  }
}

const piped = (
  bytes: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
): Promise<ArrayBuffer> => new Response(new Blob([bytes]).stream().pipeThrough(through)).arrayBuffer();
