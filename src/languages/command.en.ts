// What the command line says to whoever sits before it.

export const commandWords = {
  usage: `capex-functions: the economics of AI infrastructure, from the command line.

  capex-functions FUNCTION [arguments]     the answer of a function
      GPUIRR NEOCLOUD rate=3 utilization=85%
      GPUPAYBACK capex=210M gpus=4096
    --json       as JSON
    --explain    with every step, its formula and its sources
    --xlsx FILE  writes a workbook with the calculation as live formulas
  capex-functions batch FILE [options]     one row a deal, CSV or Parquet
    --out FILE        what is written, .csv or .parquet; FILE-results.csv if omitted
    --metrics a,b,c   payback,npv,irr,equityIrr if omitted
    --scenario NAME   what a blank takes; TNP-2025 if omitted, a column "scenario" wins
    --function NAME   calls this function instead, its arguments by columns
    --workers N       how many processors work; all of them if omitted
    --fresh           begins again where an interrupted run would go on
  capex-functions mcp [--http PORT] [--origin URL]
                                           a server of tools for agents, by default over standard input and output
  capex-functions list                     every function
  capex-functions help [FUNCTION]          this text, or a function with its arguments and examples`,
  noSuch: (word: string) => `there is no option ${word}: capex-functions help lists them`,
  noValue: (option: string) => `${option} needs a value`,
  twice: (name: string) => `${name} is given twice: keep one`,
  tooMany: (id: string, most: number, word: string) =>
    most === 0
      ? `${id} takes no arguments, and is given "${word}"`
      : `${id} takes ${most} arguments: "${word}" is one too many`,
  noKey: (id: string, name: string) =>
    `${id} has no argument "${name}" and takes no scenario whose key it could be: capex-functions help ${id} lists them`,
  headings: { step: "Step", value: "Value", unit: "Unit", source: "Source" },
  formula: "Formula",
  grade: "Grade",
  sources: "Sources",
  notes: "Notes",
  arguments: "Arguments",
  examples: "Examples",
  returns: "Returns",
  wrote: (file: string) => `wrote ${file}`,
  inputs: "Inputs",
  notExpandable: "this answer cannot be written out as formulas: --explain lists its steps",
  error: (message: string) => `error: ${message}`,
  mcp: {
    listening: (port: number) => `listening on http://127.0.0.1:${port}/mcp`,
    postOnly: "send questions by POST: this server keeps no session and sends nothing of its own accord",
    tooLarge: (megabytes: number) => `the question is larger than ${megabytes} MB: give fewer values`,
    noJson: "the question is no JSON",
    notOurs: "this server answers programs and pages of this machine only",
    noPath: "ask /mcp: there is nothing else here",
    failed: "the question could not be answered",
    badPort: (text: string) => `--http is "${text}": give the number of a port, 0 to 65535`,
    portTaken: (port: number) => `port ${port} is taken: give another one with --http`,
  },
  batch: {
    noFile: (file: string) => `${file} cannot be read: is the name right?`,
    badFormat: (file: string) => `${file} is neither CSV nor Parquet: its name must end in .csv or .parquet`,
    empty: (file: string) => `${file} holds no row with names of columns`,
    ragged: (row: number, cells: number, columns: number) =>
      `row ${row} has ${cells} values where the header has ${columns}`,
    openQuote: (row: number) => `row ${row} opens a quote that never ends`,
    longCell: (row: number) => `row ${row} holds a value of more than 32,767 characters`,
    badParquet: (file: string, why: string) => `${file} is no Parquet file that can be read: ${why}`,
    sameFile: "the results would overwrite what they are read from: give another --out",
    taken: (file: string, name: string) => `${file} has a column "${name}" already, which the results need: rename it`,
    exists: (file: string) => `${file} exists already: remove it, or give another --out`,
    progress: (bar: string, percent: number, rows: number, rate: number, left: number) =>
      `[${bar}] ${percent.toFixed(0)} %, ${rows.toLocaleString("en-US")} rows, ${Math.round(rate).toLocaleString("en-US")} a second, ${left} s left`,
    done: (rows: number, failed: number, seconds: string, file: string) =>
      `${rows.toLocaleString("en-US")} rows in ${seconds} s, ${failed.toLocaleString("en-US")} with an error in their row: ${file}`,
    resumed: (rows: number) => `going on after ${rows.toLocaleString("en-US")} rows of an interrupted run`,
    workerDied: (why: string) =>
      `a worker ended before its work did (${why}); what is done is kept: run the same command again`,
    diskFull: (file: string, why: string) =>
      `${file} could not be written (${why}); no half file is left: make room and run the same command again`,
    badWorkers: (text: string) => `--workers is "${text}": give a whole number from 1 on`,
    error: "error",
  },
};
