import fc from "fast-check";
import { irr, irrBatch, irrRoots, npv } from "../../../src/model/numbers/irr";
import { exactSign, isRate } from "./high-precision";

/** The rent of year 1 covers the cost and all later losses, so that the sum is 0 but for 1e-9. */
const SPENT_LATER = [-1e6, 3736394.1567542087, ...new Array<number>(6).fill(-392776.45018805424), -379735.4556258824];

const project = (length: number) =>
  fc.array(
    fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((flow) => (Math.abs(flow) < 1e-9 ? 0 : flow)),
    { minLength: 2, maxLength: length },
  );

/** Payments first, then receipts, or the other way round: one change of sign, with zeros in between. */
const plainProject = fc
  .tuple(
    fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 6 }),
    fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 1e6, noNaN: true })), { maxLength: 60 }),
    fc.double({ min: 0.01, max: 1e6, noNaN: true }),
    fc.boolean(),
  )
  .map(([early, late, last, turn]) => {
    const flows = [...early.map((x) => -x), ...late, last];
    return turn ? flows.map((x) => -x) : flows;
  });

function pseudoRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 0) / 4294967296;
  };
}

describe("npv", () => {
  test("Excel's example: 10 %, -10000 after a year, then 3000, 4200, 6800", () => {
    expect(npv(0.1, [0, -10000, 3000, 4200, 6800])).toBeCloseTo(1188.44, 2); // support page of NPV
  });

  test("at a rate of 0 it is the plain sum, from last to first", () => {
    fc.assert(
      fc.property(project(30), (flows) => expect(npv(0, flows)).toBe(flows.reduceRight((sum, x) => sum + x, 0))),
    );
  });

  test("a part of an array is a project of its own", () => {
    expect(npv(0.1, [9, 100, 110, 9], 1, 2)).toBe(npv(0.1, [100, 110]));
  });
});

describe("irr of flows that change sign once", () => {
  // Microsoft's support page of IRR; the further digits by hand-set bisection in whole numbers (isRate).
  test.each([
    [[-70000, 12000, 15000, 18000, 21000], -0.021],
    [[-70000, 12000, 15000, 18000, 21000, 26000], 0.087],
    [[-70000, 12000, 15000], -0.444],
  ])("Excel's examples: %j", (flows, published) => {
    expect(irr(flows)).toBeCloseTo(published, 3);
    expect(isRate(flows, irr(flows))).toBe(true);
  });

  test("is the rate at which the flows have no value, to 1e-12, for all sorts of flows", () => {
    fc.assert(
      fc.property(plainProject, (flows) => {
        expect(isRate(flows, irr(flows))).toBe(true);
        expect(irrRoots(flows)).toEqual([irr(flows)]);
      }),
      { numRuns: 2000 },
    );
  });

  test("a million random projects lie between two rates of opposite value", () => {
    const random = pseudoRandom(1);
    const flows = new Float64Array(12);
    let wrong = 0;
    for (let run = 0; run < 1e6; run++) {
      const count = 2 + Math.floor(random() * 10);
      const early = 1 + Math.floor(random() * (count - 1));
      const sign = random() < 0.5 ? -1 : 1;
      for (let i = 0; i < count; i++) flows[i] = (i < early ? -sign : sign) * (random() + 1e-3);
      const rate = irr(flows, 0, count);
      const slack = 1e-9 * (1 + rate);
      if (!(npv(rate - slack, flows, 0, count) * npv(rate + slack, flows, 0, count) < 0)) wrong++;
    }
    expect(wrong).toBe(0);
  });

  test("huge and tiny flows, long waits and rates far out", () => {
    const far = [
      [-1, ...new Array<number>(1198).fill(0), 1e9],
      [-1e9, ...new Array<number>(1198).fill(0), 1],
      [-1, 1e12],
      [-1e12, 1],
      [-1e-300, 3e-300],
      [-1e300, 3e299],
      [-5e-324, 1e-320],
      [-1, 1e-40, 0, 1],
      [-1e-40, -1, 3],
      [-1, -1, -1, -1, -1, 1e25],
      [1e-180, -3e-180, 1e-185, 5],
    ];
    for (const flows of far) expect([flows, isRate(flows, irr(flows))]).toEqual([flows, true]);
  });
});

