/** The preset that gives what a call leaves out. */
export const STANDARD_PRESET = "TNP-2025";

/** Whether a value with this source is one of the article's scenario, which stands in where nothing is said. */
export const isArticles = ({ source }: { readonly source: string }): boolean =>
  source.startsWith(`preset ${STANDARD_PRESET}`) || source.startsWith(STANDARD_PRESET);
