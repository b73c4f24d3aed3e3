import { describe, expect, test } from "vitest";
import { ownershipOf } from "../../../src/engine/incidents/ownership.ts";
import type { Alert } from "../../../src/engine/ledger/alert.ts";
import { fitAlert, longestAlert } from "../../../src/engine/ledger/fit-alert.ts";
import { fc, runs } from "../../support/fast-check.ts";

const plain: Alert = {
  id: "i".repeat(26),
  identity: "d".repeat(26),
  episode: 1,
  revision: 2,
  transition: "update",
  reason: "ten_times_as_many",
  severity: "P1",
  previousSeverity: "P2",
  service: "checkout",
  ownership: ownershipOf({ service_owner: "ann", team: "shop" }, ""),
  anomaly: { cause: "cause", action: "action", evidence: "evidence", templateId: "t1", template: "line <*>" },
  count: 12,
  first: 1,
  last: 2,
  hosts: ["web1", "web2", "web3", "web4"],
  hostCount: 4,
  examples: ["one", "two", "three"],
  judgedBy: { llm: 1, cached: 2, local: 3, model: "llama" },
  link: "https://splunk/x",
  search: { name: "triage", app: "search", owner: "admin", sid: "sid" },
  time: 3,
};

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 3_000 }),
  fc.constantFrom("\u0000".repeat(4_000), "😀".repeat(4_000), '"\\'.repeat(3_000), "x".repeat(20_000)),
  fc.constant("short"),
);
const texts = fc.array(text, { maxLength: 12 });
const hostile = fc
  .record({
    service: text,
    link: text,
    hosts: texts,
    examples: texts,
    ownership: fc.record({
      answer: fc.constant("unavailable" as const),
      owner: text,
      escalationPolicy: text,
      slackChannel: text,
      pagerdutyKeyName: text,
      more: fc.dictionary(text, text, { maxKeys: 10 }),
    }),
    anomaly: fc.record({ cause: text, action: text, evidence: text, templateId: text, template: text }),
    judgedBy: fc.record({ llm: fc.nat(), cached: fc.nat(), local: fc.nat(), model: text }),
    search: fc.record({ name: text, app: text, owner: text, sid: text }),
    digest: fc.array(fc.record({ severity: fc.constant("P0" as const), cause: text, count: fc.nat() }), {
      maxLength: 60,
    }),
  })
  .map((over): Alert => ({ ...plain, ...over }));

describe("an alert", () => {
  test("that fits stays as it is", () => {
    expect(fitAlert(plain)).toBe(plain);
  });

  test("that has a byte too many loses something, and one that just fits nothing", () => {
    const room = longestAlert - Buffer.byteLength(JSON.stringify({ ...plain, examples: [""] }));
    const withExample = (length: number): Alert => ({ ...plain, examples: ["x".repeat(length)] });
    const [fitting, over] = [withExample(room), withExample(room + 1)];
    expect(fitAlert(fitting)).toBe(fitting);
    expect(fitAlert(over).examples).toEqual([]);
  });

  test("of any content fits in the end, and what it is about stays", () => {
    fc.assert(
      fc.property(hostile, (alert) => {
        const fitted = fitAlert(alert);
        expect(Buffer.byteLength(JSON.stringify(fitted))).toBeLessThanOrEqual(longestAlert);
        const { id, identity, severity, reason, transition, count, hostCount, time } = fitted;
        expect({ ...alert, id, identity, severity, reason, transition, count, hostCount, time }).toEqual(
          alert,
        );
        expect(fitted.ownership.answer).toBe("unavailable");
        expect(fitAlert(fitted)).toBe(fitted);
      }),
      runs(300),
    );
  });

  test("loses examples first, then hosts, then columns of the CMDB, then the evidence", () => {
    const lossesAt = (length: number): string[] => {
      const long = "x".repeat(length);
      const alert: Alert = {
        ...plain,
        examples: [long, long, long],
        hosts: Array.from({ length: 10 }, (_, index) => `${index}${long.slice(0, 120)}`),
        ownership: { ...plain.ownership, more: { team: long } },
        anomaly: { ...plain.anomaly, evidence: long },
      };
      const { examples, hosts, ownership, anomaly } = fitAlert(alert);
      return [
        ...(examples.length < 3 ? [`examples ${examples.length}`] : []),
        ...(hosts.length < 10 ? [`hosts ${hosts.length}`] : []),
        ...(ownership.more.team === undefined ? ["more"] : []),
        ...(anomaly.evidence === "" ? ["evidence"] : []),
      ];
    };
    expect(lossesAt(800)).toEqual([]);
    expect(lossesAt(1_600)).toEqual(["examples 1"]);
    expect(lossesAt(2_600)).toEqual(["examples 0"]);
    expect(lossesAt(3_200)).toEqual(["examples 0", "hosts 3"]);
    expect(lossesAt(4_000)).toEqual(["examples 0", "hosts 3", "more"]);
    expect(lossesAt(7_300)).toEqual(["examples 0", "hosts 0", "more"]);
    expect(lossesAt(9_000)).toEqual(["examples 0", "hosts 0", "more", "evidence"]);
  });
});
