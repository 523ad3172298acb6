// What written-out calculations, sensitivities and cash flows say on their sheets, in English: fetched with what writes them.

export const sheets = {
  expand: {
    sheet: "Audit",
    title: (cell: string) => `How ${cell} is calculated`,
    about:
      "Every row is an ordinary formula over the rows above it; any spreadsheet recalculates it without this add-in. Green inputs follow your own cells, blue ones are values, black is calculated.",
    headings: ["Label", "Key", "Unit", "Source", "Formula in words", "Value"],
    answer: (name: string) => `Answer of ${name}`,
    result: "The formula over these answers",
    cell: (cell: string) => `The cell ${cell}`,
    fixed: "fixed: this block is written for this value",
    difference: "Difference",
    tolerance: "0 when they agree to 1e-12 of the largest term",
    yourCell: "your cell",
    yourValue: "written in the formula",
    refused: {
      error: (part: string) => `${part} answers an error: mend it first, then write it out.`,
      unread: (part: string) => `${part} could not be followed, so the calculation is not written out.`,
      manyAnswers: (part: string) =>
        `${part} gives too many answers inside one formula: write out a cell of its own for each.`,
    },
  },

  sensitivity: {
    sheet: (preset: string) => `${preset} sensitivity`,
    title: (preset: string) => `${preset}: what if rent and utilization were others`,
    about:
      "One formula, spilled, over the assumptions on their own sheet. Write another metric (payback, yield, npv, irr, multiple, tco, breakevenRate) or other values. Where there is no answer, such as a payback beyond the horizon, it is #N/A. Shaded is the base case: the scenario as it stands.",
    metric: "Metric",
    down: (label: string) => `${label} ↓`,
    across: (label: string) => `${label} →`,
  },

  /** Instead of a result that there is not. */
  comparison: {
    noReturn: "no rate of return",
    noRent: "no such rent",
  },

  cashflow: {
    sheet: (preset: string) => `${preset} cash flow`,
    title: (preset: string) => `${preset}: yearly cash flow, $`,
    about:
      "One formula, spilled; it follows the assumptions on their own sheet. Costs are negative, so that columns add up. Year 0 is the investment.",
    chart: (preset: string) => `${preset}: cash to date before the sale, $; it crosses 0 at the payback after tax`,
    beforeSale: "cash to date before the sale",
    /** Over the ids that the answer itself has. */
    columns: [
      "Year",
      "Revenue",
      "Opex",
      "EBITDA",
      "Depreciation",
      "EBIT",
      "Tax",
      "Capital cost",
      "Resale",
      "Free cash flow",
      "To date",
      "To date, discounted",
    ],
    prepayment: "Prepaid",
  },

  ledger: {
    columns: [
      "Claim",
      "What it says",
      "Published",
      "Recomputed",
      "Difference",
      "Tolerance",
      "Unit",
      "Verdict",
      "Reason",
      "Source",
    ],
  },
};
