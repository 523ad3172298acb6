// Records that are not figures of a company's period: changes of useful life, prices of a GPU-hour, costs of clusters, debt by facility.
// They are loaded as sheets; no function reads them, so functions.js does not carry them.
import { shipped } from "./shipped";
import clusters from "./dataset/clusters.json";
import debts from "./dataset/debts.json";
import prices from "./dataset/prices.json";
import usefulLives from "./dataset/useful-lives.json";

export interface Column {
  readonly id: string;
  readonly label: string;
  readonly kind: "text" | "number";
  readonly unit?: string;
}

/** Cells are null where nothing is known. */
export interface Table {
  readonly title: string;
  readonly about: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export const TABLES = shipped<Readonly<Record<"useful-lives" | "prices" | "clusters" | "debts", Table>>>({
  "useful-lives": usefulLives,
  prices,
  clusters,
  debts,
});
