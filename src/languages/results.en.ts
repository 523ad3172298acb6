// The results above a preset's assumptions: what each is, and how it is meant, in English: the pane fetches these words with what uses them.

export const results = {
  mixedRent: { label: "Rent, mix of contracts", note: "The published rate is this, rounded" },
  yearRevenue: { label: "Revenue of a year", note: "Every sold hour at the rent" },
  capexYield: {
    label: "Yield on capital cost",
    note: "Opex that is due from the first year; later opex is in the assumptions",
  },
  payback: {
    label: "Payback before tax, in the preset's days",
    note: "Basis 0 counts a year as 360 days; opex that is due from the first year",
  },
  calendarPayback: { label: "Payback before tax, in calendar days", note: "Basis 3 counts a year as 365 days" },
  paybackAfterTax: {
    label: "Payback after tax, in the preset's days",
    note: "Of the cash flow: all opex and tax counted, and what the sale brings at the end",
  },
  npv: {
    label: "Net present value of the cash flow",
    note: "All opex, tax and resale counted, at the preset's wacc",
  },
  irr: { label: "Internal rate of return", note: "Of the same cash flow" },
  multiple: {
    label: "Profit for each dollar of capital cost",
    note: "Sum of the same cash flow over the capital cost",
  },
  equityIrr: {
    label: "Internal rate of return on the equity",
    note: "After interest, fee and repayment of the debt",
  },
  minDscr: { label: "Lowest debt service cover", note: "Cash before debt service over interest and repayment" },
  grossCost: { label: "Gross cost behind the effect", note: "Of assets of even age" },
  firstYearDepreciation: {
    label: "More depreciation in the first year",
    note: "Prospective change of estimate (ASC 250)",
  },
  operatingIncome2025: {
    label: "Operating income 2025, all three",
    note: "Longer life less retirement less shorter life",
  },
  pot: { label: "The pot of the four", note: "Amazon by its AI share alone, as the article has it" },
  announced: { label: "What the four announced", note: "Amazon in full" },
  tenYearOutput: { label: "Output in ten years, recomputed", note: "The pot at the ten-year multiple" },
  outputIfPricesFall: { label: "Output if prices fall, recomputed", note: "The article rounds it to 1,500" },
  revenueNeeded: {
    label: "Yearly revenue that the pot needs",
    note: "To recover it over ten years at a gross margin of 25%",
  },
  it2024: { label: "IT, 2024", note: "AI and general-purpose servers" },
  aiGrowth2024: { label: "Growth of AI, 2024", note: "The article says doubled" },
  capex2024: {
    label: "Capital spending, 2024",
    note: "The three parts; the filings give the total of which they are parts",
  },
  ai2025: { label: "AI, 2025, recomputed", note: "The article says 86" },
  shortfall2023: { label: "Shortfall of AWS sales, 2023", note: "What was sold below the forecast of 2019" },
  shortfall2024: { label: "Shortfall of AWS sales, 2024", note: "What was sold below the forecast of 2019" },
  forecastGrowth2024: { label: "Growth in 2024, forecast", note: "Scenario three" },
  actualGrowth2024: { label: "Growth in 2024, actual", note: "AWS net sales" },
  shorterLives2025: {
    label: "Depreciation from shorter lives, 2025",
    note: "Amazon takes a subset of its servers from 6 to 5 years: what it disclosed, recomputed",
  },
};
