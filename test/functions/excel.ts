// What a custom function sees of Excel, and nothing more: the global that Microsoft's runtime gives.
export class ExcelError extends Error {
  constructor(
    readonly code: string,
    message?: string,
  ) {
    super(message);
  }
}

export const associated = new Map<string, (...args: unknown[]) => unknown>();

Object.assign(globalThis, {
  CustomFunctions: {
    Error: ExcelError,
    associate: (id: string, run: (...args: unknown[]) => unknown) => associated.set(id, run),
  },
});
