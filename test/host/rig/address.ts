// A1 addresses as numbers: rows and columns from 0, both ends included.

export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export const LAST_ROW = 1048575;
export const LAST_COLUMN = 16383;

export function letters(column: number): string {
  let text = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  }
  return text;
}

export const columnOf = (text: string): number =>
  [...text.toUpperCase()].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** "B2:C4", "$B$2", "C:D" or "2:3", without a sheet; undefined when it is no address. */
export function areaOf(address: string): Area | undefined {
  const plain = address.replace(/\$/g, "").toUpperCase();
  const corners = plain.split(":");
  const cells = corners.map((corner) => /^([A-Z]{1,3})([1-9]\d*)$/.exec(corner));
  if (corners.length <= 2 && cells.every((cell) => cell !== null)) {
    const rows = cells.map((cell) => Number(cell[2]) - 1);
    const columns = cells.map((cell) => columnOf(cell[1]));
    const area = {
      top: Math.min(...rows),
      left: Math.min(...columns),
      bottom: Math.max(...rows),
      right: Math.max(...columns),
    };
    return area.bottom <= LAST_ROW && area.right <= LAST_COLUMN ? area : undefined;
  }
  const whole = /^([A-Z]{1,3}):([A-Z]{1,3})$/.exec(plain);
  if (whole !== null) return { top: 0, left: columnOf(whole[1]), bottom: LAST_ROW, right: columnOf(whole[2]) };
  const rows = /^([1-9]\d*):([1-9]\d*)$/.exec(plain);
  if (rows !== null) return { top: Number(rows[1]) - 1, left: 0, bottom: Number(rows[2]) - 1, right: LAST_COLUMN };
  return undefined;
}

export function addressOf({ top, left, bottom, right }: Area): string {
  if (top === 0 && bottom === LAST_ROW) return `${letters(left)}:${letters(right)}`;
  const first = `${letters(left)}${top + 1}`;
  return top === bottom && left === right ? first : `${first}:${letters(right)}${bottom + 1}`;
}

export const cellAt = (row: number, column: number): Area => ({ top: row, left: column, bottom: row, right: column });

export const overlap = (a: Area, b: Area): boolean =>
  a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;

/** A sheet's name as a formula writes it. */
export const quoted = (sheet: string): string =>
  /^[A-Za-z_][A-Za-z0-9_.]*$/.test(sheet) && areaOf(sheet) === undefined ? sheet : `'${sheet.replace(/'/g, "''")}'`;
