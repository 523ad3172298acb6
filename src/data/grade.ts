// How well a figure is supported, from best to least: see grades in dataset/lists.json for what each means.

export const GRADES = ["A", "B", "C", "D"] as const;
export type Grade = (typeof GRADES)[number];

/** An answer is no better supported than the weakest of what it is made of; of nothing, it is an A. */
export const weakest = (grades: readonly Grade[]): Grade =>
  GRADES[Math.max(0, ...grades.map((grade) => GRADES.indexOf(grade)))];
