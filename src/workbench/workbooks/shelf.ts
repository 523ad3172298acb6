// The workbooks that this browser keeps: what they are called and when they changed, and apart from it what they hold.
import type { Model } from "@odoo/o-spreadsheet";
import { type DBSchema, openDB } from "idb";

/** A workbook as it stands in a list. */
export interface Entry {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly changed: number;
}

/** What a workbook holds. */
export interface Contents {
  /** As the spreadsheet exports it. */
  readonly data: ReturnType<Model["exportData"]>;
  /** The id of the sheet in front. */
  readonly sheet: string;
  /** Of a file that was opened: what of it is not here, in sentences. */
  readonly losses: readonly string[];
}

export interface Shelf {
  /** The last changed first. */
  list(): Promise<readonly Entry[]>;
  read(id: string): Promise<Contents | undefined>;
  /** Both or neither. */
  keep(entry: Entry, contents: Contents): Promise<void>;
  remove(id: string): Promise<void>;
}

interface Schema extends DBSchema {
  entries: { key: string; value: Entry; indexes: { changed: number } };
  contents: { key: string; value: Contents };
}

const BOTH = ["entries", "contents"] as const;

/** Rejects where the browser gives no storage. */
export async function openShelf(): Promise<Shelf> {
  const database = await openDB<Schema>("capex-functions", 1, {
    upgrade(fresh) {
      fresh.createObjectStore("entries", { keyPath: "id" }).createIndex("changed", "changed");
      fresh.createObjectStore("contents");
    },
  });
  return {
    async list() {
      return (await database.getAllFromIndex("entries", "changed")).reverse();
    },

    read: (id) => database.get("contents", id),

    async keep(entry, contents) {
      const transaction = database.transaction(BOTH, "readwrite");
      await Promise.all([
        transaction.objectStore("entries").put(entry),
        transaction.objectStore("contents").put(contents, entry.id),
        transaction.done,
      ]);
    },

    async remove(id) {
      const transaction = database.transaction(BOTH, "readwrite");
      await Promise.all([
        transaction.objectStore("entries").delete(id),
        transaction.objectStore("contents").delete(id),
        transaction.done,
      ]);
    },
  };
}
