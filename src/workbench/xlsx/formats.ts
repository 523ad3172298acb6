// Number formats of Excel as o-spreadsheet writes them: without padding, colours and languages, with what stands for itself in quotes.
import { helpers } from "@odoo/o-spreadsheet";
import { LOCALE } from "../contents";

/** Excel's formats that a file names by number alone (ECMA-376, 18.8.30). */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  5: '"$"#,##0;("$"#,##0)',
  6: '"$"#,##0;[Red]("$"#,##0)',
  7: '"$"#,##0.00;("$"#,##0.00)',
  8: '"$"#,##0.00;[Red]("$"#,##0.00)',
  9: "0%",
  10: "0.00%",
  11: "0.00E+00",
  12: "# ?/?",
  13: "# ??/??",
  14: "m/d/yyyy",
  15: "d-mmm-yy",
  16: "d-mmm",
  17: "mmm-yy",
  18: "h:mm AM/PM",
  19: "h:mm:ss AM/PM",
  20: "h:mm",
  21: "h:mm:ss",
  22: "m/d/yyyy h:mm",
  37: "#,##0_);(#,##0)",
  38: "#,##0_);[Red](#,##0)",
  39: "#,##0.00_);(#,##0.00)",
  40: "#,##0.00_);[Red](#,##0.00)",
  41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
  42: '_("$"* #,##0_);_("$"* (#,##0);_("$"* "-"_);_(@_)',
  43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
  44: '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)',
  45: "mm:ss",
  46: "[h]:mm:ss",
  49: "@",
};

/** Numbers from here on are a file's own; so high is none that Excel gives. */
const OURS = 5000;

export interface Formats {
  /** Colours that told negative numbers and the like are left out. */
  readonly colours: boolean;
}

/** Rewrites the styles of a file in place; a format that cannot be said here stays, for o-spreadsheet to refuse. */
export function plainFormats(stylesXml: Document): Formats {
  const found = (name: string) => [...stylesXml.getElementsByTagNameNS("*", name)];
  const own = new Map(
    found("numFmt").map((each) => [Number(each.getAttribute("numFmtId")), each.getAttribute("formatCode") ?? ""]),
  );
  const list =
    found("numFmts")[0] ??
    stylesXml.documentElement.insertBefore(
      stylesXml.createElementNS(stylesXml.documentElement.namespaceURI, "numFmts"),
      stylesXml.documentElement.firstChild,
    );
  const numbers = new Map<string, number>();
  let colours = false;
  for (const look of found("cellXfs").flatMap((each) => [...each.children])) {
    const id = Number(look.getAttribute("numFmtId") ?? 0);
    const code = own.get(id) ?? BUILT_IN[id];
    const plain = code === undefined ? undefined : plainFormat(code);
    if (code === undefined || plain === undefined) continue;
    colours ||= COLOUR.test(code);
    const number = numbers.get(plain) ?? OURS + numbers.size;
    if (!numbers.has(plain)) {
      numbers.set(plain, number);
      const written = stylesXml.createElementNS(list.namespaceURI, "numFmt");
      written.setAttribute("numFmtId", String(number));
      written.setAttribute("formatCode", plain);
      list.append(written);
    }
    look.setAttribute("numFmtId", String(number));
  }
  return { colours };
}

const COLOUR = /\[(?:black|blue|cyan|green|magenta|red|white|yellow|color *\d+)\]/i;
const PART = /"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|e[+-]|am\/pm|a\/p|general|./gi;

/** The format as o-spreadsheet writes it, or nothing where it has none. */
export function plainFormat(code: string): string | undefined {
  const parts = [...code.matchAll(PART)].map(([part]) => part);
  const isDate = parts.some((part) => /^(?:[ymdhs]|\[[hms]+\])$/i.test(part));
  // A digit that may be a blank is one that may be left out, but not in a fraction.
  if (!isDate && parts.includes("/")) return undefined;
  const plain = parts.map((part) => plainPart(part, isDate)).join("");
  try {
    helpers.formatValue(0, { format: plain, locale: LOCALE });
    helpers.formatValue(-1.5, { format: plain, locale: LOCALE });
    return plain;
  } catch {
    return undefined;
  }
}

function plainPart(part: string, isDate: boolean): string {
  const lower = part.toLowerCase();
  if (part.startsWith('"') || lower === "general") return part;
  if (part.startsWith("\\")) return `"${part.slice(1)}"`;
  if (/^[_*]./.test(part) || COLOUR.test(part)) return "";
  if (/^\[h+\]$/i.test(part)) return "hhhh";
  if (part.startsWith("[$")) {
    const [, symbol = ""] = /^\[\$([^-\]]*)/.exec(part) ?? [];
    return symbol === "" ? "" : `"${symbol}"`;
  }
  if (part.startsWith("[") || /^e[+-]$/.test(lower)) return part;
  if (lower === "am/pm" || lower === "a/p") return "a";
  if (isDate && /^[ymdhs]$/.test(lower)) return lower;
  if (part === "?") return "#";
  return /^[0#.,%;@()+\-:/$ ]$/.test(part) ? part : `"${part}"`;
}
