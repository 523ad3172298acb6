// What a build checks before it ships the data: every file against the schema, and the packed copy against what was written down.
import packed from "./dataset/packed.json";
import registry from "./dataset/registry.json";
import { WRITTEN_CLAIMS } from "./ledger";
import { DOCUMENTS, pack, packedText } from "./pack";
import { PRESET_FILES } from "./presets";
import { claimIssues, datasetIssues, type Issue, presetIssues, tableIssues } from "./schema";
import { TABLES } from "./tables";

/** The packed copy as it should be, under the version that it has. */
export const packedNow = (): string => packedText(pack(DOCUMENTS, packed.version));

/** Everything that is wrong with what was written down. */
export const writtenIssues = (): Issue[] => [
  ...datasetIssues({ registry, documents: DOCUMENTS }).map((issue) => `dataset: ${issue}`),
  ...Object.entries(TABLES).flatMap(([name, table]) => tableIssues(table).map((issue) => `dataset/${name}: ${issue}`)),
  ...PRESET_FILES.flatMap((file) => presetIssues(file).map((issue) => `scenarios/${file.name}: ${issue}`)),
  ...claimIssues(WRITTEN_CLAIMS).map((issue) => `claims: ${issue}`),
];

/** Everything that is wrong with the data files of this build. */
export function buildIssues(): Issue[] {
  const issues = writtenIssues();
  if (issues.length > 0) return issues;
  if (JSON.stringify(packed) === JSON.stringify(JSON.parse(packedNow()))) return [];
  return [
    "dataset/packed.json: it is not what was written down; run node src/data/check.cjs --write, and give it a new version",
  ];
}
