// A file that someone opens, as the texts that an .xlsx is made of, or a sentence why it is none.
import { strFromU8, unzipSync } from "fflate";
import { workbenchTexts } from "../../languages/workbench";

const words = workbenchTexts.files;

/** What the page reads of one file, in bytes: packed, and unpacked. */
const MOST_PACKED = 50e6;
const MOST_UNPACKED = 400e6;

/** How a file begins that is locked by a password, or of the kind before .xlsx. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP = [0x50, 0x4b];

const IMAGE_TYPES: Readonly<Record<string, string>> = { png: "png", jpg: "jpeg", jpeg: "jpeg", gif: "gif", bmp: "bmp" };

/** The parts of the file by their path: XML as text, pictures as addresses that hold them. */
export interface Parts {
  readonly xml: Readonly<Record<string, string>>;
  readonly images: Readonly<Record<string, string>>;
  /** Every path of the file, also of what is not read. */
  readonly paths: readonly string[];
}

/** Why a file is not opened, as a sentence. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}

/** Refuses before anything is read. */
export function mustFit(size: number): void {
  if (size > MOST_PACKED) throw new Unreadable(words.tooLarge(size / 1e6, MOST_PACKED / 1e6));
  if (size === 0) throw new Unreadable(words.empty);
}

export function unpacked(bytes: Uint8Array): Parts {
  mustFit(bytes.length);
  const begins = (mark: readonly number[]) => mark.every((byte, index) => bytes[index] === byte);
  if (begins(COMPOUND)) throw new Unreadable(words.locked);
  if (!begins(ZIP)) throw new Unreadable(words.notXlsx);
  const paths: string[] = [];
  const files = read(bytes, paths);
  const xml: Record<string, string> = {};
  const images: Record<string, string> = {};
  for (const [path, content] of Object.entries(files)) {
    const image = imageType(path);
    if (image === undefined) xml[path] = strFromU8(content);
    else images[path] = `data:image/${image};base64,${base64(content)}`;
  }
  if (xml["[Content_Types].xml"] === undefined || !paths.some((path) => /^xl\/workbook\.(xml|bin)$/.test(path)))
    throw new Unreadable(words.notXlsx);
  if (xml["xl/workbook.xml"] === undefined) throw new Unreadable(words.binary);
  return { xml, images, paths };
}

function read(bytes: Uint8Array, paths: string[]): Readonly<Record<string, Uint8Array>> {
  let size = 0;
  try {
    return unzipSync(bytes, {
      filter({ name, originalSize }) {
        paths.push(name);
        const wanted = /\.(xml|rels)$/.test(name) || imageType(name) !== undefined;
        if (wanted) size += originalSize;
        if (size > MOST_UNPACKED) throw new Unreadable(words.tooLargeInside(MOST_UNPACKED / 1e6));
        return wanted;
      },
    });
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable(words.damaged);
  }
}

function imageType(path: string): string | undefined {
  const [, extension] = /^xl\/media\/.*\.([a-z]+)$/i.exec(path) ?? [];
  return extension === undefined ? undefined : IMAGE_TYPES[extension.toLowerCase()];
}

function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
