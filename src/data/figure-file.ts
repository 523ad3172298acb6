// Figures of one's own as files: CSV with the columns of a table, or the SEC's companyfacts; nothing of a file that contradicts itself or us is taken.
import { type Amount, companyFacts, millions } from "./companyfacts";
import { cellsOf } from "./csv";
import { ENTITIES, type Figure, type OwnFigures, withOwn } from "./dataset";
import { ALL_FIELDS, amountOf, isKnown } from "./derived";
import { ownFigures } from "./own-figures";
import { fiscalYearOf, type Period, periodId, periodOf, quartersLater, quarterSpan, year } from "./period";
import { must, present } from "../model/errors";

export const FILE_COLUMNS = ["entity", "field", "period", "value", "unit", "source", "note"] as const;

export type FileRow = readonly [string, string, string, number, string, string, string];

/** The figures of a file, as rows under FILE_COLUMNS; throws one sentence with everything that is wrong. */
export function readFigureFile(text: string): readonly FileRow[] {
  must(text.trim() !== "", "the file is empty");
  must(!text.includes("\u0000"), "the file is not text: save it as CSV");
  const rows = /^\s*[{[]/.test(text) ? factRows(companyFacts(text)) : csvRows(text);
  const own = ownFigures(rows, "file");
  const issues = contradictions(own);
  must(issues.length === 0, issues.slice(0, MOST_ISSUES).join("; "));
  return [...own.byKey.values()].map(rowOf);
}

const MOST_ISSUES = 5;

const rowOf = ({ entity, field, period, value, unit, source, note }: Figure): FileRow => [
  ...([entity, field, period] as const),
  value,
  ...([unit, source.replace(/^yours: /, ""), note] as const),
];

/** Amounts as rows under the headings of a table; what was restated stands as it was restated, and says so. */
const factRows = (amounts: readonly Amount[]): (readonly (string | number)[])[] => [
  ["entity", "field", "period", "value", "source"],
  ...amounts.map(({ entity, field, tag, period, value, fact, first, less }) => [
    entity.id,
    field,
    period,
    value,
    [
      `SEC companyfacts, us-gaap:${tag}, ${fact.form} filed ${fact.filed} (accession ${fact.accession})`,
      ...(first === undefined ? [] : [`, restated: first reported ${millions(first)}`]),
      ...(less === undefined ? [] : [` less ${less.form} filed ${less.filed}`]),
    ].join(""),
  ]),
];

/** Figures as a file that this reads again. */
export const figureFile = (figures: readonly Figure[]): string =>
  [FILE_COLUMNS, ...figures.map(rowOf)].map((row) => row.map(quoted).join(",")).join("\r\n") + "\r\n";

/** A text that a spreadsheet would take for a formula begins with an apostrophe, as people write it. */
const quoted = (cell: string | number): string => {
  const text = typeof cell === "string" && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : String(cell);
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** CSV with commas, semicolons or tabs, as the first line has them; numbers as numbers. */
function csvRows(text: string): readonly (readonly (string | number | null)[])[] {
  const plain = text.replace(/^\uFEFF/, "");
  const [heading] = plain.split(/\r?\n/, 1);
  const separator = [",", ";", "\t"].reduce((one, other) =>
    heading.split(other).length > heading.split(one).length ? other : one,
  );
  const rows = cellsOf(plain, separator);
  const value = rows[0].findIndex((name) => name.trim().toLowerCase() === "value");
  return rows.map((row, i) =>
    row.map((cell, j) => (i > 0 && j === value ? numberIn(cell) : cell.replace(/^'(?=[=+\-@])/, ""))),
  );
}

/** 28786 and 28,786.5 are numbers; 28.786,5 stays text, and is refused. */
const numberIn = (cell: string): string | number | null => {
  const plain = cell.trim();
  if (plain === "") return null;
  return /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(plain) ? Number(plain.replaceAll(",", "")) : plain;
};

/** A part and the whole that it cannot exceed. */
const PARTS = [
  ["aws_net_sales", "total_net_sales"],
  ["aws_net_additions_ppe", "total_net_additions_ppe"],
  ["aws_da_ppe", "da_ppe_total"],
] as const;

/** Of money spent or earned that is never below zero. */
const NEVER_NEGATIVE = /purchases|capex_gross|net_sales|_da_|^da_|rou_obtained|additions/;

/** A figure this many times its neighbour of ours is in another unit. */
const OUT_OF_SCALE = 100;
/** Four rounded quarters may miss their year by so many millions. */
const ROUNDING = 4;

/** Everything in which the figures contradict each other, or ours beside them. */
export function contradictions(own: OwnFigures): readonly string[] {
  return withOwn(own, () => {
    const issues = new Set<string>();
    for (const figure of own.byKey.values()) {
      const name = `${figure.entity} ${figure.field} ${figure.period}`;
      const period = present(periodOf(figure.period));
      if (figure.value < 0 && NEVER_NEGATIVE.test(figure.field))
        issues.add(`${name} is ${figure.value}: it is given without a minus`);
      for (const issue of [...againstYear(figure, period), ...againstWhole(figure, period)]) issues.add(issue);
    }
    for (const issue of outOfScale(own)) issues.add(issue);
    return [...issues];
  });
}

const fieldOf = (id: string) => present(ALL_FIELDS.find((field) => field.id === id));

/** The four quarters of the figure's fiscal year against the year. */
function againstYear({ entity, field }: Figure, period: Period): string[] {
  if ((period.kind !== "quarter" && period.kind !== "year") || fieldOf(field).kind !== "flow") return [];
  const yearEnd = ENTITIES.find(({ id }) => id === entity)?.yearEnd ?? 12;
  const fiscal = period.kind === "year" ? period : year(fiscalYearOf(period, yearEnd).year);
  const [, last] = quarterSpan(fiscal, yearEnd);
  const quarters = [3, 2, 1, 0].map((back) => quartersLater(last, -back));
  if (![fiscal, ...quarters].every((each) => isKnown(entity, field, each))) return [];
  const total = amountOf(entity, field, fiscal);
  const sum = quarters.reduce((all, each) => all + amountOf(entity, field, each), 0);
  return Math.abs(sum - total) <= ROUNDING
    ? []
    : [`${entity} ${field}: the quarters of ${periodId(fiscal)} add up to ${sum}, the year is ${total}`];
}

function againstWhole({ entity, field }: Figure, period: Period): string[] {
  return PARTS.filter((pair) => pair.some((each) => each === field)).flatMap(([part, whole]) => {
    if (![part, whole].every((each) => isKnown(entity, each, period))) return [];
    const [some, all] = [amountOf(entity, part, period), amountOf(entity, whole, period)];
    return some <= all ? [] : [`${entity} ${periodId(period)}: ${part} is ${some}, more than ${whole}, ${all}`];
  });
}

/** A figure beside which ours of the same kind of period is a hundred times as large, or as small. */
function outOfScale(own: OwnFigures): string[] {
  const usual = new Map<string, number>();
  withOwn({ byKey: new Map(), periods: new Map(), entities: [] }, () => {
    for (const { entity, field, period } of own.byKey.values()) {
      const at = present(periodOf(period));
      for (const back of [0, 1, 2, 3, 4].map((years) => ({ ...at, year: at.year - years })))
        if (!usual.has(`${entity}/${field}/${period}`) && isKnown(entity, field, back))
          usual.set(`${entity}/${field}/${period}`, Math.abs(amountOf(entity, field, back)));
    }
  });
  return [...own.byKey].flatMap(([key, { value, unit }]) => {
    const ours = usual.get(key) ?? 0;
    if (ours === 0 || value === 0) return [];
    const times = Math.abs(value) / ours;
    return times <= OUT_OF_SCALE && times >= 1 / OUT_OF_SCALE
      ? []
      : [`${key.replaceAll("/", " ")} is ${value} and ours of the years before ${ours}: is it in ${unit}?`];
  });
}
