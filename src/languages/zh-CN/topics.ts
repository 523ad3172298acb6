// The topics of the functions, by their files; the help reads them from the table.
import topicsInEnglish from "../topics.en.json";
import topicsInChinese from "./topics.json";

export const topics: Readonly<Record<keyof typeof topicsInEnglish, string>> = topicsInChinese;
