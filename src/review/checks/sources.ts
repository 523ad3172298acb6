// What a formula takes from outside: other workbooks, the clock, chance, and addresses put together as text.
import { spoken } from "../../host/a1";
import { parts } from "../../explain/formula";
import { findingTexts } from "../../languages/findings";
import type { CellEdit, Finding } from "../finding";
import type { Pages, Placed } from "../pages";

const words = findingTexts;

const VOLATILE = new Set(["NOW", "TODAY", "RAND", "RANDBETWEEN", "RANDARRAY", "OFFSET", "INDIRECT"]);

/** One finding a workbook, and one a volatile function and sheet: they are mended together. */
export function sourceFindings(pages: Pages): Finding[] {
  const external = new Map<string, Placed[]>();
  const volatile = new Map<string, { readonly name: string; readonly users: Placed[] }>();
  for (const placed of pages.formulas) {
    const book = bookIn(placed.cell.formula);
    if (book !== null) external.set(book, [...(external.get(book) ?? []), placed]);
    for (const part of parts(placed.root)) {
      if (part.kind !== "call" || !VOLATILE.has(part.name)) continue;
      const key = `${part.name} ${placed.cell.sheet}`;
      const own = volatile.get(key) ?? { name: part.name, users: [] };
      volatile.set(key, own);
      if (own.users.at(-1) !== placed) own.users.push(placed);
    }
  }
  return [
    ...[...external].map(([book, users]): Finding => {
      const [first, others] = told(users);
      const edits = users.flatMap(({ cell: { sheet, address, formula, value } }): CellEdit[] =>
        typeof value === "string" && value.startsWith("#")
          ? []
          : [{ sheet, address, before: { formula }, after: value }],
      );
      return {
        kind: "external",
        severity: "doubtful",
        culprit: first,
        sentence: words.external(spoken(first), book, users.length),
        why: words.externalWhy,
        breaks: others,
        fixes: edits.length === 0 ? [] : [{ kind: "edits", will: words.keepValues(edits.length), edits }],
      };
    }),
    ...[...volatile.values()].map(({ name, users }): Finding => {
      const [first, others] = told(users);
      const sentence = words.volatile(spoken(first), name, users.length);
      const why = words.volatileWhy[name] ?? words.volatileWhy.OFFSET;
      return { kind: "volatile", severity: "note", culprit: first, sentence, why, breaks: others, fixes: [] };
    }),
  ];
}

const told = (users: readonly Placed[]) => {
  const [first, ...others] = users.map(({ cell: { sheet, address } }) => ({ sheet, address }));
  return [first, others] as const;
};

/** The workbook that a formula names: [Prices.xlsx]Sheet1!A1, 'C:\[Prices.xlsx]Sheet1'!A1. */
function bookIn(formula: string): string | null {
  if (!formula.includes("[")) return null;
  const bare = formula.replace(/"(?:[^"]|"")*"/g, '""');
  return /\[([^[\]]+\.xl\w+|\d+)\][^[\]!,;()]*'?!/i.exec(bare)?.[1] ?? null;
}
