// Values as a formula has them.

/** Of a text in a formula Excel takes 255 characters at once. */
const PIECE = 200;

export const textLiteral = (text: string): string =>
  (text.match(new RegExp(`.{1,${PIECE}}`, "gsu")) ?? [""]).map((piece) => `"${piece.replaceAll('"', '""')}"`).join("&");

export const numberLiteral = (number: number): string => String(number).replace("e+", "E").replace("e", "E");
