// All errors of ours at one look: one sentence for each reason, with every cell that shows it.
import { errorGroups } from "../../src/review/errors";
import { knownFunctions, workbook } from "./workbook";

const groupsOf = async (cells: Readonly<Record<string, string | number>>) => {
  const { host } = await workbook(cells);
  const groups = await errorGroups(host, await knownFunctions());
  return groups.map(({ code, sentence, cells, repairable }) => ({
    code,
    sentence,
    repairable,
    cells: cells.map(({ sheet, address }) => `${sheet}!${address}`),
  }));
};

test("errors are grouped by the model’s sentence, over all sheets, the most frequent first", async () => {
  const groups = await groupsOf({
    A1: 85,
    B1: "=GPUYIELD(,,,A1)",
    B2: "=GPUYIELD(,,,A1)*2",
    "Plan!C3": "=GPUYIELD(,,,Sheet1!A1)",
    B4: "=IRR({1,2})+GPUYIELD()",
    B5: "=GPUNPV(0.1,{1,2},3)",
    C1: "=GPUYIELD()",
    C2: "=1/0",
  });
  const [first, ...rest] = groups;
  expect(first.cells).toEqual(["Sheet1!B1", "Sheet1!B2", "Plan!C3"]);
  expect(first.sentence).toContain("utilization is 85");
  expect(rest.flatMap(({ cells }) => cells).sort()).toEqual(["Sheet1!B4", "Sheet1!B5"]);
  for (const { sentence } of groups) expect(sentence.length).toBeGreaterThan(10);
});

test("of a spilled answer every element that fails is listed with its own sentence, and the others are not", async () => {
  const groups = await groupsOf({ A1: 0.5, A2: 85, A3: 0.7, A4: -1, C1: "=GPUYIELD(,,,A1:A4)" });
  expect(groups.map(({ cells }) => cells)).toEqual([["Sheet1!C2"], ["Sheet1!C4"]]);
  expect(groups[0].sentence).toContain("85");
  expect(groups[1].sentence).toContain("-1");
});

test("an error of what stands around ours, or in a cell that ours reads, has a sentence too", async () => {
  const groups = await groupsOf({ A1: "=1/0", B1: "=GPUYIELD(A1)", B2: "=GPUYIELD()/0" });
  expect(groups.map(({ code, cells }) => [code, cells])).toEqual([
    ["#DIV/0!", ["Sheet1!B1"]],
    ["#DIV/0!", ["Sheet1!B2"]],
  ]);
});

test("formulas that were typed too early or under another name are one group, which repair mends; a misspelt name and LET are none of it", async () => {
  const groups = await groupsOf({
    A1: "=_xldudf_GPUYIELD()",
    A2: "=CAPEX.GPUPAYBACK()*2",
    A3: "=GPUYEILD()",
    A4: "=LET(x,GPUYIELD(),x)",
  });
  expect(groups.filter(({ repairable }) => repairable).map(({ cells }) => cells)).toEqual([["Sheet1!A1", "Sheet1!A2"]]);
  expect(groups.find(({ cells }) => cells.includes("Sheet1!A3"))?.sentence).toContain("GPUYIELD");
  expect(groups.find(({ cells }) => cells.includes("Sheet1!A4"))?.sentence).toContain("no function LET");
});

test("a workbook without errors of ours has no groups", async () => {
  expect(await groupsOf({ A1: "=GPUYIELD()", A2: "=1/0", A3: "#N/A" })).toEqual([]);
});
