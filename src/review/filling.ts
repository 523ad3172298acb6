// Fills in a function: a form's fields and answer as they are shown, and its formula in a cell.
import { mustBeUnchanged } from "./edits";
import { looksOf, said } from "../sheets/answer-looks";
import { computed, type Entries, entriesOf, filled, type FormField, type FormSetting } from "../explain/call-form";
import { type Following, followingWith } from "../explain/explain";
import type { Explanation } from "../explain/explanation";
import { valueText } from "../explain/figure-text";
import { isError, shownAs } from "../explain/grid";
import { knownFunctions } from "../explain/known-functions";
import { readingOf, type StepLine } from "../explain/reading";
import type { FunctionHelp } from "../catalogue/catalogue";
import { overlap, areaOf, addressOf, spoken, columnName } from "../host/a1";
import { type Host, HostError, type Ref } from "../host/host";
import { texts } from "../languages";
import { answerTexts } from "../languages/answers";
import { prefixed } from "../sheets/prefix";

export interface FormAnswer {
  /** As one says it, and to the last digit where that is more. */
  readonly said: string;
  readonly exact: string;
  /** Why there is none; "" where a field says it already. */
  readonly sentence: string;
  readonly notes: readonly string[];
  readonly steps: readonly StepLine[];
  /** The first rows of an answer of several cells, and how many it has. */
  readonly rows: readonly (readonly string[])[];
  readonly size: readonly [number, number];
}

/** A function that is being filled in. */
export interface Form {
  readonly id: string;
  readonly description: string;
  readonly returns: string;
  readonly examples: readonly (readonly [string, string])[];
  readonly fields: readonly FormField[];
  readonly entries: Entries;
  readonly formula: string;
  /** Null while there is none yet, or a field cannot be read. */
  readonly answer: FormAnswer | null;
}

/** Where the form is shown, and what is known there. */
interface Around {
  readonly host: Host;
  catalogue(): Promise<readonly FunctionHelp[]>;
  /** The form in sight, if one is. */
  shown(): Form | null;
  show(form: Form): void;
  /** Names of scenarios that may be written. */
  scenarios(): readonly string[];
}

export interface Filling {
  open(id: string): Promise<void>;
  enter(entries: Entries): void;
  pick(name: string): Promise<void>;
  fillIn(formula: string): Promise<void>;
  /** Computes again: what the fields name may have changed. */
  refresh(): Promise<void>;
  /** The form's own formula, or another one, into the selected cell; answers what takes it back. */
  insert(formula?: string): Promise<{ readonly at: Ref; back(): Promise<void> }>;
}

/** Typing is waited for. */
const REST = 200;
/** Of a table, as much as tells what it is. */
const ROWS_SHOWN = 8;

