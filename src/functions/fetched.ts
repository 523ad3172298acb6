// The part of functions.js that is fetched when a cell first asks for it: the figures of companies, one's own beside them, and the
// article's ledger. Other homes of the functions have it at hand.
import "../data/built-in";

export * from "./capex";
export * from "./claims";
