// How our calls look in formulas of any origin.
import { bareCalls, callPattern } from "../../src/catalogue/calls";
import { isForeign, unprefixed } from "../../src/catalogue/prefixes";

const IDS = ["GPUPAYBACK", "GPUIRR"];

test.each([
  ["=_xldudf_GPUPAYBACK()", "=GPUPAYBACK()"],
  ["=_xldudf_CAPEX_GPUPAYBACK(A1)", "=GPUPAYBACK(A1)"],
  ["=CAPEX.GPUPAYBACK(A1)+capex.gpuirr()", "=GPUPAYBACK(A1)+GPUIRR()"],
  ["=[2]!_xldudf_GPUPAYBACK(A1)", "=GPUPAYBACK(A1)"],
  ["=Addin.xla!_xldudf_GPUIRR()", "=GPUIRR()"],
  ["='C:\\Tools\\Bob''s.xlam'!GPUIRR( A1 )", "=GPUIRR( A1 )"],
  ["=IF(A1>0,_XLDUDF_GPUPAYBACK(),[1]Book!CAPEX.GPUIRR())", "=IF(A1>0,GPUPAYBACK(),GPUIRR())"],
  ['="_xldudf_GPUPAYBACK()"&GPUIRR()', '="_xldudf_GPUPAYBACK()"&GPUIRR()'],
  ["=MYGPUPAYBACK()+GPUPAYBACK2()+GPUPAYBACK", "=MYGPUPAYBACK()+GPUPAYBACK2()+GPUPAYBACK"],
  ["=MY_GPUPAYBACK()+_xldudf_GPUIRR()", "=MY_GPUPAYBACK()+GPUIRR()"],
  ["='a capex.gpuirr(x)'!A1+capex.gpuirr(1)", "='a capex.gpuirr(x)'!A1+GPUIRR(1)"],
  ["=SUM(Deals[capex.gpuirr (USD)])+CAPEX.GPUIRR()", "=SUM(Deals[capex.gpuirr (USD)])+GPUIRR()"],
  ["='C:\\x\\[Addin.xlam]Sheet 1'!_xldudf_GPUIRR(A1)", "=GPUIRR(A1)"],
  ["=_xlfn.SINGLE(_xldudf_CAPEX_GPUIRR(_xldudf_CAPEX_GPUPAYBACK()))", "=_xlfn.SINGLE(GPUIRR(GPUPAYBACK()))"],
  ["=Sheet1!A1+GPUPAYBACK(Sheet1!B2)", "=Sheet1!A1+GPUPAYBACK(Sheet1!B2)"],
])("%s is typed again as %s", (formula, bare) => {
  expect(unprefixed(formula, IDS)).toBe(bare);
});

test("calls are found under any prefix, bare ones only without", () => {
  for (const formula of ["=GPUPAYBACK()", "=CAPEX.GPUPAYBACK ()", "=_xldudf_gpuirr(1)"])
    expect(formula).toMatch(callPattern(IDS));
  expect("=MYGPUPAYBACK()").not.toMatch(callPattern(IDS));
  expect("=CAPEX.GPUPAYBACK()+GPUIRR()".match(bareCalls(IDS))).toEqual(["GPUIRR"]);
  expect([isForeign("=[2]!GPUIRR()", IDS), isForeign("=GPUIRR(Sheet1!A1)", IDS)]).toEqual([true, false]);
});
