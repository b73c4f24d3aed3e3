/** The commands with splunkd's REST interface in reach, as splunkd itself starts them: keys, KV store, rights. */
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { executeChunk, getinfoChunk } from "../support/chunks.ts";
import { binFolder } from "../support/command-process.ts";
import { cellValue, parseCsv } from "../support/csv.ts";
import { requestsWith, type SplunkWithModel, textsOf, withSplunk } from "../support/model-search.ts";
import { converse, converseRaw } from "../support/protocol-client.ts";
import { splunkCertificates } from "../support/splunkd/certificates.ts";
import { type RunningSplunkd, type SplunkdOptions, startSplunkd } from "../support/splunkd/start-splunkd.ts";

const key = "sk-planted-0123456789abcdef";
const texts = textsOf(3);

/** A Splunk with a model whose key is in the password store. */
async function withKey(
  options: SplunkdOptions,
  act: (splunk: SplunkWithModel, splunkd: RunningSplunkd) => Promise<void>,
): Promise<void> {
  const splunkd = await startSplunkd(options);
  try {
    splunkd.state.passwords.set("llama_log_analyzer:vllm:", {
      realm: "llama_log_analyzer",
      name: "vllm",
      password: key,
    });
    await withSplunk({ stanza: { api_key: "passwords:vllm" } }, (splunk) => act(splunk, splunkd));
  } finally {
    await splunkd.close();
  }
}

const infoOf = (splunkd: RunningSplunkd, role: string) => ({
  username: role,
  session_key: splunkd.sessionKey(role),
  splunkd_uri: splunkd.url,
});

async function searchAs(role: string, splunk: SplunkWithModel, splunkd: RunningSplunkd, model?: "tiny") {
  const conversation = await converse({
    getinfo: getinfoChunk([], infoOf(splunkd, role)),
    chunks: requestsWith([texts]),
    model,
    env: splunk.env,
  });
  const said = conversation.replies.map(({ metadataText, body }) => metadataText + body.toString()).join("");
  expect(said + splunk.runLines().join("")).not.toContain(key);
  return conversation;
}

async function doctorWith(info: Record<string, unknown>, splunk: SplunkWithModel) {
  const bytes = Buffer.concat([
    getinfoChunk(["ask=false"], { command: "llamadoctor", ...info }),
    executeChunk({ body: Buffer.from(""), finished: true }),
  ]);
  const command = [join(binFolder, "llamadoctor.sh")];
  const { chunks } = await converseRaw({ command, env: splunk.env, bytes });
  const { rows } = parseCsv(chunks.at(-1)?.body ?? Buffer.alloc(0));
  expect(JSON.stringify(rows)).not.toContain(key);
  return rows.map((cells) => {
    const [check = "", state = "", finding = "", fix = "", mend = ""] = cells.map(cellValue);
    expect(mend, "its name until 1.0").toBe(fix);
    return { check, state, finding, fix };
  });
}

const doctorAs = (role: string, splunk: SplunkWithModel, splunkd: RunningSplunkd) =>
  doctorWith(infoOf(splunkd, role), splunk);

