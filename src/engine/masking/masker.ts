import { createHash } from "node:crypto";
import type { CustomMask } from "./custom-mask.ts";
import type { Detector } from "./detector.ts";
import { Placeholders } from "./kinds.ts";
import { masksOfValues } from "./known-values.ts";
import { type ExtraMasks, findSensitive } from "./masking.ts";
import type { Sensitive } from "./redaction-pass.ts";

/** Part of the verdict key: raise it with every change to what is masked. */
const maskingVersion = 3;

export interface MaskerOptions {
  /** Custom masks; they come before all detectors. */
  readonly own?: readonly CustomMask[];
  /** Optional detectors. */
  readonly more?: readonly Detector[];
}

/** Masks sensitive values: by the built-in detectors, custom masks and optional detectors. */
export class Masker {
  readonly placeholders: Placeholders;
  /** Part of the verdict key: changes with everything that changes what is masked. */
  readonly version: string;
  /** For callers of `findSensitive` and `mask` in masking.ts. */
  readonly extra: ExtraMasks;

  constructor({ own = [], more = [] }: MaskerOptions = {}) {
    this.placeholders = new Placeholders(own.map(({ kind }) => kind));
    this.extra = { placeholders: this.placeholders, own, more };
    const parts = [...own.map(({ kind, source }) => [kind, source]), ...more.map(({ name }) => [name])];
    const digest = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
    this.version = parts.length === 0 ? String(maskingVersion) : `${maskingVersion}.${digest}`;
  }

  /** A masker that also masks, in any text, the values that this one finds in `text`. */
  withValuesOf(text: string): Masker {
    const masks = masksOfValues(text, this.find(text));
    const { own, more } = this.extra;
    return masks.length === 0 ? this : new Masker({ own: [...masks, ...own], more });
  }

  /** The sensitive parts in the order of the text, without overlap. */
  find(text: string): readonly Sensitive[] {
    return findSensitive(text, this.extra);
  }

  /**
   * Replaces the sensitive parts of a text. What looked like a placeholder before is escaped, so that it cannot be taken
   * for one of ours.
   *
   * @param parts what is replaced, in the order of the text, without overlap
   */
  mask(
    text: string,
    replacementOf: (value: string, part: Sensitive) => string,
    parts: readonly Sensitive[] = this.find(text),
  ): string {
    let masked = "";
    let copied = 0;
    for (const part of parts) {
      const { start, end } = part;
      masked +=
        this.placeholders.escape(text.slice(copied, start)) + replacementOf(text.slice(start, end), part);
      copied = end;
    }
    return masked + this.placeholders.escape(text.slice(copied));
  }

  /** Replaces sensitive values by their kinds. This cannot be undone. */
  redact(text: string): string {
    return this.mask(text, (_, { kind }) => `<${kind}>`);
  }
}
