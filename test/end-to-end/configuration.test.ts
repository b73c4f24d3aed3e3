/** Whatever an administrator has mistyped: it is said with file and line, and nothing else stops. */
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { requestsWith, type SplunkWithModel, search, textsOf, withSplunk } from "../support/model-search.ts";
import { converse } from "../support/protocol-client.ts";

const texts = textsOf(3);

/** Runs a search with what `edit` makes of llama.conf. */
async function searchWith(splunk: SplunkWithModel, edit: (text: string) => string, model?: "tiny") {
  const conf = splunk.env.LLAMA_CONF ?? "";
  writeFileSync(conf, edit(readFileSync(conf, "utf8")));
  const { verdicts, messages } = await converse({
    chunks: requestsWith([texts]),
    model,
    env: splunk.env,
  });
  return {
    statuses: new Set(verdicts.map(({ llama_status }) => llama_status)),
    reasons: new Set(verdicts.map(({ llama_reason }) => llama_reason)),
    messages: messages.map(([level, said]) => [level, said.replaceAll(conf, "FILE")]),
  };
}

describe("a search goes on asking the model, and remarks upon", () => {
  test.concurrent.each([
    [
      "an unknown stanza elsewhere, which the doctor tells",
      (text: string) => `${text}[endpiont:other]\nurl = x\n`,
      undefined,
    ],
    [
      "a broken stanza elsewhere, which the doctor tells",
      (text: string) => `${text}[endpoint:other]\nurl = x\n`,
      undefined,
    ],
    [
      "an unknown setting",
      (text: string) => `${text}colour = red\n`,
      'The setting "colour" of [endpoint:default] in FILE, line 4, is unknown',
    ],
    ["a byte-order mark", (text: string) => `\uFEFF${text}`, "In FILE, line 1 begins with a byte-order mark"],
    [
      "CRLF",
      (text: string) => text.replaceAll("\n", "\r\n"),
      "In FILE, line 1 and perhaps others end as on Windows",
    ],
    [
      "a stanza begun twice",
      (text: string) => `${text}[endpoint:default]\n`,
      "In FILE, line 4 begins [endpoint:default] again, first begun in line 1",
    ],
    [
      "a line that is nothing",
      (text: string) => `${text}pa55w0rd\n`,
      "In FILE, line 4 is neither a stanza, a setting nor a comment",
    ],
  ])("%s", async (_, edit, remark) => {
    await withSplunk({}, async (splunk) => {
      const { statuses, messages } = await searchWith(splunk, edit, "tiny");
      expect(statuses).toEqual(new Set(["llm"]));
      expect(messages.filter(([level]) => level !== "INFO")).toEqual([]);
      const remarks = messages.slice(1).map(([, said]) => said);
      if (remark === undefined) expect(remarks).toEqual([]);
      else expect(remarks).toEqual([expect.stringContaining(remark)]);
      expect(JSON.stringify(messages)).not.toContain("pa55w0rd");
    });
  });

  test.skipIf(process.platform === "win32")("a key that everybody may read", async () => {
    await withSplunk({}, async (splunk) => {
      const file = join(splunk.folder, "key");
      writeFileSync(file, "sk-planted-0123456789\n");
      chmodSync(file, 0o644);
      const { statuses, messages } = await searchWith(
        splunk,
        (text) => `${text}api_key = file:${file}\n`,
        "tiny",
      );
      expect(statuses).toEqual(new Set(["llm"]));
      expect(messages[1]).toEqual([
        "INFO",
        expect.stringContaining(
          `api_key of [endpoint:default] in FILE, line 4, names the file ${file}, which every user`,
        ),
      ]);
    });
  });
});

describe("the embedded analyst judges, nothing is sent, and one warning says why, when the stanza has", () => {
  test.concurrent.each([
    [
      "a password in its url",
      (text: string) => text.replace("http://", "http://ann:pa55w0rd@"),
      "The url of [endpoint:default] in FILE, line 2, holds a user name or password",
    ],
    [
      "a value of the wrong type",
      (text: string) => `${text}concurrency = many\n`,
      'concurrency of [endpoint:default] in FILE, line 4, wants a whole number from 1 to 64, and "many" came',
    ],
    [
      "a key file that is not there",
      (text: string) => `${text}api_key = file:/nowhere/key\n`,
      "line 4, names the file /nowhere/key, and there is no such file",
    ],
    [
      "its key written out",
      (text: string) => `${text}api_key = pa55w0rd\n`,
      "line 4, does not say where the secret is kept",
    ],
    [
      "no model",
      (text: string) => text.replace(/^model.*\n/m, ""),
      "The stanza [endpoint:default] in FILE has no model: add model = ",
    ],
  ])("%s", async (_, edit, sentence) => {
    await withSplunk({}, async (splunk) => {
      const { statuses, reasons, messages } = await searchWith(splunk, edit);
      expect(statuses).toEqual(new Set(["local"]));
      expect(reasons).toEqual(new Set(["no_endpoint"]));
      expect(messages).toHaveLength(1);
      expect(messages[0]).toEqual(["WARN", expect.stringContaining(sentence)]);
      expect(messages[0]?.[1]).toContain(
        "3 events, 3 units, 1 chunks, none asked: the embedded analyst judged them.",
      );
      expect(JSON.stringify(messages)).not.toContain("pa55w0rd");
      expect(splunk.server.connections).toBe(0);
    });
  });

  test.skipIf(process.getuid?.() === 0)("a key file that may not be read", async () => {
    await withSplunk({}, async (splunk) => {
      const file = join(splunk.folder, "key");
      writeFileSync(file, "sk-planted-0123456789\n");
      chmodSync(file, 0o000);
      const { statuses, messages } = await searchWith(splunk, (text) => `${text}api_key = file:${file}\n`);
      expect(statuses).toEqual(new Set(["local"]));
      expect(messages[0]?.[1]).toContain(`line 4, names the file ${file}, which cannot be read (EACCES)`);
    });
  });
});

test.concurrent("with fallback=none rows say that nobody judged them", async () => {
  await withSplunk({ stanza: { concurrency: "many" } }, async (splunk) => {
    const { verdicts, messages } = await converse({
      args: ["fallback=none"],
      fallback: "none",
      chunks: requestsWith([texts]),
      env: splunk.env,
    });
    expect(new Set(verdicts.map(({ llama_status }) => llama_status))).toEqual(new Set(["error"]));
    expect(messages[0]?.[1]).toContain("none asked: nobody judged them (fallback=none)");
  });
});

test.concurrent("another endpoint of the same file is asked as if nothing were wrong", async () => {
  await withSplunk({}, async (splunk) => {
    const conf = splunk.env.LLAMA_CONF ?? "";
    const sound = readFileSync(conf, "utf8").replace("[endpoint:default]", "[endpoint:sound]");
    writeFileSync(conf, `[endpoint:default]\nurl = nonsense\n${sound}`);
    const { verdicts } = await search(splunk, { args: ["llm_endpoint=sound"], chunks: [texts] });
    expect(new Set(verdicts.map(({ llama_status }) => llama_status))).toEqual(new Set(["llm"]));
  });
});
