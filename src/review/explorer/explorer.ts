// Explores any cell of a workbook: what it reads, and what reads it. It only reads, and only what is looked at.
import type { Host, Progress, Ref } from "../../host/host";
import type { KnownFunctions } from "../../explain/explanation";
import { Dependents } from "./dependents";
import { Precedents } from "./precedents";
import { rooted, type Tree } from "./tree";

/** Inwards what a cell reads, outwards what reads it. */
export const DIRECTIONS = ["precedents", "dependents"] as const;
export type Direction = (typeof DIRECTIONS)[number];

export class Explorer {
  private readonly precedents: Precedents;
  private dependents: Promise<Dependents> | undefined;

  constructor(
    private readonly host: Host,
    functions: KnownFunctions,
  ) {
    this.precedents = new Precedents(host, functions);
  }

  async from(ref: Ref, direction: Direction, progress: Progress = {}): Promise<Tree> {
    const [line] = await this.precedents.cells([ref]);
    if (direction === "precedents") return rooted(line);
    this.dependents ??= Dependents.in(this.host, this.precedents, progress);
    try {
      return rooted((await this.dependents).turned(line));
    } catch (error) {
      this.dependents = undefined;
      throw error;
    }
  }
}
