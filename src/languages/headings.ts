// Headings that are read back from a sheet, in every language that may have written it.

/** Over the column that says where a figure comes from. */
export const SOURCE: readonly string[] = ["Source", "来源"];

/** Before the source of an assumption that somebody has typed over. */
export const YOURS: readonly string[] = ["yours", "自定"];
