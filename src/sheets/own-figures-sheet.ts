// Figures of one's own as a sheet: the table that the functions of figures take as their last argument.
import { FILE_COLUMNS, type FileRow } from "../data/figure-file";
import type { SheetPlan } from "../host/host";
import { texts } from "../languages";
import { ASSUMPTION, HEADER, paragraph, QUIET, type Row, TITLE } from "./block";
import { type Stamp, stamped } from "./stamp";

/** entity, field, period, value, unit, source, note */
const WIDTHS = [12, 34, 11, 14, 13, 70, 40];

/** No later load writes it again: what it holds is the person's, who may go on in it. */
export function ownFiguresSheet(rows: readonly FileRow[], name: string, stamp: Stamp): SheetPlan {
  const head: Row[] = [[texts.ownFigures.title], ...paragraph(texts.ownFigures.about), [stamped(stamp)], []];
  const header = head.length + 1;
  const last = header + rows.length;
  const [{ 0: entity, 1: field, 2: period }] = rows;
  const example = `=CAPEXDATA("${entity}", "${field}", "${period}",, A${header}:G${last})`;
  return {
    name,
    cells: [
      ...head.slice(0, -1),
      [texts.ownFigures.example, { formula: example }],
      [...FILE_COLUMNS],
      ...rows.map((row): Row => [...row]),
    ],
    widths: WIDTHS,
    styles: [
      { range: "A1", ...TITLE },
      { range: `A2:A${head.length}`, ...QUIET },
      { range: `A${header}:G${header}`, ...HEADER },
      { range: `D${header + 1}:D${last}`, numberFormat: "General", ...ASSUMPTION },
    ],
    frozenRows: header,
  };
}
