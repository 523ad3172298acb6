// What reads a cell: every formula of the workbook that names it, by itself, in a range, by a name or in a table.
import { area, areaOf } from "../../host/a1";
import type { Host, Progress, Ref } from "../../host/host";
import { Pages } from "../pages";
import { afterReading, snapshot } from "../snapshot";
import { type Draft, inChunks } from "./line";
import type { Precedents } from "./precedents";

/** Of a spill, so many cells are looked for in other formulas. */
const MOST_SPILLED = 1_000;

export class Dependents {
  private constructor(
    private readonly pages: Pages,
    private readonly precedents: Precedents,
  ) {}

  /** Reads the whole workbook, once for all cells that are asked about. */
  static async in(host: Host, precedents: Precedents, progress: Progress = {}): Promise<Dependents> {
    const book = await snapshot(host, progress);
    const pages = await Pages.of(book, precedents.following.readFormula, afterReading(progress));
    return new Dependents(pages, precedents);
  }

  /** The same line, opening into the cells that read it. */
  turned(line: Draft): Draft {
    const { ref } = line;
    if (line.kind !== "cell" || ref === null) return line;
    const readers = this.readersOf(ref);
    return {
      ...line,
      grow:
        readers.length === 0
          ? null
          : () =>
              inChunks(readers, async (some) => (await this.precedents.cells(some)).map((each) => this.turned(each))),
    };
  }

  private readersOf({ sheet, address }: Ref): readonly Ref[] {
    const { top, left } = areaOf(address);
    const spill = this.pages.at(sheet, top, left)?.cell.spill ?? null;
    const place = (spill === null ? null : area(spill)) ?? areaOf(address);
    const found = new Map<string, Ref>();
    let looked = 0;
    for (let row = place.top; row <= place.bottom; row++)
      for (let column = place.left; column <= place.right && looked < MOST_SPILLED; column++, looked++)
        for (const { cell } of this.pages.readers(sheet, row, column))
          found.set(`${cell.sheet}!${cell.address}`, { sheet: cell.sheet, address: cell.address });
    return [...found.values()];
  }
}
