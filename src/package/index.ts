// What a program gets beside the functions by their names, which the build writes.
import { catalogue } from "../catalogue/catalogue";
import { provide } from "../data/dataset";
import { shipped } from "../data/shipped";
import { cashPresets } from "../data/presets";
import { call, spoken, valueOf } from "./calls";
import { deals as readDeals } from "./deals";
import { explain, trace } from "./explained";
import { search } from "./figures";
import { formula } from "./formula";
import type { Package } from "./public";

export { CapexError } from "./runtime";

export const capex: Package = {
  call,
  explain,
  trace,
  formula,
  search,
  functions: () => catalogue,
  scenarios: cashPresets,
  provideDataset: (dataset) => provide(shipped(dataset)),
  deals: (columns, metrics) =>
    spoken(() => {
      const { metrics: names, judge } = readDeals(columns, metrics);
      return { metrics: names, judge: (row, scenario) => judge(row, scenario).map(valueOf) };
    }),
};
