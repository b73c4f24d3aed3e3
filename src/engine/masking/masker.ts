import { createHash } from "node:crypto";
import type { Detector } from "./detector.ts";
import { Placeholders } from "./kinds.ts";
import { type AlsoMasked, findSensitive } from "./masking.ts";
import type { OwnMask } from "./own-mask.ts";
import type { Sensitive } from "./worksheet.ts";

/** Part of the verdict key: raise it with every change to what is masked. */
const maskingVersion = 1;

export interface MaskerOptions {
  /** Tried before all others. */
  readonly own?: readonly OwnMask[];
  /** Detectors that not everybody wants. */
  readonly more?: readonly Detector[];
}

/** Finds what is to be masked, by the product's own detectors and the administrator's. */
export class Masker {
  readonly placeholders: Placeholders;
  /** Changes with everything that changes what is masked. */
  readonly version: string;
  /** For who masks by other rules than `mask`. */
  readonly also: AlsoMasked;

  constructor({ own = [], more = [] }: MaskerOptions = {}) {
    this.placeholders = new Placeholders(own.map(({ kind }) => kind));
    this.also = { placeholders: this.placeholders, own, more };
    const parts = [...own.map(({ kind, source }) => [kind, source]), ...more.map(({ name }) => [name])];
    const digest = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
    this.version = parts.length === 0 ? String(maskingVersion) : `${maskingVersion}.${digest}`;
  }

  /** In the order of the text, without overlap. */
  find(text: string): readonly Sensitive[] {
    return findSensitive(text, this.also);
  }

  /**
   * The text with other words in place of what is masked; what looks like a placeholder already is marked, so that
   * nobody takes it for one of ours.
   *
   * @param replacementOf says what stands in place of a value
   */
  mask(text: string, replacementOf: (value: string, part: Sensitive) => string): string {
    let masked = "";
    let copied = 0;
    for (const part of this.find(text)) {
      const { start, end } = part;
      masked +=
        this.placeholders.escape(text.slice(copied, start)) + replacementOf(text.slice(start, end), part);
      copied = end;
    }
    return masked + this.placeholders.escape(text.slice(copied));
  }

  /** One way: nothing of the values stays but their kinds. */
  remove(text: string): string {
    return this.mask(text, (_, { kind }) => `<${kind}>`);
  }
}
