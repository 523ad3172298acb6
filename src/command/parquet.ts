// Lines of results as a Parquet file: numbers where a column holds nothing else.
import { stat } from "node:fs/promises";
import { fileWriter, ParquetWriter, type SchemaElement } from "hyparquet-writer";
import { csvRows } from "./source";

/** What is written at once: memory holds one group. */
const GROUP = 100_000;

const isNumber = (text: string): boolean => text !== "" && String(Number(text)) === text;

/** Writes the lines of a CSV file, whose first names the columns. */
export async function toParquet(lines: string, file: string): Promise<void> {
  const { size } = await stat(lines);
  let names: string[] = [];
  let numeric: boolean[] = [];
  for await (const row of rowsOf(lines, size))
    if (names.length === 0) {
      names = row;
      numeric = row.map(() => true);
    } else numeric = numeric.map((so, i) => so && (row[i] === "" || isNumber(row[i])));
  const schema: SchemaElement[] = [
    { name: "root", num_children: names.length },
    ...names.map((name, i): SchemaElement =>
      numeric[i]
        ? { name, type: "DOUBLE", repetition_type: "OPTIONAL" }
        : { name, type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
    ),
  ];
  const writer = new ParquetWriter({ writer: fileWriter(file), schema });
  let columns: (number | string | null)[][] = names.map(() => []);
  const flush = async (): Promise<void> => {
    if (columns[0].length > 0)
      await writer.write({ columnData: names.map((name, i) => ({ name, data: columns[i] })), rowGroupSize: GROUP });
    columns = names.map(() => []);
  };
  let header = true;
  for await (const row of rowsOf(lines, size)) {
    if (!header)
      columns.forEach((column, i) => column.push(row[i] === "" ? null : numeric[i] ? Number(row[i]) : row[i]));
    header = false;
    if (columns[0].length === GROUP) await flush();
  }
  await flush();
  await writer.finish();
}

async function* rowsOf(file: string, size: number): AsyncGenerator<string[]> {
  for await (const { rows } of csvRows(file, size)) for (const row of rows) yield row.map(String);
}
