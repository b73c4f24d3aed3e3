import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { createTransport } from "../../../src/adapters/destinations/transport.ts";
import { kindOfAddress } from "../../../src/adapters/http/ip-ranges.ts";
import { createGuardedLookup, isAllowed, type Resolver } from "../../../src/adapters/http/ssrf-guard.ts";
import { startReceiver } from "../../support/alert-receivers/receiver.ts";
import { connectionsOf } from "../../support/connections.ts";
import { selfSigned } from "../../support/model-endpoint/self-signed.ts";
import { messageOf } from "./sample-alerts.ts";
import { destinationTypes, patient, pemFile, settingsOf, underTest } from "./under-test.ts";

const certificate = selfSigned();

describe("an address", () => {
  test.each([
    ["93.184.216.34", "public"],
    ["8.8.8.8", "public"],
    ["172.15.255.255", "public"],
    ["172.32.0.1", "public"],
    ["2606:2800:220:1::1", "public"],
    ["64:ff9b::8.8.8.8", "public"],
    ["127.0.0.1", "loopback"],
    ["127.255.0.9", "loopback"],
    ["::1", "loopback"],
    ["::ffff:127.0.0.1", "loopback"],
    ["::ffff:7f00:1", "loopback"],
    ["10.0.0.1", "private"],
    ["172.16.0.1", "private"],
    ["172.31.255.255", "private"],
    ["192.168.1.1", "private"],
    ["100.64.0.1", "private"],
    ["169.254.169.254", "private"],
    ["fe80::1", "private"],
    ["fe80::1%eth0", "private"],
    ["fc00::1", "private"],
    ["fdff:ffff::1", "private"],
    ["::ffff:10.0.0.1", "private"],
    ["::ffff:a9fe:a9fe", "private"],
    ["64:ff9b::a00:1", "private"],
    ["2002:c0a8:101::1", "private"],
    ["::10.0.0.1", "private"],
    ["0.0.0.0", "unusable"],
    ["0.1.2.3", "unusable"],
    ["224.0.0.1", "unusable"],
    ["255.255.255.255", "unusable"],
    ["::", "unusable"],
    ["ff02::1", "unusable"],
    ["2001:db8::1", "unusable"],
    ["", "unusable"],
    ["localhost", "unusable"],
    ["1.2.3", "unusable"],
  ])("%s is %s", (address, kind) => {
    expect(kindOfAddress(address)).toBe(kind);
  });

  test("may be called over TLS where it is public, and within the own network where that is allowed", () => {
    const called = (address: string, encrypted: boolean, allowPrivate: boolean) =>
      isAllowed(address, { encrypted, allowPrivate });
    expect(called("8.8.8.8", true, false)).toBe(true);
    expect(called("10.0.0.1", true, false)).toBe(false);
    expect(called("10.0.0.1", true, true)).toBe(true);
    expect(called("127.0.0.1", true, true)).toBe(true);
    expect(called("0.0.0.0", true, true)).toBe(false);
  });

  test("may be called without TLS on this machine alone", () => {
    const called = (address: string, allowPrivate: boolean) =>
      isAllowed(address, { encrypted: false, allowPrivate });
    expect(["127.0.0.1", "10.0.0.1", "8.8.8.8"].map((address) => called(address, true))).toEqual([
      true,
      false,
      false,
    ]);
    expect(called("127.0.0.1", false)).toBe(false);
  });
});

describe("the lookup of a connection", () => {
  const rule = { encrypted: true, allowPrivate: false };
  const resolver =
    (...addresses: string[]): Resolver =>
    (_, __, callback) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      );

  test("gives only what may be called", () => {
    const lookup = createGuardedLookup(resolver("10.0.0.1", "8.8.8.8", "::1"), rule);
    lookup("host", { all: true }, (error, found) => {
      expect([error, found]).toEqual([null, [{ address: "8.8.8.8", family: 4 }]]);
    });
    lookup("host", {}, (error, address, family) => {
      expect([error, address, family]).toEqual([null, "8.8.8.8", 4]);
    });
    expect.assertions(2);
  });

  test("gives none where all are forbidden", () => {
    createGuardedLookup(resolver("10.0.0.1", "::ffff:127.0.0.1"), rule)("host", { all: true }, (error) => {
      expect(error?.code).toBe("ERR_FORBIDDEN_ADDRESS");
    });
    expect.assertions(1);
  });
});

