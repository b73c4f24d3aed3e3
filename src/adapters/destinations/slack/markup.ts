import { webAddress } from "../message/address.ts";
import { utcTime } from "../message/times.ts";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * A text as Slack wants it, where nothing of it can be a mention, a link or a date: these all begin with `<`. Cut to
 * `limit` UTF-16 units of the result, never within a character or an entity.
 */
export function escaped(text: string, limit: number): string {
  return cut(text, limit, (character) => entities[character] ?? character);
}

/** A text for an element that is never read as markup, cut to `limit` UTF-16 units, never within a character. */
export function literal(text: string, limit: number): string {
  return cut(text, limit, (character) => character);
}

function cut(text: string, limit: number, pieceOf: (character: string) => string): string {
  let result = "";
  let beforeLast = "";
  for (const character of text) {
    const piece = pieceOf(character);
    if (result.length + piece.length > limit) return `${beforeLast}…`;
    result += piece;
    if (result.length < limit) beforeLast = result;
  }
  return result;
}

/** A link, where the address can be one; empty otherwise. @param label of ours, without markup */
export function link(address: string, label: string): string {
  const href = hrefOf(address);
  return href === undefined ? "" : `<${href}|${label}>`;
}

/** The address alone, which also a reader without markup can follow; empty where it is none. */
export function bareLink(address: string): string {
  const href = hrefOf(address);
  return href === undefined ? "" : `<${href}>`;
}

/**
 * When something was, in the reader's own time zone; in UTC for clients that cannot tell it.
 *
 * @param what of ours, like "began", without markup @param time epoch milliseconds
 */
export function localTime(what: string, time: number): string {
  const inUtc = `${what} ${utcTime(time)}`;
  if (Number.isNaN(new Date(time).getTime()) || time < 0) return inUtc;
  return `<!date^${Math.floor(time / 1000)}^${what} {date_short_pretty} {time_secs} your time|${inUtc}>`;
}

function hrefOf(address: string): string | undefined {
  // What would end the link, or begin its label; the parser leaves some of them as they are after the path.
  return webAddress(address)
    ?.replaceAll("<", "%3C")
    .replaceAll(">", "%3E")
    .replaceAll("|", "%7C")
    .replaceAll("&", "&amp;");
}
