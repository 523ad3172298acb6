import fc from "fast-check";
import {
  fiscalLabel,
  fiscalQuarter,
  fiscalYearOf,
  inCalendar,
  periodStart,
  quarter,
  quarterSpan,
  year,
  type Period,
  periodEnd,
  periodId,
  periodOf,
  quartersLater,
  quartersOf,
  sortKey,
  yearBefore,
} from "../../src/data/period";
import { parsePeriod } from "../../src/data/written-period";

const years = fc.integer({ min: 1990, max: 2090 });
const parts = fc.integer({ min: 1, max: 4 });
const period: fc.Arbitrary<Period> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("quarter" as const, "fiscal" as const, "trailing" as const),
    year: years,
    part: parts,
  }),
  fc.record({ kind: fc.constant("half" as const), year: years, part: fc.integer({ min: 1, max: 2 }) }),
  fc.record({ kind: fc.constantFrom("year" as const, "calendar" as const), year: years, part: fc.constant(0) }),
);

test("a period is read back from its id, in either case", () => {
  fc.assert(
    fc.property(period, (period) => {
      expect(periodOf(periodId(period))).toEqual(period);
      expect(parsePeriod(periodId(period))).toEqual(period);
      expect(parsePeriod(` ${periodId(period).toLowerCase()} `)).toEqual(period);
    }),
  );
});

test.each([
  ["Q4 2024", "2024Q4"],
  ["2024-Q4", "2024Q4"],
  ["2024 q4", "2024Q4"],
  ["2024", "FY2024"],
  ["fy 2024", "FY2024"],
  ["TTM 2024Q4", "TTM2024Q4"],
  ["4Q24", "2024Q4"],
  ["4Q 2024", "2024Q4"],
  ["Q4'24", "2024Q4"],
  ["Q4’24", "2024Q4"],
  ["Q4 24", "2024Q4"],
  ["24Q4", "2024Q4"],
  ["Q4/2024", "2024Q4"],
  ["4q24e", "2024Q4"],
  ["FY24", "FY2024"],
  ["FY'24", "FY2024"],
  ["FY 2024E", "FY2024"],
  ["CY24", "CY2024"],
  ["1H24", "2024H1"],
  ["H2 2024", "2024H2"],
  ["LTM 4Q24", "TTM2024Q4"],
  ["Q4 2024 TTM", "TTM2024Q4"],
  ["trailing twelve months Q4 2024", "TTM2024Q4"],
  ["Q4, 2024", "2024Q4"],
  ["Q4.2024", "2024Q4"],
  ["2024_Q4", "2024Q4"],
  ["Q4–2024", "2024Q4"],
  ["Q4\u00A02024", "2024Q4"],
  ["Ｑ４ ２０２４", "2024Q4"],
  ["CQ4 2024", "2024Q4"],
  ["4QCY24", "2024Q4"],
  ["fourth quarter of 2024", "2024Q4"],
  ["1st quarter, 2025", "2025Q1"],
  ["Quarter 2 2024", "2024Q2"],
  ["second half 2024", "2024H2"],
  ["FY2024A", "FY2024"],
  ["2024E", "FY2024"],
  ["2024 FY", "FY2024"],
  ["fiscal 2024", "FY2024"],
  ["Fiscal year 2024", "FY2024"],
  ["calendar year 2024", "CY2024"],
])("%s means %s", (text, id) => {
  expect(periodId(parsePeriod(text) as Period)).toBe(id);
});

