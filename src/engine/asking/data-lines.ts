/** A line of data: its members in order. */
export type DataLine = Readonly<Record<string, string | number | readonly string[] | undefined>>;

export function beginMarker(data: string, tag: string): string {
  return `--- ${data} begin ${tag} ---`;
}

export function endMarker(data: string, tag: string): string {
  return `--- ${data} end ${tag} ---`;
}

/**
 * Data as a model sees it: one JSON object a line between two marker lines. No text in it can hold the tag, so none can
 * imitate a marker line.
 *
 * @param data what the marker lines call it
 * @param tag 8 to 64 unguessable letters and digits; new for each call
 */
export function markedLines(data: string, tag: string, lines: readonly DataLine[]): string {
  if (!/^[A-Za-z0-9]{8,64}$/.test(tag)) throw new RangeError("The tag must be 8 to 64 letters and digits.");
  const encoded = lines.map((line) => {
    const members = Object.entries(line).flatMap(([name, value]) =>
      value === undefined ? [] : `"${name}":${encodedValue(tag, value)}`,
    );
    return `{${members.join(",")}}`;
  });
  return [beginMarker(data, tag), ...encoded, endMarker(data, tag)].join("\n");
}

function encodedValue(tag: string, value: string | number | readonly string[]): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return `"${encodeWithout(tag, value)}"`;
  return `[${value.map((text) => encodedValue(tag, text)).join(",")}]`;
}

/** Encodes a text for a JSON string; escapes the first character of each tag in it, so that no log line can hold the tag. */
function encodeWithout(tag: string, text: string): string {
  if (!text.includes(tag)) return encode(text);
  const escapedStart = unicodeEscape(tag.charAt(0));
  // Splits before each occurrence, including overlapping ones.
  return text
    .split(new RegExp(`(?=${tag})`))
    .map((piece, index) =>
      index > 0 || text.startsWith(tag) ? escapedStart + encode(piece.slice(1)) : encode(piece),
    )
    .join("");
}

function encode(text: string): string {
  return JSON.stringify(text).slice(1, -1).replace(invisibleCharacters, unicodeEscape);
}

function unicodeEscape(character: string): string {
  let escaped = "";
  for (let index = 0; index < character.length; index++) {
    escaped += `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
  }
  return escaped;
}

/**
 * Characters that are invisible to a person but not to a model, or that reorder the visible text: control characters,
 * line and paragraph separators, bidirectional and zero-width controls, tag characters, variation selectors, lone
 * surrogates. Only for `replace`, because the pattern is global.
 */
export const invisibleCharacters =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}\p{Default_Ignorable_Code_Point}]/gu;
