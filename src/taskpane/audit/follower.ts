// The part of the pane that follows cells, fetched when it is first needed.
export { explain } from "../../explain/explain";
export { knownFunctions } from "../../explain/known-functions";
export { readingOf } from "../../explain/reading";
export { traceFile } from "../../explain/trace-writing";
export { bareFormula } from "../../review/findings";
export { expansionName, writtenOut } from "../../sheets/expansion-sheet";
