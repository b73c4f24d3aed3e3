import { RE2JS } from "re2js";
import type { Range } from "./detector.ts";
import { type Kind, kindForm } from "./kinds.ts";

/** A mask that the administrator declares in llama.conf as `[mask:NAME]`. */
export interface CustomMask {
  readonly name: string;
  readonly kind: Kind;
  /** The pattern as written; part of the masking version. */
  readonly source: string;
  /** The parts of a text that the pattern matches, or that its first group matches if it has groups. */
  find(text: string): Range[];
}

/** The pattern cannot be used. */
export class PatternError extends Error {
  override readonly name = "PatternError";
  /** Counted from 1, in characters; undefined when the engine does not say. */
  readonly column: number | undefined;

  constructor(what: string, column: number | undefined) {
    super(what);
    this.column = column;
  }
}

const longestPattern = 1_000;
/** Only the beginning of a longer text is searched: the engine is about a thousand times slower than native patterns. */
const longestText = 64_000;

/**
 * Reads a pattern in RE2's syntax, without backreferences and lookaround. RE2 takes time proportional to the text,
 * whatever the pattern.
 *
 * @throws PatternError
 */
export function readCustomMask(name: string, source: string, kind: Kind): CustomMask {
  if (!kindForm.test(kind)) throw new RangeError("The kind must be in upper case.");
  if (source.length > longestPattern)
    throw new PatternError(`it is longer than ${longestPattern} characters`, undefined);
  const pattern = compile(source);
  if (pattern.matches("")) throw new PatternError("it matches the empty text, and so everywhere", undefined);
  const group = pattern.groupCount() > 0 ? 1 : 0;
  return {
    name,
    kind,
    source,
    find(text) {
      const matcher = pattern.matcher(text.length > longestText ? text.slice(0, longestText) : text);
      const found: Range[] = [];
      while (matcher.find()) {
        const start = matcher.start(group);
        const end = matcher.end(group);
        if (start >= 0 && end > start) found.push({ start, end });
      }
      return found;
    },
  };
}

function compile(source: string): RE2JS {
  try {
    return RE2JS.compile(source);
  } catch (error) {
    const { description, pattern } = partsOf(error);
    const at = pattern === "" ? -1 : source.indexOf(pattern);
    throw new PatternError(description, at < 0 ? undefined : Array.from(source.slice(0, at)).length + 1);
  }
}

/** The engine's message, and the piece of the pattern that the message is about. */
function partsOf(error: unknown): { description: string; pattern: string } {
  if (!(error instanceof Error)) return { description: "it cannot be read", pattern: "" };
  const match = /^error parsing regexp: (.*?)(?:: `([\s\S]*)`)?$/.exec(error.message);
  return { description: match?.[1] ?? "it cannot be read", pattern: match?.[2] ?? "" };
}
