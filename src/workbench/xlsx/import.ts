// An .xlsx file as a workbook of the workbench, with what of it could not come along.
import { tokenize } from "@borgar/fx";
import { Model, registries } from "@odoo/o-spreadsheet";
import { qualified } from "../../host/a1";
import { freeSheetNames } from "../../host/sheet-names";
import { workbenchTexts } from "../../languages/workbench";
import type { Contents } from "../workbooks/shelf";
import { type Parts, Unreadable, unpacked } from "./archive";
import { plainFormulas } from "./formulas";
import { plainFormats } from "./formats";
import { lossesOf, looksLost } from "./losses";
import { namesOf } from "./names";
import { plainCells, plainStrings } from "./strings";

const words = workbenchTexts.files;

/** The id of the sheet of names. */
const NAMES = "names";

type Data = Contents["data"];

/** Reads a file; the ids are those of our functions. Throws `Unreadable` with a sentence. */
export function imported(bytes: Uint8Array, ids: readonly string[]): Contents {
  const parts = unpacked(bytes);
  const sheets = sheetsOf(parts);
  const written = plain(parts, sheets, ids);
  const { data, warnings } = converted(written.parts);
  const tab = (name: string) => sheets.findIndex((each) => each.name === name);
  data.sheets.sort((a, b) => tab(a.name) - tab(b.name));
  const losses = [...lossesOf(parts), ...written.losses, ...looksLost(warnings), ...addNames(data, parts)];
  const model = new Model(data);
  losses.push(...unknownFunctions(model));
  return { data: model.exportData(), sheet: model.getters.getActiveSheetId(), losses };
}

interface Plain {
  readonly parts: Parts;
  readonly losses: readonly string[];
}

/** The parts as o-spreadsheet reads them rightly. */
function plain(parts: Parts, sheets: readonly Tab[], ids: readonly string[]): Plain {
  const xml = { ...parts.xml };
  const rewrite = (path: string, change: (part: Document) => void): void => {
    const text = xml[path];
    if (text === undefined) return;
    const part = parsed(text);
    change(part);
    xml[path] = new XMLSerializer().serializeToString(part);
  };
  for (const { path } of sheets)
    rewrite(path, (sheet) => {
      plainFormulas(sheet, ids);
      plainCells(sheet);
    });
  rewrite("xl/sharedStrings.xml", plainStrings);
  const losses: string[] = [];
  rewrite("xl/styles.xml", (styles) => {
    if (plainFormats(styles).colours) losses.push(words.lost.someLooks([words.lost.colours]));
  });
  return { parts: { ...parts, xml }, losses };
}

/* eslint-disable no-console -- o-spreadsheet says there, and nowhere else, what of a file it has not. */
/** o-spreadsheet's own reading. What it has not, it says on the console, where nobody looks. */
function converted({ xml, images }: Parts): { data: Data; warnings: string[] } {
  const files: Record<string, unknown> = { ...xml };
  for (const [path, imageSrc] of Object.entries(images)) files[path] = { imageSrc };
  const warnings: string[] = [];
  const warn = console.warn;
  console.warn = (warning: unknown) => void warnings.push(String(warning));
  try {
    return { data: new Model(files, {}, [], undefined, true).exportData(), warnings };
  } catch {
    throw new Unreadable(words.damaged);
  } finally {
    console.warn = warn;
  }
}
/* eslint-enable no-console */

const parsed = (xml: string): Document => new DOMParser().parseFromString(xml, "application/xml");

interface Tab {
  readonly name: string;
  /** Its part of the file. */
  readonly path: string;
}

/** The sheets in the order of their tabs. */
function sheetsOf({ xml }: Parts): Tab[] {
  const targets = new Map(
    [...parsed(xml["xl/_rels/workbook.xml.rels"] ?? "").getElementsByTagNameNS("*", "Relationship")].map((each) => [
      each.getAttribute("Id"),
      each.getAttribute("Target") ?? "",
    ]),
  );
  return [...parsed(xml["xl/workbook.xml"] ?? "").getElementsByTagNameNS("*", "sheet")].map((sheet) => {
    const target = targets.get(sheet.getAttribute("r:id")) ?? "";
    return {
      name: sheet.getAttribute("name") ?? "",
      path: target.startsWith("/") ? target.slice(1) : `xl/${target}`,
    };
  });
}

/** Names of cells become the workbook's; what else names stand for stands on a sheet of its own under its name. */
function addNames(data: Data, { xml }: Parts): string[] {
  const { ranges, values, lost } = namesOf(parsed(xml["xl/workbook.xml"] ?? ""));
  const named: Record<string, string> = Object.fromEntries(ranges);
  if (values.size > 0) {
    const [sheet = words.namesSheet] = freeSheetNames(
      [words.namesSheet],
      data.sheets.map(({ name }) => name),
    );
    const cells: Record<string, string> = {};
    for (const [index, [name, value]] of [...values].entries()) {
      cells[`A${index + 1}`] = name;
      cells[`B${index + 1}`] = value;
      named[name] = qualified({ sheet, address: `B${index + 1}` });
    }
    const [blank] = new Model({ sheets: [{ id: NAMES, name: sheet, rowNumber: values.size + 20, cells }] }).exportData()
      .sheets;
    if (blank !== undefined) data.sheets.push(blank);
  }
  data.namedRanges = named;
  return [
    ...(values.size > 0 ? [words.lost.namedValues(values.size)] : []),
    ...(lost.length > 0 ? [words.lost.names(lost)] : []),
  ];
}

/** Functions in formulas that the workbench does not calculate: the formulas stay as they are. */
function unknownFunctions({ getters }: Model): string[] {
  const unknown = new Set<string>();
  let cells = 0;
  for (const sheet of getters.getSheetIds())
    for (const cell of getters.getCells(sheet)) {
      if (!cell.isFormula) continue;
      const strange = tokenize(cell.compiledFormula.toFormulaString(getters)).flatMap(({ type, value }) =>
        type === "func" && !(value.toUpperCase() in registries.functionRegistry.content) ? [value.toUpperCase()] : [],
      );
      if (strange.length > 0) cells++;
      for (const name of strange) unknown.add(name);
    }
  return cells === 0 ? [] : [words.lost.functions(cells, [...unknown])];
}
