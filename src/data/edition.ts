// Which figures these are, and whose add-in: known at once where the figures themselves come later.
import edition from "./dataset/edition.json";

export const VERSION: string = edition.version;
export const HASH: string = edition.hash;

/** Put here by the build. */
export const ADDIN_VERSION = process.env.npm_package_version ?? "";

/** What a file of the add-in was built of: functions.js and the pane tell each other, as browsers keep the one longer than the other. */
export const BUILD = `${ADDIN_VERSION} (dataset ${VERSION}, ${HASH})`;
