import { createHmac } from "node:crypto";
import { base32 } from "../base32.ts";
import type { Kind } from "./kinds.ts";
import { normalised } from "./normalised.ts";

const characters = 10;

/**
 * Names for values that must stay the same from one event to the next: `<EMAIL:k7f3…>`. Equal values have equal names
 * under one key and epoch, and without the key the value cannot be recovered. A name has 50 bits: among a million
 * values, two share a name with a probability of 1 in 2,000.
 */
export class Pseudonyms {
  readonly #key: Buffer;
  readonly #epoch: number;

  /** @param key 32 bytes @param epoch a new epoch gives all values new names */
  constructor(key: Buffer, epoch: number) {
    if (key.length !== 32) throw new RangeError("The key must be 32 bytes long.");
    this.#key = key;
    this.#epoch = epoch;
  }

  /** @returns `KIND:` and 10 characters of base32 (RFC 4648, lower case) */
  nameOf(value: string, kind: Kind): string {
    const digest = createHmac("sha256", this.#key)
      .update(JSON.stringify([this.#epoch, kind, normalised(value, kind)]))
      .digest();
    return `${kind}:${base32(digest, characters)}`;
  }
}
