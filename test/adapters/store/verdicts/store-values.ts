import { createHash } from "node:crypto";
import type { StoredVerdict } from "../../../../src/engine/verdicts/verdict-store.ts";

export const secret = Buffer.alloc(32, 7);
export const day = 24 * 3_600_000;

export function keyOf(name: string | number): string {
  return createHash("sha256").update(String(name)).digest("base64url");
}

export function verdictAt(time: number, change: Partial<StoredVerdict> = {}): StoredVerdict {
  return {
    judgement: {
      anomalyDetected: true,
      severity: "P2",
      rootCause: "The disk <PATH:1> is full.",
      recommendedAction: "Free some of it.",
      confidence: 80,
    },
    flags: ["cleaned"],
    model: "llama",
    time,
    tokens: 120,
    templateId: "tabcdefghijkl",
    slots: [],
    ...change,
  };
}