/** The flows whose rates are exactly these, whole numbers of 64ths: (1 + rate) x = 1 for one factor each. */
function flowsWithRates(sixtyFourths: readonly number[]): number[] {
  return sixtyFourths.reduce(
    (flows, rate) => [...flows, 0].map((flow, i) => 64 * flow - (64 + rate) * (i > 0 ? flows[i - 1] : 0)),
    [1],
  );
}

describe("irr of flows that change sign more often", () => {
  test.each([
    ["the pump of Lorie and Savage", [-1600, 10000, -10000], [0.25, 4]],
    ["three rates", [-1000, 6000, -11000, 6000], [0, 1, 2]],
    ["two rates around 0", [-100, 200, -99], [-0.1, 0.1]],
    ["a double rate", [-100, 220, -121], [0.1]],
    ["a double rate of 0", [1, -2, 1], [0]],
    ["a triple rate of 0", [1, -3, 3, -1], [0]],
    ["a double rate below 0", [-100, 160, -64], [-0.2]],
    ["a double rate above a simple one", [1000, -3500, 4080, -1584], [0.1, 0.2]],
    ["a sum that is 0 but for rounding", [-0.1, 0.3, -0.2], [0, 1]],
    ["the same, seen from one side of 0 only", SPENT_LATER, [0, 2.5844383757978]],
  ])("%s", (_, flows, rates) => {
    const found = irrRoots(flows);
    expect(found).toHaveLength(rates.length);
    found.forEach((rate, i) => expect(rate).toBeCloseTo(rates[i], 12));
  });

  test("of several rates it is one at which the value falls through 0 as the rate rises; of several such the nearest to 10 %", () => {
    expect(irr([-100, 300, -1])).toBeCloseTo(2 / (300 - Math.sqrt(89600)) - 1, 12);
    expect(irr([-1600, 10000, -10000])).toBeCloseTo(4, 14);
    expect(irr([-1000, 6000, -11000, 6000])).toBe(0); // 0 %, 100 % and 200 %: it falls at the first and the last.
    expect(irr([-64, 128, -63])).toBeCloseTo(0.125, 15);
    expect(irr([64, -128, 63])).toBeCloseTo(-0.125, 15);
  });

  test("where the value touches 0 without crossing it, of several rates it is the nearest to 10 %", () => {
    expect(irr([1, -4.5, 7.5625, -5.625, 1.5625])).toBeCloseTo(0, 6); // (1 - x)^2 (1 - 1.25 x)^2
  });

  test("the rate that is taken is, by the order of all rates, one that an investment has", () => {
    const rates = fc.uniqueArray(fc.integer({ min: -63, max: 400 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rates, fc.constantFrom(1, -1), (sixtyFourths, sign) => {
        const flows = flowsWithRates(sixtyFourths).map((flow) => sign * flow);
        // Above the highest rate the value has the sign of the first flow; each rate turns it.
        const downwards = sixtyFourths.map((rate) => rate / 64).sort((p, q) => q - p);
        const falling = downwards.filter((_, k) => flows[0] < 0 === (k % 2 === 0));
        const least = Math.min(...(falling.length > 0 ? falling : downwards).map((rate) => Math.abs(rate - 0.1)));
        const rate = irr(flows);
        expect(Math.abs(rate - 0.1)).toBeCloseTo(least, 9);
        if (falling.length > 0) expect(Math.min(...falling.map((one) => Math.abs(one - rate)))).toBeLessThan(1e-9);
      }),
      { numRuns: 1000 },
    );
  });

  test("wherever whole numbers show the value to fall through 0, the rate is such a place, and none lies nearer to 10 %", () => {
    const growths = Array.from({ length: 121 }, (_, i) => 1.1 * 2 ** ((i - 60) / 12)); // -97 % to 3,420 %
    const flow = fc.integer({ min: -200, max: 200 });
    fc.assert(
      fc.property(fc.integer({ min: -400, max: -1 }), fc.array(flow, { minLength: 2, maxLength: 9 }), (cost, later) => {
        const flows = [cost, ...later];
        const signs = growths.map((growth) => exactSign(flows, growth));
        const falls = growths
          .slice(1)
          .flatMap((end, i) => (signs[i] > 0 && signs[i + 1] < 0 ? [[growths[i], end]] : []));
        fc.pre(falls.length > 0);
        const growth = 1 + irr(flows);
        expect([exactSign(flows, growth * (1 - 1e-9)), exactSign(flows, growth * (1 + 1e-9))]).toEqual([1, -1]);
        for (const [from, to] of falls) {
          const farthest = Math.max(to - 1.1, 1.1 - from);
          expect(Math.abs(growth - 1.1)).toBeLessThanOrEqual(farthest);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("all rates are found where the flows are made of them", () => {
    const rates = fc.uniqueArray(fc.integer({ min: -63, max: 400 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rates, (sixtyFourths) => {
        const found = irrRoots(flowsWithRates(sixtyFourths));
        const made = sixtyFourths.map((rate) => rate / 64).sort((a, b) => a - b);
        expect(found).toHaveLength(made.length);
        found.forEach((rate, i) => expect(Math.abs(rate - made[i])).toBeLessThanOrEqual(1e-12 * (1 + made[i])));
      }),
      { numRuns: 2000 },
    );
  });

  test("two rates a millionth apart are two, within the last bit of each other one, and a value that stays positive has none", () => {
    const flows = (above: number) => [1, -2.25, 1.265625 + above]; // (1 - 1.125 x)^2 + above x^2
    expect(irrRoots(flows(-1e-12))).toHaveLength(2);
    expect(irrRoots(flows(2 ** -52))).toEqual([expect.closeTo(0.125, 7)]);
    expect(irrRoots(flows(1e-12))).toHaveLength(0);
  });

  test("every rate is one, and between neighbours the value keeps its sign", () => {
    fc.assert(
      fc.property(project(40), (flows) => {
        const found = irrRoots(flows);
        for (const rate of found) expect(isRate(flows, rate)).toBe(true);
        const growths = [0, ...found.map((rate) => 1 + rate), 2 * (1 + (found.at(-1) ?? 0)) + 1e9];
        for (let k = 1; k < growths.length; k++) {
          const signs = new Set<number>();
          for (let part = 1; part < 8; part++) {
            signs.add(exactSign(flows, growths[k - 1] + ((growths[k] - growths[k - 1]) * part) / 8));
          }
          expect(signs.size).toBe(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("of 1,200 flows of changing sign every rate found is one, and the time that took is told", () => {
    const random = pseudoRandom(5);
    const flows = Float64Array.from({ length: 1200 }, () => random() - 0.5);
    const start = performance.now();
    const found = irrRoots(flows);
    process.stdout.write(`the rates of 1,200 flows in ${(performance.now() - start).toFixed(0)} ms (goal 200 ms)\n`);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((rate) => isRate(flows, rate))).toBe(true);
  });
});

describe("irr and the shape of the flows", () => {
  const some = fc.oneof(plainProject, project(30));

  test("all flows times a power of two: not a bit changes", () => {
    fc.assert(
      fc.property(some, fc.integer({ min: -900, max: 900 }), (flows, k) => {
        const times = flows.map((flow) => flow * 2 ** k);
        expect(irrRoots(times)).toEqual(irrRoots(flows));
        expect(irr(times)).toBe(irr(flows));
      }),
    );
  });

  test("flows that span more than a direct reading allows, times a power of two: not a bit changes", () => {
    for (const ratio of [2 ** -150, 2 ** -210, 2 ** -230, 2 ** -600]) {
      const flows = [-ratio, -1, 0.4, 1.5];
      const answers = [0, 40, 75, 120, -120, 300, -300].map((k) => irr(flows.map((flow) => flow * 2 ** k)));
      expect(new Set(answers).size).toBe(1);
      expect(isRate(flows, answers[0])).toBe(true);
    }
  });

  test("leading and trailing zeros, and the opposite view, change nothing", () => {
    fc.assert(
      fc.property(some, fc.nat(5), fc.nat(5), (flows, before, after) => {
        const zeros = (count: number) => new Array<number>(count).fill(0);
        expect(irrRoots([...zeros(before), ...flows, ...zeros(after)])).toEqual(irrRoots(flows));
        expect(irrRoots(flows.map((flow) => -flow))).toEqual(irrRoots(flows));
      }),
    );
  });

  test("one call for many projects gives the bits of one call for each", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 6, maxLength: 6 })),
        (rows) => {
          const rates = new Float64Array(rows.length);
          irrBatch(Float64Array.from(rows.flat()), rows.length, 6, rates);
          expect([...rates]).toEqual(rows.map((row) => irr(row)));
        },
      ),
    );
  });

  test("one call for hundreds of projects of all kinds, as few or as many flows as they have, gives the bits of one call for each", () => {
    const random = pseudoRandom(3);
    for (const [count, projects] of [
      [0, 3],
      [1, 40],
      [2, 300],
      [10, 1000],
      [120, 300],
      [1200, 9],
      [4096, 3],
      [4097, 3],
    ]) {
      const flows = new Float64Array(projects * count);
      for (let project = 0; project < projects; project++) {
        const early = 1 + Math.floor(random() ** 3 * count);
        const [first, again] = [random() < 0.7 ? -1 : 1, random() < 0.1];
        for (let i = 0; i < count; i++) {
          const sign = i < early || (again && i > count - 2) ? first : -first;
          flows[project * count + i] = random() < 0.05 ? 0 : (sign * (random() + 0.1)) / (i < early ? early : count);
        }
      }
      const rates = new Float64Array(projects);
      irrBatch(flows, projects, count, rates);
      const own = Array.from(rates, (_, project) => irr(flows, project * count, count));
      expect([...rates]).toEqual(own);
    }
  });

  test("five thousand flows have the rate at which they are worth nothing", () => {
    const flows = Float64Array.from({ length: 5000 }, (_, i) => (i === 0 ? -1000 : 0.5));
    const rate = irr(flows);
    expect(npv(rate * (1 - 1e-12), flows)).toBeGreaterThan(0);
    expect(npv(rate * (1 + 1e-12), flows)).toBeLessThan(0);
    expect(irr(flows.map((flow) => -flow))).toBe(rate);
  });

  test("any kind of array, and a part of one, is a project", () => {
    const flows = [-100, 60, 70];
    const rate = irr(flows);
    expect(irr(Float64Array.from(flows))).toBe(rate);
    expect(irr(Int32Array.from(flows))).toBe(rate);
    expect(irr([5, ...flows, 5], 1, 3)).toBe(rate);
    expect(irrRoots(Float64Array.from([5, ...flows, 5]), 1, 3)).toEqual([rate]);
  });

  test.each([
    ["no flow", []],
    ["one flow", [5]],
    ["only zeros", [0, 0, 0]],
    ["only receipts", [1, 0, 2]],
    ["only payments", [-1, -2]],
    ["payments around receipts that never suffice", [-100, 10, -10]],
    ["an infinite flow", [-1, Infinity]],
    ["a flow that is no number", [-1, NaN, 2]],
    ["a rate beyond the largest number", [-1e-200, 1e200]],
    ["a rate that rounds to -100 %", [-1e40, 1]],
    ["several of them", [-1e40, 1, -1e-40]],
  ])("%s: no rate", (_, flows) => {
    expect(irrRoots(flows)).toEqual([]);
    expect(irr(flows)).toBeNaN();
  });
});
