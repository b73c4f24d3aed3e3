/** Firings that cannot be taken: one clear sentence, the exit code of docs/alerts.md, and nothing half done. */
import { chmodSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runAction } from "../support/alert-process.ts";
import { type FireOptions, withAlertSplunk } from "../support/alert-splunk.ts";
import { binFolder } from "../support/command-process.ts";
import { fireRaw, onlyWebhook, rows, stateOf } from "../support/one-row.ts";

const readBin = (file: string): string => readFileSync(join(binFolder, file), "utf8");

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

  test("with a file in the place of the ledger's folder, and takes it once that is corrected", async () => {
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
