import { CHECKSUMS } from "./checksums";

// The answers of node 20, gjs 1.74 (SpiderMonkey 102) and jsc (WebKitGTK 2.50), which agreed.
const VERIFIED: Readonly<Record<string, string>> = {
  exp: "d2cff575",
  expm1: "d8444bf3",
  log: "6531da88",
  log1p: "d5a2b3c1",
  "whole powers": "dd99bf7",
  "broken powers": "ccb6eb97",
  "rates of return": "56752d8",
  "all rates of return": "4f659f03",
  "normal numbers": "205571fd",
  "lognormal numbers": "e309e5b7",
  "triangular numbers": "28a968aa",
  "PERT numbers": "3b0c0f0b",
  "correlated deals": "ae5c524",
  "random trials": "ad0f9272",
  searches: "b5ccf3d4",
};

test.each(Object.keys(CHECKSUMS))("%s: the bits that three engines agreed on", (name) => {
  expect(CHECKSUMS[name]()).toBe(VERIFIED[name]);
});