/** A sheet's name as formulas write it. */
const marked = (sheet: string): string => (/^[A-Za-z_]\w*$/.test(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`);

/** Nothing was written: what stands in the workbook makes no difference. */
const isBlank = (entries: Entries): boolean => Object.values(entries).every((text) => text.trim() === "");

export function createFilling({ host, catalogue, shown, show, scenarios }: Around): Filling {
  let following: Following | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;

  const helpOf = async (id: string): Promise<FunctionHelp> => {
    const help = (await catalogue()).find((each) => each.id === id);
    if (help === undefined) throw new HostError("Unknown", answerTexts.form.unknown(id));
    return help;
  };

  async function settingAt({ sheet, address }: Ref, entries: Entries): Promise<FormSetting> {
    return {
      host,
      home: { sheet, address },
      following: (following ??= followingWith(knownFunctions(await catalogue()))),
      names: new Set((isBlank(entries) ? [] : await host.names()).map(({ name }) => name.toLowerCase())),
      suggested: {
        scenario: scenarios(),
        functionName: (await catalogue()).map(({ id }) => id),
      },
    };
  }

  async function refresh(): Promise<void> {
    const form = shown();
    if (form === null) return;
    const mine = ++latest;
    const help = await helpOf(form.id);
    const { fields, formula, answer } = await filled(
      help,
      form.entries,
      await settingAt(await host.selection(), form.entries),
      form.fields,
    );
    const now = shown();
    if (mine !== latest || now === null) return;
    const told = fields.some(({ problem }) => problem !== "");
    const own = answer && shownAnswer(answer, await catalogue(), told);
    show({ ...now, fields, formula: prefixed(formula), answer: own });
  }

  function enter(entries: Entries): void {
    latest++;
    const form = shown();
    if (form !== null) show({ ...form, entries: { ...form.entries, ...entries } });
    clearTimeout(timer);
    timer = setTimeout(() => void refresh().catch(() => undefined), REST);
  }

  async function insert(formula?: string): Promise<{ at: Ref; back(): Promise<void> }> {
    const { sheet, address, values, formulas, spill } = await host.selection();
    const at = { sheet, address };
    if ([...values, ...formulas].flat().some((content) => content !== null) || spill !== null)
      throw new HostError("NotEmpty", texts.functions.notEmpty(spoken(at)));
    const form = shown();
    const around = await settingAt(at, form?.entries ?? {});
    const written =
      formula === undefined && form !== null ? await filled(await helpOf(form.id), form.entries, around) : null;
    const own = formula ?? written?.formula;
    if (own === undefined) throw new HostError("NoForm", answerTexts.form.unknown(""));
    const explanation = written?.answer ?? (await computed(own, around));
    if (explanation !== null) await mustHaveRoom(explanation);
    const looks = explanation === null ? [] : looksOf(explanation, host.kind);
    const typed = prefixed(own);
    const back = await host.insert(at, typed, looks);
    return {
      at,
      async back() {
        await mustBeUnchanged(host, [{ ...at, before: null, after: { formula: typed } }]);
        await back();
      },
    };
  }

  /** A formula that reads its own cell goes round in a circle; one whose rows find a cell in their way spills nothing. */
  async function mustHaveRoom({ cell, cells, calls, root }: Explanation): Promise<void> {
    const area = areaOf(cell.address);
    for (const read of cells.values())
      if (!(read instanceof Error) && read.ref?.sheet === cell.sheet && overlap(areaOf(read.ref.address), area))
        throw new HostError("Circle", answerTexts.form.circle(spoken(cell), read.ref.address));
    const answer = root.kind === "call" && root.ours ? calls[0]?.answer : null;
    const [rows, columns] = [answer?.length ?? 1, answer?.[0]?.length ?? 1];
    if (rows * columns <= 1) return;
    const address = addressOf({ ...area, bottom: area.top + rows - 1, right: area.left + columns - 1 });
    const { values } = await host.read({ sheet: cell.sheet, address });
    values.forEach((row, down) =>
      row.forEach((value, along) => {
        if (value === null) return;
        const inTheWay = `${columnName(area.left + along)}${area.top + down + 1}`;
        throw new HostError("NoRoom", answerTexts.form.noRoom(address, inTheWay));
      }),
    );
  }

  return {
    async open(id) {
      const { description, returns, examples } = await helpOf(id);
      const blank = { id, description, returns, examples, fields: [], entries: {}, formula: "", answer: null };
      latest++;
      show(blank);
      await refresh();
    },
    enter,
    async pick(name) {
      const { sheet, address } = await host.selected();
      enter({ [name]: `${marked(sheet)}!${address}` });
      await refresh();
    },
    async fillIn(formula) {
      const form = shown();
      const entries = form && entriesOf(formula, await helpOf(form.id));
      if (form === null || entries === null) return;
      show({ ...form, entries });
      await refresh();
    },
    refresh: async () => (isBlank(shown()?.entries ?? {}) ? undefined : refresh()),
    insert,
  };
}

function shownAnswer(explanation: Explanation, catalogue: readonly FunctionHelp[], told: boolean): FormAnswer | null {
  const [call] = explanation.calls;
  if (call === undefined || call.answer === null) return null;
  const { sentence, notes, steps, value, unit, size } = readingOf(call, catalogue, explanation.formula);
  const several = size[0] * size[1] > 1;
  const own = call.value;
  const short = several ? texts.data.size(size[0], size[1]) : typeof own === "number" ? said(own, unit) : value;
  const exact = `${value}${unit === "" || isError(own) ? "" : ` ${unit}`}`;
  return {
    said: isError(own) ? own.code : short,
    exact: several || exact === short || isError(own) ? "" : exact,
    sentence: told ? "" : sentence,
    notes,
    steps,
    rows: several ? call.answer.slice(0, ROWS_SHOWN).map((row) => row.map((cell) => valueText(shownAs(cell)))) : [],
    size,
  };
}
