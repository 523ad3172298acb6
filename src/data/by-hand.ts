// What a person may write into a scenario's file: keys and values as people say them, a number alone where the rest is plain.
import { must } from "../model/errors";
import { type Key, KEYS } from "../model/keys";
import { writtenKey, writtenValue } from "../model/written-key";

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The file's body with its parameters under their keys, each with unit, source and status; what is no parameter stays as it is. */
export function keysByHand(body: unknown): unknown {
  if (!isFields(body) || !isFields(body.parameters)) return body;
  const given = new Map<string, unknown>();
  for (const [name, assumption] of Object.entries(body.parameters)) {
    const key = writtenKey(name);
    must(!given.has(key), `parameters gives ${key} twice: keep one`);
    given.set(key, byHand(key, assumption));
  }
  return { ...body, parameters: Object.fromEntries(given) };
}

function byHand(key: Key, assumption: unknown): unknown {
  const { value, ...said }: Fields = isFields(assumption) ? assumption : { value: assumption };
  const number = typeof value === "string" ? writtenValue("parameters", key, value) : value;
  return { unit: KEYS[key].unit, source: "changed by hand", status: "yours", ...said, value: number };
}
