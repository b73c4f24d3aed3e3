import type { Rule } from "./rule.ts";

/** Plants and machines: what protects people, and what stops the work. */
export const industrialRules: readonly Rule[] = [
  {
    name: "interlock-failed",
    component: "industrial",
    words: ["interlock", "esd", "sis", "safety"],
    pattern:
      /\b(?:interlock|esd|sis|safety (?:valve|relay|function|system|plc))\b.{0,40}\b(?:did not|does not|failed|fails|bypassed|overridden|not (?:acting|armed|responding))\b/i,
    severity: "P0",
    cause: "a protection of people or plant (interlock) did not act or is out of use",
    action:
      "Bring the plant to its safe state by hand and call the operator in charge. Nobody resets the alarm before the protection has been tested.",
    confidence: 86,
    certain: true,
  },
  {
    name: "emergency-stop",
    component: "industrial",
    words: ["emergency"],
    pattern:
      /\bemergency (?:stop|shutdown|trip)\b.{0,30}\b(?:open|active|activated|pressed|pulled|tripped|engaged)\b/i,
    severity: "P1",
    cause: "an emergency stop was pulled, so machine or line stands",
    action:
      "Ask on site who pulled it and why before anything is reset, then look at the alarms just before it for the cause.",
    confidence: 86,
    certain: true,
  },
  {
    name: "process-limit-exceeded",
    component: "industrial",
    words: ["hihi", "lolo", "trip", "hh", "ll"],
    pattern:
      /\b(?:hihi|lolo)\b|\b(?:above|over|exceeds?|exceeded|below|passed) (?:the |its )?(?:trip|high-?high|low-?low|hh|ll) (?:limit|point|level)?/i,
    severity: "P1",
    cause: "a measured value passed its trip limit, the last one before protection acts",
    action:
      "Compare with a second instrument at once, and follow the operating procedure for that value; check that the protection behind it is armed.",
    confidence: 80,
  },
];
