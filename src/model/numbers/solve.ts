// Roots of a function without a guess: between two limits, or the nearest to a value.
// A solver answers NaN when there is no root: its callers know the sentence that says so.
import { power, powerOfTwo } from "./exact";
import { unwatched } from "../steps/trace";

const EPSILON = Number.EPSILON;
const SMALLEST_NORMAL = powerOfTwo(-1022);

type Curve = (x: number) => number;

/** Whether one is above 0 and the other below; their product could underflow. */
export const opposite = (a: number, b: number): boolean => (a < 0 && b > 0) || (a > 0 && b < 0);

/** A number between two others with about as many doubles on either side: bisection then ends after some 70 steps. */
function middle(a: number, b: number): number {
  if (opposite(a, b)) return 0;
  const near = Math.min(Math.abs(a), Math.abs(b));
  const far = Math.max(Math.abs(a), Math.abs(b));
  if (far <= 4 * Math.max(near, SMALLEST_NORMAL)) return a + (b - a) / 2;
  return Math.sqrt(Math.max(near, SMALLEST_NORMAL)) * Math.sqrt(far) * (a + b < 0 ? -1 : 1);
}

const TRUSTING_STEPS = 40;

/** Chandrupatla's method where f(a) and f(b) differ in sign: inverse quadratic interpolation where the curve allows it, else the middle. */
export function bracketed(f: Curve, a: number, fa: number, b: number, fb: number): number {
  let x = middle(a, b);
  for (let step = 1; ; step++) {
    const fx = f(x);
    if (fx === 0) return x;
    if (Number.isNaN(fx)) return NaN;
    let c = a;
    let fc = fa;
    if (fx > 0 !== fa > 0) {
      c = b;
      fc = fb;
      b = a;
      fb = fa;
    }
    a = x;
    fa = fx;
    const halfway = middle(a, b);
    const finest = EPSILON * Math.max(Math.abs(a), Math.abs(b));
    if (Math.abs(b - a) <= finest || halfway === a || halfway === b) return Math.abs(fa) < Math.abs(fb) ? a : b;
    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    if (step < TRUSTING_STEPS && phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi) {
      const share = (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb));
      const edge = finest / Math.abs(b - a);
      x = a + Math.min(Math.max(share, edge), 1 - edge) * (b - a);
      if (x === a || x === b) x = halfway;
    } else {
      x = halfway;
    }
  }
}

/** The root of f between low and high, to the last bits, if f changes sign there; at most some 120 calls of f. */
export function findRoot(f: Curve, low: number, high: number): number {
  return unwatched(() => {
    const fLow = f(low);
    if (fLow === 0) return low;
    const fHigh = f(high);
    if (fHigh === 0) return high;
    return opposite(fLow, fHigh) ? bracketed(f, low, fLow, high, fHigh) : NaN;
  });
}

const SCAN_STEPS = 400;
const FINEST_SCAN = powerOfTwo(-8); // of the start value
const FINEST_FROM_ZERO = powerOfTwo(-28); // of the way to the limit
const DIP_STEPS = 16; // The last one looks at 0.05 % of the way.
const GOLDEN_SECTION = (Math.sqrt(5) - 1) / 2;

/** Where a curve is known to bend, jump or end, in rising order, and how far off 0 rounding may leave it at a root. */
export interface Corners {
  readonly at: readonly number[];
  readonly zero: number;
}

const NO_CORNERS: Corners = { at: [], zero: 1e-9 };

/**
 * The root nearest to start, between low and high. It looks at ever longer distances on both sides, 3 % of the distance apart at
 * most, at each corner on the way, where the curve may touch 0 without crossing it, and closer where it dips towards 0. Where f has
 * no answer it may give NaN or an infinity of the right sign; a jump over 0 is not a root. At most 1,100 calls of f and one for each
 * corner, and some 120 more for each dip and jump.
 */
