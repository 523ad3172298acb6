// The audit as a sheet: a row for each cell, and for each of its findings.
import { namesOf } from "../model/records";
import { hash } from "../data/hash";
import { textLiteral } from "../explain/formula-text";
import { qualified } from "../host/a1";
import type { Cell, Host, Ref, SheetPlan } from "../host/host";
import { HEADER, paragraph, QUIET, type RangeStyle, type Row, TITLE } from "../sheets/block";
import { type Stamp, stamped } from "../sheets/stamp";
import { concerns, type Finding, keyOf, SEVERITIES } from "./finding";
import type { Remark } from "./remarks";
import type { WorkbookAudit } from "./findings";
import type { AuditedCell, Standing } from "./followed";
import { versionOf } from "./changes";
import { texts } from "../languages";
import { reviewTexts } from "../languages/review";
import { inList } from "../languages/writing";

const words = reviewTexts;

const WIDTHS = [20, 10, 24, 14, 18, 90, 60, 18, 12, 40];

const COLORS: Readonly<Partial<Record<Standing, string>>> = {
  stale: "#8a5a00",
  differs: "#b10e1c",
  error: "#b10e1c",
};

/** In Excel every address leads to its cell; o-spreadsheet knows links to whole sheets only. */
export function reportSheet(
  { cells, findings }: WorkbookAudit,
  name: string,
  stamp: Stamp,
  kind: Host["kind"],
  remarks: readonly Remark[] = [],
): SheetPlan {
  const telling: Telling = {
    reasons: new Map(remarks.map(({ key, reason }) => [key, reason])),
    place: kind === "excel" ? linkTo : ({ address }) => address,
  };
  const head: Row[] = [
    [words.report.title],
    ...paragraph(words.report.about),
    [words.report.summary(cells.length, tally(cells))],
    [stamped(stamp)],
    [],
  ];
  const first = head.length + 2;
  const lines = [...cells].sort(byGravest).flatMap((cell) => linesOf(cell, telling));
  const others = findings.filter((finding) => !cells.some((cell) => concerns(finding, cell)));
  const rows = [...lines.map(({ row }) => row), ...others.map((finding) => otherRow(finding, telling))];
  const range = `A${first - 1}:J${Math.max(first - 1 + rows.length, first)}`;
  return {
    name,
    cells: [...head, [...words.report.headings], ...rows],
    widths: WIDTHS,
    frozenRows: first - 1,
    // A table can be sorted and filtered.
    ...(rows.length === 0 ? {} : { table: { range, name: `Capex_${name.replace(/\W+/g, "_")}` } }),
    styles: [
      { range: "A1", ...TITLE },
      { range: `A2:A${head.length - 1}`, ...QUIET },
      { range: `A${first - 1}:J${first - 1}`, ...HEADER },
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

/** The cell with the gravest finding first. */
const byGravest = (one: AuditedCell, other: AuditedCell): number => gravity(one) - gravity(other);

const gravity = ({ findings }: AuditedCell): number =>
  Math.min(SEVERITIES.length, ...findings.map(({ severity }) => SEVERITIES.indexOf(severity)));

interface Telling {
  readonly reasons: ReadonlyMap<string, string>;
  /** How a row says where its cell is. */
  readonly place: (ref: Ref) => Cell;
}

/** A place in this workbook begins with "#"; of a whole sheet it is its first cell. */
function linkTo({ sheet, address }: Ref): Cell {
  const place = `#${qualified({ sheet, address: address || "A1" }).replaceAll("$", "")}`;
  return { formula: `=HYPERLINK(${textLiteral(place)},${textLiteral(address || sheet)})` };
}

/** The verdict stands on the first line, each finding on one of its own. */
function linesOf(
  { sheet, address, functions, standing, sentence, formula, value, findings }: AuditedCell,
  { reasons, place }: Telling,
): Line[] {
  const line = (finding: Finding | null, says: string): Line => ({
    standing,
    row: [
      sheet,
      place({ sheet, address }),
      inList(functions),
      words.standings[standing],
      finding === null ? null : words.kinds[finding.kind],
      says,
      formula,
      value,
      ...weighed(finding, reasons),
    ],
  });
  return [line(null, sentence), ...findings.map((finding) => line(finding, said(finding)))];
}

/** What concerns no cell of ours. */
const otherRow = (finding: Finding, { reasons, place }: Telling): Cell[] => [
  finding.culprit.sheet,
  place(finding.culprit),
  null,
  null,
  words.kinds[finding.kind],
  said(finding),
  null,
  null,
  ...weighed(finding, reasons),
];

const weighed = (finding: Finding | null, reasons: Telling["reasons"]): Cell[] =>
  finding === null ? [null, null] : [words.severities[finding.severity], reasons.get(keyOf(finding)) ?? null];

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
