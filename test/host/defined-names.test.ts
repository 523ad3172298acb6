// Names for cells: what Excel allows, by Microsoft's "Names in formulas", and the nearest to what a person wrote.
import { isLegalName, legalName } from "../../src/host/defined-names";

test.each(["MyDeal", "My_deal.2", "_x", "Ärger", "TNP_2025", "gpu"])("%s may be a name", (name) => {
  expect(isLegalName(name)).toBe(true);
  expect(legalName(name)).toBe(name);
});

test.each([
  ["My deal (2)", "My_deal_2"],
  ["TNP-2025", "TNP_2025"],
  ["H100", "H100_"],
  ["XFD1048576", "XFD1048576_"],
  ["R1C1", "R1C1_"],
  ["c", "c_"],
  ["2 deals", "_2_deals"],
  ["true", "true_"],
  ["", "_"],
  ["'; DROP", "DROP"],
  ["x".repeat(300), "x".repeat(254)],
])("%j may not be a name, %s may", (wanted, name) => {
  expect(isLegalName(wanted)).toBe(false);
  expect(legalName(wanted)).toBe(name);
  expect(isLegalName(name)).toBe(true);
});
