// Long because it is data: workbooks as analysts make them, without one of our functions, for what the audit says of honest work.
// Each is written out here from the habits of its kind: actuals typed, forecasts filled, notes in words, a check row, steps typed over.
import { columnName } from "../../src/host/a1";
import type { Cell } from "../../src/host/host";

export interface ForeignSheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

export interface ForeignWorkbook {
  readonly name: string;
  readonly sheets: readonly ForeignSheet[];
}

const f = (formula: string): Cell => ({ formula: `=${formula}` });
const range = (length: number): number[] => Array.from({ length }, (_, i) => i);

/** A row with a label, a unit, and a cell for each of `count` columns from C; `at` gives the column's letters and those before it. */
const across = (
  label: string,
  unit: string,
  count: number,
  at: (own: string, before: string, index: number) => Cell,
): Cell[] => [label, unit, ...range(count).map((i) => at(columnName(i + 2), columnName(i + 1), i))];

const YEARS = [2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031];

function dcf(): ForeignWorkbook {
  const n = YEARS.length;
  const actual =
    (values: readonly number[], formula: (own: string, before: string) => Cell) =>
    (own: string, before: string, i: number): Cell =>
      values[i] ?? formula(own, before);
  const inputs: Cell[][] = [
    ["Discounted cash flow", null],
    ["Inputs", "All amounts in $ million unless stated"],
    ["WACC", 0.092],
    ["Terminal growth", 0.025],
    ["Tax rate", 0.21],
    ["Shares outstanding (m)", 412.5],
    ["Net debt", 1830],
    ["Valuation date", 45992],
  ];
  const rows: Cell[][] = [
    ["Northern Grid plc", "Discounted cash flow, $ million"],
    [],
    across("Year to December", "", n, (_, __, i) => YEARS[i]),
    across(
      "Revenue",
      "$m",
      n,
      actual([8120, 8675, 9240], (own, before) => f(`${before}4*(1+${own}5)`)),
    ),
    across("Growth", "%", n, (own, before, i) =>
      i === 0 ? null : i < 3 ? f(`${own}4/${before}4-1`) : i === 3 ? 0.06 : i === 6 ? 0.045 : f(`${before}5`),
    ),
    across(
      "Cost of sales",
      "$m",
      n,
      actual([-4870, -5120, -5390], (own) => f(`-${own}4*${own}7`)),
    ),
    across("Cost of sales, share of revenue", "%", n, (own, before, i) =>
      i < 3 ? f(`-${own}6/${own}4`) : i === 3 ? f(`AVERAGE(C7:E7)`) : f(`${before}7`),
    ),
    across("Gross profit", "$m", n, (own) => f(`${own}4+${own}6`)),
    across(
      "Operating expenses",
      "$m",
      n,
      actual([-1510, -1588, -1702], (own, before) => f(`${before}9*(1+${own}5*0.8)`)),
    ),
    across("EBITDA", "$m", n, (own) => f(`${own}8+${own}9`)),
    across("EBITDA margin", "%", n, (own) => f(`${own}10/${own}4`)),
    across(
      "Depreciation",
      "$m",
      n,
      actual([-520, -545, -580], (own) => f(`-${own}13*0.72`)),
    ),
    across(
      "Capital expenditure",
      "$m",
      n,
      actual([760, 812, 905], (own) => f(`${own}4*0.095`)),
    ),
    across("EBIT", "$m", n, (own) => f(`${own}10+${own}12`)),
    across("Tax on EBIT", "$m", n, (own) => f(`-${own}14*Inputs!$B$5`)),
    across(
      "Change in working capital",
      "$m",
      n,
      actual([-45, 30, -62], (own, before) => f(`-(${own}4-${before}4)*0.11`)),
    ),
    across("Free cash flow", "$m", n, (own) => f(`${own}14+${own}15-${own}12-${own}13+${own}16`)),
    across("Discount factor", "", n, (own, _, i) => (i < 3 ? null : f(`1/(1+Inputs!$B$3)^(${own}3-2024)`))),
    across("Present value", "$m", n, (own, _, i) => (i < 3 ? null : f(`${own}17*${own}18`))),
    [],
    ["Sum of present values", "$m", f("SUM(F19:L19)")],
    ["Terminal value", "$m", f("L17*(1+Inputs!B4)/(Inputs!B3-Inputs!B4)")],
    ["Present value of terminal value", "$m", f("C22*L18")],
    ["Enterprise value", "$m", f("C21+C23")],
    ["Less net debt", "$m", f("-Inputs!B7")],
    ["Equity value", "$m", f("C24+C25")],
    ["Value a share", "$", f("C26/Inputs!B6")],
    ["Terminal value, share of EV", "%", f("C23/C24")],
  ];
  const grid: Cell[][] = [
    ["Value a share by WACC and growth"],
    ["WACC", ...[0.015, 0.02, 0.025, 0.03]],
    ...[0.08, 0.085, 0.09, 0.095, 0.1].map((wacc, i): Cell[] => [
      wacc,
      ..."BCDE"
        .split("")
        .map((c) => f(`(DCF!$C$21+DCF!$L$17*(1+${c}$2)/($A${i + 3}-${c}$2)*DCF!$L$18+DCF!$C$25)/Inputs!$B$6`)),
    ]),
  ];
  return {
    name: "discounted cash flow",
    sheets: [
      { name: "Inputs", rows: inputs },
      { name: "DCF", rows },
      { name: "Grid", rows: grid },
    ],
  };
}

