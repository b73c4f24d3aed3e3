import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as httpRequest } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { capRefused } from "../../support/model-endpoint/behaviour.ts";
import { echoOf } from "../../support/model-endpoint/reply-content.ts";
import { selfSigned } from "../../support/model-endpoint/self-signed.ts";
import { apiKey, endpointAt, outcome, requestOf, started } from "./asking.ts";

const certificate = selfSigned();
const logs = ["disk full", 'a "quoted"\nline'];

describe("a call", () => {
  test("carries the request as servers want it, and brings the reply", async () => {
    const server = await started();
    const request = requestOf(logs);
    const reply = await endpointAt(server.url).ask(request);
    expect(JSON.parse(reply.content).verdicts["2"].root_cause).toBe(echoOf(logs[1] as string));
    expect(reply).toMatchObject({ finishReason: "stop", promptTokens: 108 });
    expect(server.requests[0]).toMatchObject({
      path: "/v1/chat/completions",
      headers: { authorization: `Bearer ${apiKey}` },
    });
    expect(server.requests[0]?.body).toEqual({
      model: "llama-3.3-70b",
      messages: [
        { role: "system", content: request.system },
        { role: "user", content: request.user },
      ],
      temperature: 0,
      stream: false,
      max_completion_tokens: 126,
      response_format: {
        type: "json_schema",
        json_schema: { name: "verdicts", strict: true, schema: request.schema },
      },
    });
  });

  test("asks for the other forms as well", async () => {
    const server = await started();
    const endpoint = endpointAt(server.url);
    await endpoint.ask(requestOf(logs, { form: "json_object" }));
    await endpoint.ask(requestOf(logs, { form: "text" }));
    expect(server.requests.map(({ body }) => body.response_format)).toEqual([
      { type: "json_object" },
      undefined,
    ]);
  });

  test("names the answer cap the old way once the new one was refused", async () => {
    const server = await started({
      behaviour: (_, body) => (body.max_completion_tokens === undefined ? { does: "answer" } : capRefused()),
    });
    const endpoint = endpointAt(server.url);
    await endpoint.ask(requestOf(logs));
    await endpoint.ask(requestOf(logs));
    expect(server.requests).toHaveLength(3);
    expect(server.requests[2]?.body).toMatchObject({ max_tokens: 126 });
    expect(server.requests[2]?.body).not.toHaveProperty("max_completion_tokens");
  });

  test("takes a reply without usage, and says when it was cut", async () => {
    const server = await started({ behaviour: () => ({ does: "answer", shape: "cut", usage: null }) });
    expect(await endpointAt(server.url).ask(requestOf(logs))).toMatchObject({
      finishReason: "length",
      promptTokens: 0,
      answerTokens: 0,
    });
  });

  test("without a key sends none, whatever the environment holds", async () => {
    const server = await started();
    await endpointAt(server.url, { apiKey: undefined }).ask(requestOf(logs));
    expect(server.requests[0]?.headers).not.toHaveProperty("authorization");
  });

  test("goes side by side with others, over connections that are used again", async () => {
    const server = await started({ behaviour: () => ({ does: "answer", after: 50 }) });
    const endpoint = endpointAt(server.url);
    const four = () => Promise.all([1, 2, 3, 4].map(() => endpoint.ask(requestOf(logs))));
    await four();
    // The connection is free only after the reply's last byte has been dealt with.
    await setImmediate();
    await four();
    expect(server.load.most).toBe(4);
    expect(server.connections).toBe(4);
  });
});

