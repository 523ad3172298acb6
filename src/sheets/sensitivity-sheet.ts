// How a result follows the rent and the utilization: one formula that spills a grid over the values beside it.
import { columnName, qualified } from "../host/a1";
import type { Preset } from "../data/presets";
import type { SheetPlan } from "../host/host";
import { KEYS } from "../model/keys";
import { sheetTexts } from "../languages/sheets";
import { inWords } from "../languages/phrases";
import { ASSUMPTION, HEADER, paragraph, QUIET, type RangeStyle, type Row, TITLE } from "./block";
import { imprint, marksOf } from "./imprint";
import { placesOf, type PresetRequest } from "./preset-sheet";
import { type Stamp, stamped } from "./stamp";

/** It has an answer whatever the rent and the utilization. */
const METRIC = "multiple";

/** Shares of the preset's own value: where both are 1 stands the preset. */
const RENTS = [0.25, 0.5, 0.75, 1, 1.25];
const UTILIZATIONS = [0.4, 0.6, 0.8, 1];
const BASE = { fill: "#fff4ce" };

export function sensitivitySheet(
  preset: Preset,
  name: string,
  assumptions: string,
  stamp: Stamp,
  request: PresetRequest = { preset: preset.name },
): SheetPlan {
  const words = sheetTexts.sensitivity;
  const places = placesOf(preset);
  const cellOf = (key: string): string => qualified({ sheet: assumptions, address: places.cell(key) });
  const head: Row[] = [[words.title(preset.name)], ...paragraph(words.about), [stamped(stamp)], []];
  const chosen = head.length + 1;
  const [rents, utilizations] = [chosen + 1, chosen + 2];
  const header = chosen + 4;
  const lastRow = header + RENTS.length;
  const cells: Row[] = [
    ...head,
    [words.metric, METRIC],
    [inWords(KEYS.rate.label), ...RENTS.map((share) => ({ formula: `=${cellOf("rate")}*${share}` }))],
    [
      inWords(KEYS.utilization.label),
      ...UTILIZATIONS.map((share) => ({ formula: `=${cellOf("utilization")}*${share}` })),
    ],
    [words.down(inWords(KEYS.rate.label)), words.across(inWords(KEYS.utilization.label))],
    [
      {
        formula:
          `=GPUSENSITIVITY(B${chosen},"rate",B${rents}:F${rents},"utilization",B${utilizations}:E${utilizations},` +
          `${qualified({ sheet: assumptions, address: places.scenario })})`,
      },
    ],
  ];
  const range = `A${header}`;
  const [baseRow, baseColumn] = [header + 1 + RENTS.indexOf(1), columnName(1 + UTILIZATIONS.indexOf(1))];
  const styles: RangeStyle[] = [
    { range: "A1", ...TITLE },
    { range: `A2:A${head.length - 1}`, ...QUIET },
    { range: `B${chosen}`, ...ASSUMPTION },
    { range: `A${header - 1}:E${header - 1}`, ...HEADER },
    { range: `B${rents}:F${rents}`, numberFormat: "0.00" },
    { range: `B${utilizations}:E${utilizations}`, numberFormat: "0.0%" },
    { range: `A${header}:E${header}`, ...HEADER },
    { range: `B${header}:E${header}`, numberFormat: "0.0%", align: "right" },
    { range: `A${header + 1}:A${lastRow}`, bold: true, numberFormat: "0.00" },
    { range: `B${header + 1}:E${lastRow}`, numberFormat: "#,##0.00" },
    ...[`A${baseRow}`, `${baseColumn}${header}`].map((range) => ({ range, ...BASE })),
    { range: `${baseColumn}${baseRow}`, ...BASE, bold: true },
  ];
  return {
    name,
    cells,
    widths: [36, 16, 16, 16, 16, 16],
    styles,
    manifest: {
      kind: "preset",
      sheet: name,
      range,
      rows: 1,
      hash: imprint(marksOf(cells, range)),
      version: stamp.dataset,
      request: JSON.stringify({ ...request, part: "sensitivity", of: assumptions }),
    },
  };
}