function statements(): ForeignWorkbook {
  const n = 8;
  const income: Cell[][] = [
    ["Income statement", "USD thousand"],
    across("Fiscal year", "", n, (_, __, i) => `FY${2023 + i}`),
    across("Product revenue", "k", n, (_, before, i) => (i < 2 ? [41200, 46350][i] : f(`${before}3*1.08`))),
    across("Service revenue", "k", n, (_, before, i) => (i < 2 ? [12800, 14900][i] : f(`${before}4*1.12`))),
    across("Total revenue", "k", n, (own) => f(`SUM(${own}3:${own}4)`)),
    across("Cost of revenue", "k", n, (own, _, i) => (i < 2 ? [28350, 31600][i] : f(`${own}5*0.52`))),
    across("Gross profit", "k", n, (own) => f(`${own}5-${own}6`)),
    across("Research", "k", n, (own, _, i) => (i < 2 ? [6100, 6900][i] : f(`${own}5*0.11`))),
    across("Sales and marketing", "k", n, (own, _, i) => (i < 2 ? [5400, 5900][i] : f(`${own}5*0.095`))),
    across("General", "k", n, (_, before, i) => (i < 2 ? [3100, 3300][i] : f(`${before}10*1.03`))),
    across("Operating expenses", "k", n, (own) => f(`SUM(${own}8:${own}10)`)),
    across("Operating income", "k", n, (own) => f(`${own}7-${own}11`)),
    across("Interest", "k", n, (_, before, i) => (i < 2 ? [-410, -395][i] : f(`-Balance!${before}12*0.055`))),
    across("Pre-tax income", "k", n, (own) => f(`${own}12+${own}13`)),
    across("Tax", "k", n, (own) => f(`-MAX(${own}14,0)*0.23`)),
    across("Net income", "k", n, (own) => f(`${own}14+${own}15`)),
    across("Net margin", "%", n, (own) => f(`IFERROR(${own}16/${own}5,0)`)),
  ];
  const balance: Cell[][] = [
    ["Balance sheet", "USD thousand"],
    across("Fiscal year", "", n, (own) => f(`Income!${own}2`)),
    across("Cash", "k", n, (own, _, i) => (i === 0 ? 8200 : f(`Cash!${own}13`))),
    across("Receivables", "k", n, (own, _, i) => (i === 0 ? 9100 : f(`Income!${own}5*60/365`))),
    across("Inventory", "k", n, (own, _, i) => (i === 0 ? 5200 : f(`Income!${own}6*70/365`))),
    across("Current assets", "k", n, (own) => f(`SUM(${own}3:${own}5)`)),
    across("Fixed assets", "k", n, (_, before, i) => (i === 0 ? 21000 : f(`${before}7+2600-2100`))),
    across("Total assets", "k", n, (own) => f(`${own}6+${own}7`)),
    [],
    across("Payables", "k", n, (own, _, i) => (i === 0 ? 4700 : f(`Income!${own}6*55/365`))),
    across("Accruals", "k", n, (_, before, i) => (i === 0 ? 1900 : f(`${before}11`))),
    across("Debt", "k", n, (_, before, i) => (i === 0 ? 7500 : f(`${before}12-500`))),
    across("Total liabilities", "k", n, (own) => f(`SUM(${own}10:${own}12)`)),
    across("Equity", "k", n, (own, before, i) => (i === 0 ? f("C8-C13") : f(`${before}14+Income!${own}16`))),
    across("Liabilities and equity", "k", n, (own) => f(`${own}13+${own}14`)),
    across("Check", "", n, (own) => f(`ROUND(${own}8-${own}15,0)`)),
  ];
  const cash: Cell[][] = [
    ["Cash flow", "USD thousand"],
    across("Fiscal year", "", n, (own) => f(`Income!${own}2`)),
    across("Net income", "k", n, (own) => f(`Income!${own}16`)),
    across("Depreciation", "k", n, () => 2100),
    across("Receivables", "k", n, (own, before, i) => (i === 0 ? 0 : f(`Balance!${before}4-Balance!${own}4`))),
    across("Inventory", "k", n, (own, before, i) => (i === 0 ? 0 : f(`Balance!${before}5-Balance!${own}5`))),
    across("Payables", "k", n, (own, before, i) => (i === 0 ? 0 : f(`Balance!${own}10-Balance!${before}10`))),
    across("Cash from operations", "k", n, (own) => f(`SUM(${own}3:${own}7)`)),
    across("Capital expenditure", "k", n, () => -2600),
    across("Debt repaid", "k", n, (own, before, i) => (i === 0 ? 0 : f(`Balance!${own}12-Balance!${before}12`))),
    across("Net cash flow", "k", n, (own) => f(`SUM(${own}8:${own}10)`)),
    across("Opening cash", "k", n, (_, before, i) => (i === 0 ? 8200 : f(`${before}13`))),
    across("Closing cash", "k", n, (own, _, i) => (i === 0 ? f("C12") : f(`${own}12+${own}11`))),
  ];
  return {
    name: "three statements",
    sheets: [
      { name: "Income", rows: income },
      { name: "Balance", rows: balance },
      { name: "Cash", rows: cash },
    ],
  };
}

