// Half a line before the first load: what the host's own undo will not do afterwards.
import type { State } from "./state";
import { texts } from "../languages";

export const undoHint = ({ clearsUndo }: Pick<State, "clearsUndo">): string =>
  clearsUndo ? ` ${texts.work.clearsUndo}` : "";
