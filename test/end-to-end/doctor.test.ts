/** `| llamadoctor` as splunkd runs it, and `llama-log doctor`, against real servers on loopback. */
import { appendFileSync, chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runLlamaLog } from "../cli/run-llama-log.ts";
import { executeChunk, getinfoChunk } from "../support/chunks.ts";
import { binFolder } from "../support/command-process.ts";
import { cellValue, parseCsv } from "../support/csv.ts";
import { type BehaviourOf, status } from "../support/model-endpoint/behaviour.ts";
import { selfSigned } from "../support/model-endpoint/self-signed.ts";
import { type SplunkWithModel, withSplunk } from "../support/model-search.ts";
import { converseRaw } from "../support/protocol-client.ts";

const certificate = selfSigned();
const command = [join(binFolder, "llamadoctor.sh")];
/** As splunkd starts a generating command: one request without rows. */
const request = executeChunk({ body: Buffer.from(""), finished: true });

interface Row {
  readonly check: string;
  readonly state: string;
  readonly finding: string;
  readonly fix: string;
}

async function examine(
  splunk: SplunkWithModel,
  args: readonly string[] = [],
  info: Record<string, unknown> = { session_key: undefined },
): Promise<Row[]> {
  const bytes = Buffer.concat([getinfoChunk(args, { command: "llamadoctor", ...info }), request]);
  const { chunks, error } = await converseRaw({ command, env: splunk.env, bytes });
  expect(error).toBeUndefined();
  expect(chunks.map(({ metadata }) => metadata)).toEqual([
    { type: "stateful", generating: true },
    { finished: true },
  ]);
  const { names, rows } = parseCsv(chunks[1]?.body ?? Buffer.alloc(0));
  expect(names).toEqual(["check", "state", "finding", "fix", "mend"]);
  return rows.map((cells) => {
    const [check = "", state = "", finding = "", fix = "", mend = ""] = cells.map((cell) =>
      Buffer.from(cellValue(cell), "latin1").toString("utf8"),
    );
    expect(["ok", "warning", "problem", "skipped"]).toContain(state);
    expect(finding).toMatch(/^(?:[A-Z/[]|llm_).*\.$/s);
    if (state === "warning" || state === "problem") expect(fix).toMatch(/^.+\.$/s);
    expect(mend, "its name until 1.0").toBe(fix);
    return { check, state, finding, fix };
  });
}

/** A model that tells outages from healthy lines. */
const judging: BehaviourOf = (_, __, logs) => {
  const verdicts = logs.map(({ id, log }) => {
    const isOutage = /FATAL|expired|voll|declined/.test(log);
    const texts = { root_cause: `Seen in it: "${log.slice(25, 60)}"`, recommended_action: "Look at it." };
    const severity = isOutage ? "P0" : "P5";
    return [id, { anomaly_detected: isOutage, severity, ...texts, confidence: 80 }];
  });
  const content = JSON.stringify({ verdicts: Object.fromEntries(verdicts) });
  return { does: "answer", message: { role: "assistant", content }, after: 30 };
};

const about = (rows: readonly Row[], check: string): Row[] => rows.filter((row) => row.check === check);
const states = (rows: readonly Row[], check: string): string[] =>
  about(rows, check).map(({ state }) => state);

describe.skipIf(process.platform === "win32")("| llamadoctor", () => {
  test.concurrent("finds nothing wrong where all is well, and asks about made-up lines only", async () => {
    await withSplunk({ behaviour: judging }, async (splunk) => {
      const rows = await examine(splunk);
      expect(rows.filter(({ state }) => !["ok", "skipped"].includes(state))).toEqual([]);
      expect([...new Set(rows.map(({ check }) => check))]).toEqual([
        "node",
        "app",
        "run log",
        "state",
        "configuration",
        "endpoint",
        "model",
        "splunkd",
      ]);
      expect(about(rows, "endpoint")[0]?.finding).toMatch(
        /^\[endpoint:default\] at http:\S+: tiny answered in [\d.]+ s, \d+ tokens in and \d+ out, held to a JSON schema/,
      );
      expect(splunk.server.requests.map(({ logs }) => logs.length)).toEqual([1, 7, 1, 1]);
    });
  });

  test.concurrent("asks every server of a stanza, and tells a fallback that is not there", async () => {
    await withSplunk({}, async (splunk) => {
      await withSplunk({}, async (gone) => {
        await gone.server.refuseConnections();
        appendFileSync(
          splunk.env.LLAMA_CONF ?? "",
          `url = ${gone.server.url}, ${splunk.server.url}\nfallback = spare\n`,
        );
        const rows = await examine(splunk);
        expect(about(rows, "endpoint").map(({ state, finding }) => [state, finding])).toEqual([
          ["problem", expect.stringContaining(`at ${gone.server.url} refused the connection`)],
          ["ok", expect.stringContaining(`at ${splunk.server.url}: tiny answered`)],
        ]);
        expect(about(rows, "configuration").map(({ finding }) => finding)).toContain(
          'The fallback of [endpoint:default] is "spare", and llama.conf has no [endpoint:spare], so there is none.',
        );
      });
    });
  });

  const refusing =
    (...types: string[]): BehaviourOf =>
    (_, body) =>
      types.includes(body.response_format?.type ?? "text")
        ? status(400, undefined, "response_format is not supported")
        : { does: "answer" };

  test.concurrent.each([
    ["JSON mode", refusing("json_schema"), "only JSON as such"],
    ["plain text", refusing("json_schema", "json_object"), "replies are plain text"],
  ])("names the rung of a server that knows %s only", async (_, behaviour, sentence) => {
    await withSplunk({ behaviour }, async (splunk) => {
      const [row] = about(await examine(splunk), "endpoint");
      expect(row).toMatchObject({ state: "warning", finding: expect.stringContaining(sentence) });
    });
  });

  test.concurrent.each([
    ["refuses the key", status(401), "it wants an API key"],
    ["does not know the model", status(404), 'it does not know the model "tiny"'],
    ["is broken", status(500), "failed within"],
    ["is not a model", { does: "body", body: "<html>", type: "text/html" } as const, "no JSON"],
    ["answers nonsense", { does: "answer", shape: "prose" } as const, "with no verdict that can be read"],
  ])("tells what to fix when the server %s", async (_, behaviour, sentence) => {
    await withSplunk({ behaviour }, async (splunk) => {
      const [row] = about(await examine(splunk), "endpoint");
      expect(row).toMatchObject({ state: "problem", finding: expect.stringContaining(sentence) });
    });
  });

  test.concurrent("goes on after each fault, and tells them all", async () => {
    await withSplunk({}, async (splunk) => {
      const key = join(splunk.folder, "key");
      writeFileSync(key, "sk-planted-0123456789\n");
      chmodSync(key, 0o644);
      const { url } = splunk.server;
      writeFileSync(
        splunk.env.LLAMA_CONF ?? "",
        `[endpoint:good]\nurl = ${url}\nmodel = tiny\napi_key = file:${key}\n` +
          `[endpoint:typo]\nurl = ${url}\nmodel = tiny\nconcurrency = many\n` +
          `[endpoint:gone]\nurl = http://127.0.0.1:1/v1\nmodel = tiny\n` +
          `[endpoint:keyless]\nurl = ${url}\nmodel = tiny\napi_key = file:/nowhere\n` +
          `[endpoint:unsure]\nurl = ${url}\nmodel = tiny\nca_file = /nowhere.pem\n` +
          "[nonsense]\nx = 1\n",
      );
      const rows = await examine(splunk);
      expect(states(rows, "configuration")).toEqual(["ok", "problem", "warning"]);
      expect(states(rows, "secret")).toEqual(["ok", "warning", "problem"]);
      expect(states(rows, "ca_file")).toEqual(["problem"]);
      expect(states(rows, "endpoint")).toEqual(["ok", "problem"]);
      expect(JSON.stringify(rows)).not.toContain("sk-planted");
    });
  });

  test.skipIf(certificate === undefined)(
    "says how long the certificate authority of an endpoint holds, and warns a month ahead",
    async () => {
      await withSplunk({ certificate }, async (splunk) => {
        const file = join(splunk.folder, "ca.pem");
        writeFileSync(file, certificate?.cert ?? "");
        appendFileSync(splunk.env.LLAMA_CONF ?? "", `ca_file = ${file}\n`);
        const rows = await examine(splunk);
        expect(about(rows, "ca_file")[0]).toMatchObject({
          state: "warning",
          finding: expect.stringMatching(/holds 1 certificate, valid until \d{4}-\d\d-\d\d\.$/),
        });
        expect(states(rows, "endpoint")).toEqual(["ok"]);
      });
    },
  );

  test.concurrent("names a state folder that cannot be made", async () => {
    await withSplunk({}, async (splunk) => {
      const file = join(splunk.folder, "file");
      writeFileSync(file, "");
      const env = { ...splunk.env, LLAMA_STATE: join(file, "below") };
      const rows = await examine({ ...splunk, env }, ["ask=false"]);
      expect(about(rows, "state")[0]).toMatchObject({
        state: "problem",
        finding: expect.stringContaining(`Templates cannot be kept in ${join(file, "below")}`),
      });
    });
  });

  test.concurrent("with ask=false nothing is sent", async () => {
    await withSplunk({}, async (splunk) => {
      expect(states(await examine(splunk, ["ask=false"]), "endpoint")).toEqual(["skipped"]);
      expect(splunk.server.connections).toBe(0);
    });
  });

  test.concurrent("an endpoint that is not listed is a problem, and the rest is looked at", async () => {
    await withSplunk({}, async (splunk) => {
      const rows = await examine(splunk, ["llm_endpoint=other"]);
      expect(about(rows, "endpoint")[0]?.finding).toContain('llm_endpoint="other" is not listed');
      expect(states(rows, "splunkd")).toEqual(["skipped"]);
    });
  });

  test.concurrent("a wrong option ends it with a sentence", async () => {
    await withSplunk({}, async ({ env }) => {
      const ends = async (...args: string[]) =>
        (await converseRaw({ command, env, bytes: getinfoChunk(args) })).error;
      expect(await ends("aks=false")).toContain('did you mean "ask"?');
      expect(await ends("message")).toContain('llamadoctor reads no field, but got "message"');
    });
  });

  test.concurrent("a second request gets no rows twice", async () => {
    await withSplunk({}, async ({ env }) => {
      const first = executeChunk({ body: Buffer.from(""), finished: false });
      const bytes = Buffer.concat([getinfoChunk(["ask=false"], { session_key: undefined }), first, request]);
      const { chunks } = await converseRaw({ command, env, bytes, here: false });
      expect(chunks.slice(1).map(({ metadata, body }) => [metadata.finished, body.length > 0])).toEqual([
        [true, true],
        [true, false],
      ]);
    });
  });
});

describe("llama-log doctor", () => {
  test.concurrent("prints a line for each finding, with what to do below it", async () => {
    const environment = { LLAMA_ENDPOINT: "http://127.0.0.1:1/v1", LLAMA_MODEL: "tiny" };
    const { code, stdout, stderr } = await runLlamaLog(["doctor"], { environment });
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toMatch(/^ok {7}node {11}Node \d+\.\d+/m);
    expect(stdout).toMatch(/^problem {2}endpoint {7}The model endpoint/m);
    expect(stdout).toMatch(/^ {24}→ Start the server/m);
  });

  test.concurrent("gives the same as JSON, and exit code 0 without a problem", async () => {
    const { code, stdout } = await runLlamaLog(["doctor", "--json", "--ask=false"], { here: false });
    expect(code).toBe(0);
    const rows = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Row);
    expect(rows.map(({ check }) => check)).toContain("configuration");
  });

  test.concurrent.each([
    [["--jso"], "Did you mean --json?"],
    [["app.log"], "reads no file, but got app.log"],
    [["--ask", "perhaps"], "The option ask takes true or false"],
    [["--llm-endpoint"], "--llm-endpoint wants the name of an [endpoint:NAME]"],
  ])("%j is wrong usage", async (words, sentence) => {
    const { code, stderr } = await runLlamaLog(["doctor", ...words]);
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });
});
