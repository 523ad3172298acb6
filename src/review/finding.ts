// A finding: what in the workbook is wrong or doubtful, which cell is to blame, whom it breaks, and how it is mended.
import { spoken } from "../host/a1";
import type { Cell, Ref } from "../host/host";
import type { Holding } from "./literals";

/** The gravest first. */
export const SEVERITIES = ["wrong", "doubtful", "note"] as const;
export type Severity = (typeof SEVERITIES)[number];

export type Kind =
  | "error"
  | "differs"
  | "lost"
  | "name"
  | "circle"
  | "unread"
  | "unit"
  | "scale"
  | "share"
  | "twin"
  | "written"
  | "pasted"
  | "plug"
  | "short"
  | "doubled"
  | "unseen"
  | "sign"
  | "periods"
  | "textNumber"
  | "pattern"
  | "mixed"
  | "external"
  | "volatile"
  | "known"
  | "unused"
  | "literal"
  | "hidden";

export interface Finding {
  readonly kind: Kind;
  readonly severity: Severity;
  /** Where it is mended: a cell, a range, or with the address "" a whole sheet. */
  readonly culprit: Ref;
  /** One line that names the culprit: "E4 = 85 breaks 4 formulas". */
  readonly sentence: string;
  /** What speaks for it, and what was most likely meant. */
  readonly why: string;
  /** The other cells that are wrong or doubtful because of it. */
  readonly breaks: readonly Ref[];
  /** The likeliest first; none where only a person can know. */
  readonly fixes: readonly Fix[];
}

/** What mends a finding, as data: nothing is written before somebody asks for it. */
export type Fix =
  | { readonly kind: "edits"; readonly will: string; readonly edits: readonly CellEdit[] }
  /** Steps that were written out become their call again: fold() in folding.ts writes it. */
  | {
      readonly kind: "fold";
      readonly will: string;
      readonly sheet: string;
      /** Whether the workbook still says that we wrote the sheet: then it is written over, otherwise left alone. */
      readonly ours: boolean;
      readonly formula: string;
      /** The row of the answer where formulas read it, from 0; null where none does. */
      readonly row: number | null;
      /** What the sheet held when it was looked at. */
      readonly contents: string;
    }
  /** Its numbers become labelled cells: lift() in literals.ts plans them. */
  | { readonly kind: "lift"; readonly will: string; readonly cells: readonly Holding[] };

export interface CellEdit extends Ref {
  readonly before: Cell;
  readonly after: Cell;
}

/** Tells one finding from another, also in a later audit: for what somebody says of it. */
export const keyOf = ({ kind, culprit }: Finding): string => `${kind} ${spoken(culprit)}`;

/** The gravest first, then the one that breaks most. */
export const byWeight = (one: Finding, other: Finding): number =>
  SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) || other.breaks.length - one.breaks.length;

/** Whether a finding is about a cell: it is to blame, or broken. */
export const concerns = ({ culprit, breaks }: Finding, { sheet, address }: Ref): boolean =>
  [culprit, ...breaks].some((ref) => ref.address === address && ref.sheet === sheet);
