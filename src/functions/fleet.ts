// A custom function for deliveries that start at different times.
import { CASHFLOW_COLUMNS, columnOf } from "../model/cashflow";
import { fail, must } from "../model/errors";
import { fleet, FLEET_STEPS, type Phase } from "../model/deliveries";
import { type Key, KEY_NAMES, KEYS, keyNamed, MAX_YEARS } from "../model/keys";
import { namesOf } from "../model/records";
import { type Assumptions, type Change, shapes } from "../model/scenario";
import { spillColumn, spillColumns, type SpillEntry, spillTable } from "../model/steps/spill";
import { watched } from "../model/steps/trace";
import {
  answer,
  type Cells,
  choice,
  isBlank,
  isNothing,
  noteArgument,
  numeric,
  omitted,
  refuseError,
  rowsOf,
  unknown,
} from "./edge";
import { keyCell, readScenario } from "./scenario";

const COLUMN_NAMES = namesOf(CASHFLOW_COLUMNS);

const START = "start";
const NAME = "name";

/** What a column of the phases holds. */
function headingOf(cell: unknown, column: number): typeof START | typeof NAME | Key {
  refuseError("phases", cell);
  must(
    typeof cell === "string" && cell !== "",
    `phases, column ${column + 1} has no heading: the first row names start and scenario keys`,
  );
  const wanted = cell.trim().toLowerCase();
  if (wanted === START || wanted === NAME) return wanted;
  return keyNamed(cell) ?? unknown("key", cell, [START, NAME, ...KEY_NAMES]);
}

function phasesOf(cells: Cells, assumptions: Assumptions): readonly Phase[] {
  if (omitted(cells, isNothing)) {
    note("start1", "Start", "years", 0, "our default");
    return [{ name: "Phase 1", start: 0, changes: [] }];
  }
  const [first, ...rows] = rowsOf("phases", cells);
  const headings = first.map(headingOf);
  const twice = headings.find((heading, i) => headings.indexOf(heading) < i);
  if (twice !== undefined) fail("#VALUE!", `phases names ${twice} in two columns: keep one`);
  for (const needed of [START, "gpus"] as const)
    must(headings.includes(needed), `phases has no column ${needed}: give each delivery its ${needed}`);
  const filled = rows.map((row, i) => ({ row, n: i + 2 })).filter(({ row }) => !row.every(isNothing));
  must(filled.length > 0, "phases has headings and no row: give one delivery a row");
  return filled.map(({ row, n }, index): Phase => {
    const place = `phases, row ${n}`;
    const cellOf = (heading: string): unknown => row[headings.findIndex((each) => each === heading)];
    const start = isBlank(cellOf(START)) ? NaN : numeric(`${place}: start`, cellOf(START));
    must(
      start >= 0 && start <= MAX_YEARS,
      `${place}: start is ${isBlank(cellOf(START)) ? "blank" : start}: it must be a number of years from 0 to ${MAX_YEARS}`,
    );
    must(!isBlank(cellOf("gpus")), `${place}: gpus is blank: say how many are delivered`);
    note(`start${index + 1}`, `Start of phase ${index + 1}`, "years", start);
    const told = headings.flatMap((heading): [Key, number][] => {
      if (heading === START || heading === NAME) return [];
      const value = keyCell(place, heading, cellOf(heading));
      return value === undefined ? [] : [[heading, value]];
    });
    const name = cellOf(NAME);
    return {
      name: isBlank(name) ? `Phase ${index + 1}` : String(name),
      start,
      changes: [
        ...told.map(([key, value]) => changeOf(key, value, index + 1)),
        ...capexWith(told, assumptions).map(([key, value]) =>
          changeOf(key, value, index + 1, "as much a GPU as the scenario's"),
        ),
      ],
    };
  });
}

/** A delivery whose cost is not told costs as much for each GPU as the scenario's. */
function capexWith(told: readonly (readonly [Key, number])[], { capex, gpus }: Assumptions): [Key, number][] {
  const delivered = told.find(([key]) => key === "gpus");
  if (delivered === undefined || told.some(([key]) => key === "capex")) return [];
  return [["capex", (capex * delivered[1]) / gpus]];
}

function changeOf(key: Key, value: number, phase: number, source?: string): Change {
  const name = `${key}${phase}`;
  const { label, unit } = KEYS[key];
  note(name, `${label}, phase ${phase}`, unit, value, source, shapes(key));
  return { key, value, is: { path: [], key: name } };
}

function note(key: string, name: string, unit: string, value: number, source?: string, structural = true): void {
  if (watched()) noteArgument("phases", value, source, { key, label: name, unit, structural });
}

/**
 * Cash flow of deliveries on one calendar: each phase is the scenario with its own start and keys. A year of a phase that starts within a calendar year is spread over two.
 * @customfunction GPUFLEET
 * @param [phases] Range whose first row names "start" (years from now, fractions allowed), "gpus", other scenario keys, and "name" if wanted; one delivery a row, a blank cell is the scenario's value; capex that is not told follows the GPUs. One phase at 0 if omitted.
 * @param [scenario] Name of a cash preset, or a two-column range of key and value (a blank value is left out, 0 means 0); "TNP-2025" if omitted.
 * @param [overrides] Two-column range of key and value, or text such as "rate=2.35;utilization=0.85"; it wins over the scenario; a blank value is left out, 0 means 0; none if omitted.
 * @param [output] "table" of the total with headings, one column by its name such as "freeCashFlow", or "phases", a table of each phase under the other; "table" if omitted.
 * @returns Rows for calendar year 0, now, to the end of the last phase, with the columns of GPUCASHFLOW; "phases" has the phase's name before them. Each phase pays its own tax.
 * @example =SUM(GPUFLEET(,,,"revenue")) → 13175040000
 * @example =INDEX(GPUFLEET({"start","gpus";0,8000;1.5,8000},,,"capex"), 3) → -750000000
 * @example =GPUFLEET({"start","gpus";0,""}) → #VALUE!
 */
export function gpuFleet(
  phases: unknown[][],
  scenario: unknown[][],
  overrides: unknown[][],
  output: unknown[][],
): unknown[][] {
  return answer(() => {
    const assumptions = readScenario({ scenario, overrides });
    const wanted = choice("output", output, ["table", ...COLUMN_NAMES, "phases"], "table");
    const own = phasesOf(phases, assumptions);
    const flows = fleet(assumptions, own);
    if (wanted === "phases")
      return spillTable([
        ["phase", ...COLUMN_NAMES],
        ...flows.phases.flatMap((flow, p) =>
          flow.columns.year.map((_, i): SpillEntry[] => [
            own[p].name,
            ...COLUMN_NAMES.map((name): SpillEntry => {
              const key = name === "year" ? "calendar" : `${FLEET_STEPS[name]}OnCalendar`;
              return { key, value: columnOf(flow, name)[i], within: [`phase${p + 1}`], index: [0, i] };
            }),
          ]),
        ),
      ]);
    if (wanted !== "table") return spillColumn(FLEET_STEPS[wanted], columnOf(flows.total, wanted));
    return spillColumns(
      COLUMN_NAMES,
      COLUMN_NAMES.map((name) => [FLEET_STEPS[name], columnOf(flows.total, name)] as const),
    );
  });
}
