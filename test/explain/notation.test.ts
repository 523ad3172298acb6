import fc from "fast-check";
import { namesIn, parse } from "../../src/explain/notation";

const NAMES = ["rate", "gpus", "e5", "year2", "sum", "IRR", "openingNbv"];
const written = fc.letrec<{ formula: string }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(...NAMES, "8760", "0.5", "1e5", "2E9", "1.5e-3"),
    fc
      .tuple(tie("formula"), fc.constantFrom("+", "-", "*", "/", "^", "<=", "<>"), tie("formula"))
      .map((all) => all.join(" ")),
    tie("formula").map((inner) => `(${inner})`),
    fc
      .tuple(fc.constantFrom("MAX", "IF", "sum", "prior"), fc.array(tie("formula"), { minLength: 1, maxLength: 3 }))
      .map(([name, args]) => `${name}(${args.join(", ")})`),
    fc.constantFrom(...NAMES).map((name) => `(-${name})`),
  ),
})).formula;

/** The names in the tree of a formula, in the order in which they are read. */
function namesOfTree(tree: unknown): string[] {
  if (typeof tree !== "object" || tree === null) return [];
  const { kind, name } = tree as { kind?: string; name?: string };
  return kind === "name" ? [name as string] : Object.values(tree).flatMap(namesOfTree);
}

test("the names of a formula are those of its tree: neither functions nor exponents of numbers", () => {
  fc.assert(
    fc.property(written, (formula) => {
      expect(namesIn(`=${formula}`)).toEqual([...new Set(namesOfTree(parse(`=${formula}`)))]);
    }),
  );
  expect(namesIn("=NPV(rate, flows) + 1e5 * flows ^ (-rate)")).toEqual(["rate", "flows"]);
  expect(namesIn("=1")).toEqual([]);
});