test("in whatever order, case and dress a person writes a period, it is that period", () => {
  const year = fc.integer({ min: 2000, max: 2090 }).chain((full) => {
    const short = String(full).slice(2);
    return fc.tuple(fc.constant(full), fc.constantFrom(String(full), short, `'${short}`, `’${short}`));
  });
  const gap = fc.constantFrom("", " ", "-", "/", ", ", "\u00A0", "_", " - ");
  const cased = fc.constantFrom(
    (text: string) => text,
    (text: string) => text.toLowerCase(),
    (text: string) => ` ${text} `,
    (text: string) => text.replace(/[0-9A-Z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  );
  fc.assert(
    fc.property(
      year,
      fc.constantFrom("Q", "H"),
      parts,
      fc.boolean(),
      fc.boolean(),
      gap,
      cased,
      ([full, written], letter, number, numberFirst, yearFirst, between, put) => {
        const part = letter === "Q" ? number : ((number - 1) % 2) + 1;
        const short = numberFirst ? `${part}${letter}` : `${letter}${part}`;
        const text = put(yearFirst ? `${written}${between}${short}` : `${short}${between}${written}`);
        const read = parsePeriod(text);
        expect([text, read === undefined ? "" : periodId(read)]).toEqual([text, `${full}${letter}${part}`]);
      },
    ),
    { numRuns: 1000 },
  );
});

test.each(["FY2024/25", "2024-12-31", "FQ4 2024", "December 2024", "1.2024", "Q4", "H1"])(
  "%p is not taken for a period",
  (text) => {
    expect(parsePeriod(text)).toBeUndefined();
  },
);

test.each(["", "2024Q5", "2024Q0", "5Q24", "Q4", "24", "'24", "2024H3", "TTM2024", "next year", "20244"])(
  "%p is no period",
  (text) => {
    expect(parsePeriod(text)).toBeUndefined();
  },
);

test("a fiscal year ends with the company's month: Microsoft's in June, Oracle's in May", () => {
  const end = (id: string, yearEnd: number): string => periodEnd(parsePeriod(id) as Period, yearEnd);
  expect(end("FY2024", 12)).toBe("2024-12-31");
  expect(end("FY2024", 6)).toBe("2024-06-30");
  expect(end("FY2024", 5)).toBe("2024-05-31");
  expect(end("CY2026", 6)).toBe("2026-12-31");
  expect(end("2024Q1", 6)).toBe("2024-03-31");
  expect(end("TTM2025Q3", 12)).toBe("2025-09-30");
  expect(end("2024H1", 12)).toBe("2024-06-30");
  expect([end("FY2024", 2), end("FY2023", 2), end("FY2100", 2), end("FY2000", 2)]).toEqual([
    "2024-02-29",
    "2023-02-28",
    "2100-02-28",
    "2000-02-29",
  ]);
});

test("quarters later and earlier undo each other, and four are a year", () => {
  fc.assert(
    fc.property(years, parts, fc.integer({ min: -400, max: 400 }), (year, part, count) => {
      const start: Period = { kind: "quarter", year, part };
      expect(quartersLater(quartersLater(start, count), -count)).toEqual(start);
      expect(quartersLater(start, -4)).toEqual(yearBefore(start));
    }),
  );
});

test("twelve trailing months are the quarters of a year when they end with it", () => {
  expect(quartersOf(parsePeriod("TTM2024Q4") as Period).map(periodId)).toEqual([
    "2024Q1",
    "2024Q2",
    "2024Q3",
    "2024Q4",
  ]);
  expect(quartersOf(parsePeriod("TTM2025Q2") as Period).map(periodId)).toEqual([
    "2024Q3",
    "2024Q4",
    "2025Q1",
    "2025Q2",
  ]);
});

test("periods stand in the order of their last day, the shorter first", () => {
  const ids = ["FY2024", "2024Q4", "TTM2024Q4", "2025Q1", "2024H2", "2024Q3"];
  const key = (id: string): string => sortKey(parsePeriod(id) as Period, 12);
  expect(ids.sort((a, b) => (key(a) < key(b) ? -1 : 1))).toEqual([
    "2024Q3",
    "2024Q4",
    "2024H2",
    "TTM2024Q4",
    "FY2024",
    "2025Q1",
  ]);
});

test("an id is one way of writing a period: no other text is one", () => {
  for (const text of [
    "",
    "2024",
    "Q4 2024",
    "4Q24",
    "fy2024",
    "2024Q5",
    "2024H3",
    "TTM2024H1",
    "TTM2024",
    "FY24",
    "2024Q4 ",
  ])
    expect([text, periodOf(text)]).toEqual([text, undefined]);
});

/** Quarters as the companies' own reports date them: Microsoft's year ends in June, Oracle's in May. */
test.each([
  ["FY2026Q1", 6, "2025-07-01", "2025-09-30"],
  ["FY2026Q4", 6, "2026-04-01", "2026-06-30"],
  ["FY2027Q1", 5, "2026-06-01", "2026-08-31"],
  ["FY2026Q3", 5, "2025-12-01", "2026-02-28"],
  ["FY2024Q3", 5, "2023-12-01", "2024-02-29"],
  ["FY2024Q4", 12, "2024-10-01", "2024-12-31"],
  ["2024H1", 12, "2024-01-01", "2024-06-30"],
  ["TTM2025Q3", 12, "2024-10-01", "2025-09-30"],
  ["FY2026", 6, "2025-07-01", "2026-06-30"],
])("%s of a year that ends in month %i runs from %s to %s", (id, yearEnd, start, end) => {
  const period = periodOf(id) as Period;
  expect([periodStart(period, yearEnd), periodEnd(period, yearEnd)]).toEqual([start, end]);
});

test("a fiscal quarter that is one of the calendar's is told as that, and back", () => {
  fc.assert(
    fc.property(years, parts, fc.constantFrom(3, 6, 9, 12), (of, part, yearEnd) => {
      const fiscal = fiscalQuarter(of, part);
      const calendar = inCalendar(fiscal, yearEnd);
      expect(calendar.kind).toBe("quarter");
      expect(periodEnd(calendar, yearEnd)).toBe(periodEnd(fiscal, yearEnd));
      expect(fiscalLabel(calendar, yearEnd)).toBe(periodId(fiscal));
      expect(fiscalYearOf(calendar, yearEnd)).toEqual(year(of));
    }),
  );
  expect(inCalendar(fiscalQuarter(2027, 1), 5)).toEqual(fiscalQuarter(2027, 1));
});

test("a company tells its periods by its own year", () => {
  const label = (id: string, yearEnd: number): string => fiscalLabel(periodOf(id) as Period, yearEnd);
  expect(label("2025Q3", 6)).toBe("FY2026Q1");
  expect(label("2025H2", 6)).toBe("FY2026H1");
  expect(label("TTM2025Q3", 6)).toBe("TTM FY2026Q1");
  expect(label("FY2026", 6)).toBe("FY2026");
  expect(label("CY2026", 6)).toBe("CY2026");
  expect(label("CY2026", 12)).toBe("FY2026");
  expect(label("FY2027Q1", 5)).toBe("FY2027Q1");
});

test("a year of Oracle's is its four quarters, and a calendar quarter stands for the one that has most of it", () => {
  expect(quarterSpan(year(2026), 5)).toEqual([fiscalQuarter(2026, 1), fiscalQuarter(2026, 4)]);
  expect(quarterSpan(quarter(2025, 3), 5)).toEqual([fiscalQuarter(2026, 1), fiscalQuarter(2026, 1)]);
  expect(quarterSpan(fiscalQuarter(2026, 3), 5)).toEqual([fiscalQuarter(2026, 3), fiscalQuarter(2026, 3)]);
  expect(quarterSpan(fiscalQuarter(2026, 1), 6)).toEqual([quarter(2025, 3), quarter(2025, 3)]);
  expect(fiscalYearOf(fiscalQuarter(2026, 3), 5)).toEqual(year(2026));
});

test.each(["FY2026Q1", "Q1 FY2026", "FY26 Q1", "1Q FY26", "Q1FY26", "first quarter of fiscal 2026"])(
  "%p is a fiscal quarter",
  (text) => {
    expect(parsePeriod(text)).toEqual(fiscalQuarter(2026, 1));
  },
);
