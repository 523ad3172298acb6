// Large answers leave one after the other: Excel's runtime puts what is ready into one message, Excel takes 5 MB of it, and one
// that is too large holds up every function until it is given up.

/** What may leave together, in bytes: two such shares fit into one message where Excel was slow to take the first. */
const MOST_TOGETHER = 2.4e6;
/** Longer than the runtime collects answers for one message, in milliseconds. */
const APART = 1500;

interface Clock {
  now(): number;
  wait(milliseconds: number): Promise<void>;
}

const CLOCK: Clock = {
  now: () => Date.now(),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** Says of each answer when it may leave: undefined at once, or a promise that is kept when it may. */
export function pacing({ now, wait }: Clock = CLOCK): (bytes: number) => Promise<void> | undefined {
  /** When the last share leaves, and what it weighs so far. */
  let share = -Infinity;
  let weight = 0;
  return (bytes) => {
    const present = now();
    if (present >= share + APART) {
      share = present;
      weight = 0;
    }
    if (weight + bytes > MOST_TOGETHER) {
      share += APART;
      weight = 0;
    }
    weight += bytes;
    return share <= present ? undefined : wait(share - present);
  };
}