describe.skipIf(certificate === undefined)("TLS (skipped without the openssl binary)", () => {
  test("an unknown authority is unreachable, and the sentence names ca_file", async () => {
    const server = await started({ certificate: certificate! });
    const error = await outcome(endpointAt(server.url).ask(requestOf(logs)));
    expect(error).toMatchObject({
      fault: "unreachable",
      message: expect.stringContaining("ca_file of [endpoint:test]"),
    });
    expect(server.requests).toEqual([]);
  });

  test("is fine with the authority in ca_file, also through a proxy", async () => {
    const server = await started({ certificate: certificate! });
    const caFile = fileWith(certificate!.cert);
    const proxy = await startProxy();
    await endpointAt(server.url, { caFile }).ask(requestOf(logs));
    await endpointAt(server.url, { caFile, proxy: proxy.url }).ask(requestOf(logs));
    expect(server.requests).toHaveLength(2);
    expect(proxy.seen).toEqual([`CONNECT ${new URL(server.url).host}`]);
  });

  test("a ca_file that is missing, or no certificate, is refused before anything is sent", () => {
    expect(() => endpointAt("https://host/v1", { caFile: "/no/such.pem" })).toThrow(
      "/no/such.pem, cannot be read",
    );
    expect(() => endpointAt("https://host/v1", { caFile: fileWith("hello") })).toThrow(
      "holds no certificate",
    );
  });
});

test("plain HTTP goes through a proxy without a tunnel", async () => {
  const server = await started();
  const proxy = await startProxy();
  await endpointAt(server.url, { proxy: proxy.url }).ask(requestOf(logs));
  expect(proxy.seen).toEqual([`POST ${server.url}/chat/completions`]);
  expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${apiKey}`);
});

test("a proxy that is not there is unreachable", async () => {
  const error = await outcome(
    endpointAt("http://host.invalid/v1", { proxy: "http://127.0.0.1:9" }).ask(requestOf(logs)),
  );
  expect(error).toMatchObject({ fault: "unreachable" });
});

test("nothing is printed and nothing is added, whatever OPENAI_… says", async () => {
  const server = await started({
    behaviour: (number) => (number === 1 ? { does: "answer" } : { does: "reset before the body" }),
  });
  const asking = spawn(
    process.execPath,
    ["scripts/run.mjs", "test/adapters/model/ask-twice.ts", server.url],
    {
      env: {
        ...process.env,
        OPENAI_LOG: "debug",
        OPENAI_BASE_URL: "http://127.0.0.1:9/v1",
        OPENAI_API_KEY: "sk-other",
        OPENAI_ADMIN_KEY: "sk-admin",
        OPENAI_ORG_ID: "org-other",
        OPENAI_PROJECT_ID: "project-other",
        OPENAI_CUSTOM_HEADERS: "x-leak: yes",
      },
    },
  );
  const exited = new Promise((resolve) => asking.once("close", resolve));
  const printed = await Promise.all([text(asking.stdout), text(asking.stderr), exited]);
  expect(printed).toEqual(["", "", 0]);
  expect(server.requests).toHaveLength(2);
  for (const { headers } of server.requests) {
    expect(headers).not.toHaveProperty("x-leak");
    expect(JSON.stringify(headers)).not.toMatch(/sk-|org-other|project-other/);
  }
});

function fileWith(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), "llama-authority-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "authority.pem");
  writeFileSync(file, content);
  return file;
}

/** A forward proxy: tunnels on CONNECT, forwards what else comes. */
async function startProxy() {
  const seen: string[] = [];
  const sockets = new Set<Socket>();
  const proxy = createServer((incoming, response) => {
    seen.push(`${incoming.method} ${incoming.url}`);
    const { method, headers } = incoming;
    const onward = httpRequest(incoming.url ?? "", { method: method ?? "GET", headers }, (answered) => {
      response.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(response);
    });
    incoming.pipe(onward);
  });
  proxy.on("connection", (socket: Socket) => sockets.add(socket));
  proxy.on("connect", (incoming, socket) => {
    seen.push(`CONNECT ${incoming.url}`);
    const [host, port] = (incoming.url ?? "").split(":");
    const onward = connect(Number(port), host ?? "", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [onward, socket]) end.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => proxy.close(resolve));
  });
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, seen };
}
