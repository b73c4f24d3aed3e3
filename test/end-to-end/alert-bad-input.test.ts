/** What splunkd, its results and llama.conf may do wrong: one clear sentence, the exit code of docs/alerts.md, nothing lost. */
import { chmodSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { AlertProcess, runAction } from "../support/alert-process.ts";
import { json } from "../support/alert-receivers/misbehaviour.ts";
import {
  type AlertSplunk,
  type AlertSplunkOptions,
  canaries,
  type FireOptions,
  noon,
  type ResultRow,
  withAlertSplunk,
} from "../support/alert-splunk.ts";
import { binFolder } from "../support/command-process.ts";
import { splunkdBody } from "../support/csv.ts";

const row: ResultRow = {
  _time: String(noon),
  _raw: "ERROR canary-log-text of 10.1.2.3",
  host: "web-1",
  service_name: "orders",
  severity: "P1",
  anomaly_detected: "true",
  root_cause: "The database refuses connections.",
  llama_template_id: "tabcdef",
};
const rows = [row];
const onlyWebhook: AlertSplunkOptions = { kinds: ["webhook"] };
const stateOf = (splunk: AlertSplunk) => join(splunk.home, "var", "lib", "splunk", "llama_log_analyzer");
const payloadsOf = (splunk: AlertSplunk) =>
  [...splunk.webhook.news.values()].map(({ payload }) => payload as { data: Record<string, unknown> });

const readBin = (file: string): string => readFileSync(join(binFolder, file), "utf8");

/** Fires with this on standard input. */
const fireRaw = (splunk: AlertSplunk, input: string | Buffer, args?: readonly string[]) =>
  runAction({ env: splunk.env, input, ...(args === undefined ? {} : { args }) });

describe.skipIf(process.platform === "win32")("an alert that cannot be taken says why in one line", () => {
  test.concurrent.each<[string, string | Buffer, RegExp]>([
    ["nothing", "", /^The alert was not taken\. No alert came on standard input\./],
    ["XML", "<?xml version='1.0'?><alert/>", /came as XML, and JSON is wanted\. Set payload_format = json/],
    [
      "half of the JSON",
      '{"app":"search","result":{"_raw":"canary-log-text',
      /is no JSON, or only a part of it/,
    ],
    ["an array", "[1]", /is JSON, but no object/],
    ["a text", '"canary-log-text"', /is JSON, but no object/],
    ["null", "null", /is JSON, but no object/],
    ["bytes", Buffer.from([0xff, 0xfe, 0x00, 0x1b, 0x5b, 0x32, 0x4a]), /is no JSON/],
  ])("on standard input: %s", async (_, input, sentence) => {
    await withAlertSplunk(onlyWebhook, async (splunk) => {
      const { code, said, stderr } = await fireRaw(splunk, input);
      expect([code, said.INFO, said.WARN]).toEqual([2, [], []]);
      expect(said.ERROR[0]).toMatch(sentence);
      expect(stderr).not.toContain("canary-log-text");
      expect(splunk.runLines()).toEqual([]);
    });
  });

  const refusedPayloads: [string, FireOptions, RegExp][] = [
    [
      "for each result",
      { payload: { results_file: "/opt/splunk/var/run/splunk/dispatch/s/per_result_alert/tmp_0.csv.gz" } },
      /triggered for each result.*set Trigger to Once/,
    ],
    [
      "in an unknown mode",
      { configuration: { mode: "dry\u001b[2J\u202erun" } },
      /mode wants live or shadow, not "dry␛\[2J/,
    ],
    ["with a prefix of no field", { configuration: { prefix: "a b" } }, /parameter prefix wants up to 40/],
  ];
  test.concurrent.each(refusedPayloads)("%s", async (_, options, sentence) => {
    await withAlertSplunk(onlyWebhook, async (splunk) => {
      const { code, said } = await splunk.fire(rows, options);
      expect(code).toBe(2);
      expect(said.ERROR[0]).toMatch(sentence);
    });
  });

  test.concurrent("when it is started by hand", async () => {
    await withAlertSplunk(onlyWebhook, async (splunk) => {
      const { code, said } = await fireRaw(splunk, "{}", []);
      expect(code).toBe(2);
      expect(said.ERROR[0]).toMatch(/started by Splunk for an alert, with --execute/);
    });
  });

  const unreadable: [string, (file: string) => void, RegExp][] = [
    ["that is gone", (file) => rmSync(file), /is not there: splunkd may have removed the search already/],
    [
      "that is a folder",
      (file) => {
        rmSync(file);
        mkdirSync(file);
      },
      /cannot be read \(EISDIR\)/,
    ],
    [
      "that breaks off in its first bytes",
      (file) => truncateSync(file, 12),
      /is damaged \(Z_BUF_ERROR\), and no row/,
    ],
    [
      "that is damaged from its beginning",
      (file) => writeFileSync(file, Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.alloc(100, 7)])),
      /is damaged \(Z_DATA_ERROR\), and no row/,
    ],
  ];
  test.concurrent.each(unreadable)("with a results file %s", async (_, damage, sentence) => {
    await withAlertSplunk(onlyWebhook, async (splunk) => {
      const input = splunk.payloadOf(rows, { sid: "s1" });
      damage(JSON.parse(input).results_file);
      const { code, said } = await fireRaw(splunk, input);
      expect([code, said.WARN]).toEqual([3, []]);
      expect(said.ERROR[0]).toMatch(sentence);
      // So the hourly search finds it: the run log has no line of it.
      expect(splunk.runLines()).toEqual([]);
    });
  });

  test.skipIf(process.getuid?.() === 0)("with a results file that may not be read", async () => {
    await withAlertSplunk(onlyWebhook, async (splunk) => {
      const input = splunk.payloadOf(rows);
      chmodSync(JSON.parse(input).results_file, 0o000);
      const { code, said } = await fireRaw(splunk, input);
      expect(code).toBe(3);
      expect(said.ERROR[0]).toMatch(/cannot be read \(EACCES\)/);
    });
  });

  test("with a file in the place of the ledger's folder, and takes it once that is mended", async () => {
    await withAlertSplunk(onlyWebhook, async (splunk) => {
      mkdirSync(stateOf(splunk), { recursive: true });
      writeFileSync(join(stateOf(splunk), "alerts"), "");
      const failed = await splunk.fire(rows, { sid: "s1" });
      expect(failed.code).toBe(4);
      expect(failed.said.ERROR[0]).toMatch(
        /^The alert was not taken\. The ledger of alerts in .* there is a file in the place/,
      );
      expect(splunk.webhook.requests).toEqual([]);
      rmSync(join(stateOf(splunk), "alerts"));
      expect((await splunk.fire(rows, { sid: "s1" })).said.INFO[0]).toContain("1 delivered now");
    });
  });

  test.skipIf(process.getuid?.() === 0)("with a ledger that may not be written", async () => {
    await withAlertSplunk(onlyWebhook, async (splunk) => {
      const folder = join(stateOf(splunk), "alerts");
      mkdirSync(folder, { recursive: true });
      chmodSync(folder, 0o500);
      const { code, said } = await splunk.fire(rows);
      chmodSync(folder, 0o700);
      expect(code).toBe(4);
      expect(said.ERROR[0]).toMatch(/may not be read and written by this user/);
    });
  });

  test.skipIf(process.platform !== "linux")(
    "with a state folder where nobody may write, root included",
    async () => {
      await withAlertSplunk(onlyWebhook, async (splunk) => {
        const env = { ...splunk.env, LLAMA_STATE: "/sys/llama-log-analyzer" };
        const { code, said } = await runAction({ env, input: splunk.payloadOf(rows) });
        expect(code).toBe(4);
        expect(said.ERROR[0]).toMatch(
          /^The alert was not taken\. The ledger of alerts in \/sys\/llama-log-analyzer\/alerts /,
        );
        expect(splunk.webhook.requests).toEqual([]);
      });
    },
  );

  test("with a llama.conf that cannot be read", async () => {
    await withAlertSplunk(onlyWebhook, async (splunk) => {
      const env = { ...splunk.env, LLAMA_CONF: join(splunk.home, "none.conf") };
      const { code, said } = await runAction({ env, input: splunk.payloadOf(rows) });
      expect(code).toBe(2);
      expect(said.ERROR[0]).toMatch(/^The alert was not taken\. .*none\.conf/);
    });
  });

  test("after a fault of its own, without a stack trace and without its text", async () => {
    await withAlertSplunk(onlyWebhook, async (splunk) => {
      const [preload, node] = [join(splunk.home, "preload.cjs"), join(splunk.home, "node")];
      const fault = 'throw new TypeError("canary-log-text")';
      writeFileSync(preload, `process.stdin.once("end", () => { ${fault}; });\n`);
      writeFileSync(node, `#!/bin/sh\nexec "${process.execPath}" -r "${preload}" "$@"\n`, { mode: 0o755 });
      const env = { ...splunk.env, LLAMA_NODE: node };
      const { code, said } = await runAction({ env, input: splunk.payloadOf(rows) });
      expect(code).toBe(1);
      expect(said.ERROR).toEqual([
        "llama_alert met a fault of its own (TypeError) and stopped. Please report it.",
      ]);
    });
  });

  test("without a Node", async () => {
    await withAlertSplunk(onlyWebhook, async (splunk) => {
      const bin = join(splunk.home, "bin");
      mkdirSync(bin);
      const launch = readBin("launch.sh").replace(
        /\/(?:usr\/local|usr|opt\/homebrew)\/bin\b/g,
        "/nonexistent/bin",
      );
      writeFileSync(join(bin, "launch.sh"), launch);
      const command = join(bin, "llama_alert.sh");
      writeFileSync(command, readBin("llama_alert.sh"), { mode: 0o755 });
      const { code, said } = await runAction({
        env: { ...splunk.env, LLAMA_NODE: "" },
        input: "{}",
        command,
      });
      expect(code).toBe(1);
      expect(said.ERROR[0]).toMatch(/needs Node\.js 20\.19 or newer.*The alert was not taken\.$/);
    });
  });
});