function loan(): ForeignWorkbook {
  const first = 10;
  const months = 60;
  const last = first + months - 1;
  const rows: Cell[][] = [
    ["Term loan"],
    ["Principal", 25_000_000],
    ["Interest rate", 0.0725],
    ["Months", months],
    ["Payment", f("PMT(B3/12,B4,-B2)")],
    ["First payment", 45688],
    ["Fee", 0.015],
    ["Fee paid", f("B2*B7")],
    ["Month", "Date", "Opening", "Interest", "Principal", "Closing", "Days", "Cumulative interest"],
    ...range(months).map((i): Cell[] => {
      const row = first + i;
      return [
        i === 0 ? 1 : f(`A${row - 1}+1`),
        f(i === 0 ? "B6" : `EDATE($B$6,A${row}-1)`),
        f(i === 0 ? "B2" : `F${row - 1}`),
        f(`C${row}*$B$3/12`),
        f(`$B$5-D${row}`),
        f(`C${row}-E${row}`),
        i === 0 ? 31 : f(`B${row}-B${row - 1}`),
        f(`SUM($D$${first}:D${row})`),
      ];
    }),
    ["Total", null, null, f(`SUM(D${first}:D${last})`), f(`SUM(E${first}:E${last})`)],
    ["Check", null, null, null, f(`ROUND(E${last + 1}-B2,2)`)],
  ];
  return { name: "loan", sheets: [{ name: "Loan", rows }] };
}

