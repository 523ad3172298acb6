// Cells that call our functions: asked through Microsoft's runtime, #BUSY! until the answer comes, as in Excel.

import { errorOf, type FunctionHost, type FunctionMetadata, type Scalar } from "./functions";
import { CellError, type Matrix, type Value } from "./formula";
import type { Workbook } from "./workbook";

const BUSY: Matrix = [[new CellError("#BUSY!")]];

export class Calculator {
  /** Messages of calls sent so far: a chain of functions takes one a link. */
  rounds = 0;

  private readonly known = new Map<string, Matrix>();
  private readonly wanted = new Map<string, { name: string; values: (Scalar[][] | undefined)[] }>();
  private running: Promise<void> | undefined;

  constructor(
    private readonly workbook: Workbook,
    private readonly host: FunctionHost,
    metadata: readonly FunctionMetadata[],
    /** "CAPEX." where the manifest names that namespace: Excel then knows the functions by no other name. */
    prefix = "",
  ) {
    const names = new Map(metadata.map(({ id }) => [prefix + id, id]));
    workbook.functions = (typed, values) => {
      const name = names.get(typed);
      if (name === undefined) return undefined;
      const blank = workbook.blanksAsZero ? 0 : null;
      const call = { name, values: values.map((matrix) => matrix?.map((row) => row.map((cell) => sent(cell, blank)))) };
      const key = JSON.stringify(call);
      const answer = this.known.get(key);
      if (answer === undefined) this.wanted.set(key, call);
      return answer ?? BUSY;
    };
    workbook.listen((what) => {
      if (what === "changed") void this.settled();
    });
  }

  /** Until every cell has its answer. */
  settled(): Promise<void> {
    this.running ??= this.ask().finally(() => (this.running = undefined));
    return this.running;
  }

  private async ask(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      this.workbook.calculate();
      const calls = [...this.wanted];
      if (calls.length === 0) return;
      this.wanted.clear();
      this.rounds++;
      const answers = await this.host.callAll(calls.map(([, call]) => call));
      calls.forEach(([key], at) => {
        const { value, error } = answers[at];
        if (error !== undefined) this.known.set(key, [[new CellError(error.error)]]);
        else
          this.known.set(
            key,
            (Array.isArray(value) ? (value as unknown[][]) : [[value]]).map((row) => row.map(received)),
          );
      });
      this.workbook.recalculated();
    }
  }
}

const sent = (value: Value, blank: 0 | null): Scalar =>
  value instanceof CellError ? { error: value.code } : (value ?? blank);

const received = (cell: unknown): Value => {
  const error = errorOf(cell);
  return error === undefined ? (cell as Value) : new CellError(error.error);
};
