/** How long the page may stand still, in milliseconds. */
const TURN = 30;

/** For long work: the pause calls `tell` and lets the page breathe where a turn is over, and answers whether it was. */
export function pauses(): (tell?: () => void) => Promise<boolean> {
  let begun = performance.now();
  return async (tell) => {
    if (performance.now() - begun <= TURN) return false;
    tell?.();
    await breath();
    begun = performance.now();
    return true;
  };
}

/** Lets the page draw and take what was clicked. */
export const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
