// The fix of most findings: another formula in the cell that is to blame.
import { spoken } from "../host/a1";
import type { Cell, Ref } from "../host/host";
import { findingTexts } from "../languages/findings";
import type { Fix } from "./finding";

/** One fix that puts the formula into the cell; none where there is no formula. */
export const rewriting = ({ sheet, address }: Ref, before: Cell, after: string | null): Fix[] =>
  after === null
    ? []
    : [
        {
          kind: "edits",
          will: findingTexts.rewrite(spoken({ sheet, address }), after),
          edits: [{ sheet, address, before, after: { formula: after } }],
        },
      ];
