import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import type { ConnectionOptions } from "../../../src/adapters/http/dispatcher.ts";
import { HttpClient, NoReplyError } from "../../../src/adapters/http/http-client.ts";
import { atMost, BodyTooLongError, readBody } from "../../../src/adapters/http/read-body.ts";
import {
  type Receiver,
  type ReceiverOptions,
  startReceiver,
} from "../../support/alert-receivers/receiver.ts";
import { splunkCertificates } from "../../support/splunkd/certificates.ts";

/** Whether the system or undici notices it first differs. */
const brokenCode = expect.stringMatching(/^(?:UND_ERR_SOCKET|ECONNRESET)$/);

const patient = (): AbortSignal => new AbortController().signal;

async function started(
  options: ReceiverOptions = {},
  connection: ConnectionOptions = {},
): Promise<{
  receiver: Receiver;
  client: HttpClient;
  get: (signal?: AbortSignal) => ReturnType<HttpClient["send"]>;
}> {
  const receiver = await startReceiver(({ body }) => ({ status: 200, body: `got ${body}` }), options);
  onTestFinished(() => receiver.close());
  const client = new HttpClient(connection);
  onTestFinished(() => client.destroy());
  const get = (signal = patient()) =>
    client.send({ method: "GET", url: `${receiver.origin}/a?b=c`, headers: { "x-one": "1" } }, signal);
  return { receiver, client, get };
}

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => "it worked",
    (error: unknown) => error,
  );

describe("an HTTP client", () => {
  test("sends what it is given and gives back status, headers and body", async () => {
    const { receiver, client } = await started();
    const request = {
      method: "POST",
      url: `${receiver.origin}/a?b=c`,
      headers: { "x-one": "1" },
      body: "ü",
    } as const;
    const reply = await client.send(request, patient());
    expect([reply.status, (await readBody(reply.body, 100)).bytes.toString("utf8")]).toEqual([200, "got ü"]);
    expect(reply.headers.get("content-type")).toMatch(/^[a-z]+\//);
    expect(reply.headers.get("x-missing")).toBeNull();
    expect(receiver.requests).toMatchObject([
      { method: "POST", path: "/a?b=c", body: "ü", headers: { "x-one": "1" } },
    ]);
  });

  test("sends requests that follow each other on one connection, unless one closes it", async () => {
    const { receiver, client, get } = await started();
    for (let at = 0; at < 5; at++) await readBody((await get()).body, 100);
    expect(receiver.connections).toBe(1);
    const request = { method: "GET", url: receiver.origin, headers: {}, closes: true } as const;
    for (let at = 0; at < 3; at++) await readBody((await client.send(request, patient())).body, 100);
    expect(receiver.connections).toBe(3);
  });

  test("opens no more connections than it may, and the other requests wait", async () => {
    const { receiver, get } = await started({}, { connections: 2 });
    const replies = await Promise.all(
      Array.from({ length: 20 }, async () => (await readBody((await get()).body, 100)).bytes.length),
    );
    expect(replies).toEqual(Array(20).fill(4));
    expect(receiver.connections).toBe(2);
  });

  test("tells whether anything was written where no reply came", async () => {
    const { receiver, get } = await started({ misbehave: () => ({ does: "reset" }) });
    expect(await failure(get())).toMatchObject({ code: brokenCode, isSent: true });
    await receiver.refuse();
    const refused = await failure(get());
    expect(refused).toBeInstanceOf(NoReplyError);
    expect(refused).not.toHaveProperty("cause");
    expect(refused).toMatchObject({
      code: "ECONNREFUSED",
      isSent: false,
      message: "no reply",
    });
  });

  test("writes nothing for a signal that has fired, and gives up a request whose signal fires", async () => {
    const { receiver, get } = await started({ misbehave: () => ({ does: "hang" }) });
    expect(await failure(get(AbortSignal.abort()))).toMatchObject({ isSent: false });
    expect(receiver.connections).toBe(0);
    const controller = new AbortController();
    const request = failure(get(controller.signal));
    await expect.poll(() => receiver.requests.length).toBe(1);
    controller.abort();
    expect(await request).toMatchObject({ code: "ABORT_ERR", isSent: true });
    await receiver.idle();
  });

  test("ends the reading of a body whose signal fires", async () => {
    const { receiver, get } = await started({ misbehave: () => ({ does: "stall after the headers" }) });
    const controller = new AbortController();
    const { body } = await get(controller.signal);
    const read = readBody(body, 100);
    controller.abort();
    expect(await read).toMatchObject({ cut: "broken", code: "ABORT_ERR" });
    await receiver.idle();
  });

  test("keeps an error that comes before the body is read for its reader", async () => {
    const { receiver, get } = await started({ misbehave: () => ({ does: "reset inside the body" }) });
    const { body } = await get();
    await receiver.idle();
    await new Promise(setImmediate);
    expect(await readBody(body, 100_000)).toMatchObject({ cut: "broken", code: brokenCode });
  });

  test("sends nothing more once it was destroyed", async () => {
    const { client, get } = await started();
    await readBody((await get()).body, 100);
    client.destroy();
    expect(await failure(get())).toMatchObject({ isSent: false });
  });

  test("names no URL for a proxy that is none", async () => {
    const { get } = await started({}, { proxy: "nonsense" });
    expect(await failure(get())).toBeInstanceOf(TypeError);
  });
});

describe("a body", () => {
  test("of any size is read to its end, also by a reader who is slower than its sender", async () => {
    const bytes = 3_000_000;
    const { get } = await started({ misbehave: () => ({ does: "big body", bytes }) });
    let length = 0;
    for await (const part of atMost((await get()).body, bytes * 2)) {
      length += part.length;
      await new Promise(setImmediate);
    }
    expect(length).toBeGreaterThanOrEqual(bytes);
  });

  test("that is too long is not read on, and its connection ends", async () => {
    const { receiver, get } = await started({ misbehave: () => ({ does: "big body", bytes: 50_000_000 }) });
    const { bytes, cut } = await readBody((await get()).body, 100_000);
    expect(cut).toBe("too_big");
    expect(bytes.length).toBeLessThanOrEqual(100_000);
    await receiver.idle();
    const read = async () => {
      for await (const _ of atMost((await get()).body, 100_000));
    };
    expect(await failure(read())).toBeInstanceOf(BodyTooLongError);
    await receiver.idle();
  });
});

const certificates = splunkCertificates();

describe.skipIf(certificates === undefined)("TLS", () => {
  const { nameless, elsewhere, authority = "" } = certificates ?? {};
  const environment = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  afterEach(() => {
    if (environment === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = environment;
  });

  test("takes a certificate of an authority it is given, for the host's own name only", async () => {
    const { get } = await started({ certificate: elsewhere }, { authorities: [authority] });
    expect(await failure(get())).toMatchObject({ code: "ERR_TLS_CERT_ALTNAME_INVALID", isSent: false });
  });

  test("takes one for any host name where that is allowed, and of a known authority all the same", async () => {
    const anyHostName = true;
    const { get } = await started({ certificate: nameless }, { authorities: [authority], anyHostName });
    expect(await get()).toMatchObject({ status: 200 });
    const other = await started({ certificate: nameless }, { anyHostName });
    expect(await failure(other.get())).toMatchObject({ isSent: false });
    expect(other.receiver.requests).toEqual([]);
  });

  test("is verified whatever NODE_TLS_REJECT_UNAUTHORIZED says", async () => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
    const { get } = await started({ certificate: elsewhere });
    expect(await failure(get())).toMatchObject({ isSent: false });
  });
});
