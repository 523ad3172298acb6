// How rows measure: contenders take turns of a few milliseconds, and the fastest turn of each counts, as all that makes a
// turn longer is other people's work on the machine.

/** The milliseconds of each function's fastest turn. */
function fastest(contenders, turns) {
  const best = contenders.map(() => Infinity);
  for (let turn = 0; turn < turns; turn++) {
    contenders.forEach((run, i) => {
      const start = performance.now();
      run(turn);
      best[i] = Math.min(best[i], performance.now() - start);
    });
  }
  return best;
}

/** Ends the bench when two answers to the same question differ. */
function mustAgree(what, ours, theirs, tolerance) {
  const size = Math.max(Math.abs(ours), Math.abs(theirs), Number.MIN_VALUE);
  if (!(Math.abs(ours - theirs) <= tolerance * size)) throw new Error(`${what}: ours is ${ours}, theirs ${theirs}`);
}

/** Numbers from 0 to 1, the same in each run. */
function numbers(seed) {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 0) / 4294967296;
  };
}

module.exports = { fastest, mustAgree, numbers };
