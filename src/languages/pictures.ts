// The words of pictures and of a scenario's copy, apart from the rest: the pane opens without them.
import { pictures } from "./pictures.en";
import { vocabulary } from "./vocabulary";

export type PictureWords = typeof pictures;

export const pictureTexts: PictureWords = vocabulary("pictures", pictures);
