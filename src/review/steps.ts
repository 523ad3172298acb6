// The steps that Undo takes back, the last one first.
import type { Host } from "../host/host";
import type { LaterEdits } from "./later-edits";
import type { Step, takeStepBack } from "./undoing";

/** What Undo would take back next, and which of the person's own edits would go with it, once they were asked about. */
export interface Undo {
  readonly what: string;
  readonly asks: readonly LaterEdits[];
}

export interface Steps<Progress> {
  keep(step: Step<Progress>): void;
  /** Takes the last one back and answers what it was; null where there is none, or where the person is asked first. */
  takeBack(host: Host, sure: boolean, progress: Progress): Promise<string | null>;
}

export function stepsShown<Progress>(
  show: (undo: Undo | null) => void,
  part: () => Promise<{ readonly takeStepBack: typeof takeStepBack }>,
): Steps<Progress> {
  let steps: readonly Step<Progress>[] = [];
  const showLast = (asks: readonly LaterEdits[] = []): void => {
    const last = steps.at(-1);
    show(last === undefined ? null : { what: last.what, asks });
  };
  return {
    keep(step) {
      // A host takes back its last load only: what stands before an earlier one stays where it is once there is another.
      const earlier = step.sheets === undefined ? -1 : steps.findLastIndex(({ sheets }) => sheets !== undefined);
      steps = steps.slice(earlier + 1).concat(step);
      showLast();
    },
    async takeBack(host, sure, progress) {
      const step = steps.at(-1);
      if (step === undefined) return null;
      const { takeStepBack } = await part();
      const asks = await takeStepBack(host, step, sure, progress);
      if (asks.length === 0) steps = steps.slice(0, -1);
      showLast(asks);
      return asks.length === 0 ? step.what : null;
    },
  };
}
