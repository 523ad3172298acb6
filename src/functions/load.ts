// What functions.js does when Excel loads it: it tells Excel which function answers to which id, and the pane
// what it was built of. Figures of companies and the article's ledger are long: they are fetched when a cell first asks.
import { BUILD, HASH, VERSION } from "../data/edition";
import { fact, preset, supportOf } from "../data/presets";
import { shipped } from "../data/shipped";
import { brief, fail, ModelError, must, present } from "../model/errors";
import { didYouMean, MAX_PERIODS } from "../model/keys";
import { power } from "../model/numbers/exact";
import { along, sum, total } from "../model/numbers/series";
import { findRoot } from "../model/numbers/solve";
import { plainText } from "../model/numbers/written";
import { payback, rentalYield } from "../model/payback";
import { blend, yearNumber } from "../model/price";
import { namesOf, recordOf } from "../model/records";
import { spillTable } from "../model/steps/spill";
import { figure, frozen, inCase, input, remark, step, unwatched, watched } from "../model/steps/trace";
import * as audit from "./audit";
import {
  answer,
  associate,
  choice,
  list,
  noteArgument,
  number,
  omitted,
  optionalText,
  refuseError,
  rowsOf,
  SPOKEN,
  texts,
  weightOfLast,
} from "./edge";
import { pacing } from "./pace";
import { byId, explained, EXPLAINED, type Runnable } from "./registry";
import * as topics from "./topics";

/** What the fetched part is computed with: the build hands it over by name (webpack.config.js). */
const capexKit = {
  HASH,
  VERSION,
  fact,
  preset,
  supportOf,
  shipped,
  brief,
  fail,
  ModelError,
  must,
  present,
  didYouMean,
  MAX_PERIODS,
  power,
  along,
  sum,
  total,
  findRoot,
  plainText,
  payback,
  rentalYield,
  blend,
  yearNumber,
  namesOf,
  recordOf,
  spillTable,
  figure,
  frozen,
  inCase,
  input,
  remark,
  step,
  unwatched,
  watched,
  answer,
  choice,
  list,
  noteArgument,
  number,
  omitted,
  optionalText,
  refuseError,
  rowsOf,
  SPOKEN,
  texts,
};

/** The functions of the fetched part, put here by the build. */
declare const FETCHED_IDS: readonly string[];
const LATER = FETCHED_IDS;

let fetching: Promise<void> | undefined;

/** Fetches what is not here yet; a failure is forgotten, so that the next recalculation tries again. */
const whole = (): Promise<void> =>
  (fetching ??= import(/* webpackChunkName: "fetched" */ "./fetched").then(
    (fetched) => void explained(fetched),
    () => {
      fetching = undefined;
      answer(() =>
        fail("#N/A", "the figures could not be fetched: go online and recalculate; after an update, open Excel anew"),
      );
    },
  ));

const isWhole = (): boolean => LATER.every((id) => EXPLAINED.has(id));

/** Answers at once what needs no more than is here. */
const whenHere =
  (run: (...args: unknown[]) => unknown, needsMore: (...args: unknown[]) => boolean) =>
  (...args: unknown[]): unknown =>
    isWhole() || !needsMore(...args) ? run(...args) : whole().then(() => run(...args));

/** A name that is not known may be one of the fetched part, or near one. */
const namesAnother = (name: unknown): boolean =>
  [name].flat(2).some((cell) => (cell ?? "") !== "" && !EXPLAINED.has(String(cell).toUpperCase()));

const mayLeave = pacing();

/** Excel's runtime collects answers; where there is none, each is waited for by itself. */
const paced =
  (run: (...args: unknown[]) => unknown) =>
  (...args: unknown[]): unknown => {
    const answered = run(...args);
    const turn = "Office" in globalThis ? mayLeave(weightOfLast()) : undefined;
    return turn === undefined ? answered : turn.then(() => answered);
  };

const later =
  (id: string): Runnable =>
  (...args) =>
    present(EXPLAINED.get(id))(...args);

explained(topics).forEach((run, id) => associate(paced(run), id));
byId(audit).forEach((run, id) => associate(whenHere(paced(run), namesAnother), id));
for (const id of LATER)
  associate(
    whenHere(paced(later(id)), () => true),
    id,
  );
Object.assign(globalThis, { capexFunctions: BUILD, capexKit, capexWhole: whole });
