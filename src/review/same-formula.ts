// Whether two formulas say the same, however a spreadsheet spells them: blanks, brackets, "$", quotes of sheets, prefixes, TRUE(), digits.
import { area } from "../host/a1";
import type { CellValue } from "../host/host";
import type { Expression } from "../explain/formula";

/** Spreadsheets keep fifteen digits, and the last of them may be rounded. */
const ROUNDED = 1e-14;

export const sameNumber = (one: number, other: number): boolean =>
  Object.is(one, other) || Math.abs(one - other) <= ROUNDED * Math.max(Math.abs(one), Math.abs(other));

/** A text that is empty is a blank cell. */
export function sameValue(one: CellValue, other: CellValue): boolean {
  if (typeof one === "number" && typeof other === "number") return sameNumber(one, other);
  return (one ?? "") === (other ?? "");
}

/** Two formulas of one sheet. */
export function sameFormula(one: Expression, other: Expression, sheet: string): boolean {
  const [a, b] = [plain(one), plain(other)];
  const each = (mine: readonly Expression[], theirs: readonly Expression[]): boolean =>
    mine.length === theirs.length && mine.every((part, index) => sameFormula(part, theirs[index], sheet));
  switch (a.kind) {
    case "constant":
      return b.kind === "constant" && sameValue(a.value, b.value);
    case "error":
      return b.kind === "error" && a.code === b.code;
    case "array":
      return (
        b.kind === "array" &&
        a.rows.length === b.rows.length &&
        a.rows.every((row, index) => each(row, b.rows[index] ?? []))
      );
    case "reference":
      return (
        b.kind === "reference" &&
        a.spill === b.spill &&
        sameText(a.sheet ?? sheet, b.sheet ?? sheet) &&
        placeOf(a.address) === placeOf(b.address)
      );
    case "name":
      return b.kind === "name" && sameText(a.name, b.name);
    case "omitted":
      return b.kind === "omitted";
    case "call":
      return b.kind === "call" && a.name === b.name && each(a.args, b.args);
    case "unary":
      return b.kind === "unary" && a.operator === b.operator && each([a.operand], [b.operand]);
    case "binary":
      return b.kind === "binary" && a.operator === b.operator && each([a.left, a.right], [b.left, b.right]);
    case "table":
    case "unread":
      return a.kind === b.kind && sameText(a.text.replace(/\s+/g, ""), b.text.replace(/\s+/g, ""));
  }
}

/** What a formula gives that is a value alone, such as =FALSE(), which some write for FALSE; undefined for any other. */
export function valueIn(formula: Expression): CellValue | undefined {
  const bare = plain(formula);
  return bare.kind === "constant" ? bare.value : undefined;
}

/** Of one cell "@" takes nothing away, and some write TRUE as a call. */
function plain(part: Expression): Expression {
  if (part.kind === "unary" && part.operator === "@") return plain(part.operand);
  if (part.kind === "call" && part.args.length === 0 && (part.name === "TRUE" || part.name === "FALSE"))
    return { text: part.text, from: part.from, to: part.to, kind: "constant", value: part.name === "TRUE" };
  return part;
}

const sameText = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** F:F and F1:F1048576 are the same cells. */
const placeOf = (address: string): string => {
  const place = area(address);
  return place === null ? address : `${place.top} ${place.left} ${place.bottom} ${place.right}`;
};
