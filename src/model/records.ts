// Records by their names.

/** The names of a record, in their order. */
export function namesOf<R extends object>(record: R): Extract<keyof R, string>[] {
  const names: Extract<keyof R, string>[] = [];
  for (const name in record) names.push(name);
  return names;
}

/** A record with a value for each name. */
export function recordOf<K extends string, V>(names: readonly K[], valueOf: (name: K) => V): Record<K, V> {
  // It is empty for as long as it takes to fill it.
  const record = {} as Record<K, V>;
  for (const name of names) record[name] = valueOf(name);
  return record;
}
