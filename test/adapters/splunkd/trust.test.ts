import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { currentUser } from "../../../src/adapters/splunkd/context.ts";
import { openSplunkd } from "../../../src/adapters/splunkd/splunkd.ts";
import { splunkdAddress } from "../../../src/adapters/splunkd/splunkd-address.ts";
import { splunkCertificates } from "../../support/splunkd/certificates.ts";
import { errorOf, open } from "./opened.ts";

const certificates = splunkCertificates();
const others = splunkCertificates();
const splunkHome = mkdtempSync(join(tmpdir(), "splunk-home-"));
const authFolder = join(splunkHome, "etc", "auth");
const caFile = join(authFolder, "cacert.pem");
mkdirSync(authFolder, { recursive: true });
if (certificates !== undefined) writeFileSync(caFile, certificates.authority);
afterAll(() => rmSync(splunkHome, { recursive: true, force: true }));

describe.skipIf(certificates === undefined || others === undefined)("TLS", () => {
  const { nameless, expired } = certificates ?? {};

  test("splunkd's default certificate, without a host name, is known by Splunk's cacert.pem", async () => {
    const { splunkd } = await open({ certificate: nameless }, { splunkHome });
    expect(await currentUser(splunkd)).toMatchObject({ name: "admin" });
  });

  test("and by the ca_file of [splunkd]", async () => {
    const { splunkd } = await open({ certificate: nameless }, { caFile });
    expect(await currentUser(splunkd)).toMatchObject({ name: "admin" });
  });

  test.each([
    ["without any authority", {}],
    ["without cacert.pem in SPLUNK_HOME", { splunkHome: tmpdir() }],
  ])("%s it is not trusted, and the request is not sent", async (_, options) => {
    const { splunkd, server } = await open({ certificate: nameless }, options);
    const error = await errorOf(currentUser(splunkd));
    expect(error).toMatchObject({ kind: "tls" });
    expect(error.message).toMatch(
      /of an authority that is not known here .*: name that authority's PEM file/,
    );
    expect(server.requests).toHaveLength(0);
  });

  test("a certificate of another authority is not trusted", async () => {
    const { splunkd } = await open({ certificate: others?.nameless }, { splunkHome });
    expect(await errorOf(currentUser(splunkd))).toMatchObject({ kind: "tls" });
  });

  test("a certificate that is out of date is not trusted", async () => {
    const { splunkd } = await open({ certificate: expired }, { splunkHome });
    const error = await errorOf(currentUser(splunkd));
    expect(error).toMatchObject({ kind: "tls", message: expect.stringContaining("out of date") });
  });

  const environment = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  afterEach(() => {
    if (environment === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = environment;
  });
  test("NODE_TLS_REJECT_UNAUTHORIZED=0 changes nothing", async () => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
    const { splunkd } = await open({ certificate: nameless });
    expect(await errorOf(currentUser(splunkd))).toMatchObject({ kind: "tls" });
  });

  test("a server that speaks plain HTTP is told apart", async () => {
    const { server, sessionKey } = await open();
    const splunkd = openSplunkd({ baseUrl: server.url.replace("http:", "https:"), sessionKey });
    expect(await errorOf(currentUser(splunkd))).toMatchObject({
      kind: "tls",
      message: expect.stringContaining("TLS"),
    });
    splunkd.close();
  });

  test("a ca_file that is not there, or holds no certificate, is named", async () => {
    const empty = join(splunkHome, "empty.pem");
    writeFileSync(empty, "nothing\n");
    const opening = (file: string) => () =>
      openSplunkd({ baseUrl: "https://127.0.0.1:8089", sessionKey: "k", caFile: file });
    expect(opening(join(splunkHome, "absent.pem"))).toThrow(
      /absent\.pem, cannot be read \(ENOENT\): correct/,
    );
    expect(opening(empty)).toThrow(
      /empty\.pem, holds no certificate that can be read: it must be a PEM file/,
    );
  });
});

describe("the address of splunkd", () => {
  test.each([
    ["https://127.0.0.1:8089", true],
    ["http://127.0.0.1:8089/", true],
    ["http://127.8.9.1:8089", true],
    ["http://localhost:8089", true],
    ["http://[::1]:8089", true],
    ["HTTPS://LOCALHOST:8089", true],
    ["https://splunk.example.com:8089", false],
    ["https://127.0.0.1.example.com:8089", false],
    ["https://localhost.example.com", false],
    ["https://10.0.0.1:8089", false],
    ["https://[2001:db8::1]:8089", false],
  ])("%s is taken; that it is this machine: %s", (text, loopback) => {
    expect(splunkdAddress(text)).toMatchObject({ loopback });
  });

  test.each([
    "http://splunk.example.com:8089",
    "http://127.0.0.1.example.com:8089",
    "http://10.0.0.1:8089",
    "http://0.0.0.0:8089",
    "http://[::ffff:8.8.8.8]:8089",
  ])("%s is refused: it would be clear text", (text) => {
    expect(() => splunkdAddress(text)).toThrow(/in clear text: write https:\/\//);
  });

  test.each([
    ["splunk:8089", /begins with neither/],
    ["", /is no URL/],
    ["ftp://127.0.0.1", /begins with neither/],
    ["https://admin:changeme@127.0.0.1:8089", /holds a user name or password/],
    ["https://127.0.0.1:8089/services", /has something after the host and port/],
    ["https://127.0.0.1:8089?a=b", /has something after the host and port/],
  ])("%s is refused, and not repeated", (text, problem) => {
    expect(() => splunkdAddress(text)).toThrow(problem);
    expect(() => splunkdAddress(text)).not.toThrow(/changeme/);
  });

  test.each(["", "a b", "a\r\nX-Evil: 1", "ü"])(
    "the session key %j is refused, and not repeated",
    (sessionKey) => {
      expect(() => openSplunkd({ baseUrl: "https://127.0.0.1:8089", sessionKey })).toThrow(
        /^There is no session key for splunkd, or it holds characters that no key has/,
      );
    },
  );
});
