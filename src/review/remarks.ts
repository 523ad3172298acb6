// What somebody said of findings: dismissed, with the reason, kept in the workbook on a sheet out of sight.
import { hash } from "../data/hash";
import type { Host, SheetPlan } from "../host/host";
import { reviewTexts } from "../languages/review";
import { HEADER, QUIET, type Row, TITLE } from "../sheets/block";
import { type Stamp, stamped } from "../sheets/stamp";

const words = reviewTexts.list.remarks;

export interface Remark {
  /** Of the finding: keyOf() in finding.ts. */
  readonly key: string;
  readonly sentence: string;
  readonly reason: string;
  readonly date: string;
}

const KIND = "remarks";

type Reader = Pick<Host, "manifests" | "read">;

export async function remarksIn(host: Reader): Promise<readonly Remark[]> {
  const kept = (await host.manifests()).find(({ kind }) => kind === KIND);
  if (kept === undefined || kept.rows === 0) return [];
  const { values } = await host.read({ sheet: kept.sheet, address: kept.range });
  return values.slice(1).flatMap(([sentence, reason, date, key]): Remark[] => {
    const [said, why, when, of] = [sentence, reason, date, key].map((value) => String(value ?? ""));
    return of === "" ? [] : [{ key: of, sentence: said, reason: why, date: when }];
  });
}

/** Writes them all anew, on the sheet that holds them already where there is one; answers what it wrote. */
export async function keepRemarks(
  host: Pick<Host, "manifests" | "freeNames" | "commit">,
  remarks: readonly Remark[],
  stamp: Stamp,
): Promise<SheetPlan> {
  const kept = (await host.manifests()).find(({ kind }) => kind === KIND);
  const name = kept?.sheet ?? (await host.freeNames([words.sheet]))[0];
  const head: Row[] = [[words.title], [stamped(stamp)], []];
  const rows = remarks.map(({ sentence, reason, date, key }): Row => [sentence, reason, date, key]);
  const first = head.length + 1;
  const plan: SheetPlan = {
    name,
    cells: [...head, [...words.headings], ...rows],
    widths: [60, 60, 12, 40],
    styles: [
      { range: "A1", ...TITLE },
      { range: "A2", ...QUIET },
      { range: `A${first}:D${first}`, ...HEADER },
    ],
    hidden: true,
    manifest: {
      kind: KIND,
      sheet: name,
      range: `A${first}:D${first + rows.length}`,
      rows: rows.length,
      hash: hash(JSON.stringify(rows)),
      version: stamp.dataset,
      request: "",
    },
  };
  await host.commit([plan], kept === undefined ? {} : { refresh: [name] });
  return plan;
}
