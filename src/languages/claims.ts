// The words of the check of a published number, apart from the rest: the pane opens without them.
import { claims } from "./claims.en";
import { vocabulary } from "./vocabulary";

export type ClaimWords = typeof claims;

export const claimTexts: ClaimWords = vocabulary("claims", claims);
