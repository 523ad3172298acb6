// Figures of one's own as files and as a sheet, fetched when one is first imported or exported.
import { readFigureFile, type FileRow } from "../data/figure-file";
import { HostError } from "../host/host";
import { inWords, texts } from "../languages";
import { ModelError } from "../model/errors";

export { figureFile } from "../data/figure-file";
export { requested } from "./figures";
export { ownFiguresSheet } from "./own-figures-sheet";

/** The figures of a file; whatever is wrong with it is refused in words, and nothing of it is taken. */
export function figuresFrom(text: string): readonly FileRow[] {
  try {
    return readFigureFile(text);
  } catch (error) {
    if (error instanceof ModelError) throw new HostError("FileRefused", texts.files.refused(inWords(error.message)));
    throw error;
  }
}
