import { keyLength } from "../../engine/verdicts/verdict-key.ts";
import { longestPayload, type SignedEntry, signatureLength, signerLength } from "./signed-entry.ts";

/**
 * An entry is a line of JSON, `["key","signer","signature",{payload}]`. All before the payload has a fixed place, so
 * that a line is read without parsing it, and the payload's bytes are those that were signed.
 */
const keyAt = 2;
const signerAt = keyAt + keyLength + 3;
const signatureAt = signerAt + signerLength + 3;
const payloadAt = signatureAt + signatureLength + 2;
const form = /^\["[\w-]{43}","[\w-]{8}","[\w-]{43}",\{/;

/** Bytes, the line's end included. */
export const longestLine = payloadAt + longestPayload + 2;

/** With the line's end. */
export function lineOf({ key, signer, signature, payload }: SignedEntry): string {
  return `["${key}","${signer}","${signature}",${payload}]\n`;
}

/** @param line without its end @returns undefined for what is no entry, or the remains of one */
export function entryOf(line: Buffer): SignedEntry | undefined {
  if (!isEntryLine(line)) return undefined;
  return {
    key: keyOfLine(line),
    signer: line.toString("latin1", signerAt, signerAt + signerLength),
    signature: line.toString("latin1", signatureAt, signatureAt + signatureLength),
    payload: line.toString("utf8", payloadAt, line.length - 1),
  };
}

/** Whether it has an entry's form, from one end to the other; not whether it is genuine. */
export function isEntryLine(line: Buffer): boolean {
  return (
    line.length > payloadAt + 2 &&
    line.length < longestLine &&
    line[line.length - 1] === 0x5d &&
    line[line.length - 2] === 0x7d &&
    form.test(line.toString("latin1", 0, payloadAt + 1))
  );
}

export function keyOfLine(line: Buffer): string {
  return line.toString("latin1", keyAt, keyAt + keyLength);
}
