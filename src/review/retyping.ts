// Types formulas again over many cells: what typing mends, and formulas whose numbers were lifted into cells of their own.
import { spoken } from "../host/a1";
import { type Host, HostError, type Progress as Telling, type SheetPlan } from "../host/host";
import type { KnownFunctions } from "../explain/explanation";
import { reviewTexts } from "../languages/review";
import { present } from "../model/errors";
import { prefixed } from "../sheets/prefix";
import type { Stamp } from "../sheets/stamp";
import { errorGroups } from "./errors";
import type { CellEdit } from "./finding";
import { bareFormula } from "./findings";
import { type Holding, lift } from "./literals";

const words = reviewTexts;

type Progress = Required<Telling>;

/** Characters of formulas that are typed again in one request, which is one step for undo: nearly always all of them. */
const IN_ONE_BREATH = 500_000;

interface Retyping extends CellEdit {
  readonly after: { readonly formula: string };
}

/** Types formulas again, and goes on where a sheet refuses. */
async function retype(
  host: Host,
  formulas: readonly Retyping[],
  progress: Progress,
): Promise<{ readonly edits: readonly CellEdit[]; readonly refused: readonly string[] }> {
  const refused = new Map<Retyping, string>();
  const type = async (edit: Retyping): Promise<void> => {
    const { sheet, address, after } = edit;
    try {
      await host.write({ sheet, address }, [[after]]);
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      refused.set(edit, `${spoken({ sheet, address })}: ${error.message}`);
    }
  };
  for (let done = 0; done < formulas.length;) {
    let end = done;
    for (let size = 0; end < formulas.length && size < IN_ONE_BREATH; end++)
      size += formulas[end]?.after.formula.length ?? 0;
    await Promise.all(formulas.slice(done, end).map(type));
    progress.onProgress(end / formulas.length);
    done = end;
  }
  return { edits: formulas.filter((edit) => !refused.has(edit)), refused: [...refused.values()] };
}

const told = (done: string, refused: readonly string[]): string =>
  refused.length === 0 ? done : `${done} ${words.refused(refused)}`;

/** What was done as a sentence, and the cells that it changed. */
interface Retyped {
  readonly said: string;
  readonly edits: readonly CellEdit[];
}

/** The numbers of some cells become labelled ones of a new sheet; answers what was done. */
export async function liftNumbers(
  host: Host,
  cells: readonly Holding[],
  stamp: Stamp,
  progress: Progress,
): Promise<Retyped & { readonly sheets: readonly SheetPlan[] }> {
  const [name] = await host.freeNames([words.lift.sheet]);
  const { sheet, rewrites } = lift(cells, present(name), stamp);
  await host.commit([sheet], progress);
  const { edits, refused } = await retype(host, rewrites, progress);
  return { said: told(words.lift.done(sheet.manifest?.rows ?? 0, edits.length), refused), edits, sheets: [sheet] };
}

/** Types every formula again that typing mends; answers what was done. */
export async function repairAll(host: Host, functions: KnownFunctions, progress: Progress): Promise<Retyped> {
  const groups = await errorGroups(host, functions, progress);
  const broken = groups.flatMap(({ repairable, cells }) => (repairable ? cells : []));
  const typed = broken.map(({ sheet, address, formula }) => ({
    sheet,
    address,
    before: { formula },
    after: { formula: prefixed(bareFormula(formula, functions)) },
  }));
  const { edits, refused } = await retype(host, typed, progress);
  return { said: told(words.repair.done(edits.length), refused), edits };
}
