// Every topic of custom functions but the audit, which explains them. A new topic adds one line; a new function adds none.
export * from "./capex";
export * from "./cashflow";
export * from "./claims";
export * from "./cost";
export * from "./debt";
export * from "./depreciation";
export * from "./fleet";
export * from "./payback";
export * from "./price";
export * from "./tokens";
export * from "./whatif";
