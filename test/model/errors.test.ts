// What the code makes sure of, and what it refuses.
import { ModelError, present } from "../../src/model/errors";

test("a value that must be there and is not is a defect, never an error of the model", () => {
  expect(present(0)).toBe(0);
  expect(() => present(undefined)).toThrow(/always there/);
  expect(() => present(undefined)).not.toThrow(ModelError);
});
