import { createHash } from "node:crypto";
import { base32 } from "../base32.ts";
import { holdsMark, renderTokens } from "./token-match.ts";

/** A group of lines that differ in their values only. Made and changed by `TemplateMiner`. */
export class Template {
  /** `t` and 12 base32 characters; stays while the template grows more general. Empty until it has one. */
  id = "";
  /** How many lines it had. */
  count = 0;
  /** The miner's count of lines when it was met last. */
  lastMet = 0;
  /** Its place in the order of births. */
  readonly birth: number;
  /** The template that took this one in. */
  mergedInto: Template | undefined;
  /** How often it has grown more general. */
  revision = 0;
  private currentTokens: readonly string[];
  private rendered: string | undefined;
  /** What a known line gets, made once. */
  readonly known: TemplateMatch = { template: this, isNew: false };

  constructor(tokens: readonly string[], birth: number) {
    this.currentTokens = tokens;
    this.birth = birth;
  }

  /** With the space before them and with marks for what varies. */
  get tokens(): readonly string[] {
    return this.currentTokens;
  }

  /** With `<*>` for what varies. */
  get text(): string {
    this.rendered ??= renderTokens(this.currentTokens);
    return this.rendered;
  }

  generalise(tokens: readonly string[]): void {
    this.currentTokens = tokens;
    this.rendered = undefined;
    this.revision++;
  }
}

export interface TemplateMatch {
  readonly template: Template;
  /** Whether this line made the template. */
  readonly isNew: boolean;
}

/** The template that a template was taken into in the end, or itself. */
export function finalOf(template: Template): Template {
  let final = template;
  while (final.mergedInto !== undefined) final = final.mergedInto;
  // Chains stay short, however often templates are taken in.
  for (let at = template; at.mergedInto !== undefined && at.mergedInto !== final; ) {
    const next = at.mergedInto;
    at.mergedInto = final;
    at = next;
  }
  return final;
}

/**
 * The id of a template with these tokens at its birth: of the SHA-256 of their number and of the constant ones
 * without a digit. @param distinct also takes the places of the variables in, for when that id has an owner
 */
export function templateIdOf(tokens: readonly string[], distinct = false): string {
  const words = tokens.map((token) => token.trim());
  const constant = words.filter((word) => !holdsMark(word) && !/\d/.test(word));
  const parts = distinct ? [tokens.length, ...constant, "", ...tokens] : [tokens.length, ...constant];
  return `t${base32(createHash("sha256").update(JSON.stringify(parts)).digest(), 12)}`;
}
