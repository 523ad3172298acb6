// Which rows and columns nobody sees. Excel tells it of a range as a whole: all, none or some; where it is some, parts of it are asked.

import { areaOf, type Area } from "../a1";
import type { Span, Unseen } from "../host";
import { joined } from "../spans";
import { refOf } from "./cells";
import { cells, loaded } from "./ranges";
import * as say from "./sentences";

type Line = "rows" | "columns";

interface Question extends Span {
  readonly sheet: string;
  readonly line: Line;
}

/** Into how many parts a range is cut whose lines are of both kinds, and how many ranges one request asks about. */
const PARTS = 16;
const MOST_RANGES = 1_000;

export async function unseenLines(
  context: Excel.RequestContext,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<Unseen[]> {
  const used = names.map((sheet) => {
    const worksheet = context.workbook.worksheets.getItem(sheet);
    return { sheet, range: loaded(worksheet.getUsedRangeOrNullObject(true)) };
  });
  await context.sync();
  const asked = used.flatMap(({ sheet, range }) =>
    range.isNullObject ? [] : linesOf(sheet, areaOf(refOf(range.address).address)),
  );
  const hidden: Question[] = [];
  while (asked.length > 0) {
    if (signal?.aborted) throw say.cancelled();
    const questions = asked.splice(0, MOST_RANGES).map((question) => ({ question, range: ask(context, question) }));
    await context.sync();
    for (const { question, range } of questions) {
      const all = question.line === "rows" ? range.rowHidden : range.columnHidden;
      if (areSome(all)) asked.push(...partsOf(question));
      else if (all) hidden.push(question);
    }
  }
  return names.flatMap((sheet): Unseen[] => {
    const [rows, columns] = (["rows", "columns"] as const).map((line) =>
      joined(hidden.filter((each) => each.sheet === sheet && each.line === line)),
    );
    return rows.length + columns.length === 0 ? [] : [{ sheet, rows, columns }];
  });
}

/** Office's types know no null, which stands for "some of them". */
const areSome = (hidden: boolean | null): boolean => hidden === null;

const linesOf = (sheet: string, { top, bottom, left, right }: Area): Question[] => [
  { sheet, line: "rows", from: top, to: bottom },
  { sheet, line: "columns", from: left, to: right },
];

function ask(context: Excel.RequestContext, { sheet, line, from, to }: Question): Excel.Range {
  const area =
    line === "rows" ? { top: from, bottom: to, left: 0, right: 0 } : { top: 0, bottom: 0, left: from, right: to };
  const range = cells(context.workbook.worksheets.getItem(sheet), area);
  range.load(line === "rows" ? "rowHidden" : "columnHidden");
  return range;
}

function partsOf(question: Question): Question[] {
  const { from, to } = question;
  const size = Math.ceil((to - from + 1) / PARTS);
  const parts: Question[] = [];
  for (let start = from; start <= to; start += size)
    parts.push({ ...question, from: start, to: Math.min(to, start + size - 1) });
  return parts;
}
