/** Alerts while splunkd answers badly, late, or not at all: they are sent all the same, and nothing of the audit is lost. */
import { describe, expect, test } from "vitest";
import {
  type AlertSplunk,
  canaries,
  noon,
  type ResultRow,
  withAlertSplunk,
} from "../support/alert-splunk.ts";
import { expiredSession, type Fault, html, status } from "../support/splunkd/fault.ts";

const rows: readonly ResultRow[] = [
  {
    _time: String(noon),
    _raw: "ERROR refused",
    host: "web-1",
    service_name: "orders",
    severity: "P1",
    anomaly_detected: "true",
    root_cause: "The database refuses connections.",
    llama_template_id: "t1",
  },
];

const dataOf = (splunk: AlertSplunk) =>
  [...splunk.webhook.news.values()].map(({ payload }) => (payload as { data: Record<string, unknown> }).data);
const isSearch = ({ parts }: { parts: readonly string[] }) => parts[0] === "search";
const isReceiver = ({ parts }: { parts: readonly string[] }) => parts[0] === "receivers";

/** All of the audit is in the index in the end, and nothing waits. */
async function expectAudited(splunk: AlertSplunk, messages: number): Promise<void> {
  splunk.splunkd.fault = () => undefined;
  // The turn of whoever failed is over by then.
  await splunk.later(120_000);
  await splunk.retry();
  expect((await splunk.ledger.read()).audit.size).toBe(0);
  const outcomes = splunk.audited().map(({ outcome }) => outcome);
  expect(outcomes.filter((outcome) => outcome === "accepted")).toHaveLength(messages);
  expect(outcomes.filter((outcome) => outcome === "delivered")).toHaveLength(messages);
}

describe.skipIf(process.platform === "win32")(
  "where the CMDB does not answer the alert goes out without it",
  () => {
    const faults: [string, Fault, RegExp][] = [
      ["busy", status(503, "KV store is initializing"), /cmdb_lookup.*The alert goes without it\.$/],
      ["broken off", { does: "reset inside the body" }, /The alert goes without it\.$/],
      ["a login page", html(), /The alert goes without it\.$/],
      ["of an expired session", expiredSession(), /The alert goes without it\.$/],
      ["no HTTP", { does: "no HTTP" }, /The alert goes without it\.$/],
      [
        "endless",
        { does: "endless rows", row: '{"preview":false,"result":{"service_name":"x"}}\n' },
        /The alert goes without it\.$/,
      ],
    ];
    test.concurrent.each(faults)("%s", async (_, fault, sentence) => {
      await withAlertSplunk({ conf: "[alert]\ndefault_owner = Team Duty\n" }, async (splunk) => {
        splunk.splunkd.fault = (request) => (isSearch(request) ? fault : undefined);
        const { code, said, seconds } = await splunk.fire(rows);
        expect(code).toBe(0);
        expect(said.INFO[0]).toContain("4 messages accepted, 4 delivered now.");
        expect(
          said.WARN.some((line) => sentence.test(line)),
          said.WARN.join("\n"),
        ).toBe(true);
        expect(seconds).toBeLessThan(15);
        expect(dataOf(splunk)[0]).toMatchObject({ cmdb: "unavailable", owner: "Team Duty" });
        expect(JSON.stringify(splunk.slack.messages("C0OPSALERTS"))).toContain("The CMDB did not answer");
        // The next firing knows better, and says whose it is.
        splunk.splunkd.fault = () => undefined;
        await splunk.fire(rows);
        expect(dataOf(splunk).at(-1)).toMatchObject({
          reason: "owner_changed",
          owner: "Team Shop",
          cmdb: "found",
        });
      });
    });

    test.concurrent("a lookup that is not there", async () => {
      await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
        splunk.splunkd.state.lookups.delete("cmdb_lookup");
        const { code, said } = await splunk.fire(rows);
        expect([code, said.WARN]).toEqual([
          0,
          [expect.stringMatching(/has no lookup cmdb_lookup .*The alert goes without it\.$/)],
        ]);
        expect(dataOf(splunk)).toMatchObject([{ cmdb: "unavailable" }]);
      });
    });

    test.concurrent("a service that it does not have", async () => {
      await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
        const { said } = await splunk.fire([{ ...(rows[0] as ResultRow), service_name: "search" }]);
        expect(said.WARN).toEqual([]);
        expect(dataOf(splunk)).toMatchObject([{ cmdb: "no_entry", owner: "" }]);
      });
    });
  },
);

