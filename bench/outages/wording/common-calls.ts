import type { CallWordings } from "./wording.ts";

/** What the shop's own code says around a call, whatever it is written in. */
export const commonCalls: Pick<CallWordings, "open" | "slow"> = {
  open: {
    named: [
      "CircuitBreaker '{service}' is OPEN and does not permit further calls",
      "circuit open for {service}, call not attempted",
      "not calling {service}: breaker is open",
    ],
    unnamed: [
      "Breaker is open",
      "call not permitted, circuit open",
      "failing fast, too many recent failures",
    ],
  },
  slow: {
    named: [
      "slow call to {service}: {ms} ms",
      "call to {peer} took {ms} ms, threshold 1000 ms",
      "{service} responded after {ms} ms",
    ],
    unnamed: [
      "request took {ms} ms, threshold exceeded",
      "slow operation: {ms} ms",
      "handler exceeded soft limit, {ms} ms",
    ],
  },
};