describe.each(destinationTypes)("a destination of type %s", (type) => {
  const forbidden = {
    outcome: "not_sent",
    errorClass: "config",
    finding: expect.stringContaining("leads to an address that may not be called"),
  };

  test("is not called at loopback, unless that is allowed", async () => {
    const { receiver, destination } = await underTest(type, {
      certificate,
      settings: { allowPrivate: false },
    });
    expect(await destination.send(messageOf(), patient())).toMatchObject(forbidden);
    expect(receiver.connections).toBe(0);
  });

  test("is not called where its name leads to a private address", async () => {
    const resolver: Resolver = (_, __, callback) => callback(null, [{ address: "127.0.0.1", family: 4 }]);
    const { receiver, destination } = await underTest(type, {
      certificate,
      host: "alerts.example.com",
      resolver,
      settings: { allowPrivate: false },
    });
    expect(await destination.send(messageOf(), patient())).toMatchObject(forbidden);
    expect(receiver.connections).toBe(0);
  });

  test("is not called where its name leads there only when it is looked up again", async () => {
    // Whoever looked it up before and trusted the answer would be fooled.
    let lookups = 0;
    const resolver: Resolver = (_, __, callback) =>
      callback(null, [{ address: ++lookups === 1 ? "192.0.2.1" : "127.0.0.1", family: 4 }]);
    const { receiver, destination } = await underTest(type, {
      certificate,
      host: "alerts.example.com",
      resolver,
      settings: { allowPrivate: false },
    });
    expect(await destination.send(messageOf(), patient())).toMatchObject(forbidden);
    expect(await destination.send(messageOf(), patient())).toMatchObject(forbidden);
    expect([lookups, receiver.connections]).toEqual([2, 0]);
  });

  test("is not called by http:// at another machine, whatever is allowed", async () => {
    const resolver: Resolver = (_, __, callback) => callback(null, [{ address: "10.1.2.3", family: 4 }]);
    const { destination } = await underTest(type, { host: "alerts.example.com", resolver });
    expect(await destination.send(messageOf(), patient())).toMatchObject(forbidden);
  });

  test("is not called by http:// at all where private addresses are not allowed", async () => {
    const { receiver, destination } = await underTest(type, { settings: { allowPrivate: false } });
    expect(await destination.send(messageOf(), patient())).toMatchObject({
      errorClass: "config",
      finding: expect.stringContaining("write https://"),
    });
    expect(receiver.connections).toBe(0);
  });

  test.skipIf(certificate === undefined)(
    "is reached through its proxy, which sees no word of it",
    async () => {
      const proxy = await startProxy();
      const { receiver, destination } = await underTest(type, {
        certificate,
        settings: { proxy: proxy.url, caFile: pemFile(certificate?.cert ?? "") },
      });
      expect(await destination.send(messageOf(), patient())).toMatchObject({ outcome: "delivered" });
      expect(proxy.tunnels).toEqual([receiver.origin.replace("https://", "")]);
    },
  );

  test.skipIf(certificate === undefined)("is not reached through a proxy that says no", async () => {
    const proxy = await startProxy(407);
    const { receiver, destination } = await underTest(type, { certificate, settings: { proxy: proxy.url } });
    expect(await destination.send(messageOf(), patient())).toMatchObject({
      outcome: "not_sent",
      errorClass: "path",
      finding: expect.stringContaining("the proxy did not let the connection through"),
    });
    expect(receiver.connections).toBe(0);
  });
});

describe("a call", () => {
  const allowed = settingsOf("webhook");
  const call = (url: string, settings = allowed) =>
    createTransport(settings)({ method: "GET", url, headers: {} }, patient());

  test.each([
    ["no URL", "alerts", "has no URL that can be called"],
    ["another protocol", "ftp://alerts.example.com/", "has no URL that can be called"],
    ["a password", "https://user:hunter2@alerts.example.com/", "user name or password in its URL"],
  ])("of %s is refused without repeating it", async (_, url, finding) => {
    const exchange = await call(url);
    expect(exchange).toEqual({ kind: "not_allowed", finding: expect.stringContaining(finding) });
    expect(JSON.stringify(exchange)).not.toContain("hunter2");
  });

  test.each([
    "http://2130706433/",
    "http://0x7f.1/",
    "https://0/",
    "https://[::ffff:10.0.0.1]/",
    "https://0300.0250.1.1/",
  ])("of %s is judged by the address that it means", async (url) => {
    expect(await call(url, { ...allowed, allowPrivate: false })).toMatchObject(
      url.startsWith("http:") ? { kind: "not_allowed" } : { kind: "not_sent", code: "ERR_FORBIDDEN_ADDRESS" },
    );
  });

  test("of a proxy that is none says so", async () => {
    expect(await call("https://alerts.example.com/", { ...allowed, proxy: "nonsense" })).toEqual({
      kind: "not_allowed",
      finding: expect.stringContaining("a proxy that cannot be used"),
    });
  });

  test("reads as much of the reply as it says", async () => {
    const receiver = await startReceiver(() => ({ status: 200, body: "x".repeat(100_000) }));
    onTestFinished(() => receiver.close());
    expect(await call(receiver.origin)).toMatchObject({ kind: "reply", cut: "too_big" });
    const patiently = await createTransport(allowed)(
      { method: "GET", url: receiver.origin, headers: {}, longestReply: 100_000 },
      patient(),
    );
    expect(patiently).toMatchObject({ kind: "reply", body: "x".repeat(100_000) });
    expect(patiently).not.toHaveProperty("cut");
    await receiver.idle();
  });

  test("has a connection of its own, closed behind it", async () => {
    const receiver = await startReceiver(() => ({ status: 200, body: "ok" }));
    onTestFinished(() => receiver.close());
    const transport = createTransport(allowed);
    for (let count = 0; count < 3; count++) {
      await transport({ method: "POST", url: receiver.origin, headers: {}, body: "x" }, patient());
    }
    await receiver.idle();
    expect(receiver.connections).toBe(3);
  });
});

/** A proxy that makes tunnels, or answers every wish for one with a status. */
async function startProxy(refusal?: number): Promise<{ url: string; tunnels: string[] }> {
  const tunnels: string[] = [];
  const server = createServer();
  const connections = connectionsOf(server);
  server.on("connect", (request: IncomingMessage, socket: Socket) => {
    if (refusal !== undefined) {
      socket.end(`HTTP/1.1 ${refusal} No\r\n\r\n`);
      return;
    }
    tunnels.push(request.url ?? "");
    const [host = "", port = ""] = (request.url ?? "").split(":");
    const there = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      there.pipe(socket).pipe(there);
    });
    there.on("error", () => socket.destroy());
    there.on("close", () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => connections.refuse());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tunnels };
}
