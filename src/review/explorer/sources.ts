// Where a value comes from that no formula calculates: a figure or an assumption of a sheet that we loaded, or somebody's typing.
import { area, areaOf, cellAt } from "../../host/a1";
import type { Host, Manifest } from "../../host/host";
import { SOURCE } from "../../languages/headings";
import { holds } from "../pages";
import type { Source } from "./line";
import type { Tiles } from "./tiles";

const KINDS: Readonly<Record<string, Source["kind"]>> = { dataset: "figure", preset: "assumption" };

/** The column that names the source of another: its own in a wide table, else the one of the row. */
const HEADINGS = SOURCE.map((heading) => heading.toLowerCase());

/** A document's address, beside the figure that it gives. */
const LINK = /^=HYPERLINK\("(https?:[^"]+)"/i;

export class Sources {
  private manifests: Promise<readonly Manifest[]> | undefined;

  constructor(
    private readonly host: Pick<Host, "manifests">,
    private readonly tiles: Tiles,
  ) {}

  async of(sheet: string, row: number, column: number): Promise<Source> {
    this.manifests ??= this.host.manifests();
    const loaded = (await this.manifests).find(
      (manifest) => manifest.sheet === sheet && manifest.kind in KINDS && within(manifest, row, column),
    );
    const found = loaded === undefined ? null : await this.onSheet(loaded, row, column);
    if (found !== null) return found;
    const { value } = this.tiles.at(sheet, row, column);
    const kind = value === null ? "blank" : "typed";
    return { kind, text: "", ref: null };
  }

  private async onSheet({ kind, sheet, range }: Manifest, row: number, column: number): Promise<Source | null> {
    const place = areaOf(range);
    const columns = Array.from({ length: place.right - place.left + 1 }, (_, index) => place.left + index);
    await this.tiles.ensure(
      columns.flatMap((each) => [place.top, row].map((at) => ({ sheet, row: at, column: each }))),
    );
    const heading = (at: number): string => String(this.tiles.at(sheet, place.top, at).value ?? "").toLowerCase();
    const own = heading(column).replace(/, [^,]*$/, "");
    const at =
      columns.find((each) => HEADINGS.some((source) => own !== "" && heading(each) === `${source}: ${own}`)) ??
      columns.find((each) => HEADINGS.includes(heading(each)));
    const said = at === undefined ? null : this.tiles.at(sheet, row, at).value;
    if (at === undefined || typeof said !== "string" || said === "") return null;
    const url = columns.map((each) => LINK.exec(this.tiles.at(sheet, row, each).formula ?? "")?.[1]).find(Boolean);
    const text = url === undefined ? said : `${said} ${url}`;
    return { kind: KINDS[kind], text, ref: { sheet, address: cellAt(place, row - place.top, at - place.left) } };
  }
}

function within({ range }: Manifest, row: number, column: number): boolean {
  const place = area(range);
  return place !== null && row > place.top && holds(place, row, column);
}
