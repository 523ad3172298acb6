// The badge of an explained cell: which colour, and for what reason.
import { explain } from "../../src/explain/explain";
import { explained } from "../../src/explain/explanation";
import { badgeOf } from "../../src/review/badge";
import type { Finding } from "../../src/review/finding";
import { knownFunctions, workbook } from "./workbook";

const FULL = "=GPUREVENUE(16000,9.4,90%,8760)";

async function badge(formula: string, findings: readonly Finding[] | null = null) {
  const { host } = await workbook({ A1: formula });
  const result = await explain(host, { sheet: "Sheet1", address: "A1", spill: null }, await knownFunctions());
  if (!explained(result)) throw new Error(`${formula} is not explained`);
  return badgeOf(result, findings);
}

test("a recomputed value is neutral until the workbook is audited, and green only where nothing is doubted or assumed", async () => {
  expect((await badge(FULL)).mark).toBe("recomputed");
  expect((await badge(FULL, [])).mark).toBe("sound");
  // All of it is the article's case, and the formula says so; a convention of ours alone is no doubt.
  for (const formula of ["=GPUREVENUE()", "=DEPRECIATIONDELTA()*1"])
    expect((await badge(formula, [])).mark).toBe("recomputed");
});

test("an error is never green, whatever is computed around it", async () => {
  expect((await badge("=GPUYIELD(1E9,16000,9.4,85,0,8760)", [])).mark).toBe("error");
  expect((await badge("=GPUYIELD(1E9,16000,9.4,85,0,8760)*2", [])).mark).toBe("error");
  const covered = await badge("=IFERROR(GPUREVENUE(16000,9.4,85,8760),0)", []);
  expect([covered.mark, covered.reason]).toEqual([
    "doubtful",
    expect.stringContaining("answers an error, which the formula covers"),
  ]);
});

test("amber says why: an assumption of the article beside what the formula gives, or what the audit doubts", async () => {
  const assumed = await badge("=GPUREVENUE(16000,,90%)", []);
  expect([assumed.mark, assumed.reason]).toEqual([
    "doubtful",
    expect.stringContaining("2 inputs are the article’s, not the formula’s: Rent of a GPU-hour, Hours in a year"),
  ]);
  const finding: Finding = {
    kind: "unit",
    severity: "doubtful",
    culprit: { sheet: "Sheet1", address: "A1" },
    sentence: "A1 = 85 is doubtful",
    why: "",
    breaks: [],
    fixes: [],
  };
  const doubted = await badge(FULL, [finding]);
  expect([doubted.mark, doubted.reason]).toEqual([
    "doubtful",
    expect.stringContaining("the audit doubts it: A1 = 85 is doubtful"),
  ]);
  expect((await badge(FULL, [{ ...finding, severity: "note" }])).mark).toBe("sound");
});