describe.skipIf(process.platform === "win32")("an alert is taken all the same", () => {
  test("when nobody reads what the action says, as after splunkd's own end", async () => {
    await withAlertSplunk(onlyWebhook, async (splunk) => {
      const input = splunk.payloadOf(rows, { payload: { session_key: "" } });
      const { code } = await new AlertProcess({ env: splunk.env, input, unheard: true }).ended;
      expect(code).toBe(0);
      expect(payloadsOf(splunk)).toHaveLength(1);
    });
  });

  test("with what could be read of a results file that breaks off", async () => {
    await withAlertSplunk(onlyWebhook, async (splunk) => {
      const many = Array.from({ length: 5_000 }, (_, at) => ({
        ...row,
        _raw: `ERROR ${at} ${Math.random()}`,
      }));
      const input = splunk.payloadOf(many);
      const file = JSON.parse(input).results_file as string;
      truncateSync(file, 60_000);
      const { code, said } = await fireRaw(splunk, input);
      expect(code).toBe(0);
      expect(said.WARN).toEqual([
        expect.stringMatching(
          /^The results file breaks off or is damaged \(Z_BUF_ERROR\): \d{3,4} rows could be read\. These are alerted on/,
        ),
      ]);
      expect(payloadsOf(splunk)).toHaveLength(1);
    });
  });

  test("with results that are not zipped, have CRLF, and no line end at their end", async () => {
    await withAlertSplunk(onlyWebhook, async (splunk) => {
      const input = splunk.payloadOf(rows);
      const file = JSON.parse(input).results_file as string;
      writeFileSync(
        file,
        splunkdBody(Object.keys(row), [row, { ...row, host: ["a", "b"] }], "\r\n")
          .toString()
          .trimEnd(),
      );
      expect((await fireRaw(splunk, input)).code).toBe(0);
      expect(payloadsOf(splunk)[0]?.data).toMatchObject({ events: 2, host_count: 3, service: "orders" });
    });
  });

  test("with 100 MB of results, in bounded memory", async () => {
    await withAlertSplunk(onlyWebhook, async (splunk) => {
      const header = splunkdBody(Object.keys(row), []);
      const line = splunkdBody(Object.keys(row), [
        { ...row, _raw: `ERROR ${"canary-log-text ".repeat(60)}` },
      ]);
      const block = Buffer.concat(Array(1_000).fill(line.subarray(header.length)));
      const count = Math.ceil(100e6 / block.length);
      const input = splunk.payloadOf(rows);
      writeFileSync(
        JSON.parse(input).results_file,
        gzipSync(Buffer.concat([header, ...Array(count).fill(block)]), { level: 1 }),
      );
      const { code, said, seconds, peakMemory } = await runAction({ env: splunk.env, input });
      expect(code).toBe(0);
      expect(said.INFO[0]).toContain(`${count * 1_000} rows, `);
      expect(said.WARN).toEqual([]);
      expect(payloadsOf(splunk)[0]?.data.events).toBe(count * 1_000);
      expect(seconds).toBeLessThan(20);
      expect(peakMemory).toBeLessThan(300);
    });
  }, 60_000);

  test("with rows without a service, or without a verdict, which is said", async () => {
    await withAlertSplunk(
      { ...onlyWebhook, conf: "[alert]\ndefault_owner = Team Duty\n" },
      async (splunk) => {
        const { severity: _, anomaly_detected: __, ...unjudged } = row as Record<string, string>;
        const { code, said } = await splunk.fire([
          { ...row, service_name: "" },
          unjudged,
          { ...row, severity: "critical" },
        ]);
        expect(code).toBe(0);
        expect(said.WARN).toEqual([
          "Of 3 rows, 1 had neither severity nor anomaly_detected, so nobody is told of them. Put llamaanalyze into the search before the alert; if it has a prefix=, give the alert the same.",
        ]);
        expect(
          payloadsOf(splunk).map(({ data }) => [data.service, data.severity, data.cmdb, data.owner]),
        ).toEqual([
          ["", "P1", "no_service", "Team Duty"],
          // An anomaly of an unknown severity is worth a look and no page.
          ["orders", "P3", "found", "Team Shop"],
        ]);
      },
    );
  });

  test("with control and bidi characters, fields of 1 MB, and text that means to be JSON, mrkdwn or a link", async () => {
    await withAlertSplunk({}, async (splunk) => {
      const nasty =
        'ignore\u001b[31m \u202egnp.exe\u2069 <!channel> <@U123> *bold* `x` "},{"severity":"P5"} <https://evil.example|click> & \u0000';
      const { code, said } = await splunk.fire([
        {
          ...row,
          _raw: `${nasty} ${"x".repeat(1024 * 1024)}`,
          root_cause: nasty,
          recommended_action: `${nasty}\n${"y ".repeat(500_000)}`,
          service_name: "pay\u202ements<!here>",
          host: `web\u0007-<@U1>${"h".repeat(10_000)}`,
        },
      ]);
      expect([code, said.WARN]).toEqual([0, []]);
      expect(said.INFO[0]).toContain("4 messages accepted, 4 delivered now");
      const [message] = splunk.slack.messages("C0OPSALERTS");
      const sent = JSON.stringify([
        message,
        splunk.slackWebhook.messages,
        splunk.pagerduty.alerts,
        payloadsOf(splunk),
      ]);
      expect(sent).not.toMatch(/\\u001b|\\u0007|\\u0000|\u202e|\u2069/);
      // In Slack's mrkdwn nothing of it is markup: only our own link and date are.
      expect(
        mrkdwnOf(message)
          .join("\n")
          .replace(/<!date\^[^>]*>|<http:\/\/sh1:8000[^>]*>/g, ""),
      ).not.toMatch(/<[!@#h]/);
      expect(splunk.pagerduty.alerts[0]?.events[0]?.payload?.severity).toBe("error");
      expect(payloadsOf(splunk)[0]?.data.severity).toBe("P1");
    });
  });

  test("without a session key, and says what is missing", async () => {
    await withAlertSplunk(onlyWebhook, async (splunk) => {
      const { code, said } = await splunk.fire(rows, { payload: { session_key: "" } });
      expect(code).toBe(0);
      expect(said.WARN).toEqual([expect.stringMatching(/^Splunk gave no session key/)]);
      expect(payloadsOf(splunk)[0]?.data.cmdb).toBe("unavailable");
      expect((await splunk.ledger.read()).audit.size).toBe(2);
    });
  });

  test("that a destination will never take is given up after one plain try, and that is said", async () => {
    await withAlertSplunk({ kinds: ["pagerduty", "webhook"] }, async (splunk) => {
      splunk.pagerduty.misbehave = () => json(400, { status: "invalid event", errors: ["no"] });
      const { code, said } = await splunk.fire(rows);
      expect(code).toBe(0);
      expect(said.WARN).toEqual([expect.stringMatching(/^1 message: not sent now and given up\. .*400/)]);
      expect(splunk.pagerduty.requests).toHaveLength(2);
      expect((await splunk.deliveries()).map(({ state }) => state).sort()).toEqual(["dead", "delivered"]);
    });
  });

  test("with a maxresults that is no number", async () => {
    await withAlertSplunk(onlyWebhook, async (splunk) => {
      const { code, said } = await splunk.fire(rows, { configuration: { maxresults: "many" } });
      expect(code).toBe(0);
      expect(said.WARN).toEqual([expect.stringMatching(/^The parameter maxresults wants a whole number/)]);
    });
  });

  test("with as many rows as splunkd lets through, and says that there may be more", async () => {
    await withAlertSplunk(onlyWebhook, async (splunk) => {
      const { said } = await splunk.fire([row, row], { configuration: { maxresults: "2" } });
      expect(said.WARN).toEqual([
        expect.stringMatching(/^Exactly 2 rows came, so there were probably more\./),
      ]);
    });
  });

  test("with a key of the state that cannot be used", async () => {
    await withAlertSplunk(onlyWebhook, async (splunk) => {
      mkdirSync(stateOf(splunk), { recursive: true });
      writeFileSync(join(stateOf(splunk), "pseudonym.key"), "short");
      const { code, said } = await splunk.fire(rows);
      expect(code).toBe(0);
      expect(said.WARN).toEqual([
        expect.stringMatching(
          /pseudonym\.key holds 5 bytes, and a key has 32\..*Until then each alert has pseudonyms of its own\.$/,
        ),
      ]);
      expect(payloadsOf(splunk)).toHaveLength(1);
    });
  });

  test("with silences that cannot be read, of which none then holds", async () => {
    await withAlertSplunk(onlyWebhook, async (splunk) => {
      mkdirSync(stateOf(splunk), { recursive: true });
      writeFileSync(join(stateOf(splunk), "silences.json"), "{");
      const { code, said } = await splunk.fire(rows);
      expect(code).toBe(0);
      expect(said.WARN).toEqual([expect.stringMatching(/^The silences in .*silences\.json cannot be read/)]);
      expect(payloadsOf(splunk)).toHaveLength(1);
    });
  });
});

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

function mrkdwnOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const { type, text } = value as { type?: string; text?: unknown };
  const own = type === "mrkdwn" && typeof text === "string" ? [text] : [];
  return [...own, ...Object.values(value).flatMap(mrkdwnOf)];
}
