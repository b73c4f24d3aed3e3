import { createHash, createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";
import * as z from "zod";
import { type Flag, severities } from "../../../engine/verdict.ts";
import type { Narrative } from "../../../engine/verdicts/narrative.ts";
import type { IgnoredReason, StoredVerdict } from "../../../engine/verdicts/verdict-store.ts";

/** A verdict as stored in the folder or the cluster. The signature includes the key, so it is valid only under that key. */
export interface SignedEntry {
  readonly key: string;
  /** Identifies the key file that signed it, without revealing the secret. */
  readonly signer: string;
  readonly signature: string;
  /** The verdict's JSON, as it was signed. */
  readonly payload: string;
}

/** Characters of a signer and of a signature (HMAC-SHA256 in base64url). */
export const signerLength = 8;
export const signatureLength = 43;
/** Bytes of a payload: two texts of 240 characters, each an escape sequence at worst, and the rest. */
export const longestPayload = 6_000;

const flags = [
  "suspected_injection",
  "raised_to_floor",
  "unverified_evidence",
  "cleaned",
  "truncated",
] as const satisfies readonly Flag[];

/** Changes with the payload's fields; other versions are not read. */
const payloadVersion = 1;

const text = z.string().max(240);
const place = z.int().nonnegative();
const claim = z.strictObject({ text, lines: z.array(place).max(10) });
/** Most slots of a stored verdict; its two sentences usually have a few. */
const mostSlots = 40;
const payloadShape = z.strictObject({
  version: z.literal(payloadVersion),
  time: z.int().nonnegative(),
  model: z.string().max(500),
  tokens: z.number().nonnegative(),
  template: z.string().max(100),
  flags: z.array(z.enum(flags)).max(flags.length),
  anomaly: z.boolean(),
  severity: z.enum(severities),
  cause: text,
  action: text,
  confidence: z.number().min(0).max(100).nullable(),
  // [name, parameter] or [name, token, number within the token]
  slots: z
    .array(z.tuple([z.string().regex(/^[A-Z][A-Z0-9_]{1,23}:\d{1,4}$/), place]).rest(place))
    .max(mostSlots),
  wildcards: place.optional(),
  narrative: z
    .strictObject({
      summary: z.array(claim).max(10),
      cause: claim.optional(),
      steps: z.array(claim).max(10),
    })
    .optional(),
});

type Payload = z.infer<typeof payloadShape>;

/** Signs and verifies verdicts with the store's key of 32 bytes. */
export class EntrySigner {
  readonly #secret: KeyObject;
  readonly id: string;

  constructor(secret: Buffer) {
    this.#secret = createSecretKey(secret);
    const hash = createHash("sha256").update("store-key\n").update(secret);
    this.id = hash.digest("base64url").slice(0, signerLength);
  }

  /** @returns undefined for a verdict that is invalid or too long to be stored */
  sign(key: string, verdict: StoredVerdict): SignedEntry | undefined {
    const { judgement } = verdict;
    const parsed = payloadShape.safeParse({
      version: payloadVersion,
      time: verdict.time,
      model: verdict.model,
      tokens: verdict.tokens,
      template: verdict.templateId,
      flags: verdict.flags,
      anomaly: judgement.anomalyDetected,
      severity: judgement.severity,
      cause: judgement.rootCause,
      action: judgement.recommendedAction,
      confidence: judgement.confidence,
      slots: verdict.slots.map(({ name, place: at }) =>
        "parameter" in at ? [name, at.parameter] : [name, at.token, at.nth],
      ),
      wildcards: verdict.wildcards,
      narrative: verdict.narrative && {
        summary: verdict.narrative.summary,
        cause: verdict.narrative.cause,
        steps: verdict.narrative.steps,
      },
    });
    if (!parsed.success) return undefined;
    const payload = JSON.stringify(parsed.data);
    if (Buffer.byteLength(payload) > longestPayload) return undefined;
    return { key, signer: this.id, signature: this.#mac(key, payload).toString("base64url"), payload };
  }

  /** Checks that this signer signed the entry under its key. @returns undefined if it did */
  verify(entry: SignedEntry): "foreign" | "forged" | undefined {
    if (entry.signer !== this.id) return "foreign";
    const given = Buffer.from(entry.signature, "base64url");
    const expected = this.#mac(entry.key, entry.payload);
    return given.length === expected.length && timingSafeEqual(given, expected) ? undefined : "forged";
  }

  /** @returns the verdict, or why the entry is ignored */
  open(entry: SignedEntry): StoredVerdict | Exclude<IgnoredReason, "expired"> {
    const fault = this.verify(entry);
    if (fault !== undefined) return fault;
    // The payload was validated before it was signed. Validating it again would double the reading time.
    const payload = JSON.parse(entry.payload) as Payload;
    return payload.version === payloadVersion ? verdictOf(payload) : "foreign";
  }

  /** Signs another text, such as a line of the claims log. */
  signText(what: string): string {
    return createHmac("sha256", this.#secret).update("text\n").update(what).digest("base64url");
  }

  #mac(key: string, payload: string): Buffer {
    return createHmac("sha256", this.#secret).update(`entry\n${key}\n${payload}`).digest();
  }
}

/** Reads a payload without checking its signature. */
export function readPayload(payload: string): StoredVerdict | undefined {
  let parsed: ReturnType<typeof payloadShape.safeParse>;
  try {
    parsed = payloadShape.safeParse(JSON.parse(payload));
  } catch {
    return undefined;
  }
  return parsed.success ? verdictOf(parsed.data) : undefined;
}

function verdictOf(payload: Payload): StoredVerdict {
  return {
    judgement: {
      anomalyDetected: payload.anomaly,
      severity: payload.severity,
      rootCause: payload.cause,
      recommendedAction: payload.action,
      confidence: payload.confidence,
    },
    flags: payload.flags,
    slots: payload.slots.map(([name, first, nth]) => ({
      name,
      place: nth === undefined ? { parameter: first } : { token: first, nth },
    })),
    ...(payload.wildcards === undefined ? {} : { wildcards: payload.wildcards }),
    model: payload.model,
    time: payload.time,
    tokens: payload.tokens,
    templateId: payload.template,
    ...(payload.narrative === undefined ? {} : { narrative: narrativeOf(payload, payload.narrative) }),
  };
}

function narrativeOf({ confidence }: Payload, told: NonNullable<Payload["narrative"]>): Narrative {
  return { summary: told.summary, cause: told.cause, steps: told.steps, confidence };
}
