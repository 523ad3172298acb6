// The audit as a sheet: a row for each cell, and for each of its findings.
import { namesOf } from "../model/records";
import { hash } from "../data/hash";
import type { Cell, SheetPlan } from "../host/host";
import { HEADER, paragraph, QUIET, type RangeStyle, type Row, TITLE } from "../sheets/block";
import { type Stamp, stamped } from "../sheets/stamp";
import { concerns, type Finding } from "./finding";
import type { WorkbookAudit } from "./findings";
import type { AuditedCell, Standing } from "./followed";
import { versionOf } from "./changes";
import { texts } from "../languages";

const words = texts.review;

const WIDTHS = [20, 10, 24, 14, 18, 90, 60, 18];

const COLORS: Readonly<Partial<Record<Standing, string>>> = {
  stale: "#8a5a00",
  differs: "#b10e1c",
  error: "#b10e1c",
};

export function reportSheet({ cells, findings }: WorkbookAudit, name: string, stamp: Stamp): SheetPlan {
  const head: Row[] = [
    [words.report.title],
    ...paragraph(words.report.about),
    [words.report.summary(cells.length, tally(cells))],
    [stamped(stamp)],
    [],
  ];
  const first = head.length + 2;
  const lines = cells.flatMap(linesOf);
  const others = findings.filter((finding) => !cells.some((cell) => concerns(finding, cell)));
  const rows = [...lines.map(({ row }) => row), ...others.map(otherRow)];
  const range = `A${first - 1}:H${Math.max(first - 1 + rows.length, first)}`;
  return {
    name,
    cells: [...head, [...words.report.headings], ...rows],
    widths: WIDTHS,
    frozenRows: first - 1,
    styles: [
      { range: "A1", ...TITLE },
      { range: `A2:A${head.length - 1}`, ...QUIET },
      { range: `A${first - 1}:H${first - 1}`, ...HEADER },
      ...verdictStyles(lines, first),
    ],
    manifest: {
      kind: "report",
      sheet: name,
      range,
      rows: rows.length,
      hash: hash(JSON.stringify(rows)),
      version: versionOf(stamp),
      request: "",
    },
  };
}

interface Line {
  readonly standing: Standing;
  readonly row: Cell[];
}

/** The verdict stands on the first line, each finding on one of its own. */
function linesOf({ sheet, address, functions, standing, sentence, formula, value, findings }: AuditedCell): Line[] {
  const line = (finding: string | null, says: string): Line => ({
    standing,
    row: [sheet, address, functions.join(", "), words.standings[standing], finding, says, formula, value],
  });
  return [line(null, sentence), ...findings.map((finding) => line(words.kinds[finding.kind], said(finding)))];
}

/** What concerns no cell of ours. */
const otherRow = ({ kind, culprit, sentence, why }: Finding): Cell[] => [
  culprit.sheet,
  culprit.address,
  null,
  null,
  words.kinds[kind],
  said({ sentence, why }),
  null,
  null,
];

const said = ({ sentence, why }: Pick<Finding, "sentence" | "why">): string =>
  [sentence, why].filter((text) => text !== "").join(". ");

function tally(cells: readonly AuditedCell[]): string[] {
  const standings = namesOf(words.standings);
  return standings.flatMap((standing) => {
    const number = cells.filter((cell) => cell.standing === standing).length;
    return number === 0 ? [] : [`${words.standings[standing].toLowerCase()} ${texts.figure(number)}`];
  });
}

/** One range for each stretch of lines of one verdict. */
function verdictStyles(lines: readonly Line[], first: number): RangeStyle[] {
  const styles: RangeStyle[] = [];
  let start = 0;
  lines.forEach(({ standing }, index) => {
    if (lines[index + 1]?.standing === standing) return;
    const color = COLORS[standing];
    if (color !== undefined) styles.push({ range: `D${first + start}:D${first + index}`, color });
    start = index + 1;
  });
  return styles;
}
