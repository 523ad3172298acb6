// Scenarios as files, fetched when one is first exported or imported: it brings the schema that a file must fit.
import type { Assumption, Parameter, Preset, PresetFile } from "../../data/presets";
import { readPreset, writePreset } from "../../data/schema";
import { HostError } from "../../host/host";
import { ModelError } from "../../model/errors";
import { texts } from "../../languages";

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

/** The preset that a file holds; a changed byte, an unknown key and an impossible value are refused in words. */
export function scenarioFrom(text: string): Preset {
  try {
    return readPreset(text);
  } catch (error) {
    if (error instanceof ModelError) throw new HostError("FileRefused", texts.files.refused(error.message));
    throw error;
  }
}
