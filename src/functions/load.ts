// What functions.js does when Excel loads it: it tells Excel which function answers to which id, and the pane
// what it was built of. The article's ledger is long and rarely asked for: it is fetched when a cell first asks.
import { BUILD } from "../data/dataset";
import { ALL_FIELDS, amountOf, keyOf, seriesOf } from "../data/derived";
import { periodOf, quarter, year } from "../data/period";
import { fact, preset } from "../data/presets";
import { shipped } from "../data/shipped";
import { brief, fail, present } from "../model/errors";
import { power } from "../model/numbers/exact";
import { along, sum } from "../model/numbers/series";
import { findRoot } from "../model/numbers/solve";
import { payback, rentalYield } from "../model/payback";
import { blend, yearNumber } from "../model/price";
import { recordOf } from "../model/records";
import { spillTable } from "../model/steps/spill";
import { figure, frozen, inCase, input, step } from "../model/steps/trace";
import * as audit from "./audit";
import { answer, associate, optionalText, weightOfLast } from "./edge";
import { pacing } from "./pace";
import { byId, explained, EXPLAINED, type Runnable } from "./registry";
import * as topics from "./topics";

/** What the ledger is computed with: the build hands it over by name (webpack.config.js). */
const capexKit = {
  ALL_FIELDS,
  amountOf,
  keyOf,
  seriesOf,
  periodOf,
  quarter,
  year,
  fact,
  preset,
  shipped,
  brief,
  fail,
  present,
  power,
  along,
  sum,
  findRoot,
  payback,
  rentalYield,
  blend,
  yearNumber,
  recordOf,
  spillTable,
  figure,
  frozen,
  inCase,
  input,
  step,
  answer,
  optionalText,
};

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

const mayLeave = pacing();

/** Excel's runtime collects answers; where there is none, each is waited for by itself. */
const paced =
  (run: (...args: unknown[]) => unknown) =>
  (...args: unknown[]): unknown => {
    const answered = run(...args);
    const turn = "Office" in globalThis ? mayLeave(weightOfLast()) : undefined;
    return turn === undefined ? answered : turn.then(() => answered);
  };

explained(topics).forEach((run, id) => associate(paced(run), id));
byId(audit).forEach((run, id) => associate(paced(whenWhole(run, namesLedger)), id));
associate(
  paced(
    whenWhole(
      (...args) => present(EXPLAINED.get(LEDGER))(...args),
      () => true,
    ),
  ),
  LEDGER,
);
Object.assign(globalThis, { capexFunctions: BUILD, capexKit, capexWhole: whole });
