import { createHmac } from "node:crypto";

/** Bytes of a signing secret, as Standard Webhooks wants them at least. */
const shortestSecret = 24;

/**
 * The keys in a setting that holds one or several of `whsec_` and base64, separated by blanks or commas: while a
 * secret is being replaced, both sign. Undefined where one of them is none.
 */
export function signingKeys(setting: string): readonly Buffer[] | undefined {
  const keys = setting
    .split(/[\s,]+/)
    .filter((part) => part !== "")
    .map((part) => /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(part)?.[1])
    .map((base64) => (base64 === undefined ? undefined : Buffer.from(base64, "base64")));
  const good = keys.filter((key) => key !== undefined && key.length >= shortestSecret) as Buffer[];
  return good.length === keys.length && good.length > 0 ? good : undefined;
}

/** The headers of Standard Webhooks. @param id the same in every try @param time epoch milliseconds */
export function signedHeaders(
  keys: readonly Buffer[],
  id: string,
  time: number,
  body: string,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(time / 1000));
  const signatures = keys.map((key) => {
    const mark = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
    return `v1,${mark}`;
  });
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}