function capacity(): ForeignWorkbook {
  const regions = ["Virginia", "Ohio", "Oregon", "Dublin", "Frankfurt", "Tokyo"];
  const quarters = 8;
  const data: Cell[][] = [
    ["Site", "Region", "Quarter", "MW", "Cost per MW", "Cost"],
    ...range(48).map((i): Cell[] => [
      `Site ${i + 1}`,
      regions[i % regions.length],
      `Q${(Math.floor(i / 6) % 4) + 1} ${i < 24 ? 2025 : 2026}`,
      12 + ((i * 7) % 30),
      8.5 + ((i * 3) % 11) / 10,
      f(`D${i + 2}*E${i + 2}`),
    ]),
  ];
  const names = range(quarters).map((i) => `Q${(i % 4) + 1} ${i < 4 ? 2025 : 2026}`);
  const last = columnName(quarters);
  const plan: Cell[][] = [
    ["Capacity by region, MW", ...names, "Total"],
    ...regions.map((region, i): Cell[] => [
      region,
      ...range(quarters).map((q) =>
        f(`SUMIFS(Sites!$D$2:$D$49,Sites!$B$2:$B$49,$A${i + 2},Sites!$C$2:$C$49,${columnName(q + 1)}$1)`),
      ),
      f(`SUM(B${i + 2}:${last}${i + 2})`),
    ]),
    ["Total", ...range(quarters + 1).map((q) => f(`SUM(${columnName(q + 1)}2:${columnName(q + 1)}7)`))],
    ["Cumulative", ...range(quarters).map((q) => f(q === 0 ? "B8" : `${columnName(q)}9+${columnName(q + 1)}8`))],
    ["Share of total", ...range(quarters).map((q) => f(`${columnName(q + 1)}8/$${columnName(quarters + 1)}$8`))],
    [],
    ["Sites in Virginia", f('COUNTIF(Sites!B2:B49,"Virginia")')],
    ["Average cost per MW, $m", f("AVERAGE(Sites!E2:E49)")],
    ["Weighted cost per MW, $m", f("SUMPRODUCT(Sites!D2:D49,Sites!E2:E49)/SUM(Sites!D2:D49)")],
    ["Largest site", f("MAX(Sites!D2:D49)")],
  ];
  return {
    name: "capacity plan",
    sheets: [
      { name: "Sites", rows: data },
      { name: "Plan", rows: plan },
    ],
  };
}

function prices(): ForeignWorkbook {
  const parts = range(40).map((i): Cell[] => [
    `P-${1000 + i}`,
    ["Switch", "Cable", "Server", "Rack", "Optics"][i % 5],
    180 + i * 37,
    f(`VLOOKUP(B${i + 6},$H$6:$I$10,2,FALSE)`),
    f(`C${i + 6}*(1-D${i + 6})`),
    f(`IF(E${i + 6}>1000,"bulk","unit")`),
  ]);
  const tiers: [string, number][] = [
    ["Switch", 0.12],
    ["Cable", 0.3],
    ["Server", 0.08],
    ["Rack", 0.15],
    ["Optics", 0.22],
  ];
  tiers.forEach(([name, discount], i) => {
    parts[i].push(null, name, discount);
  });
  const rows: Cell[][] = [
    ["Price deck"],
    ["Currency", "USD"],
    ["Valid from", 45931],
    [],
    ["Part", "Group", "List", "Discount", "Net", "Kind", null, "Group", "Discount"],
    ...parts,
    [],
    ["Total at list", null, f("SUM(C6:C45)")],
    ["Total net", null, null, null, f("SUM(E6:E45)")],
    ["Average discount", null, null, f("1-E48/C47")],
    ["Bulk lines", null, null, null, f('COUNTIF(F6:F45,"bulk")')],
    ["Median net", null, null, null, f("MEDIAN(E6:E45)")],
    ["Part wanted", "P-1017"],
    ["Its net price", f("INDEX(E6:E45,MATCH(B52,A6:A45,0))")],
  ];
  return { name: "price deck", sheets: [{ name: "Prices", rows }] };
}

