// Texts of Excel's file, each written so that it is typed as the same text: "0012" is no number there.
import { typed } from "../contents";

/** Rewrites the table of strings in place. */
export function plainStrings(stringsXml: Document): void {
  for (const item of stringsXml.getElementsByTagNameNS("*", "si")) {
    const texts = [...item.getElementsByTagNameNS("*", "t")].filter(
      ({ parentElement }) => parentElement?.localName !== "rPh",
    );
    const whole = texts.map(({ textContent }) => textContent).join("");
    const [first] = texts;
    if (first !== undefined && typed(whole) !== whole) first.textContent = `'${first.textContent}`;
  }
}

/** Texts that stand in their cells, as the texts of formulas do, which o-spreadsheet reads. */
export function plainCells(sheetXml: Document): void {
  for (const cell of sheetXml.querySelectorAll('c[t="inlineStr"]')) {
    const text = [...cell.getElementsByTagNameNS("*", "t")].map(({ textContent }) => textContent).join("");
    const value = sheetXml.createElementNS(cell.namespaceURI, "v");
    value.textContent = typed(text);
    cell.replaceChildren(value);
    cell.setAttribute("t", "str");
  }
}
