import type { Assessment } from "./assess.ts";

/**
 * The assessment of a login that succeeded from where many failed before or after it: somebody may have guessed right.
 *
 * @param tries failed tries from the same client
 */
export function afterFailures(tries: number): Assessment {
  return {
    rule: "login-after-failures",
    known: true,
    component: "security",
    anomalyDetected: true,
    severity: "P1",
    rootCause: `A login succeeded from where ${tries >= 100 ? "a hundred or more" : "ten or more"} tries failed: a password may have been guessed.`,
    recommendedAction:
      "Ask the account's owner at once. If it was not them, lock the account, end its sessions, block the address, and look at what was done since.",
    confidence: 85,
  };
}
