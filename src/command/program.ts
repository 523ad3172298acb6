// What the shell starts.
import { main } from "./index";

const { stderr, stdout } = process;

process.exitCode = await main(process.argv.slice(2), {
  out: (line) => void stdout.write(`${line}\n`),
  say: (line) => void stderr.write(`${stderr.isTTY ? "\r\x1b[K" : ""}${line}\n`),
  progress: stderr.isTTY
    ? (line) => void stderr.write(`\r\x1b[K${line.slice(0, (stderr.columns ?? 80) - 1)}`)
    : undefined,
});
