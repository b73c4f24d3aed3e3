import { describe, expect, test } from "vitest";
import { whoseFault } from "../../../src/engine/correlation/whose-fault.ts";

const local = (text: string, known = true, namesOther = false): number =>
  whoseFault([text], { known, requests: false, namesOther }).local;

describe("a fault of the writer's own", () => {
  test.each([
    "could not extend file: No space left on device",
    "FATAL: remaining connection slots are reserved",
    "TLS handshake error from 192.0.2.33:51002: remote error: tls: bad certificate",
    "java.lang.OutOfMemoryError: Java heap space",
    "pool for orders-db exhausted, 46 waiting",
    "Unable to acquire JDBC Connection",
    "missing setting PRICE_LIST, price unknown",
  ])("is told by %s", (text) => {
    expect(local(text)).toBeGreaterThan(0.8);
  });
});

describe("a fault of somebody else", () => {
  test.each([
    "dial tcp 192.0.2.9:5432: connect: connection refused",
    "upstream timed out (110: Connection timed out)",
    "certificate verify failed: certificate has expired",
    "context deadline exceeded",
    "getaddrinfo ENOTFOUND orders",
  ])("is told by %s", (text) => {
    expect(local(text)).toBeLessThan(0.2);
  });

  test("is told by failed requests, whatever their words", () => {
    expect(
      whoseFault(["500 for /pay"], { known: true, requests: true, namesOther: false }).local,
    ).toBeLessThan(0.2);
  });
});

test("an error that nobody knows may be of either", () => {
  expect(local("widget 7 is sad", false)).toBeGreaterThan(0.2);
  expect(local("widget 7 is sad", false)).toBeLessThan(0.5);
});

test("a known failure whose lines name somebody may be that one's", () => {
  expect(local("table is corrupted", true, true)).toBeLessThan(local("table is corrupted"));
});

test.each([
  ["lookup orders.shop.internal on 192.0.2.133:53: no such host", true],
  ["java.net.UnknownHostException: orders", true],
  ["KafkaError{code=_RESOLVE}", true],
  ["connection refused", false],
])("%s says that a name was not resolved: %s", (text, unresolved) => {
  expect(whoseFault([text], { known: true, requests: false, namesOther: false }).unresolved).toBe(unresolved);
});

test("most of the lines decide", () => {
  const texts = ["connection refused", "no space left on device", "no space left on device"];
  expect(whoseFault(texts, { known: true, requests: false, namesOther: false }).local).toBeGreaterThan(0.8);
});