describe.skipIf(process.platform === "win32")("a key in Splunk's password store", () => {
  test.concurrent("is sent to the model, and nowhere else, by the search of one who may read it", async () => {
    await withKey({}, async (splunk, splunkd) => {
      const { verdicts } = await searchAs("llama_admin", splunk, splunkd, "tiny");
      expect(verdicts.map(({ llama_status }) => llama_status)).toEqual(["llm", "llm", "llm"]);
      expect(splunk.server.requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${key}`]);
      expect(splunkd.requests.map(({ method }) => method)).toEqual(["GET"]);
    });
  });

  test.concurrent("leaves the search of an analyst to the embedded analyst, with one sentence", async () => {
    await withKey({}, async (splunk, splunkd) => {
      const { verdicts, messages } = await searchAs("llama_analyst", splunk, splunkd);
      expect(verdicts.map(({ llama_status }) => llama_status)).toEqual(["local", "local", "local"]);
      expect(messages).toHaveLength(1);
      expect(messages[0]?.[0]).toBe("WARN");
      expect(messages[0]?.[1]).toContain("list_storage_passwords");
      expect(messages[0]?.[1]).toContain("the role llama_admin, or name the secret by file: in llama.conf");
      expect(splunk.server.connections).toBe(0);
    });
  });

  test.concurrent("that is not there is told by its name", async () => {
    await withKey({}, async (splunk, splunkd) => {
      splunkd.state.passwords.clear();
      const { messages } = await searchAs("llama_admin", splunk, splunkd);
      expect(messages[0]?.[1]).toContain('has no secret "vllm" of the realm llama_log_analyzer');
    });
  });

  test.concurrent("is not waited for when splunkd does not answer well", async () => {
    await withKey({ fault: () => ({ does: "reset" }) }, async (splunk, splunkd) => {
      const { verdicts, messages } = await searchAs("llama_admin", splunk, splunkd);
      expect(verdicts.map(({ llama_status }) => llama_status)).toEqual(["local", "local", "local"]);
      expect(messages[0]?.[1]).toContain("splunkd");
    });
  });
});

const certificates = splunkCertificates();

describe.skipIf(process.platform === "win32" || certificates === undefined)("splunkd's certificate", () => {
  test.concurrent("is verified, with the authority that [splunkd] names", async () => {
    await withKey({ certificate: certificates?.nameless }, async (splunk, splunkd) => {
      const unknown = await searchAs("llama_admin", splunk, splunkd);
      expect(unknown.messages[0]?.[1]).toMatch(/certificate/);
      expect(splunkd.requests).toEqual([]);

      const file = join(splunk.folder, "cacert.pem");
      writeFileSync(file, certificates?.authority ?? "");
      appendFileSync(splunk.env.LLAMA_CONF ?? "", `[splunkd]\nca_file = ${file}\n`);
      const known = await searchAs("llama_admin", splunk, splunkd, "tiny");
      expect(known.verdicts.map(({ llama_status }) => llama_status)).toEqual(["llm", "llm", "llm"]);
    });
  });
});

describe.skipIf(process.platform === "win32")("| llamadoctor inside Splunk", () => {
  test.concurrent("finds all in order for an administrator", async () => {
    await withKey({}, async (splunk, splunkd) => {
      const rows = await doctorAs("llama_admin", splunk, splunkd);
      expect(rows.filter(({ state }) => state !== "ok").map(({ check }) => check)).toEqual(["endpoint"]);
      const found = Object.fromEntries(rows.map(({ check, finding }) => [check, finding]));
      expect(found.splunkd).toMatch(/^Splunk 10\.2\.3 at http:/);
      expect(found.rights).toContain(
        "llama_admin has the roles llama_admin; may read keys of the password store",
      );
      expect(found["kv store"]).toContain("is ready");
    });
  });

  test.concurrent("tells an analyst which right is missing for the key", async () => {
    await withKey({}, async (splunk, splunkd) => {
      const rows = await doctorAs("llama_analyst", splunk, splunkd);
      const secret = rows.find(({ check }) => check === "secret");
      expect(secret).toMatchObject({ state: "problem", fix: expect.stringContaining("llama_admin") });
      expect(rows.find(({ check }) => check === "rights")?.finding).toContain(
        "may not read keys of the password store (list_storage_passwords)",
      );
    });
  });

  test.concurrent("names indexes that are missing and a KV store that is not ready", async () => {
    await withKey({}, async (splunk, splunkd) => {
      splunkd.state.indexes = ["main"];
      splunkd.state.kvStore.ready = false;
      const rows = await doctorAs("llama_admin", splunk, splunkd);
      const faults = rows.filter(({ state }) => state === "problem" || state === "warning");
      expect(faults.map(({ check }) => check)).toEqual(["kv store", "indexes", "indexes"]);
    });
  });

  test.concurrent("says so when the session is over, and still looks at the rest", async () => {
    await withKey({}, async (splunk, splunkd) => {
      const rows = await doctorWith({ session_key: "over", splunkd_uri: splunkd.url }, splunk);
      expect(rows.map(({ check }) => check)).toContain("configuration");
      expect(rows.filter(({ check }) => check === "splunkd").map(({ state }) => state)).toEqual(["problem"]);
    });
  });
});
