// The topics of custom functions that every cell has at hand: all but those that are fetched (fetched.ts), and the audit, which explains the others.
// A new topic adds one line; a new function adds none.
export * from "./cashflow";
export * from "./cost";
export * from "./debt";
export * from "./depreciation";
export * from "./fleet";
export * from "./payback";
export * from "./presets";
export * from "./price";
export * from "./tokens";
export * from "./whatif";
