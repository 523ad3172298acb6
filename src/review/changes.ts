// With which version a workbook was made, and which of its cells compute differently now.
import type { Manifest } from "../host/host";
import type { Stamp } from "../sheets/stamp";
import type { AuditedCell } from "./followed";

/** The model and the dataset, as a sheet's manifest keeps them. */
export const versionOf = ({ addin, dataset }: Pick<Stamp, "addin" | "dataset">): string =>
  `model ${addin}, dataset ${dataset}`;

/** Manifests name the dataset alone, or the model as well. */
function readVersion(version: string): { addin: string | null; dataset: string } {
  const [, addin, dataset] = /^model (\S+), dataset (\S+)$/.exec(version) ?? [];
  return addin === undefined ? { addin: null, dataset: version } : { addin, dataset };
}

export type Changes =
  | { readonly kind: "unknown" }
  | { readonly kind: "same"; readonly version: string }
  | { readonly kind: "older"; readonly version: string; readonly cells: readonly AuditedCell[] };

/** What the workbook's own sheets say of their version, and the cells that have another value under the present one. */
export function changesSince(manifests: readonly Manifest[], cells: readonly AuditedCell[], present: Stamp): Changes {
  const versions = [...new Set(manifests.map(({ version }) => version).filter((version) => version !== ""))];
  if (versions.length === 0) return { kind: "unknown" };
  const older = versions.filter((version) => isOlder(version, present)).sort(byVersion);
  if (older.length === 0) return { kind: "same", version: versionOf(present) };
  const changed = cells.filter(
    ({ standing, repairable }) => !repairable && (standing === "differs" || standing === "stale"),
  );
  return { kind: "older", version: older[0], cells: changed };
}

function isOlder(version: string, present: Stamp): boolean {
  const { addin, dataset } = readVersion(version);
  return compare(dataset, present.dataset) < 0 || (addin !== null && compare(addin, present.addin) < 0);
}

function byVersion(one: string, other: string): number {
  const [a, b] = [readVersion(one), readVersion(other)];
  return compare(a.dataset, b.dataset) || compare(a.addin ?? "", b.addin ?? "");
}

/** "2026.9" comes before "2026.11". */
function compare(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split(/[.-]/).map((part) => Number.parseInt(part, 10) || 0));
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const apart = (a[i] ?? 0) - (b[i] ?? 0);
    if (apart !== 0) return apart;
  }
  return 0;
}