function headcount(): ForeignWorkbook {
  const people = range(24).map((i): Cell[] => {
    const row = i + 5;
    return [
      `Person ${i + 1}`,
      ["Engineering", "Sales", "Operations"][i % 3],
      82_000 + i * 2500,
      45658 + i * 31,
      ...range(12).map((m) => f(`IF($D${row}<=EOMONTH(${columnName(m + 4)}$4,0),$C${row}/12*(1+$B$2),0)`)),
      f(`SUM(E${row}:P${row})`),
    ];
  });
  const rows: Cell[][] = [
    ["Headcount 2026"],
    ["On-costs", 0.18],
    [],
    ["Name", "Team", "Salary", "Start", 46023, ...range(11).map((m) => f(`EDATE(${columnName(m + 4)}4,1)`)), "2026"],
    ...people,
    [
      "Total",
      null,
      f("SUM(C5:C28)"),
      null,
      ...range(13).map((m) => f(`SUM(${columnName(m + 4)}5:${columnName(m + 4)}28)`)),
    ],
    [],
    ["By team"],
    ...["Engineering", "Sales", "Operations"].map((team, i): Cell[] => [
      team,
      f(`COUNTIF($B$5:$B$28,A${i + 32})`),
      f(`SUMIF($B$5:$B$28,A${i + 32},$C$5:$C$28)`),
      f(`C${i + 32}/B${i + 32}`),
    ]),
  ];
  return { name: "headcount", sheets: [{ name: "People", rows }] };
}

function tape(): ForeignWorkbook {
  const loans = range(80).map((i): Cell[] => {
    const row = i + 2;
    return [
      `L${String(i + 1).padStart(3, "0")}`,
      ["A", "B", "C"][(i * 5) % 3],
      250_000 + ((i * 7919) % 900_000),
      0.045 + ((i * 13) % 40) / 1000,
      36 + 12 * (i % 5),
      f(`PMT(D${row}/12,E${row},-C${row})`),
      f(`IF(B${row}="A",0.005,IF(B${row}="B",0.015,0.04))`),
      f(`C${row}*G${row}*0.45`),
    ];
  });
  const summary: Cell[][] = [
    ["Grade", "Loans", "Balance", "Average rate", "Weighted rate", "Expected loss", "Loss, % of balance"],
    ...["A", "B", "C"].map((_, i): Cell[] => {
      const row = i + 2;
      return [
        "ABC"[i],
        f(`COUNTIF(Tape!$B$2:$B$81,A${row})`),
        f(`SUMIF(Tape!$B$2:$B$81,A${row},Tape!$C$2:$C$81)`),
        f(`AVERAGEIF(Tape!$B$2:$B$81,A${row},Tape!$D$2:$D$81)`),
        f(`SUMPRODUCT((Tape!$B$2:$B$81=A${row})*Tape!$C$2:$C$81*Tape!$D$2:$D$81)/C${row}`),
        f(`SUMIFS(Tape!$H$2:$H$81,Tape!$B$2:$B$81,A${row})`),
        f(`F${row}/C${row}`),
      ];
    }),
    [
      "Total",
      f("SUM(B2:B4)"),
      f("SUM(C2:C4)"),
      f("AVERAGE(Tape!D2:D81)"),
      f("SUMPRODUCT(C2:C4,E2:E4)/C5"),
      f("SUM(F2:F4)"),
      f("F5/C5"),
    ],
    [],
    ["Largest", f("MAX(Tape!C2:C81)")],
    ["Second largest", f("LARGE(Tape!C2:C81,2)")],
    ["Median", f("MEDIAN(Tape!C2:C81)")],
    ["Rate at the largest", f("INDEX(Tape!D2:D81,MATCH(B7,Tape!C2:C81,0))")],
  ];
  return {
    name: "loan tape",
    sheets: [
      {
        name: "Tape",
        rows: [["Loan", "Grade", "Balance", "Rate", "Months", "Payment", "Default", "Expected loss"], ...loans],
      },
      { name: "Summary", rows: summary },
    ],
  };
}

