// The turns of o-spreadsheet's model: who is told of them.

import { isCoreCommand } from "@odoo/o-spreadsheet";
import type { Command, Model } from "@odoo/o-spreadsheet";
import type { Off } from "../host/host";

/** Whether a command may change what cells hold. */
export const isChange = (command: Command): boolean =>
  isCoreCommand(command) || command.type === "UNDO" || command.type === "REDO";

let isOurs = false;

/** Runs what no person has done, and what need not be kept for them. */
export function unasked(run: () => void): void {
  isOurs = true;
  try {
    run();
  } finally {
    isOurs = false;
  }
}

/** Whether a command may change what a person would miss. */
export const isOfPerson = (command: Command): boolean => !isOurs && isChange(command);

/** o-spreadsheet drops listeners by their owner, so each gets one of its own. */
export function listen(model: Model, event: string, callback: (payload: Command) => void): Off {
  const owner = {};
  model.on(event, owner, callback as (payload: object) => void);
  return () => model.off(event, owner);
}

/** Tells once for each turn of the model in which such a command ran, when its formulas are calculated. */
export function afterCommands(model: Model, matters: (command: Command) => boolean, callback: () => void): Off {
  let due = false;
  const offs = [
    listen(model, "command-dispatched", (command) => (due ||= matters(command))),
    listen(model, "update", () => {
      if (!due) return;
      due = false;
      callback();
    }),
  ];
  return () => offs.forEach((off) => off());
}
