// Excel's side of custom functions: calls go to Microsoft's runtime as Excel sends them, results come back as Excel gets them.

import type { Bridge } from "./bridge";

export interface Parameter {
  readonly name: string;
  readonly type?: string;
  readonly dimensionality?: string;
  readonly optional?: boolean;
  readonly repeating?: boolean;
}

export interface FunctionMetadata {
  readonly id: string;
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly result?: { readonly type?: string; readonly dimensionality?: string };
}

/** An error cell, in an argument or an answer. */
export interface ErrorCell {
  readonly error: string;
  readonly message?: string;
}

export type Scalar = number | string | boolean | null | ErrorCell;
export type Argument = Scalar | readonly (readonly Scalar[])[] | undefined;

/** What the cell gets: a value, a matrix, or an error; `raw` is the message as it travelled. */
export interface Answer {
  readonly value?: unknown;
  readonly error?: ErrorCell;
  /** The runtime caught something that is not a CustomFunctions.Error: a defect of ours. */
  readonly thrown: boolean;
  readonly raw: readonly unknown[];
}

/** What the runtime calls Excel's errors in its results; the others are its own and show as #VALUE!. */
const CODES: Readonly<Record<number, string>> = { 1: "#N/A", 5: "#DIV/0!", 6: "#NUM!", 7: "#VALUE!", 8: "#NULL!" };
const ALLOWS_ERRORS = 4;

export class FunctionHost {
  private nextId = 1;
  private readonly waiting = new Map<number, (raw: readonly unknown[]) => void>();

  constructor(
    private readonly window: { readonly bridge: Bridge },
    private readonly metadata: readonly FunctionMetadata[],
  ) {
    window.bridge.services["Microsoft.ExcelServices.CustomFunctions"] = {
      kind: "CustomFunctions",
      run: {
        SetInvocationArrayResults: (results: readonly (readonly unknown[])[]) => {
          for (const raw of results) {
            this.waiting.get(Number(raw[0]))?.(raw);
            this.waiting.delete(Number(raw[0]));
          }
        },
        _GetEnabledFeatures: () => [1, 2, 3, 4],
        _SetOsfControlContainerReadyForCustomFunctions: () => null,
      },
    };
  }

  async call(name: string, values: readonly Argument[] = []): Promise<Answer> {
    return (await this.callAll([{ name, values }]))[0];
  }

  /** One message with all the calls, as a recalculation sends it. */
  callAll(calls: readonly { readonly name: string; readonly values: readonly Argument[] }[]): Promise<Answer[]> {
    const answers: Promise<Answer>[] = [];
    const entries = calls.map(({ name, values }) => {
      const id = this.nextId++;
      answers.push(new Promise((resolve) => this.waiting.set(id, (raw) => resolve(answer(raw)))));
      const message = JSON.stringify([id, name, this.marshal(name, values), "Sheet1!A1", ALLOWS_ERRORS]);
      return [1, 1000, "", message, id];
    });
    this.window.bridge.send({ type: 3, message: { entries } });
    return Promise.all(answers);
  }

  /** Every declared parameter travels: an omitted one as null, one cell for a range as a range of one. */
  private marshal(name: string, values: readonly Argument[]): unknown[] {
    const known = this.metadata.find(({ id }) => id === name);
    if (known === undefined) throw new Error(`functions.json has no ${name}`);
    return known.parameters.map(({ dimensionality, repeating }, at) => {
      if (repeating === true) return values.slice(at).map((value) => travels(value, dimensionality));
      return travels(values[at], dimensionality);
    });
  }
}

function travels(value: Argument, dimensionality?: string): unknown {
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.map((row: readonly Scalar[]) => row.map(cell));
  const single = cell(value as Scalar);
  return dimensionality === "matrix" ? [[single]] : single;
}

const cell = (value: Scalar): unknown =>
  typeof value === "object" && value !== null ? { type: "CustomFunctionError", code: value.error } : value;

function answer(raw: readonly unknown[]): Answer {
  const [, succeeded, value, code] = raw;
  if (succeeded === true) {
    const single = Array.isArray(value) ? undefined : errorOf(value);
    return { value, ...(single === undefined ? {} : { error: single }), thrown: false, raw };
  }
  const error = CODES[Number(code)];
  return {
    error: { error: error ?? "#VALUE!", ...(value === "" ? {} : { message: String(value) }) },
    thrown: error === undefined,
    raw,
  };
}

/** An error cell inside an answer, as it travels. */
export function errorOf(value: unknown): ErrorCell | undefined {
  const { valueType, code, message } = (value ?? {}) as { valueType?: string; code?: string; message?: string };
  if (valueType === undefined || code === undefined) return undefined;
  return { error: code, ...(message === undefined ? {} : { message }) };
}
