/** Numbers for names, so that each event keeps two bytes of them. The first name, 0, is the empty one. */
export class Names {
  private readonly numbers = new Map<string, number>([["", 0]]);
  private readonly names: string[] = [""];
  private readonly most: number;

  /** @param most names that are kept; later ones are the empty name */
  constructor(most: number) {
    this.most = most;
  }

  numberOf(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    if (this.names.length >= this.most) return 0;
    this.numbers.set(name, this.names.length);
    return this.names.push(name) - 1;
  }

  /** By number. */
  get all(): readonly string[] {
    return this.names;
  }
}