export function nearestRoot(f: Curve, start: number, low: number, high: number, corners = NO_CORNERS): number {
  return unwatched(() => {
    const atStart = f(start);
    if (atStart === 0) return start;
    const reach = Math.max(start - low, high - start);
    const first = Math.min(Math.max(Math.abs(start) * FINEST_SCAN, reach * FINEST_FROM_ZERO), reach);
    const growth = power(reach / first, 1 / (SCAN_STEPS - 1));
    const below = side(f, start, atStart, low, corners);
    const above = side(f, start, atStart, high, corners);
    const touchesAtStart = (): boolean =>
      Math.abs(atStart) <= corners.zero &&
      [Math.max(start - first, low), Math.min(start + first, high)].every((x) => Math.abs(atStart) <= Math.abs(f(x)));
    let distance = first;
    for (let step = 1; step <= SCAN_STEPS; step++) {
      if (step === SCAN_STEPS) distance = reach;
      const down = below(start - distance);
      const up = above(start + distance);
      if (!Number.isNaN(down) && !(up - start < start - down)) return down;
      if (!Number.isNaN(up)) return up;
      if (step === 1 && touchesAtStart()) return start;
      distance *= growth;
    }
    return NaN;
  });
}

/** Walks from start towards a limit; each call goes on to x and gives the root that it passed, or NaN. */
function side(f: Curve, start: number, atStart: number, limit: number, { at, zero }: Corners): Curve {
  const sign = limit < start ? -1 : 1;
  const ahead = at.filter((corner) => sign * corner > sign * start && sign * corner <= sign * limit);
  if (sign < 0) ahead.reverse();
  let passed = 0;
  let before = start;
  let atBefore = NaN;
  let last = start;
  let atLast = atStart;

  const touches = (x: number, atX: number): boolean => Math.abs(atX) <= zero && ahead.includes(x);

  function look(x: number, atX: number): number {
    const [behind, atBehind, from, atFrom] = [before, atBefore, last, atLast];
    before = from;
    atBefore = atFrom;
    last = x;
    atLast = atX;
    if (atLast === 0) return x;
    if (opposite(atFrom, atLast)) return crossing(f, from, atFrom, x, atLast, zero);
    if (Math.abs(atFrom) < Math.abs(atBehind) && Math.abs(atFrom) < Math.abs(atLast)) {
      const root = dip(f, behind, atBehind, x, zero);
      return Number.isNaN(root) && touches(from, atFrom) ? from : root;
    }
    return x === limit && Math.abs(atLast) < Math.abs(atFrom) && touches(x, atLast) ? x : NaN;
  }

  return (to) => {
    const x = sign < 0 ? Math.max(to, limit) : Math.min(to, limit);
    while (passed < ahead.length && sign * ahead[passed] < sign * x) {
      const corner = ahead[passed++];
      const atCorner = f(corner);
      // One that hardly differs is left out: next to it rounding would make either seem the nearest to 0.
      if (Math.abs(atCorner - atLast) <= zero && atCorner !== 0 && !opposite(atCorner, atLast)) continue;
      const root = look(corner, atCorner);
      if (!Number.isNaN(root)) return root;
    }
    return x === last ? NaN : look(x, f(x));
  };
}

/** The root between two values of different sign, unless the curve jumps over 0 or is but noise there. */
function crossing(f: Curve, a: number, fa: number, b: number, fb: number, zero: number): number {
  const root = bracketed(f, a, fa, b, fb);
  return Math.abs(f(root)) <= zero ? root : NaN;
}

/** Where the curve comes near 0 between a and b it may cross it twice: the crossing nearer to a, or NaN. */
function dip(f: Curve, a: number, fa: number, b: number, zero: number): number {
  let [left, right] = [a, b];
  let inner = right - GOLDEN_SECTION * (right - left);
  let outer = left + GOLDEN_SECTION * (right - left);
  let [atInner, atOuter] = [f(inner), f(outer)];
  for (let step = 1; step <= DIP_STEPS; step++) {
    if (opposite(fa, atInner)) return crossing(f, a, fa, inner, atInner, zero);
    if (opposite(fa, atOuter)) return crossing(f, a, fa, outer, atOuter, zero);
    if (Math.abs(atInner) < Math.abs(atOuter)) {
      [right, outer, atOuter] = [outer, inner, atInner];
      inner = right - GOLDEN_SECTION * (right - left);
      atInner = f(inner);
    } else {
      [left, inner, atInner] = [inner, outer, atOuter];
      outer = left + GOLDEN_SECTION * (right - left);
      atOuter = f(outer);
    }
  }
  return NaN;
}
