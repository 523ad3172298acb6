// What a build checks before it ships the data: every file against the schema, and the packed copy against what was written down.
import changes from "./dataset/changes.json";
import edition from "./dataset/edition.json";
import packed from "./dataset/packed.json";
import registry from "./dataset/registry.json";
import { WRITTEN_CLAIMS } from "./ledger";
import { DOCUMENTS, editionText, pack, packedText } from "./pack";
import { PRESET_FILES } from "./presets";
import { changeIssues, claimIssues, datasetIssues, type Issue, presetIssues, tableIssues } from "./schema";
import { TABLES } from "./tables";

/** The packed copy as it should be, and its edition under the version that it has: texts by file. */
export function packedNow(): Readonly<Record<"packed.json" | "edition.json", string>> {
  const now = pack(DOCUMENTS);
  return { "packed.json": packedText(now), "edition.json": editionText(edition.version, now) };
}

const sameData = (read: unknown, text: string): boolean => JSON.stringify(read) === JSON.stringify(JSON.parse(text));

/** Everything that is wrong with what was written down. */
export const writtenIssues = (): Issue[] => [
  ...datasetIssues({ registry, documents: DOCUMENTS }).map((issue) => `dataset: ${issue}`),
  ...Object.entries(TABLES).flatMap(([name, table]) => tableIssues(table).map((issue) => `dataset/${name}: ${issue}`)),
  ...PRESET_FILES.flatMap((file) => presetIssues(file).map((issue) => `scenarios/${file.name}: ${issue}`)),
  ...claimIssues(WRITTEN_CLAIMS).map((issue) => `claims: ${issue}`),
  ...changeIssues(changes).map((issue) => `dataset/changes: ${issue}`),
];

/** Everything that is wrong with the data files of this build. */
export function buildIssues(): Issue[] {
  const issues = writtenIssues();
  if (issues.length > 0) return issues;
  const now = packedNow();
  if (sameData(packed, now["packed.json"]) && sameData(edition, now["edition.json"])) return [];
  return [
    "dataset/packed.json: it is not what was written down; run node src/data/check.cjs --write, and give it a new version",
  ];
}
