// Amounts in millions that are taken for dollars, and periods of different length in one calculation.
import { auditWorkbook } from "../../src/review/findings";
import { write } from "../../src/review/edits";
import { knownFunctions, workbook } from "./workbook";

type Cells = Readonly<Record<string, string | number>>;

async function told(cells: Cells, kind: string) {
  const book = await workbook(cells);
  const { findings } = await auditWorkbook(book.host, await knownFunctions());
  return { book, found: findings.filter((finding) => finding.kind === kind) };
}

const CAPEX = 'CAPEXDATA("AMZN","purchases_ppe_gross","FY2024")';

test("the dataset's millions in an argument in dollars are one finding, mended in every formula that reads them", async () => {
  const { book, found } = await told(
    { A1: `=${CAPEX}`, A2: "=A1", B1: "=DEPRECIATIONDELTA(A1,6,5)", B2: "=DEPRECIATIONDELTA(A2/2,6,5)" },
    "scale",
  );
  expect(
    found.map(({ culprit, severity, breaks }) => [culprit.address, severity, breaks.map((ref) => ref.address)]),
  ).toEqual([["A1", "wrong", ["B1", "B2"]]]);
  expect(found[0].why).toContain("The dataset gives this figure in USD million");
  const [fix] = found[0].fixes;
  if (fix.kind !== "edits") throw new Error("no edits");
  expect(fix.edits.map(({ after }) => after)).toEqual([
    { formula: "=DEPRECIATIONDELTA(A1*1000000,6,5)" },
    { formula: "=DEPRECIATIONDELTA((A2/2)*1000000,6,5)" },
  ]);
  await write(book.host, fix.edits);
  const again = await auditWorkbook(book.host, await knownFunctions());
  expect(again.findings.filter(({ kind }) => kind === "scale")).toEqual([]);
});

test.each<[string, Cells, string[]]>([
  ["in the call itself", { B1: `=DEPRECIATIONDELTA(${CAPEX},6,5)` }, ["B1"]],
  ["of a sum", { A1: `=${CAPEX}+${CAPEX}`, B1: "=DEPRECIATIONDELTA(A1,6,5)" }, ["A1"]],
  ["said in the row", { A1: "Capex, $m", B1: 1500, C1: "=GPUPAYBACK(B1)" }, ["B1"]],
  ["said beside it", { A1: "Capex", B1: 1500, C1: "USD million", D1: "=GPUPAYBACK(B1)" }, ["B1"]],
  ["said above it", { A1: "Deal", B1: "Capex ($bn)", A2: "X", B2: 1.5, C2: "=GPUPAYBACK(B2)" }, ["B2"]],
  ["said of the sheet", { A1: "All amounts in $ million", A3: "Capex", B3: 1500, C3: "=GPUPAYBACK(B3)" }, ["B3"]],
  ["in thousands", { A1: "Opex, $ thousand", B1: 20000, C1: "=GPUPAYBACK(1.5E9,16000,9.4,0.85,B1)" }, ["B1"]],
  ["multiplied", { A1: `=${CAPEX}`, B1: "=DEPRECIATIONDELTA(A1*1E6,6,5)" }, []],
  ["multiplied by a cell", { A1: `=${CAPEX}`, A2: 1000000, B1: "=DEPRECIATIONDELTA(A1*A2,6,5)" }, []],
  ["multiplied where it is taken", { A1: `=${CAPEX}*10^6`, B1: "=DEPRECIATIONDELTA(A1,6,5)" }, []],
  ["of dollars", { A1: "Capex, $", B1: 1.5e9, C1: "=GPUPAYBACK(B1)" }, []],
  [
    "of dollars under a note",
    { A1: "All amounts in $ million", A3: "Capex", B3: 1.5e9, C3: "$", D3: "=GPUPAYBACK(B3)" },
    [],
  ],
  ["too large for millions", { A1: "Capex (millions)", B1: 1.5e9, C1: "=GPUPAYBACK(B1)" }, []],
  ["of any unit", { A1: `=${CAPEX}`, B1: "=DEPRECIATIONSCHEDULE(A1,,5)" }, []],
])("millions %s", async (_, cells, culprits) => {
  const { found } = await told(cells, "scale");
  expect(found.map(({ culprit }) => culprit.address)).toEqual(culprits);
});

const HEADS = { B1: "Q1 2024", C1: "Q2 2024", D1: "Q3 2024", E1: "Q4 2024", F1: "FY2024" };
const ROW = { B2: 5, C2: 6, D2: 7, E2: 8, F2: 26 };

test.each<[string, Cells, string[]]>([
  ["a sum over quarters and their year", { ...HEADS, ...ROW, H2: "=SUM(B2:F2)" }, ["H2"]],
  ["a quarter less a year", { ...HEADS, ...ROW, H2: "=E2-F2" }, ["H2"]],
  [
    "months and a year",
    { B1: "Jan", C1: "Feb", D1: "Mar", E1: "2024", B2: 1, C2: 2, D2: 3, E2: 9, G2: "=AVERAGE(B2:E2)" },
    ["G2"],
  ],
  [
    "a quarter of one field over a year of another",
    { A1: '=CAPEXDATA("AMZN","total_net_sales","FY2024")', B1: `=CAPEXDATA("AMZN","purchases_ppe_gross","2024Q4")/A1` },
    ["B1"],
  ],
  ["a year that is left out", { B1: 2021, C1: 2022, D1: 2023, E1: 2025, F1: 2026, G1: 2027 }, ["E1"]],
  [
    "a quarter that stands twice",
    { B1: "Q1 2024", C1: "Q2 2024", D1: "Q3 2024", E1: "Q3 2024", F1: "Q4 2024", G1: "Q1 2025" },
    ["E1"],
  ],
  ["a sum over quarters", { ...HEADS, ...ROW, H2: "=SUM(B2:E2)" }, []],
  ["the share of a quarter in its year", { ...HEADS, ...ROW, H2: "=E2/F2" }, []],
  ["the last twelve months", { ...HEADS, ...ROW, H2: "=F2+E2-B2" }, []],
  ["chosen years", { B1: 2020, C1: 2021, D1: 2025, E1: 2030, F1: 2035 }, []],
  ["two blocks of years", { B1: 2021, C1: 2022, D1: 2023, E1: 2021, F1: 2022, G1: 2023 }, []],
])("periods: %s", async (_, cells, culprits) => {
  const { found } = await told(cells, "periods");
  expect(found.map(({ culprit }) => culprit.address)).toEqual(culprits);
});
