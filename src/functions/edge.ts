// Where cells become model values and model values become cells.
export * from "./answers";
export * from "./arguments";