function rollup(): ForeignWorkbook {
  const years = 3;
  const columns = range(years).flatMap((y) => [1, 2, 3, 4].map((q) => `Q${q} ${2023 + y}`).concat(`FY${2023 + y}`));
  const isYear = (i: number): boolean => i % 5 === 4;
  const flow = (label: string, base: number): Cell[] =>
    across(label, "$m", columns.length, (_, __, i) =>
      isYear(i)
        ? f(`SUM(${columnName(i - 2)}${rowOf(label)}:${columnName(i + 1)}${rowOf(label)})`)
        : base + ((i * 17) % 23) * 4,
    );
  const labels = [
    "Cloud",
    "Devices",
    "Advertising",
    "Revenue",
    "Cost",
    "Margin",
    "Margin, share",
    "Growth on the year",
  ];
  const rowOf = (label: string): number => labels.indexOf(label) + 3;
  const rows: Cell[][] = [
    ["Segments"],
    ["", "", ...columns],
    flow("Cloud", 910),
    flow("Devices", 420),
    flow("Advertising", 260),
    across("Revenue", "$m", columns.length, (own) => f(`SUM(${own}3:${own}5)`)),
    across("Cost", "$m", columns.length, (_, __, i) =>
      isYear(i) ? f(`SUM(${columnName(i - 2)}7:${columnName(i + 1)}7)`) : -(930 + ((i * 11) % 19) * 5),
    ),
    across("Margin", "$m", columns.length, (own) => f(`${own}6+${own}7`)),
    across("Margin, share", "%", columns.length, (own) => f(`${own}8/${own}6`)),
    across("Growth on the year", "%", columns.length, (own, _, i) =>
      i < 5 ? null : f(`${own}6/${columnName(i - 3)}6-1`),
    ),
    [],
    ["Last twelve months", "$m", f("SUM(M6:P6)")],
    ["Best quarter", "$m", f("MAX(C6:F6,H6:K6,M6:P6)")],
  ];
  return { name: "quarters and years", sheets: [{ name: "Segments", rows }] };
}

function pipeline(): ForeignWorkbook {
  const deals = range(45).map((i): Cell[] => {
    const row = i + 6;
    return [
      `Opportunity ${i + 1}`,
      ["Lead", "Proposal", "Contract"][(i * 2) % 3],
      40_000 + ((i * 6173) % 310_000),
      f(`CHOOSE(MATCH(B${row},$F$2:$H$2,0),$F$3,$G$3,$H$3)`),
      f(`C${row}*D${row}`),
      45992 + ((i * 11) % 300),
      f(`YEAR(F${row})`),
      f(`ROUNDUP(MONTH(F${row})/3,0)`),
    ];
  });
  const rows: Cell[][] = [
    ["Pipeline"],
    ["Stage", null, null, null, null, "Lead", "Proposal", "Contract"],
    ["Chance", null, null, null, null, 0.1, 0.35, 0.8],
    [],
    ["Name", "Stage", "Amount", "Chance", "Weighted", "Close", "Year", "Quarter"],
    ...deals,
    ["Total", null, f("SUM(C6:C50)"), f("E51/C51"), f("SUM(E6:E50)")],
    [],
    ["2026 by quarter", 1, 2, 3, 4],
    ["Weighted", ..."BCDE".split("").map((c) => f(`SUMIFS($E$6:$E$50,$G$6:$G$50,2026,$H$6:$H$50,${c}53)`))],
    ["Deals", ..."BCDE".split("").map((c) => f(`COUNTIFS($G$6:$G$50,2026,$H$6:$H$50,${c}53)`))],
    ["Average", ..."BCDE".split("").map((c) => f(`IF(${c}55=0,0,${c}54/${c}55)`))],
    ["Deviation of amounts", f("STDEV(C6:C50)")],
  ];
  return { name: "pipeline", sheets: [{ name: "Deals", rows }] };
}

