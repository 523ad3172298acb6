// The topics of custom functions that every cell has at hand: all but the article's claims, which are fetched, and the audit, which explains the others.
// A new topic adds one line; a new function adds none.
export * from "./capex";
export * from "./cashflow";
export * from "./cost";
export * from "./debt";
export * from "./depreciation";
export * from "./fleet";
export * from "./payback";
export * from "./price";
export * from "./tokens";
export * from "./whatif";
