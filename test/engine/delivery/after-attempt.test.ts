import { expect, test } from "vitest";
import { afterAttempt } from "../../../src/engine/delivery/after-attempt.ts";
import { noon, sampleAlert, sampleDelivery } from "../../support/delivery/sample.ts";

test.each([
  [false, true],
  [true, false],
])(
  "that an earlier attempt may have arrived is forgotten only where it was looked for (%s)",
  (wasAbsent, unsure) => {
    const claimed = sampleDelivery(sampleAlert(), { state: "sending", attempt: 2, unsure: true });
    const busy = { outcome: "not_sent", errorClass: "transient", finding: "It is busy." } as const;
    const facts = { now: noon, fingerprint: "f", deadline: 1_000 };
    expect(afterAttempt(claimed, busy, { ...facts, wasAbsent })).toMatchObject({ state: "waiting", unsure });
  },
);
