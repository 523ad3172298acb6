// What is typed over a number of the workbench is the number that a person means.
import { LOCALE } from "../../src/workbench/contents";
import { meant } from "../../src/workbench/typing";

const typedOver = (type: "number" | "text", format: string, typed: string): string => {
  const read = meant(typed, { type, format } as Parameters<typeof meant>[1], LOCALE);
  return "content" in read ? read.content : read.doubt;
};

test.each([
  ["0.82", "0.82"],
  [".5", "0.5"],
  ["82%", "0.82"],
  ["82 %", "0.82"],
  ["82", "0.82"],
  ["82.5", "0.825"],
  ["-20", "-0.2"],
  ["0", "0"],
  ["100%", "1"],
  ["7 percent", "0.07"],
])("%s over a percentage is %s", (typed, content) => expect(typedOver("number", "0.0%", typed)).toBe(content));

test.each([
  ["$210M", "210000000"],
  ["1.5B", "1500000000"],
  ["16,000", "16000"],
  ["1,234,567.8", "1234567.8"],
  ["16 000", "16000"],
  ["2,35", "2.35"],
  ["1.5E9", "1500000000"],
  ["82%", "0.82"],
  ["(5)", "-5"],
])("%s over a number is %s", (typed, content) => expect(typedOver("number", "#,##0", typed)).toBe(content));

test.each(["=A1*2", "'82%", "never", "3/4/2025", "9.40 an hour"])("%s is what was typed", (typed) =>
  expect(typedOver("number", "", typed)).toBe(typed),
);

test("over a text, a text is a text", () => expect(typedOver("text", "", "$210M")).toBe("$210M"));

test("what may be two numbers is asked, and says both", () => {
  expect(typedOver("number", "0%", "1")).toBe("1 may be 1 % or 100 %: type 1% or 100%. The cell is as it was.");
  expect(typedOver("number", "0.00", "1,125 M")).toBe(
    "1,125 M may be 1125 M or 1.1250 M: type one of them. The cell is as it was.",
  );
});
