import type { RandomStream } from "./random.ts";

const people = ["alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy"];

/** What stands for one placeholder, given the values of the moment. */
type Part = (random: RandomStream, lookUp: (name: string) => string | undefined) => string;

/** Compiled texts: there are some hundreds, and each is filled thousands of times. */
const compiled = new Map<string, readonly (string | Part)[]>();

function partOf(content: string): Part {
  if (content === "user") return (random) => random.pick(people);
  if (content === "client") return (random) => `203.0.113.${random.whole(2, 250)}`;
  const range = /^(\d+)\.\.(\d+)$/.exec(content);
  if (range !== null) {
    const [low, high] = [Number(range[1]), Number(range[2])];
    return (random) => String(random.whole(low, high));
  }
  const digits = /^hex:(\d+)$/.exec(content);
  if (digits !== null) {
    const count = Number(digits[1]);
    return (random) => {
      let text = "";
      while (text.length < count) text += random.whole(0, 15).toString(16);
      return text;
    };
  }
  if (content.includes("|")) {
    const choices = content.split("|");
    return (random) => random.pick(choices);
  }
  return (_, lookUp) => lookUp(content) ?? `{${content}}`;
}

function compile(text: string): readonly (string | Part)[] {
  return text
    .split(/(\{[^{}]+\})/)
    .filter((piece) => piece !== "")
    .map((piece) => (/^\{[^{}]+\}$/.test(piece) ? partOf(piece.slice(1, -1)) : piece));
}

/**
 * A text with its placeholders replaced: `{name}` by a value, `{10..99}` by a number, `{a|b}` by one of the words,
 * `{hex:8}` by digits of an identifier, `{user}` and `{client}` by a person and an address outside. Other text in braces
 * stays.
 */
export function fill(
  text: string,
  random: RandomStream,
  lookUp: (name: string) => string | undefined,
): string {
  let parts = compiled.get(text);
  if (parts === undefined) {
    parts = compile(text);
    compiled.set(text, parts);
  }
  let filled = "";
  for (const part of parts) filled += typeof part === "string" ? part : part(random, lookUp);
  return filled;
}
