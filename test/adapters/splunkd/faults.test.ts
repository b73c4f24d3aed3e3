import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { currentUser, serverInfo } from "../../../src/adapters/splunkd/context.ts";
import { KvCollection } from "../../../src/adapters/splunkd/kv-store.ts";
import { readLookup } from "../../../src/adapters/splunkd/lookups.ts";
import { readPassword } from "../../../src/adapters/splunkd/passwords.ts";
import { sendEvent } from "../../../src/adapters/splunkd/receivers.ts";
import type { Splunkd } from "../../../src/adapters/splunkd/splunkd.ts";
import type { SplunkdErrorKind } from "../../../src/adapters/splunkd/splunkd-error.ts";
import { expiredSession, type Fault, html, redirect, status } from "../../support/splunkd/fault.ts";
import { errorOf, open } from "./opened.ts";

const body = (text: string, type?: string): Fault => ({
  does: "body",
  body: text,
  ...(type === undefined ? {} : { type }),
});

const faults: readonly [string, SplunkdErrorKind, Fault][] = [
  ["a reset before the reply", "unreachable", { does: "reset" }],
  ["a reset inside the body", "unreachable", { does: "reset inside the body" }],
  ["another protocol", "bad_reply", { does: "no HTTP" }],
  ["a redirect", "refused", redirect("https://elsewhere.example.com/")],
  ["HTML", "bad_reply", html()],
  ["an empty body", "bad_reply", body("")],
  ["no content", "bad_reply", status(204)],
  ["null", "bad_reply", body("null")],
  ["cut JSON", "bad_reply", body('{"entry":[')],
  ["JSON of another shape", "bad_reply", body('{"entry":[]}')],
  ["an endless body", "too_big", { does: "endless body" }],
  ["400", "refused", status(400)],
  ["an expired session", "unauthorized", expiredSession()],
  ["403", "forbidden", status(403)],
  ["404", "not_found", status(404)],
  ["HTML with 404", "not_found", html(404)],
  ["409", "conflict", status(409)],
  ["413", "too_big", status(413)],
  ["429", "busy", status(429)],
  ["500", "refused", status(500)],
  ["502 with HTML", "busy", html(502)],
  ["503", "busy", status(503)],
];

describe("a call that gives no reply", () => {
  test.each(faults)("after %s is %s, in a sentence", async (_, kind, fault) => {
    const { splunkd, sessionKey } = await open({ fault: () => fault });
    const error = await errorOf(currentUser(splunkd));
    expect(error).toMatchObject({ kind });
    expect(error.message).toMatch(
      /^splunkd at http:\/\/127\.0\.0\.1:\d+ .*asking who the user is.*: .*[^.]\.$/,
    );
    expect(inspect(error, { depth: 9 })).not.toContain(sessionKey);
  });

  test.each<[string, Fault]>([
    ["a server that hangs", { does: "hang" }],
    ["a server that drips bytes", { does: "drip", milliseconds: 2 }],
  ])("%s is a timeout, and its connection is given up", async (_, fault) => {
    const { splunkd, server } = await open({ fault: () => fault }, { timeout: 50 });
    const error = await errorOf(currentUser(splunkd));
    expect(error).toMatchObject({ kind: "timeout", message: expect.stringContaining("within 0.05 seconds") });
    await server.idle();
  });

  test("a server that never shakes hands is a timeout", async () => {
    const certificate = { key: "", cert: "" };
    const { splunkd } = await open({ silent: true, certificate }, { timeout: 50 });
    expect(await errorOf(currentUser(splunkd))).toMatchObject({ kind: "timeout" });
  });

  test("a server that is not there is unreachable", async () => {
    const { splunkd, server } = await open();
    await server.close();
    const error = await errorOf(currentUser(splunkd));
    expect(error).toMatchObject({
      kind: "unreachable",
      message: expect.stringContaining("nothing listens there"),
    });
  });

  test.each(["connection's", "call's"])("a call is cancelled by the %s signal", async (whose) => {
    const controller = new AbortController();
    const options = whose === "connection's" ? { signal: controller.signal } : {};
    const { splunkd, server } = await open({ fault: () => ({ does: "hang" }) }, options);
    const error = errorOf(currentUser(splunkd, whose === "call's" ? { signal: controller.signal } : {}));
    await expect.poll(() => server.requests.length).toBe(1);
    controller.abort();
    expect(await error).toMatchObject({ kind: "cancelled" });
    await server.idle();
  });

  test("a call that was cancelled before it began is not made", async () => {
    const { splunkd, server } = await open({}, { signal: AbortSignal.abort() });
    expect(await errorOf(currentUser(splunkd))).toMatchObject({ kind: "cancelled" });
    expect(server.requests).toHaveLength(0);
  });

  test("JSON with another content type is taken all the same", async () => {
    const reply = '{"entry":[{"content":{"username":"a","roles":[],"capabilities":[]}}]}';
    const { splunkd } = await open({ fault: () => body(reply, "text/plain") });
    expect(await currentUser(splunkd)).toMatchObject({ name: "a" });
  });

  test("splunkd's XML is read for its words", async () => {
    const xml =
      '<?xml version="1.0"?><response><messages><msg type="WARN">disk is low</msg></messages></response>';
    const { splunkd } = await open({ fault: () => ({ does: "status", status: 400, body: xml }) });
    expect((await errorOf(currentUser(splunkd))).message).toContain('says "disk is low"');
  });

  test.each([
    ["long", "word ".repeat(100)],
    ["of control characters", "\u0007\u001b"],
  ])("splunkd's words are left out when they are %s", async (_, text) => {
    const { splunkd } = await open({ fault: () => status(400, text) });
    expect((await errorOf(currentUser(splunkd))).message).not.toContain('says "');
  });
});

