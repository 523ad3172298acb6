import { CHECKSUMS } from "./checksums";

// The answers of node 20, gjs 1.74 (SpiderMonkey 102) and jsc (WebKitGTK 2.50), which agreed.
const VERIFIED: Readonly<Record<string, string>> = {
  exp: "d2cff575",
  expm1: "d8444bf3",
  log: "6531da88",
  log1p: "d5a2b3c1",
  "whole powers": "dd99bf7",
  "broken powers": "ccb6eb97",
  "rates of return": "cd46eac6",
  "all rates of return": "761bc381",
  "normal numbers": "205571fd",
  "lognormal numbers": "e309e5b7",
  "triangular numbers": "28a968aa",
  "PERT numbers": "3b0c0f0b",
  "correlated deals": "c90a3f5",
  "random trials": "2d8e56c6",
  searches: "b5ccf3d4",
};

test.each(Object.keys(CHECKSUMS))("%s: the bits that three engines agreed on", (name) => {
  expect(CHECKSUMS[name]()).toBe(VERIFIED[name]);
});
