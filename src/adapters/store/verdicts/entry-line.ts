import { keyLength } from "../../../engine/verdicts/verdict-key.ts";
import { longestPayload, type SignedEntry, signatureLength, signerLength } from "./signed-entry.ts";

/**
 * An entry is a line of JSON, `["key","signer","signature",{payload}]`. Everything before the payload has a fixed
 * offset, so a line is read without parsing JSON, and the payload's bytes are exactly the signed ones.
 */
const keyAt = 2;
const signerAt = keyAt + keyLength + 3;
const signatureAt = signerAt + signerLength + 3;
const payloadAt = signatureAt + signatureLength + 2;
const form = /^\["[\w-]{43}","[\w-]{8}","[\w-]{43}",\{/;

/** Bytes, including the newline. */
export const longestLine = payloadAt + longestPayload + 2;

/** The line of an entry, including the newline. */
export function lineOf({ key, signer, signature, payload }: SignedEntry): string {
  return `["${key}","${signer}","${signature}",${payload}]\n`;
}

/** @param line without the newline @returns undefined for a damaged or incomplete entry */
export function entryOf(line: Buffer): SignedEntry | undefined {
  if (!isEntryLine(line)) return undefined;
  return {
    key: keyOfLine(line),
    signer: line.toString("latin1", signerAt, signerAt + signerLength),
    signature: line.toString("latin1", signatureAt, signatureAt + signatureLength),
    payload: line.toString("utf8", payloadAt, line.length - 1),
  };
}

/** Whether the whole line has the form of an entry. Does not check the signature. */
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
