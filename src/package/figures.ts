// A search through the built-in figures of companies.
import { ENTITIES, entityNamed, FIELDS, figures } from "../data/dataset";
import { VERSION } from "../data/edition";
import { packageWords } from "../languages/package.en";
import { attempt, brief, fail, ModelError, present } from "../model/errors";
import { spoken } from "./calls";
import type { Found } from "./public";

const MOST = 50;

export const search = (query: string, most = MOST): Found => spoken(() => found(query, most));

function found(query: string, most: number): Found {
  const words = query
    .slice(0, 200)
    .toLowerCase()
    .split(/[^\p{L}\p{N}_]+/u)
    .filter(Boolean);
  const entities = new Set(words.flatMap((word) => entityOf(word) ?? []));
  const others = words.filter((word) => entityOf(word) === undefined);
  const fields = FIELDS.filter(({ id, label, about }) => {
    const text = `${id} ${label} ${about}`.toLowerCase();
    return others.every((word) => text.includes(word) || isPeriod(word));
  });
  const periods = others.filter(isPeriod);
  const known = new Set(fields.map(({ id }) => id));
  const fitting = figures().filter(
    ({ entity, field, period }) =>
      known.has(field) &&
      (entities.size === 0 || entities.has(entity)) &&
      (periods.length === 0 || periods.some((wanted) => period.toLowerCase().includes(wanted))),
  );
  if (fitting.length === 0 || words.length === 0) fail("#N/A", packageWords.noFigures(brief(query)));
  const newest = [...fitting].sort((one, other) => (one.end < other.end ? 1 : one.end > other.end ? -1 : 0));
  return {
    version: VERSION,
    count: fitting.length,
    figures: newest.slice(0, Math.min(Math.max(1, most), 1000)).map((figure) => {
      const { label } = present(FIELDS.find(({ id }) => id === figure.field));
      const formula = `=CAPEXDATA("${figure.entity}","${figure.field}","${figure.period}")`;
      return { ...figure, label, formula };
    }),
  };
}

/** 2024, 2024q4, fy2024. */
const isPeriod = (word: string): boolean => /^(?:fy)?\d{4}(?:[qh]\d)?$/.test(word);

function entityOf(word: string): string | undefined {
  const entity = attempt(() => entityNamed(word));
  if (!(entity instanceof ModelError)) return entity.id;
  return ENTITIES.find(({ id }) => id.toLowerCase() === word)?.id;
}
