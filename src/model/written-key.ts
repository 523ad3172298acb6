// What a person writes for a key and for its value: understood where it can mean one thing, refused with the nearest where it cannot.
import { brief, fail } from "./errors";
import { CHOICES, exampleOf, goesIntoThousands, type Key, keyNamed, nearestKeys } from "./keys";
import { plainText, writtenNumber } from "./numbers/written";

/** The key of a name as a user writes it, in either case. */
export const writtenKey = (name: string): Key =>
  keyNamed(name) ?? fail("#N/A", `there is no key "${brief(name)}"; did you mean ${nearestKeys(name).join(", ")}?`);

/** What a key is given as text: a number as a person writes it, or the name of a method. `place` says where it stands. */
export function writtenValue(place: string, key: Key, text: string): number {
  const wanted = plainText(text).trim().toLowerCase();
  const choice = (CHOICES[key] ?? []).findIndex((each) => each.toLowerCase() === wanted);
  if (choice >= 0) return choice;
  const read = writtenNumber(text, goesIntoThousands(key));
  if (typeof read === "number") return read;
  if (read.why === "no number")
    return fail(
      "#VALUE!",
      `${place}: ${key} is "${brief(text)}": write ${
        CHOICES[key]?.map((each) => `"${each}"`).join(" or ") ?? `a number such as ${key}=${exampleOf(key)}`
      }`,
    );
  const { whole, broken } = read;
  return fail(
    "#VALUE!",
    `${place}: ${key} is "${brief(text)}", which may be ${whole} or ${broken}: write one of these`,
  );
}
