// What is fetched after the pane is usable, and how one that does not arrive is told.
import { HostError } from "../host/host";
import { texts } from "../languages";

/** A part that does not arrive is asked for again the next time. */
export const fetched =
  <T>(ask: () => Promise<T>) =>
  async (): Promise<T> => {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof Error && error.name === "ChunkLoadError")
        throw new HostError("PartMissing", texts.work.partMissing);
      throw error;
    }
  };

/** The figures of companies: they stand in the dataset when this has come. */
export const figures = fetched(() => import(/* webpackChunkName: "figures" */ "../data/built-in"));

/** A part that reads them, once both have come. */
export const withFigures = <T>(ask: () => Promise<T>): (() => Promise<T>) =>
  fetched(async () => (await Promise.all([ask(), figures()]))[0]);

/** Prices, clusters and useful lives. */
export const tables = fetched(() => import(/* webpackChunkName: "tables" */ "../data/tables"));
/** Servers under lives of three to six years, as a sheet. */
export const wallOnSheet = fetched(() => import(/* webpackChunkName: "wall" */ "./wall-sheet"));
/** The article's claims as a sheet. */
export const ledgerOnSheet = withFigures(() => import(/* webpackChunkName: "ledger" */ "./ledger-sheet"));
