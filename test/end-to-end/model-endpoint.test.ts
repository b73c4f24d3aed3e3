import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { executeChunk, getinfoChunk } from "../support/chunks.ts";
import { status } from "../support/model-endpoint/behaviour.ts";
import { selfSigned } from "../support/model-endpoint/self-signed.ts";
import {
  requestsWith,
  type SplunkWithModel,
  search,
  statusesOf,
  textsOf,
  withSplunk,
} from "../support/model-search.ts";
import { converseRaw } from "../support/protocol-client.ts";

const texts = textsOf(3);
const key = ["sk", "planted", "0123456789abcdef"].join("-");
const certificate = selfSigned();

/** The sentence of a search that must fail before anything is sent. */
async function refusal(splunk: SplunkWithModel, args: readonly string[]): Promise<string> {
  const bytes = Buffer.concat([getinfoChunk(args), ...requestsWith([texts]).map(executeChunk)]);
  const { error, chunks } = await converseRaw({ bytes, env: splunk.env });
  expect(chunks).toHaveLength(2);
  expect(splunk.server.requests).toEqual([]);
  expect(splunk.server.connections).toBe(0);
  return error ?? "";
}

test.concurrent("an endpoint that is not listed is refused with a sentence that says who can add it", async () => {
  await withSplunk({}, async (splunk) => {
    const port = Number(new URL(splunk.server.url).port);
    const others = [
      "other",
      "http://evil.example.com/v1",
      `http://localhost:${port}/v1`,
      "http://127.0.0.1/v1",
    ];
    for (const other of others) {
      const sentence = await refusal(splunk, [`llm_endpoint=${other}`]);
      expect(sentence).toContain("is not listed in llama.conf, so nothing was sent to it");
      expect(sentence).toContain("an administrator can add it");
      expect(sentence).toContain("Listed are: default.");
    }
  });
});

test.concurrent.each(["://ann:pa55w0rd@", "://pa55w0rd@", "://:pa55w0rd@"])(
  "credentials in a URL (%s) are refused and not repeated",
  async (credentials) => {
    await withSplunk({}, async (splunk) => {
      const url = splunk.server.url.replace("://", credentials);
      const sentence = await refusal(splunk, [`llm_endpoint=${url}`]);
      expect(sentence).not.toMatch(/pa55w0rd|ann:/);
      expect(sentence).toContain("llm_endpoint=");
    });
  },
);

test.concurrent.each(["file:///etc/passwd", "ftp://127.0.0.1/v1", "javascript:alert(1)"])(
  "another scheme, %s, is refused",
  async (url) => {
    await withSplunk({}, async (splunk) => {
      expect(await refusal(splunk, [`llm_endpoint=${url}`])).toContain("llm_endpoint");
    });
  },
);

test.concurrent("the endpoint is known by its name and by every form of its URL", async () => {
  await withSplunk({}, async (splunk) => {
    const { url } = splunk.server;
    const forms = ["default", url, `${url}/`, `${url}/chat/completions`, url.replace("http", "HTTP")];
    for (const form of forms) {
      const { verdicts } = await search(splunk, { args: [`llm_endpoint=${form}`], chunks: [texts] });
      expect(statusesOf(verdicts)).toEqual(["llm", "llm", "llm"]);
    }
    expect(new Set(splunk.server.requests.map(({ path }) => path))).toEqual(
      new Set(["/v1/chat/completions"]),
    );
  });
});

test.concurrent("the seed's own arguments are understood", async () => {
  await withSplunk({}, async (splunk) => {
    const endpoint = `llm_endpoint=${splunk.server.url}/chat/completions`;
    const args = ["_raw", endpoint, "model_name=llama-3.1-70b", "batch_size=16", "into", "triage"];
    const { verdicts } = await search(splunk, { args, chunks: [textsOf(16)], model: "llama-3.1-70b" });
    expect(new Set(statusesOf(verdicts))).toEqual(new Set(["llm"]));
    expect(splunk.server.requests.map(({ body }) => body.model)).toEqual(["llama-3.1-70b"]);
    expect(splunk.server.requests[0]?.logs).toHaveLength(16);
    expect(JSON.parse(verdicts[0]!.llm_analysis)).toMatchObject({ severity: verdicts[0]!.severity });
  });
});

test.concurrent.each([
  ["answers", undefined],
  ["refuses the key and repeats it", status(401, undefined, `bad key ${key}`)],
  ["is busy and repeats the key", status(429, undefined, `${key} has no quota`)],
])("the key of a file goes to a server that %s, and nowhere else", async (_, behaviour) => {
  await withSplunk({ behaviour, stanza: { api_key: "file:/nowhere" } }, async (splunk) => {
    const file = join(splunk.folder, "key");
    writeFileSync(file, `${key}\n`);
    chmodSync(file, 0o600);
    const conf = splunk.env.LLAMA_CONF!;
    writeFileSync(conf, readFileSync(conf, "utf8").replace("file:/nowhere", `file:${file}`));
    const { replies } = await search(splunk, { args: ["timeout=20"], chunks: [texts] });
    expect(splunk.server.requests.map(({ headers }) => headers.authorization)).toEqual(
      splunk.server.requests.map(() => `Bearer ${key}`),
    );
    const said = replies.map(({ metadataText, body }) => metadataText + body.toString()).join("");
    expect(said + splunk.runLines().join("")).not.toContain(key);
  });
});

test.concurrent("the environment of an OpenAI client, of proxies and of a laptop changes nothing", async () => {
  const env = {
    OPENAI_LOG: "debug",
    OPENAI_API_KEY: key,
    OPENAI_BASE_URL: "http://127.0.0.1:1/v1",
    OPENAI_ORG_ID: "org-planted",
    OPENAI_CUSTOM_HEADERS: "x-planted: yes",
    LLAMA_ENDPOINT: "http://127.0.0.1:1/v1",
    LLAMA_MODEL: "other",
    HTTP_PROXY: "http://127.0.0.1:1",
    http_proxy: "http://127.0.0.1:1",
    DEBUG: "*",
    NODE_DEBUG: "",
  };
  const fickle = (number: number) => (number === 1 ? status(503) : ({ does: "answer" } as const));
  await withSplunk({ env, behaviour: fickle }, async (splunk) => {
    const { verdicts } = await search(splunk, { chunks: [texts] });
    expect(statusesOf(verdicts)).toEqual(["llm", "llm", "llm"]);
    expect(JSON.stringify(splunk.server.requests)).not.toContain("planted");
  });
});

test
  .skipIf(certificate === undefined)
  .concurrent("a private authority is trusted where ca_file names it", async () => {
    await withSplunk({ certificate: certificate!, stanza: { ca_file: "/nowhere" } }, async (splunk) => {
      const file = join(splunk.folder, "ca.pem");
      writeFileSync(file, certificate!.cert);
      const conf = splunk.env.LLAMA_CONF!;
      writeFileSync(conf, readFileSync(conf, "utf8").replace("/nowhere", file));
      const { verdicts } = await search(splunk, { chunks: [texts] });
      expect(statusesOf(verdicts)).toEqual(["llm", "llm", "llm"]);
    });
  });
