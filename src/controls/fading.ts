// A message of success leaves by itself once there was time to read it; what warns or asks stays until it is answered.
import type { Notice } from "./progress";

/** In milliseconds: to notice it, and for each letter. */
const [NOTICED, LETTER, AGAIN] = [5_000, 100, 1_000];

/** Is told what is shown; what is pointed at or holds the focus stays. */
export function fading(place: () => Element | null, dismiss: () => void): (notice: Notice | null) => void {
  let shown: Notice | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const leave = (): void => {
    if (place()?.matches(":hover, :focus-within") === true) timer = setTimeout(leave, AGAIN);
    else dismiss();
  };
  return (notice) => {
    if (notice === shown) return;
    shown = notice;
    clearTimeout(timer);
    if (notice?.kind === "success") timer = setTimeout(leave, NOTICED + LETTER * notice.text.length);
  };
}
