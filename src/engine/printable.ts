/**
 * Makes log text safe for a terminal. The author of a log line must not be able to move the cursor, set the window
 * title, or reverse the reading direction of the lines around it.
 */

/** C0 and C1 controls, DEL, bidirectional and invisible format characters, tags, lone surrogates. */
const unprintable =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e0fff}]/gu;

/** The text on one line, without anything that a terminal obeys. */
export function printable(text: string): string {
  return text
    .replace(unprintable, (character) => {
      const code = character.codePointAt(0) as number;
      if (code === 0x09 || code === 0x0a || code === 0x0d) return " ";
      // Unicode control pictures show the removed character: ␛ for escape.
      return code < 0x20 ? String.fromCodePoint(0x2400 + code) : "\ufffd";
    })
    .replace(/ {2,}/g, " ")
    .trim();
}

/** Combining marks and joiners take no column. */
const zeroWidth = /^(?:\p{Mn}|\p{Me}|\p{Cf})$/u;
/** East Asian wide and full-width characters and pictographs take two. */
const doubleWidth =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]$/u;

/** Columns that a printable text takes. */
export function displayWidth(text: string): number {
  if (/^[\u0020-\u007e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** Cuts a text to `width` columns; a cut text ends in `…`. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  return `${text.slice(0, lengthWithin(text, width - 1)).trimEnd()}…`;
}

/** Cuts a name to `width` columns within: both ends tell it from others, as in `orders-…-7c9f`. */
export function truncateWithin(name: string, width: number): string {
  if (displayWidth(name) <= width) return name;
  const tailWidth = Math.floor((width - 1) / 3);
  let tail = "";
  for (const character of [...name].reverse()) {
    if (displayWidth(character + tail) > tailWidth) break;
    tail = character + tail;
  }
  return `${name.slice(0, lengthWithin(name, width - 1 - displayWidth(tail)))}…${tail}`;
}

/** Breaks a text into lines of at most `width` columns, at spaces where possible. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const joined = line === "" ? word : `${line} ${word}`;
    if (displayWidth(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== "") lines.push(line);
    line = word;
    while (displayWidth(line) > width) {
      const cut = Math.max(1, lengthWithin(line, width));
      lines.push(line.slice(0, cut));
      line = line.slice(cut);
    }
  }
  if (line !== "" || lines.length === 0) lines.push(line);
  return lines;
}

/** Pads a text with spaces to `width` columns. */
export function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}

/** Number of UTF-16 code units from the start that fit into `width` columns. */
function lengthWithin(text: string, width: number): number {
  let columns = 0;
  let length = 0;
  for (const character of text) {
    columns += characterWidth(character);
    if (columns > width) break;
    length += character.length;
  }
  return length;
}

function characterWidth(character: string): number {
  if (zeroWidth.test(character)) return 0;
  return doubleWidth.test(character) ? 2 : 1;
}
