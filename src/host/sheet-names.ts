// Names for new sheets: free, legal in Excel, and as near to the wanted as can be.

const LONGEST = 31;
/** What Excel forbids, and the quote, which the workbench forbids and Excel at the ends. */
const FORBIDDEN = /[\\/?*[\]:']/g;

/** For each wanted name one that neither a sheet nor another of the answer has; Excel compares without regard to case. */
export function freeSheetNames(wanted: readonly string[], existing: readonly string[]): string[] {
  // "History" is Excel's own.
  const taken = new Set(["history", ...existing.map((name) => name.toLowerCase())]);
  return wanted.map((name) => {
    const base = legal(name);
    let free = base.slice(0, LONGEST).trimEnd();
    for (let copy = 2; taken.has(free.toLowerCase()); copy++) {
      const suffix = ` (${copy})`;
      free = base.slice(0, LONGEST - suffix.length).trimEnd() + suffix;
    }
    taken.add(free.toLowerCase());
    return free;
  });
}

function legal(name: string): string {
  return name.replace(FORBIDDEN, "-").trim() || "Sheet";
}
