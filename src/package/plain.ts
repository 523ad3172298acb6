// Answers for JSON, which has no errors.
import type { TraceAnswer, TraceScalar } from "../explain/trace-document";
import type { Answer, Value } from "./public";
import { CapexError } from "./runtime";

/** An answer with the code and the sentence in the place of each error. */
export const plain = (answer: Answer | CapexError): TraceAnswer =>
  Array.isArray(answer) ? answer.map((row) => row.map(plainCell)) : plainCell(answer);

const plainCell = (value: Value): TraceScalar =>
  value instanceof CapexError ? { code: value.code, message: value.message } : value;
