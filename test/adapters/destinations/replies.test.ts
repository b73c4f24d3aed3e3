import { describe, expect, test } from "vitest";
import type { Misbehaviour } from "../../support/alert-receivers/misbehaviour.ts";
import { bodyKinds, expectedOf, statuses } from "./reply-table.ts";
import { messageOf } from "./sample-alerts.ts";
import { expectNoSecret } from "./secrets.ts";
import { destinationTypes, patient, underTest } from "./under-test.ts";

describe.each(destinationTypes)("of %s", (type) => {
  test.each(bodyKinds)("$kind means what its speaker can know, with any status", async (kind) => {
    let does: Misbehaviour | undefined;
    const { destination } = await underTest(type, { misbehave: () => does });
    const came: Record<number, unknown> = {};
    const wanted: Record<number, unknown> = {};
    for (const code of statuses) {
      does = kind.does(code);
      const outcome = await destination.send(messageOf(), patient());
      expectNoSecret([outcome]);
      came[code] = {
        outcome: outcome.outcome,
        ...("errorClass" in outcome && { errorClass: outcome.errorClass }),
      };
      wanted[code] = expectedOf(kind, code, type);
    }
    expect(came).toEqual(wanted);
  });
});
