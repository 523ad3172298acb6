// What the code makes sure of, and what it refuses.
import { attempt, fail, ModelError, present, saidBy } from "../../src/model/errors";

test("a value that must be there and is not is a defect, never an error of the model", () => {
  expect(present(0)).toBe(0);
  expect(() => present(undefined)).toThrow(/always there/);
  expect(() => present(undefined)).not.toThrow(ModelError);
});

test("an attempt gives the value or the reason why there is none; a defect stays visible", () => {
  expect(attempt(() => 7)).toBe(7);
  expect(attempt(() => fail("#N/A", "never"))).toEqual(new ModelError("#N/A", "never"));
  expect(() => attempt(() => present(undefined))).toThrow(/always there/);
});

test("an object in a cell says something of itself; a number, a text and nothing say nothing", () => {
  expect(saidBy({ code: "#N/A" }).code).toBe("#N/A");
  for (const thing of [7, "#N/A", null, undefined]) expect(saidBy(thing)).toEqual({});
});
