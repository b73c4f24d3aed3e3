/** A line, and what whoever knows its format says that it tells. What it does not tell is empty or undefined. */
export interface LabelledReading {
  readonly format: string;
  readonly line: string;
  /** An instant in UTC, with milliseconds. */
  readonly time: string | undefined;
  readonly level: string;
  readonly status: number | undefined;
  readonly service: string;
  readonly host: string;
  readonly process: string;
  /** Such as `request 7f3a`, in alphabetical order. */
  readonly about: readonly string[];
  /** How its message begins. */
  readonly says: string;
}

const facts = /^ {2}(?:says|time|level|status|service|host|process|about|nothing)\b/;
const signs: Readonly<Record<string, string>> = { "⏎": "\n", "⇥": "\t", "⎋": "\u001b", "␀": "\0" };

/**
 * Reads a table: `# FORMAT`, then lines, each followed by its facts: two blanks, `KEY VALUE; …; says …`, or `nothing; says …`
 * where it tells nothing else. In a line, ⏎ stands for its end, ⇥ for a tab, ⎋ for an escape, ␀ for a NUL.
 */
export function lineTable(text: string): readonly LabelledReading[] {
  const labelled: LabelledReading[] = [];
  let format = "";
  let line: string | undefined;
  for (const row of text.split("\n").filter((each) => each.trim() !== "")) {
    if (row.startsWith("# ")) format = row.slice(2);
    else if (facts.test(row) && line !== undefined) {
      labelled.push({ format, line, ...factsOf(row.slice(2)) });
      line = undefined;
    } else if (line === undefined) line = row.replace(/[⏎⇥⎋␀]/gu, (sign) => signs[sign] ?? sign);
    else throw new Error(`The line before this one has no facts: ${row}`);
  }
  if (line !== undefined) throw new Error(`This line has no facts: ${line}`);
  return labelled;
}

function factsOf(row: string): Omit<LabelledReading, "format" | "line"> {
  const [said = "", says = ""] = row.startsWith("says ") ? ["", row.slice(5)] : row.split(/; says (.*)/s);
  const told = new Map(said.split("; ").map((fact) => [fact.split(" ", 1)[0], fact.replace(/^\S+ ?/, "")]));
  const of = (key: string): string => told.get(key) ?? "";
  const time = of("time");
  return {
    time: time === "" ? undefined : new Date(time).toISOString(),
    level: of("level") || "none",
    status: of("status") === "" ? undefined : Number(of("status")),
    service: of("service"),
    host: of("host"),
    process: of("process"),
    about: of("about")
      .split(", ")
      .filter((entity) => entity !== "")
      .sort(),
    says,
  };
}
