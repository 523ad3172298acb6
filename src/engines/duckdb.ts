// The functions in DuckDB, from Node: DuckDB itself runs no JavaScript, its Node client takes functions of ours and calls them with
// columns of rows. It is handed in, so that nothing here depends on it.

/** What is used of a vector of @duckdb/node-api. */
interface Vector {
  getItem(row: number): unknown;
  setItem(row: number, value: unknown): void;
  flush(): void;
}

interface Rows {
  readonly rowCount: number;
  getColumnVector(column: number): Vector;
}

interface FunctionInfo {
  setError(sentence: string): void;
}

interface Definition {
  readonly name: string;
  readonly parameterTypes: readonly unknown[];
  readonly returnType: unknown;
  readonly specialHandling: boolean;
  readonly mainFunction: (info: FunctionInfo, rows: Rows, out: Vector) => void;
}

/** The module @duckdb/node-api, as far as it is used. */
export interface DuckDB {
  readonly DuckDBScalarFunction: { create(definition: Definition): unknown };
  readonly DOUBLE: unknown;
  readonly VARCHAR: unknown;
  STRUCT(entries: Readonly<Record<string, unknown>>): unknown;
  structValue(entries: Readonly<Record<string, unknown>>): unknown;
}

export interface Connection {
  registerScalarFunction(made: unknown): void;
}

/** Names of functions whose answer is a number. */
export interface Registered {
  readonly functions: readonly string[];
}

/** The script, which stands before this in the same file. */
declare const capex: typeof import("./sql");

/** A function of DuckDB over columns, row by row. */
function define(
  { DuckDBScalarFunction }: DuckDB,
  definition: Pick<Definition, "name" | "parameterTypes" | "returnType">,
  one: (cells: unknown[]) => unknown,
): unknown {
  const width = definition.parameterTypes.length;
  return DuckDBScalarFunction.create({
    ...definition,
    // A blank is an argument that is left out, and no reason to answer nothing.
    specialHandling: true,
    mainFunction(info, rows, out) {
      try {
        const columns = Array.from({ length: width }, (_, i) => rows.getColumnVector(i));
        const count = rows.rowCount;
        for (let row = 0; row < count; row++) out.setItem(row, one(columns.map((column) => column.getItem(row))));
        out.flush();
      } catch (error) {
        info.setError(error instanceof Error ? error.message : String(error));
      }
    },
  });
}

const JUDGED = ["payback", "npv", "irr", "equityIrr"] as const;

const judgedType = ({ DOUBLE, VARCHAR, STRUCT }: DuckDB): unknown =>
  STRUCT({ ...Object.fromEntries(JUDGED.map((name) => [name, DOUBLE])), error: VARCHAR });

const told = (cell: unknown): string | null => (cell === null ? null : String(cell));

/**
 * Registers in a connection, with arguments as JSON by their names: a function for each of ours, which answers a number;
 * capex(name, arguments), which answers JSON; and capex_deal(keys), which answers payback, npv, irr, equityIrr and error.
 */
export function register(connection: Connection, duckdb: DuckDB): Registered {
  const { DOUBLE, VARCHAR, structValue } = duckdb;
  const add = (name: string, width: number, returnType: unknown, one: (cells: unknown[]) => unknown): void =>
    connection.registerScalarFunction(
      define(duckdb, { name, parameterTypes: new Array(width).fill(VARCHAR), returnType }, one),
    );
  const functions = capex.ids();
  for (const id of functions) add(id, 1, DOUBLE, ([args]) => capex.number(id, told(args)));
  add("capex", 2, VARCHAR, ([id, args]) => capex.json(String(id), told(args)));
  add("capex_deal", 1, judgedType(duckdb), ([keys]) => structValue({ ...capex.deal(told(keys)) }));
  return { functions };
}

/** Registers a function over plain columns, one a key, in their order: a deal without JSON, for many rows. It answers as capex_deal does. */
export function registerDeal(
  connection: Connection,
  duckdb: DuckDB,
  name: string,
  keys: readonly string[],
  scenario?: string,
): void {
  const parameterTypes = keys.map(() => duckdb.DOUBLE);
  const one = (cells: unknown[]): unknown => {
    const { values, error } = capex.judge(keys, cells, JUDGED, scenario);
    const [payback, npv, irr, equityIrr] = values;
    return duckdb.structValue({ payback, npv, irr, equityIrr, error });
  };
  connection.registerScalarFunction(define(duckdb, { name, parameterTypes, returnType: judgedType(duckdb) }, one));
}
