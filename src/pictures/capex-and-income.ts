// What Amazon adds to AWS against what AWS earns, year by year as the filings say.
import { entityNamed } from "../data/dataset";
import { fieldNamed, figureOf, periodsOf } from "../data/derived";
import { pictureTexts } from "../languages/pictures";
import type { Picture } from "./picture";

const words = pictureTexts.aws;

/** Series of the dataset, in the order of the rows. */
export const AWS_FIELDS = ["aws_net_additions_ppe", "aws_operating_income"] as const;
const [ADDED, EARNED] = AWS_FIELDS;

export function awsPicture(): Picture {
  const amazon = entityNamed("AMZN");
  const earned = periodsOf("AMZN", EARNED).filter(({ kind }) => kind === "year");
  const years = periodsOf("AMZN", ADDED)
    .filter(({ kind, year }) => kind === "year" && earned.some((each) => each.year === year))
    .sort((a, b) => a.year - b.year);
  const values = (field: string) => years.map((year) => figureOf(amazon, fieldNamed(field), year)?.value ?? null);
  const [first, last] = [years[0], years.at(-1)];
  return {
    kind: "bars",
    title: words.title,
    says: words.says(String(first?.year ?? ""), String(last?.year ?? "")),
    across: words.year,
    unit: words.unit,
    labels: years.map(({ year }) => String(year)),
    rows: [
      { name: words.added, values: values(ADDED) },
      { name: words.earned, values: values(EARNED) },
    ],
  };
}
