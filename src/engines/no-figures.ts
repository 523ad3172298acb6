// In the place of the dataset where the figures are left out.
import { engineWords } from "../languages/engines.en";
import { fail } from "../model/errors";

export { didYouMean } from "../model/keys";

export const find = (): never => fail("#N/A", engineWords.noFigures);
