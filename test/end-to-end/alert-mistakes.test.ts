/** Mistakes in llama.conf: each is said, and everything else of it works. */
import { describe, expect, test } from "vitest";
import { type AlertSplunk, canaries, withAlertSplunk } from "../support/alert-splunk.ts";
import { onlyWebhook, payloadsOf, rows } from "../support/one-row.ts";

/** llama.conf, what of it is wrong, what is said, and how many messages arrive. */
const mistakes: [string, (splunk: AlertSplunk) => string, RegExp, number][] = [
  [
    "a route to a destination that is not there",
    (splunk) => `${splunk.stanzaOf("webhook")}[route:1]\ndestinations = webhook,pager\n`,
    /destinations of \[route:1\].* names "pager", and there is no such destination/,
    1,
  ],
  [
    "a secret that is not there",
    (splunk) => splunk.stanzaOf("webhook").replace(/secret = .*/, "secret = file:/nonexistent/secret"),
    /^1 message: not sent now and left to llamaretry\. The secret of \[destination:webhook\].* there is no such file/,
    0,
  ],
  [
    "a secret written out",
    () =>
      `[destination:webhook]\ntype = webhook\nbase_url = https://example.invalid/\nsecret = ${canaries.signing}\n`,
    /does not say where the secret is kept/,
    0,
  ],
  [
    "a webhook that is not https",
    () =>
      "[destination:webhook]\ntype = webhook\nsecret = env:LLAMA_X\nbase_url = http://hooks.example.com/x\n",
    /begins with http:\/\/, so that whoever listens in could read/,
    0,
  ],
  [
    "an address within the company's network that is not allowed",
    (splunk) =>
      splunk
        .stanzaOf("webhook")
        .replace("allow_private = true", "")
        .replace(/base_url = .*/, "base_url = https://127.0.0.1:9/x"),
    /^1 message: not sent now and left to llamaretry\. .*private/,
    0,
  ],
  [
    "no destination",
    () => "",
    /^No route leads from 1 incident to a destination that can be used, so nobody was told/,
    0,
  ],
  [
    "a setting that is no duration",
    (splunk) => `${splunk.stanzaOf("webhook")}[alert]\nresolve_after = soon\n`,
    /resolve_after of \[alert\]/,
    1,
  ],
];

describe.skipIf(process.platform === "win32")("with a mistake in llama.conf the rest of it works", () => {
  test.each(mistakes)("%s", async (_, conf, sentence, arrived) => {
    await withAlertSplunk(onlyWebhook, async (splunk) => {
      splunk.configure(conf(splunk));
      const { code, said, stderr } = await splunk.fire(rows);
      expect(code).toBe(0);
      expect(
        said.WARN.some((line) => sentence.test(line)),
        stderr,
      ).toBe(true);
      expect(splunk.webhook.news.size).toBe(arrived);
      expect(stderr).not.toContain(canaries.signing);
      // Mended, it is sent: by the next run, or the next firing where nobody could be told.
      splunk.configure(splunk.stanzaOf("webhook"));
      await splunk.retry();
      await splunk.fire(rows);
      expect(splunk.webhook.news.size).toBe(1);
    });
  });

  test("a mask that cannot be used withholds every text, and the alert goes out", async () => {
    await withAlertSplunk({ conf: "[mask:own]\npattern = (\nkind = X\n" }, async (splunk) => {
      const { code, said, stderr } = await splunk.fire(rows);
      expect(code).toBe(0);
      expect(said.WARN).toEqual([expect.stringMatching(/\[mask:own\]/)]);
      expect(payloadsOf(splunk)[0]?.data).toMatchObject({
        root_cause: "(withheld: a mask of llama.conf cannot be used)",
        service: "orders",
        owner: "Team Shop",
      });
      const sent = JSON.stringify([
        splunk.slack.requests,
        splunk.pagerduty.requests,
        splunk.webhook.requests,
      ]);
      for (const text of ["canary-log-text", "refuses connections"])
        expect(sent + stderr + splunk.files()).not.toContain(text);
    });
  });
});