function waterfall(): ForeignWorkbook {
  const n = 10;
  const rows: Cell[][] = [
    ["Depreciation by vintage", "$m"],
    ["Life, years", 6],
    ["Year", "", ...range(n).map((i) => 2024 + i)],
    ["Additions", "", 120, 180, 260, 310, 330, 330, 300, 280, 260, 250],
    [],
    ...range(n).map((v): Cell[] => [
      f(`INDEX($C$3:$L$3,1,${v + 1})`),
      f(`INDEX($C$4:$L$4,1,${v + 1})`),
      ...range(n).map((y) =>
        f(`IF(AND(${columnName(y + 2)}$3>$A${v + 6},${columnName(y + 2)}$3<=$A${v + 6}+$B$2),$B${v + 6}/$B$2,0)`),
      ),
    ]),
    ["Depreciation", "", ...range(n).map((y) => f(`SUM(${columnName(y + 2)}6:${columnName(y + 2)}15)`))],
    ["Opening", "", ...range(n).map((y): Cell => (y === 0 ? 640 : f(`${columnName(y + 1)}18`)))],
    ["Closing", "", ...range(n).map((y) => f(`${columnName(y + 2)}17+${columnName(y + 2)}4-${columnName(y + 2)}16`))],
    ["Growth of the base", "", ...range(n).map((y) => f(`${columnName(y + 2)}18/${columnName(y + 2)}17-1`))],
  ];
  return { name: "vintages", sheets: [{ name: "Vintages", rows }] };
}

function fleet(): ForeignWorkbook {
  const years = 6;
  const rows: Cell[][] = [
    ["GPU cluster, monthly rent"],
    ["GPUs", 4096],
    ["Price per GPU", 31_500],
    ["Rent per hour", 2.65],
    ["Utilization", 0.82],
    ["Power per GPU, kW", 1.32],
    ["PUE", 1.22],
    ["Power price, $/kWh", 0.074],
    ["Staff and other, $/year", 4_800_000],
    ["Discount rate", 0.11],
    ["Rent decline", 0.14],
    [],
    across("Year", "", years + 1, (_, before, i) => (i === 0 ? 0 : f(`${before}13+1`))),
    across("Capital cost", "$", years + 1, (_, __, i) => (i === 0 ? f("-B2*B3") : 0)),
    across("Rent", "$", years + 1, (own, _, i) => (i === 0 ? 0 : f(`$B$2*8760*$B$5*$B$4*(1-$B$11)^(${own}13-1)`))),
    across("Power", "$", years + 1, (_, __, i) => (i === 0 ? 0 : f("-$B$2*$B$6*$B$7*$B$8*8760"))),
    across("Staff and other", "$", years + 1, (_, __, i) => (i === 0 ? 0 : f("-$B$9"))),
    across("Cash flow", "$", years + 1, (own) => f(`SUM(${own}14:${own}17)`)),
    across("Cumulative", "$", years + 1, (own, before, i) => f(i === 0 ? "C18" : `${before}19+${own}18`)),
    ["NPV", "", f("C18+NPV(B10,D18:I18)")],
    ["IRR", "", f("IRR(C18:I18)")],
    ["Payback, years", "", f('IFERROR(INDEX(C13:I13,MATCH(TRUE,INDEX(C19:I19>0,0),0)),"never")')],
    ["Cost of a GPU-hour", "$", f("-SUM(D16:I17)/SUM(D13:I13)/(B2*8760)")],
    ["Log of growth", "", f("LN(D15/E15)")],
    ["Half-life of rent, years", "", f("LN(0.5)/LN(1-B11)")],
  ];
  return { name: "cluster", sheets: [{ name: "Cluster", rows }] };
}

