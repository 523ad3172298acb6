import { matching, nearestFunction } from "../../src/catalogue/search";
import { catalogue } from "../review/workbook";

const ids = async (query: string): Promise<string[]> => matching(await catalogue, query).map(({ id }) => id);

test("every word must occur, in the name, an argument or the purpose; names come first", async () => {
  expect((await ids("payback"))[0]).toBe("GPUPAYBACK");
  expect(await ids("=GPUYIELD()")).toEqual(["GPUYIELD"]);
  expect(await ids("salvage useful life")).toContain("DEPRECIATIONDELTA");
  expect(await ids("zebra")).toEqual([]);
  expect(await ids("  ")).toHaveLength((await catalogue).length);
});

test("a misspelt function has a neighbour", async () => {
  expect(nearestFunction(await catalogue, "GPUPAYBAK")).toBe("GPUPAYBACK");
});
