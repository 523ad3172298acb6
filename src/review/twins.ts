// The twin check: a calculation that we wrote out is laid beside its call, and the first step that someone changed is named.
import { spoken } from "../host/a1";
import type { Cell, Progress } from "../host/host";
import { valueText } from "../explain/figure-text";
import { findingTexts } from "../languages/findings";
import type { CellEdit, Finding, Fix } from "./finding";
import { type Fold, foldOf, type Obstacle, obstacleText } from "./folding";
import { eachInTurns } from "./snapshot";
import { type Book, type Change, type WrittenOut, writtenOutOn } from "./written-out";

const words = findingTexts;

export async function twinFindings(book: Book, progress: Progress = {}): Promise<Finding[]> {
  const found: Finding[] = [];
  await eachInTurns(book.pages.all(), progress, async (page) => {
    const twin = await writtenOutOn(page, book);
    if (twin === null) return;
    if (twin.changes.length > 0) found.push(changed(twin, twin.changes));
    else found.push(...unchanged(twin, await foldOf(twin, book)));
  });
  return found;
}

const LONGEST_CALL = 80;

/** Steps that are still those of their call can become it again. */
function unchanged({ page, formula }: WrittenOut, folding: Fold | Obstacle | null): Finding[] {
  if (folding === null) return [];
  const call = formula.length > LONGEST_CALL ? `${formula.slice(0, LONGEST_CALL)}…` : formula;
  return [
    {
      kind: "written",
      severity: "note",
      culprit: { sheet: page.sheet, address: "" },
      sentence: words.written(page.sheet, call),
      why: folding.kind === "fold" ? words.writtenWhy : obstacleText(folding),
      breaks: [],
      fixes: folding.kind === "fold" ? [folding] : [],
    },
  ];
}

/** A formula that another stands for is wrong whatever it gives: the row says what it should calculate. A number may be what somebody tries. */
function changed({ explanation, older }: WrittenOut, [first, ...others]: readonly Change[]): Finding {
  const { ref, step, formula, before, meant } = first;
  const more = [...(others.length === 0 ? [] : [words.twinMore(others.length)]), ...(older ? [words.twinOlder] : [])];
  const was = meant === null ? words.twinMoved : words.twinWas(formula, textOf(meant), textOf(before));
  return {
    kind: "twin",
    severity: isFormula(meant) && !older ? "wrong" : "doubtful",
    culprit: ref,
    sentence: words.twin(spoken(ref), step, explanation.calls[0].id),
    why: [was, ...more].join(" "),
    breaks: others.map((other) => other.ref),
    fixes: [...restoring([first]), ...(others.length === 0 ? [] : restoring([first, ...others]))],
  };
}

const isFormula = (cell: Cell): cell is { readonly formula: string } => typeof cell === "object" && cell !== null;

const textOf = (cell: Cell): string =>
  isFormula(cell) ? cell.formula : cell === null || cell === "" ? words.blank : valueText(cell);

/** One fix for one cell or for all; none where a row itself is another. */
function restoring(changes: readonly Change[]): Fix[] {
  const edits = changes.flatMap(({ ref, before, meant }): CellEdit[] =>
    meant === null ? [] : [{ ...ref, before, after: meant }],
  );
  if (edits.length < changes.length || edits.length === 0) return [];
  const [{ after, ...at }] = edits;
  const where = spoken(at);
  const one = isFormula(after) ? words.rewrite(where, after.formula) : words.write(textOf(after), where);
  return [{ kind: "edits", will: edits.length === 1 ? one : words.restore(edits.length), edits }];
}
