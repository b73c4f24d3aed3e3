import { SplunkdError } from "./splunkd-error.ts";

/**
 * A name as one part of a path. An empty one and dots would make the call one about the whole collection, or
 * about something else.
 *
 * @param what for the message, like "key of a document"
 * @throws SplunkdError `refused`
 */
export function pathSegment(name: string, what: string): string {
  if (name === "" || name === "." || name === "..") {
    throw new SplunkdError(
      "refused",
      `The ${what} is ${name === "" ? "empty" : "a dot or two"}`,
      "give it a name",
    );
  }
  // Half a surrogate pair cannot be encoded.
  return encodeURIComponent(Buffer.from(name).toString());
}
