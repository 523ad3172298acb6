// Commands that o-spreadsheet lacks: a transaction (all its commands or none, one step for undo), a sheet's cells at once, a block of cells.
// Cell by cell, a large load takes many minutes: every UPDATE_CELL passes some forty plugins and evaluates the workbook.

import { coreTypes, invalidateEvaluationCommands, lockedSheetAllowedCommands, registries } from "@odoo/o-spreadsheet";
import type { Cell, CorePlugin, Format, Model, Style, UID } from "@odoo/o-spreadsheet";

const FILL_SHEET = "CAPEX_FILL_SHEET";
const PLACE_CELLS = "CAPEX_PLACE_CELLS";
const WRITE_BLOCK = "CAPEX_WRITE_BLOCK";
const TRANSACTION = "CAPEX_TRANSACTION";
const TAKE_BACK = "CAPEX_TAKE_BACK";
const KEEP_STEPS = "CAPEX_KEEP_STEPS";
const RESUME_STEPS = "CAPEX_RESUME_STEPS";

/** A cell as it is typed and as it looks. */
export interface CellEntry {
  readonly col: number;
  readonly row: number;
  readonly content: string;
  readonly style?: Style;
  readonly format?: Format;
}

/** The cells of a sheet; o-spreadsheet copies what a command holds, unless it knows how to copy itself. */
class Entries {
  constructor(readonly list: readonly CellEntry[]) {}

  clone(): Entries {
    return this;
  }
}

/** Runs one command of a transaction; a refusal ends the transaction. */
export type Run = Model["dispatch"];

interface FillSheet {
  readonly type: typeof FILL_SHEET;
  readonly sheetId: UID;
  readonly entries: Entries;
}

interface PlaceCells {
  readonly type: typeof PLACE_CELLS;
  readonly sheetId: UID;
  readonly places: readonly { readonly cellId: Cell["id"] | undefined; readonly col: number; readonly row: number }[];
}

interface WriteBlock {
  readonly type: typeof WRITE_BLOCK;
  readonly sheetId: UID;
  readonly col: number;
  readonly row: number;
  readonly contents: readonly (readonly string[])[];
  readonly formats?: readonly CellFormat[];
}

/** A cell's number format. */
export interface CellFormat {
  readonly col: number;
  readonly row: number;
  readonly format: Format;
}

export type Block = Omit<WriteBlock, "type">;

interface Transaction {
  readonly type: typeof TRANSACTION;
  readonly body: (run: Run) => void;
  readonly failed: (reason: unknown) => void;
}

interface TakeBack {
  readonly type: typeof TAKE_BACK;
}

interface KeepSteps {
  readonly type: typeof KEEP_STEPS;
}

interface ResumeSteps {
  readonly type: typeof RESUME_STEPS;
}

/** o-spreadsheet's dispatch for the commands above, which its types do not know. */
type OwnDispatch = (type: string, payload: object) => ReturnType<Run>;

const own = (run: Run): OwnDispatch => run as unknown as OwnDispatch;

/** What ends a transaction from within: the command that was refused, and o-spreadsheet's reasons. */
export class Refusal extends Error {
  constructor(
    readonly command: string,
    readonly reasons: readonly string[],
  ) {
    super(`${command} was refused: ${reasons.join(", ")}`);
    this.name = "Refusal";
  }
}

