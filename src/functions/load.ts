// What functions.js does when Excel loads it: it tells Excel which function answers to which id, and the pane
// what it was built of. The article's ledger is long and rarely asked for: it is fetched when a cell first asks.
import { BUILD } from "../data/dataset";
import * as audit from "./audit";
import { answer, associate } from "./edge";
import { byId, explained, EXPLAINED, type Runnable } from "./registry";
import * as topics from "./topics";
import { fail, present } from "../model/errors";

const LEDGER = "CAPEXRECONCILE";

let fetching: Promise<void> | undefined;

/** Fetches what is not here yet; a failure is forgotten, so that the next recalculation tries again. */
const whole = (): Promise<void> =>
  (fetching ??= import(/* webpackChunkName: "claims" */ "./claims").then(
    (claims) => void explained(claims),
    () => {
      fetching = undefined;
      answer(() => fail("#N/A", "the ledger could not be fetched: go online and recalculate"));
    },
  ));

/** Answers at once what needs no ledger, or when it is there. */
const whenWhole =
  (run: Runnable, needsLedger: (...args: unknown[]) => boolean) =>
  (...args: unknown[]): unknown =>
    EXPLAINED.has(LEDGER) || !needsLedger(...args) ? run(...args) : whole().then(() => run(...args));

const namesLedger = (name: unknown): boolean => [name].flat(2).some((cell) => String(cell).toUpperCase() === LEDGER);

explained(topics).forEach(associate);
byId(audit).forEach((run, id) => associate(whenWhole(run, namesLedger), id));
associate(
  whenWhole(
    (...args) => present(EXPLAINED.get(LEDGER))(...args),
    () => true,
  ),
  LEDGER,
);
Object.assign(globalThis, { capexFunctions: BUILD, capexWhole: whole });
