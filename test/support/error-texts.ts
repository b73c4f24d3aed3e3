/** A string or template literal of a source; strings joined with + are one. */
export interface Literal {
  /** What is the same each time it is shown: the parts between one `${…}` and the next. */
  readonly pieces: readonly string[];
  /** The calls it is an argument of, from the outermost, like `new UserError` or `warn`. */
  readonly calls: readonly string[];
}

/** The literals of a JavaScript or TypeScript source, however it is laid out. */
export function literalsOf(source: string): Literal[] {
  return new LiteralScanner(source).scan();
}

/** Knows just enough of the language to tell literals from code, comments and regular expressions. */
class LiteralScanner {
  private readonly source: string;
  private readonly found: Literal[] = [];
  private readonly calls: string[] = [];
  private at = 0;
  /** What of the code was read last, blanks and comments aside. */
  private last = "";

  constructor(source: string) {
    this.source = source;
  }

  scan(): Literal[] {
    this.readCode();
    return this.found;
  }

  /** Up to the end, or behind the brace that closes a `${`. */
  private readCode(): void {
    for (let depth = 0; this.at < this.source.length; ) {
      if (this.skip(/\s+|\/\/.*|\/\*[\s\S]*?\*\//y) || this.skipPattern()) continue;
      const character = this.source[this.at] as string;
      if (/["'`]/.test(character)) {
        this.readLiteral();
        continue;
      }
      if (character === "(") this.calls.push(this.calledHere());
      if (character === ")") this.calls.pop();
      if (character === "{") depth++;
      this.at++;
      this.last = character;
      if (character === "}" && --depth < 0) return;
    }
  }

  private readLiteral(): void {
    const pieces = this.readPieces();
    while (this.skip(/\s*\+\s*(?=["'`])/y)) {
      const [first = "", ...more] = this.readPieces();
      pieces.push(`${pieces.pop()}${first}`, ...more);
    }
    this.last = '"';
    this.found.push({ pieces, calls: this.calls.filter((name) => name !== "") });
  }

  private readPieces(): string[] {
    const quote = this.source[this.at] as string;
    const pieces = [""];
    for (this.at++; this.at < this.source.length && this.source[this.at] !== quote; ) {
      if (quote === "`" && this.skip(/\$\{/y)) {
        this.readCode();
        pieces.push("");
      } else {
        pieces.push(`${pieces.pop()}${this.readCharacter()}`);
      }
    }
    this.at++;
    return pieces;
  }

  private readCharacter(): string {
    const [text = "", escaped] = /^(?:\\([\s\S])|[\s\S])/.exec(this.source.slice(this.at, this.at + 2)) ?? [];
    this.at += text.length;
    return escaped === undefined ? text : /[nrt]/.test(escaped) ? " " : escaped;
  }

  /** A slash begins a regular expression where no value stands before it that could be divided. */
  private skipPattern(): boolean {
    const afterReturn = /\breturn\s*$/.test(this.source.slice(Math.max(0, this.at - 20), this.at));
    if (!afterReturn && !/^[(,=:[!&|?{};>]?$/.test(this.last)) return false;
    return this.skip(/\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/\w*/y);
  }

  private calledHere(): string {
    const before = this.source.slice(Math.max(0, this.at - 80), this.at);
    return /(?:\bnew\s+)?[\w$.]+$/.exec(before)?.[0] ?? "";
  }

  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.source)) return false;
    this.at = pattern.lastIndex;
    return true;
  }
}

/** What stands between double quotes in a shell script, cut at its variables. */
export function shellLiteralsOf(source: string): Literal[] {
  const code = source.replace(/^\s*#.*$/gm, "");
  return [...code.matchAll(/"([^"\n]*)"/g)].map(([, text = ""]) => ({
    pieces: text.split(/\$\w+|\$\{[^}]*\}/),
    calls: [],
  }));
}

/** A text without what formatting adds: line breaks, backticks, bold, Markdown's backslashes. */
export function plain(text: string): string {
  return text
    .replace(/\\(?=[!-/:-@[-`{-~])/g, "")
    .replace(/`|\*\*/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** Whether people search for it: three words, and not of the shortest. */
export function isPhrase(piece: string, shortest = 15): boolean {
  return piece.length >= shortest && piece.split(" ").length >= 3;
}

/** The longest part of a literal that is always the same; undefined where none is a phrase. */
export function phraseOf({ pieces }: Literal): string | undefined {
  const [longest = ""] = pieces.map(plain).sort((a, b) => b.length - a.length);
  return isPhrase(longest) ? longest : undefined;
}
