// A content hash against accidents: a damaged download, an edited file. It does not protect against forgery.

const { imul } = Math;

/**
 * 64 bits as 16 hex digits. Each lane's step is a bijection of its state, so two texts of one length that differ in
 * a single character never share a lane before the last mixing, which is a bijection of both lanes.
 */
export function hash(text: string): string {
  let one = 0x9e3779b9;
  let two = 0x85ebca6b;
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    one = imul(one ^ character, 0x9e3779b1);
    two = imul(two ^ character, 0x5f356495);
    one = (one << 13) | (one >>> 19);
    two = (two << 17) | (two >>> 15);
  }
  one ^= text.length;
  for (let round = 0; round < 3; round++) {
    one = finish(one ^ two);
    two = finish(two ^ one);
  }
  return hex(one) + hex(two);
}

function finish(lane: number): number {
  let mixed = lane;
  mixed = imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

const hex = (lane: number): string => (lane >>> 0).toString(16).padStart(8, "0");
