/** What a class of characters may stand for, the plainest first. */
const characters = [..."a1A-._/:%+= @\"'\\{}[]()<>,;&?#!$*~|^`\n"];

/**
 * Writes a text that a regular expression takes, or nearly takes: what lookarounds forbid is not heeded, what they
 * want behind is. Of alternatives, signs and repetitions another variant takes others.
 */
class Sampler {
  readonly #source: string;
  readonly #flags: string;
  readonly #variant: number;
  readonly #groups: string[] = [];
  readonly #names = new Map<string, string>();
  #at = 0;
  #choices = 0;

  constructor({ source, flags }: RegExp, variant: number) {
    this.#source = source;
    this.#flags = flags.replace("g", "");
    this.#variant = variant;
  }

  /** Up to the end of the group that was opened last. */
  alternatives(): string {
    const written = [this.#sequence()];
    while (this.#source[this.#at] === "|") {
      this.#at++;
      written.push(this.#sequence());
    }
    return written[(this.#variant + this.#choices++) % written.length] as string;
  }

  #sequence(): string {
    let written = "";
    while (this.#at < this.#source.length && !"|)".includes(this.#source[this.#at] as string)) {
      const from = this.#at;
      const atom = this.#atom();
      const { least, most } = this.#quantifier();
      // Groups are written once and repeated as they are, which is as hostile as any other.
      written += atom.repeat(Math.max(least, Math.min(most, least + (this.#variant % 3))));
      if (this.#at === from) throw new Error(`cannot read ${this.#source} at ${from}`);
    }
    return written;
  }

  #atom(): string {
    const sign = this.#source[this.#at] as string;
    if (sign === "(") return this.#group();
    if (sign === "[") return this.#class();
    if (sign === "\\") return this.#escape();
    this.#at++;
    if (sign === "^" || sign === "$") return "";
    return sign === "." ? "a" : sign;
  }

  #group(): string {
    const [opening = "(", name] =
      /^\((?:\?(?:<(\w+)>|[:=!]|<[=!]))?/.exec(this.#source.slice(this.#at)) ?? [];
    this.#at += opening.length;
    const number = opening === "(" || name !== undefined ? this.#groups.push("") - 1 : undefined;
    const written = this.alternatives();
    this.#at++;
    if (number !== undefined) this.#groups[number] = written;
    if (name !== undefined) this.#names.set(name, written);
    return ["(?=", "(?!", "(?<!"].includes(opening) ? "" : written;
  }

  #class(): string {
    const [whole = ""] = /^\[\^?(?:\\.|[^\]\\])*\]/.exec(this.#source.slice(this.#at)) ?? [];
    this.#at += whole.length;
    const member = new RegExp(`^${whole}$`, this.#flags);
    const members = characters.filter((character) => member.test(character));
    return members[(this.#variant + this.#choices++) % Math.min(members.length, 3)] ?? "";
  }

  #escape(): string {
    const rest = this.#source.slice(this.#at);
    const [whole = "", reference, number, property] =
      /^\\(?:k<(\w+)>|([1-9])|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[pP]\{(\w+)\}|.)/s.exec(rest) ?? [];
    this.#at += whole.length;
    if (reference !== undefined) return this.#names.get(reference) ?? "";
    if (number !== undefined) return this.#groups[Number(number) - 1] ?? "";
    if (property !== undefined) return property === "N" ? "7" : "a";
    if (whole.length > 2) return String.fromCharCode(Number.parseInt(whole.slice(2), 16));
    const known: Record<string, string> = {
      d: "7",
      w: "a",
      s: " ",
      S: "a",
      D: "a",
      W: "-",
      b: "",
      B: "",
      n: "\n",
      r: "\r",
      t: "\t",
    };
    return known[whole[1] as string] ?? (whole[1] as string);
  }

  #quantifier(): { least: number; most: number } {
    const [whole = "", sign, least, comma, most] =
      /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(this.#source.slice(this.#at)) ?? [];
    this.#at += whole.length;
    if (sign === "?") return { least: 0, most: 1 };
    if (sign !== undefined) return { least: sign === "+" ? 1 : 0, most: Number.POSITIVE_INFINITY };
    if (least === undefined) return { least: 1, most: 1 };
    return {
      least: Number(least),
      most: comma === "" ? Number(least) : most === "" ? Number.POSITIVE_INFINITY : Number(most),
    };
  }
}

/** Texts that the pattern takes or almost takes, whole and cut: repeated they are the hardest for it. */
export function nearMatches(pattern: RegExp): readonly string[] {
  const found = new Set<string>();
  for (let variant = 0; variant < 6; variant++) {
    const text = new Sampler(pattern, variant).alternatives();
    for (const share of [1, 0.75, 0.5, 0.25]) found.add(text.slice(0, Math.ceil(text.length * share)));
    found.add(text.slice(0, -1));
    found.add(`${text.slice(0, -1)} `);
  }
  found.delete("");
  return [...found];
}