/** Puts the commands into o-spreadsheet's registries; models made afterwards know them. */
function register(): void {
  const Cells = registries.corePluginRegistry.get("cell");
  class FillingCells extends Cells {
    /** What o-spreadsheet's own plugin for cells does when it opens a file. */
    declare private importCell: (sheetId: UID, content: string, style?: Style, format?: Format) => Cell;

    override handle(command: Parameters<CorePlugin["handle"]>[0] | FillSheet | WriteBlock): void {
      if (command.type === FILL_SHEET) this.fill(command);
      else if (command.type === WRITE_BLOCK) this.writeBlock(command);
      else super.handle(command);
    }

    private writeBlock({ sheetId, col, row, contents, formats = [] }: WriteBlock): void {
      for (const [down, line] of contents.entries()) {
        for (const [right, content] of line.entries()) {
          this.dispatch("UPDATE_CELL", { sheetId, col: col + right, row: row + down, content });
        }
      }
      for (const cell of formats) this.dispatch("UPDATE_CELL", { sheetId, ...cell });
    }

    private fill({ sheetId, entries }: FillSheet): void {
      const places: PlaceCells["places"][number][] = [];
      for (const { id } of this.getters.getCells(sheetId)) {
        const { col, row } = this.getters.getCellPosition(id);
        this.history.update("cells", sheetId, id, undefined);
        places.push({ cellId: undefined, col, row });
      }
      for (const { col, row, content, style, format } of entries.list) {
        const cell = this.importCell(sheetId, content, style, format);
        this.history.update("cells", sheetId, cell.id, cell);
        places.push({ cellId: cell.id, col, row });
      }
      own(this.dispatch)(PLACE_CELLS, { sheetId, places });
    }
  }
  registries.corePluginRegistry.replace("cell", FillingCells);

  const Sheets = registries.corePluginRegistry.get("sheet");
  class PlacingSheets extends Sheets {
    declare private updateCellPosition: (place: PlaceCells["places"][number] & { sheetId: UID }) => void;

    /** At once: a command of its own for each cell would pass every plugin. */
    override handle(command: Parameters<CorePlugin["handle"]>[0] | PlaceCells): void {
      if (command.type !== PLACE_CELLS) super.handle(command);
      else for (const place of command.places) this.updateCellPosition({ sheetId: command.sheetId, ...place });
    }
  }
  registries.corePluginRegistry.replace("sheet", PlacingSheets);
  const core: Set<string> = coreTypes;
  const evaluating: Set<string> = invalidateEvaluationCommands;
  const allowed: Set<string> = lockedSheetAllowedCommands;
  for (const type of [FILL_SHEET, PLACE_CELLS, WRITE_BLOCK]) {
    core.add(type);
    registries.inverseCommandRegistry.add(type, (command) => [command]);
  }
  evaluating.add(FILL_SHEET);
  // A protected sheet in sight must not keep a load from adding others; its own cells stay protected.
  for (const type of [TRANSACTION, TAKE_BACK]) allowed.add(type);

  const History = registries.featurePluginRegistry.get("history");
  class TransactionHistory extends History {
    /** The steps that o-spreadsheet can undo and redo. */
    declare private undoStack: string[];
    declare private redoStack: string[];
    /** The last step that could be undone before the transaction. */
    private mark: string | undefined;
    private kept: { undo: string[]; redo: string[] } = { undo: [], redo: [] };

    override handle(
      command: Parameters<InstanceType<typeof History>["handle"]>[0] | Transaction | TakeBack | KeepSteps | ResumeSteps,
    ): void {
      if (command.type === TRANSACTION) this.transact(command);
      else if (command.type === TAKE_BACK) this.takeBack();
      else if (command.type === KEEP_STEPS) this.kept = { undo: [...this.undoStack], redo: [...this.redoStack] };
      else if (command.type === RESUME_STEPS) this.resume();
      else super.handle(command);
    }

    private transact({ body, failed }: Transaction): void {
      this.mark = this.undoStack.at(-1);
      try {
        body((type: string, payload: object = {}) => {
          const result = own(this.dispatch)(type, payload);
          if (!result.isSuccessful) throw new Refusal(type, result.reasons);
          return result;
        });
      } catch (reason) {
        failed(reason);
      }
    }

    /** Undoes what a failed transaction did, if it did anything, and leaves nothing of it to redo. */
    private takeBack(): void {
      if (this.undoStack.at(-1) === this.mark) return;
      super.handle({ type: "REQUEST_UNDO" });
      this.redoStack.pop();
    }

    /** What the person can undo and redo is what it was before. */
    private resume(): void {
      this.undoStack = this.kept.undo;
      this.redoStack = this.kept.redo;
    }
  }
  registries.featurePluginRegistry.replace("history", TransactionHistory);
}

register();

/** Runs commands as one: if the body throws or one is refused, the workbook is as before and the reason is thrown. */
export function transact(model: Model, body: (run: Run) => void): void {
  let reason: unknown;
  const transaction: Omit<Transaction, "type"> = { body, failed: (why) => (reason = why) };
  const result = own(model.dispatch)(TRANSACTION, transaction);
  if (!result.isSuccessful) throw new Refusal(TRANSACTION, result.reasons);
  if (reason === undefined) return;
  // Only now: within its own turn, plugins still look for what is taken back.
  own(model.dispatch)(TAKE_BACK, {});
  throw reason;
}

/** The same of what follows from what a person did, and is no step of its own for undo: it goes with theirs. */
export function transactBeside(model: Model, body: (run: Run) => void): void {
  own(model.dispatch)(KEEP_STEPS, {});
  try {
    transact(model, body);
  } finally {
    own(model.dispatch)(RESUME_STEPS, {});
  }
}

/** Replaces all cells of a sheet, contents and looks. */
export function fillSheet(run: Run, sheetId: UID, cells: readonly CellEntry[]): void {
  own(run)(FILL_SHEET, { sheetId, entries: new Entries(cells) });
}

/** Types into a block of cells; their looks stay, but for the formats that the block brings. */
export function writeBlock(run: Run, block: Block): void {
  own(run)(WRITE_BLOCK, block);
}
