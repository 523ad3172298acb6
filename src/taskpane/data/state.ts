// What the tab of data knows: what is to be loaded, the article's claims, and what earlier loads left.
import type { LedgerState } from "../../controls/ledger-view";
import type { Table } from "../../data/tables";
import type { Manifest } from "../../host/host";
import { type FiguresOffer, type FiguresRequest, firstFigures } from "../../sheets/figures";
import type { LoadedSheet } from "../../sheets/loaded-sheets";
import type { Collection } from "../../sheets/preview";
import type { TableName } from "../../sheets/request";

export interface DataState {
  readonly collection: Collection;
  /** Fetched when one of them is first chosen. */
  readonly tables: Readonly<Record<TableName, Table>> | null;
  readonly request: FiguresRequest;
  /** Of no fields until the figures have come. */
  readonly offer: FiguresOffer;
  readonly ledger: LedgerState;
  /** The records of earlier loads, */
  readonly records: readonly Manifest[];
  /** and what of them is listed: how each sheet stands. */
  readonly loadedSheets: readonly LoadedSheet[];
  /** Edited sheets that are to stay as they are. */
  readonly kept: readonly string[];
}

export const initialData = (): DataState => ({
  collection: "figures",
  tables: null,
  ...firstFigures(),
  ledger: { open: null, filter: "all", steps: {} },
  records: [],
  loadedSheets: [],
  kept: [],
});