describe("a second try", () => {
  test.each<[string, Fault]>([
    ["a reset", { does: "reset" }],
    ["503", status(503)],
  ])("is made once for reading calls after %s", async (_, fault) => {
    const { splunkd, server } = await open({ fault: ({ number }) => (number === 1 ? fault : undefined) });
    expect(await currentUser(splunkd)).toMatchObject({ name: "admin" });
    server.fault = () => fault;
    await errorOf(currentUser(splunkd));
    expect(server.requests).toHaveLength(4);
  });

  test.each<[string, Fault]>([
    ["a reset", { does: "reset" }],
    ["503", status(503)],
  ])("is not made for writing calls after %s", async (_, fault) => {
    const { splunkd, server } = await open({ fault: () => fault });
    await errorOf(new KvCollection(splunkd, "llama_claims").save([{ a: 1 }]));
    await errorOf(sendEvent(splunkd, { text: "a", index: "main", source: "b", sourcetype: "c", host: "d" }));
    expect(server.requests).toHaveLength(2);
  });

  test("is not made for other refusals", async () => {
    const { splunkd, server } = await open({ fault: () => status(502) });
    await errorOf(currentUser(splunkd));
    expect(server.requests).toHaveLength(1);
  });

  test("is not waited for longer than there is time", async () => {
    const { splunkd, server } = await open({ fault: () => status(503, "no", { "retry-after": "60" }) });
    expect(await errorOf(currentUser(splunkd))).toMatchObject({ kind: "busy" });
    expect(server.requests).toHaveLength(1);
  });
});

describe("what is sent", () => {
  test("has the session key in its header", async () => {
    const { splunkd, server, sessionKey } = await open();
    await currentUser(splunkd);
    expect(server.requests[0]?.headers.authorization).toBe(`Splunk ${sessionKey}`);
  });

  test("goes over one connection, which close() ends", async () => {
    const { splunkd, server } = await open();
    for (let call = 0; call < 3; call++) await serverInfo(splunkd);
    expect(server.connections).toBe(1);
    splunkd.close();
    await server.idle();
  });

  test("keeps no cookie", async () => {
    const reply = '{"entry":[{"content":{"username":"a","roles":[]}}]}';
    const headers = { "set-cookie": "splunkd_8089=abc" };
    const { splunkd, server } = await open({
      fault: () => ({ does: "status", status: 200, headers, body: reply }),
    });
    await currentUser(splunkd);
    await currentUser(splunkd);
    expect(server.requests[1]?.headers.cookie).toBeUndefined();
  });
});

describe("no secret and no text that was sent gets into an error,", () => {
  const secret = "xoxb-7f3-very-secret";
  const calls: readonly [string, (splunkd: Splunkd) => Promise<unknown>][] = [
    ["reading a secret", (splunkd) => readPassword(splunkd, "slack")],
    ["storing a document", (splunkd) => new KvCollection(splunkd, "llama_claims").save([{ text: secret }])],
    [
      "sending an event",
      (splunkd) =>
        sendEvent(splunkd, { text: secret, index: "main", source: "a", sourcetype: "b", host: "c" }),
    ],
    ["reading a lookup", (splunkd) => readLookup(splunkd, "cmdb_lookup")],
  ];
  const echoes = (code: number) => (echo: string) =>
    ({
      does: "status",
      status: code,
      body: JSON.stringify({ messages: [{ type: "ERROR", text: echo.slice(-150) }] }),
    }) as const;
  const behaviours: readonly [string, (echo: string) => Fault][] = [
    ...[302, 400, 401, 403, 404, 409, 413, 500, 503].map(
      (code) => [`HTTP ${code}`, echoes(code)] as [string, (echo: string) => Fault],
    ),
    ["a body that is no JSON", (echo) => body(echo)],
    ["JSON of another shape", (echo) => body(JSON.stringify([echo]))],
    ["a FATAL message", (echo) => body(JSON.stringify({ messages: [{ type: "FATAL", text: echo }] }))],
    ["a reset", (echo) => ({ does: "reset inside the body", body: echo })],
  ];

  test.each(
    calls.flatMap(([what, call]) => behaviours.map(([how, fault]) => [what, how, call, fault] as const)),
  )("on %s, when splunkd repeats it with %s", async (_, __, call, fault) => {
    const { splunkd, sessionKey } = await open({
      fault: (request) => fault(`${request.headers.authorization} ${request.form} ${request.body} ${secret}`),
    });
    const error = await call(splunkd).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    const shown = inspect(error, { depth: 9, showHidden: true });
    expect(shown).not.toContain(sessionKey);
    // Reading calls send no secret, so what splunkd makes up of its own accord may be shown.
    if (!/^reading/.test(_)) expect(shown).not.toContain("very-secret");
    expect((error as Error | undefined)?.cause).toBeUndefined();
  });
});