function budget(): ForeignWorkbook {
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const lines = ["Rent", "Power", "Maintenance", "Insurance", "Security", "Travel", "Licences", "Training"];
  const sheet = (name: string, base: number): ForeignSheet => ({
    name,
    rows: [
      [`${name} 2026, $`],
      ["", ...months, "Year"],
      ...lines.map((line, i): Cell[] => [
        line,
        ...range(12).map((m) => base + i * 450 + ((m * 37 + i * 11) % 90)),
        f(`SUM(B${i + 3}:M${i + 3})`),
      ]),
      ["Total", ...range(13).map((m) => f(`SUM(${columnName(m + 1)}3:${columnName(m + 1)}10)`))],
    ],
  });
  const variance: ForeignSheet = {
    name: "Variance",
    rows: [
      ["Actual less budget, $"],
      ["", ...months, "Year"],
      ...lines.map((line, i): Cell[] => [
        line,
        ...range(13).map((m) => f(`Actual!${columnName(m + 1)}${i + 3}-Budget!${columnName(m + 1)}${i + 3}`)),
      ]),
      ["Total", ...range(13).map((m) => f(`SUM(${columnName(m + 1)}3:${columnName(m + 1)}10)`))],
      [
        "Of budget",
        ...range(13).map((m) =>
          f(`IF(Budget!${columnName(m + 1)}11=0,0,${columnName(m + 1)}11/Budget!${columnName(m + 1)}11)`),
        ),
      ],
      [
        "Above?",
        ...range(13).map((m) =>
          f(`IF(${columnName(m + 1)}12>5%,"above",IF(${columnName(m + 1)}12<-5%,"below","in line"))`),
        ),
      ],
    ],
  };
  return { name: "budget", sheets: [sheet("Budget", 2400), sheet("Actual", 2450), variance] };
}

function ownership(): ForeignWorkbook {
  const holders = ["Founder A", "Founder B", "Seed fund", "Series A fund", "Employees"];
  const shares = [4_000_000, 3_500_000, 1_200_000, 2_600_000, 900_000];
  const rows: Cell[][] = [
    ["Cap table"],
    ["Pre-money, $", 80_000_000],
    ["New money, $", 20_000_000],
    ["Price per share", f("B2/C11")],
    [],
    ["Holder", "Before", "Shares", "Share", "New", "After", "Share after", "Value"],
    ...holders.map((holder, i): Cell[] => {
      const row = i + 7;
      return [holder, "x", shares[i], f(`C${row}/C$12`), 0, f(`C${row}+E${row}`), f(`F${row}/F$13`), f(`F${row}*$B$4`)];
    }),
    ["Total before", null, f("SUM(C7:C11)"), f("SUM(D7:D11)")],
    ["New fund", null, null, null, f("ROUND(B3/B4,0)"), f("SUM(F7:F11)+E13"), f("E13/F13"), f("E13*$B$4")],
  ];
  return { name: "cap table", sheets: [{ name: "Cap", rows }] };
}

export const FOREIGN: readonly ForeignWorkbook[] = [
  dcf(),
  statements(),
  loan(),
  capacity(),
  prices(),
  headcount(),
  tape(),
  rollup(),
  pipeline(),
  waterfall(),
  fleet(),
  budget(),
  ownership(),
];
