// Large answers leave one after the other, so that no message of Excel's runtime becomes too large.
import fc from "fast-check";
import { pacing } from "../../src/functions/pace";

/** An answer that becomes ready after a pause, in milliseconds and bytes. */
const ANSWERS = fc.array(
  fc.record({ pause: fc.integer({ min: 0, max: 4000 }), bytes: fc.integer({ min: 1, max: 1_000_000 }) }),
  {
    maxLength: 60,
  },
);

/** When each leaves, by a clock that only these pauses move. */
function leaving(answers: readonly { readonly pause: number; readonly bytes: number }[]): number[] {
  let time = 0;
  let waited = 0;
  const mayLeave = pacing({
    now: () => time,
    wait: (milliseconds) => {
      waited = milliseconds;
      return Promise.resolve();
    },
  });
  return answers.map(({ pause, bytes }) => {
    time += pause;
    waited = 0;
    mayLeave(bytes);
    return time + waited;
  });
}

test("no more than Excel takes of one message leaves within the time in which the runtime collects answers", () => {
  fc.assert(
    fc.property(ANSWERS, (answers) => {
      const times = leaving(answers);
      for (const from of times) {
        const together = answers.filter((_, at) => times[at] >= from && times[at] < from + 1500);
        expect(together.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(5e6);
      }
    }),
  );
});

test("answers leave in the order in which they were ready, and none before it is", () => {
  fc.assert(
    fc.property(ANSWERS, (answers) => {
      const times = leaving(answers);
      expect(times).toEqual([...times].sort((one, other) => one - other));
      let ready = 0;
      answers.forEach(({ pause }, at) => {
        ready += pause;
        expect(times[at]).toBeGreaterThanOrEqual(ready);
      });
    }),
  );
});

test("10,000 answers of one number each leave at once", () => {
  const mayLeave = pacing({ now: () => 0, wait: () => Promise.reject(new Error("it waits")) });
  for (let cell = 0; cell < 10_000; cell++) expect(mayLeave(60)).toBeUndefined();
});