describe.skipIf(process.platform === "win32")(
  "where the index cannot be written to the audit waits for the next run",
  () => {
    const faults: [string, Fault][] = [
      ["busy", status(503)],
      ["refusing", status(400, "Index 'alert_failures' does not exist.")],
      ["broken off", { does: "reset" }],
      ["without the right", status(403, "You do not have permission")],
    ];
    test.concurrent.each(faults)("%s", async (_, fault) => {
      await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
        splunk.splunkd.fault = (request) => (isReceiver(request) ? fault : undefined);
        const { code, said } = await splunk.fire(rows);
        expect(code).toBe(0);
        expect(said.WARN).toEqual([
          expect.stringMatching(
            /Until then events of the alert audit stay in the ledger and are sent with the next run\./,
          ),
        ]);
        expect((await splunk.ledger.read()).audit.size).toBe(2);
        await expectAudited(splunk, 1);
      });
    });
  },
);

describe.skipIf(process.platform === "win32")("where splunkd itself", () => {
  test.concurrent("hangs, the alert is sent within seconds, and the action ends in time", async () => {
    await withAlertSplunk({}, async (splunk) => {
      splunk.splunkd.fault = () => ({ does: "hang" });
      const { code, said, seconds } = await splunk.fire(rows, { guard: 55_000 });
      expect(code).toBe(0);
      expect(said.INFO[0]).toContain("4 messages accepted, 4 delivered now.");
      expect(seconds).toBeLessThan(40);
      await expectAudited(splunk, 4);
    });
  }, 60_000);

  test.concurrent("is gone, or goes while it is asked, the alert is sent", async () => {
    await withAlertSplunk({}, async (splunk) => {
      splunk.splunkd.fault = () => {
        void splunk.splunkd.close();
        return { does: "reset" };
      };
      const { code, said } = await splunk.fire(rows);
      expect([code, said.INFO[0]]).toEqual([
        0,
        expect.stringContaining("4 messages accepted, 4 delivered now."),
      ]);
      expect((await splunk.ledger.read()).audit.size).toBe(8);
    });
  });

  test.concurrent("cannot tell the schedule, the usual time counts", async () => {
    await withAlertSplunk({ kinds: ["webhook"] }, async (splunk) => {
      splunk.splunkd.state.savedSearches.clear();
      const { code, said } = await splunk.fire(rows);
      expect([code, said.WARN]).toEqual([
        0,
        [
          expect.stringMatching(
            /has no such saved search any more \(HTTP 404\): set resolve_after in \[alert\] of llama\.conf/,
          ),
        ],
      ]);
      await splunk.later(31 * 60_000);
      expect((await splunk.retry()).rows).toMatchObject([{ transition: "resolve", state: "delivered" }]);
    });
  });
});

describe.skipIf(process.platform === "win32")("a secret in Splunk's password store", () => {
  const conf = (splunk: AlertSplunk) =>
    splunk.stanzaOf("slack").replace(/secret = .*/, "secret = passwords:slack");
  const keep = (splunk: AlertSplunk) =>
    splunk.splunkd.state.passwords.set("llama_log_analyzer:slack:", {
      realm: "llama_log_analyzer",
      name: "slack",
      password: canaries.slackToken,
    });

  test.concurrent("is read with the rights of the saved search's owner", async () => {
    await withAlertSplunk({}, async (splunk) => {
      splunk.configure(conf(splunk));
      keep(splunk);
      const { said } = await splunk.fire(rows);
      expect([said.WARN, said.INFO[0]]).toEqual([[], expect.stringContaining("1 delivered now.")]);
    });
  });

  test.concurrent("that its owner may not read holds the message, until llamaretry runs as one who may", async () => {
    await withAlertSplunk({ role: "power" }, async (splunk) => {
      splunk.configure(conf(splunk));
      keep(splunk);
      const { code, said } = await splunk.fire(rows);
      expect(code).toBe(0);
      expect(said.WARN).toEqual([expect.stringMatching(/left to llamaretry\. .*list_storage_passwords/)]);
      const session_key = splunk.splunkd.sessionKey("llama_admin");
      const { rows: tries } = await splunk.retryAs(session_key);
      expect(tries).toMatchObject([{ destination: "slack", state: "delivered" }]);
    });
  });

  test.concurrent("is read again when splunkd answers again", async () => {
    await withAlertSplunk({}, async (splunk) => {
      splunk.configure(conf(splunk));
      keep(splunk);
      splunk.splunkd.fault = ({ parts }) => (parts[0] === "storage" ? status(503) : undefined);
      expect((await splunk.fire(rows)).said.INFO[0]).toContain("1 message accepted, 0 delivered now.");
      splunk.splunkd.fault = () => undefined;
      expect((await splunk.retry()).rows).toMatchObject([{ state: "delivered" }]);
      expect(splunk.slack.messages("C0ORDERS")).toHaveLength(1);
    });
  });
});
