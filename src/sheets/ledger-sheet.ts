// The article's ledger as a sheet: one formula that spills, so that every recomputed figure is live.
import { CLAIMS } from "../data/ledger";
import type { SheetPlan } from "../host/host";
import { texts } from "../languages";
import { sheetTexts } from "../languages/sheets";
import { HEADER, paragraph, QUIET, type RangeStyle, type Row, TITLE } from "./block";
import { imprint, marksOf } from "./imprint";
import { type Stamp, stamped } from "./stamp";

const longest = (column: "about" | "reason" | "source"): number =>
  Math.max(...CLAIMS.map((claim) => claim[column].length));

/** claim, about, published, recomputed, difference, tolerance, unit, verdict, reason, source */
const WIDTHS = [8, longest("about"), 12, 13, 12, 11, 22, 14, longest("reason"), longest("source")];

export function ledgerSheet(name: string, stamp: Stamp): SheetPlan {
  // Over the ids that the answer has stand words.
  const head: Row[] = [
    [texts.ledger.sheetTitle],
    ...paragraph(texts.ledger.sheetAbout),
    [stamped(stamp)],
    [...sheetTexts.ledger.columns],
  ];
  const header = head.length + 1;
  const [first, last] = [header + 1, header + CLAIMS.length];
  const cells: Row[] = [...head, [{ formula: "=CAPEXRECONCILE()" }]];
  const range = `A${header}`;
  const styles: RangeStyle[] = [
    { range: "A1", ...TITLE },
    { range: `A2:A${head.length - 1}`, ...QUIET },
    { range: `A${head.length}:J${head.length}`, ...HEADER },
    { range: `A${header}:J${header}`, ...QUIET },
    { range: `C${first}:F${last}`, numberFormat: "#,##0.00##" },
    { range: `H${first}:H${last}`, bold: true },
  ];
  return {
    name,
    cells,
    widths: WIDTHS,
    styles,
    frozenRows: header,
    manifest: {
      kind: "ledger",
      sheet: name,
      range,
      rows: CLAIMS.length,
      hash: imprint(marksOf(cells, range)),
      version: stamp.dataset,
      request: JSON.stringify({ ledger: "all" }),
    },
  };
}
