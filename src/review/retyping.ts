// Types formulas again over many cells: what typing mends, and formulas whose numbers were lifted into cells of their own.
import { spoken } from "../host/a1";
import { type Host, HostError, type Progress as Telling, type Ref } from "../host/host";
import type { KnownFunctions } from "../explain/explanation";
import { reviewTexts } from "../languages/review";
import { present } from "../model/errors";
import { prefixed } from "../sheets/prefix";
import type { Stamp } from "../sheets/stamp";
import { errorGroups } from "./errors";
import { bareFormula } from "./findings";
import { type Holding, lift } from "./literals";

const words = reviewTexts;

type Progress = Required<Telling>;

/** Characters of formulas that are typed again in one request, which is one step for undo: nearly always all of them. */
const IN_ONE_BREATH = 500_000;

/** Types formulas again, and goes on where a sheet refuses: a sentence for each that did. */
async function retype(
  host: Host,
  formulas: readonly (Ref & { readonly formula: string })[],
  progress: Progress,
): Promise<string[]> {
  const refused: string[] = [];
  const type = async ({ sheet, address, formula }: Ref & { readonly formula: string }): Promise<void> => {
    try {
      await host.write({ sheet, address }, [[{ formula }]]);
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      refused.push(`${spoken({ sheet, address })}: ${error.message}`);
    }
  };
  for (let done = 0; done < formulas.length;) {
    let end = done;
    for (let size = 0; end < formulas.length && size < IN_ONE_BREATH; end++) size += formulas[end]?.formula.length ?? 0;
    await Promise.all(formulas.slice(done, end).map(type));
    progress.onProgress(end / formulas.length);
    done = end;
  }
  return refused;
}

const told = (done: string, refused: readonly string[]): string =>
  refused.length === 0 ? done : `${done} ${words.refused(refused)}`;

/** The numbers of some cells become labelled ones of a new sheet; answers what was done. */
export async function liftNumbers(
  host: Host,
  cells: readonly Holding[],
  stamp: Stamp,
  progress: Progress,
): Promise<string> {
  const [name] = await host.freeNames([words.lift.sheet]);
  const { sheet, rewrites } = lift(cells, present(name), stamp);
  await host.commit([sheet], progress);
  const refused = await retype(host, rewrites, progress);
  return told(words.lift.done(sheet.manifest?.rows ?? 0, rewrites.length - refused.length), refused);
}

/** Types every formula again that typing mends; answers what was done. */
export async function repairAll(host: Host, functions: KnownFunctions, progress: Progress): Promise<string> {
  const groups = await errorGroups(host, functions, progress);
  const broken = groups.flatMap(({ repairable, cells }) => (repairable ? cells : []));
  const typed = broken.map(({ sheet, address, formula }) => ({
    sheet,
    address,
    formula: prefixed(bareFormula(formula, functions)),
  }));
  const refused = await retype(host, typed, progress);
  return told(words.repair.done(typed.length - refused.length), refused);
}
