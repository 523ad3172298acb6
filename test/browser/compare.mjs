// Compares pictures in a thread of its own: in a test's sandbox, where globals are looked up each time, it takes a hundred times as long.
import { parentPort } from "node:worker_threads";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

const read = (file) => PNG.sync.read(Buffer.from(file));

/** The share of pixels that differ by more than a part of black from white, and a picture of them. */
function difference({ actual, kept, colour }) {
  const [a, b] = [read(actual), read(kept)];
  if (a.width !== b.width || a.height !== b.height) return { share: 1, picture: actual };
  const { width, height } = a;
  const diff = new PNG({ width, height });
  const count = pixelmatch(a.data, b.data, diff.data, width, height, { threshold: colour });
  return { share: count / (width * height), picture: count === 0 ? actual : PNG.sync.write(diff) };
}

/** The same in a third fewer bytes: without transparency, which it has not, in 32 shades of each colour. */
function small({ picture }) {
  const png = read(picture);
  const step = 255 / 31;
  for (let at = 0; at < png.data.length; at++) png.data[at] = Math.round(Math.round(png.data[at] / step) * step);
  return PNG.sync.write(png, { colorType: 2, filterType: 0, deflateLevel: 9, deflateStrategy: 0 });
}

const WORK = { difference, small };

parentPort.on("message", ({ work, ...given }) => parentPort.postMessage(WORK[work](given)));
