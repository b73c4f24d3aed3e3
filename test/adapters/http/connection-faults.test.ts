import { describe, expect, test } from "vitest";
import { connectionTrouble } from "../../../src/adapters/destinations/connection-problem.ts";
import { codesOf, connectionFault, type FaultKind } from "../../../src/adapters/http/connection-faults.ts";
import { forbiddenAddressCode } from "../../../src/adapters/http/ssrf-guard.ts";
import { errorOfFault as modelError } from "../../../src/adapters/model/fault-of-error.ts";
import { errorOfFault as splunkdError } from "../../../src/adapters/splunkd/error-of-fault.ts";

const modelCall = {
  name: "big",
  url: "https://llm.example:8000/v1",
  model: "tiny",
  hasKey: true,
  hasAuthority: false,
  form: "json_schema",

  now: () => 0,
} as const;
const byModel = (code: string, more: Partial<typeof modelCall> | { hasAuthority: boolean } = {}) =>
  modelError({ kind: "connection", code, isSent: true }, { ...modelCall, ...more });
const bySplunkd = (code: string) =>
  splunkdError(
    { kind: "connection", code },
    {
      call: { method: "GET", path: "/x", what: "reading roles" },
      origin: "https://127.0.0.1:8089",
      sessionKey: "k",
    },
  );
const byDestination = (code: string) => connectionTrouble(code, { requestTimeout: 5_000 });

/** Code, words that all three say, whether waiting is no use. */
const table: readonly [code: string, says: string, lasting: boolean][] = [
  ["ECONNREFUSED", "refused the connection", false],
  ["ENOTFOUND", "the host's name is not known", false],
  ["EAI_AGAIN", "the name service does not answer", false],
  ["EAI_FAIL", "the name service does not answer", false],
  ["EHOSTUNREACH", "there is no route to the host", false],
  ["EHOSTDOWN", "there is no route to the host", false],
  ["ENETUNREACH", "there is no route to its network", false],
  ["ENETDOWN", "there is no route to its network", false],
  ["ETIMEDOUT", "did not take the connection", false],
  ["UND_ERR_CONNECT_TIMEOUT", "did not take the connection", false],
  ["ERR_SOCKET_CONNECTION_TIMEOUT", "did not take the connection", false],
  ["EACCES", "could not be called (EACCES)", false],
  ["EMFILE", "could not be called (EMFILE)", false],
  ["ERR_MODULE_NOT_FOUND", "a file in bin/modules of this app is missing", false],
  ["CERT_HAS_EXPIRED", "a certificate that is out of date", false],
  ["CERT_NOT_YET_VALID", "a certificate that is not valid yet", false],
  ["CERT_REVOKED", "a certificate that was revoked", true],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "a certificate for another host name", true],
  ["HOSTNAME_MISMATCH", "a certificate for another host name", true],
  ["SELF_SIGNED_CERT_IN_CHAIN", "a certificate of an authority", true],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "a certificate of an authority", true],
  ["UNABLE_TO_GET_ISSUER_CERT", "a certificate of an authority", true],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "a certificate of an authority", true],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "a certificate of an authority", true],
  ["CERT_UNTRUSTED", "a certificate of an authority", true],
  ["INVALID_PURPOSE", "a certificate that cannot be accepted (INVALID_PURPOSE)", true],
  ["CERT_REJECTED", "a certificate that cannot be accepted (CERT_REJECTED)", true],
  ["CERT_OF_A_LATER_OPENSSL", "a certificate that cannot be accepted (CERT_OF_A_LATER_OPENSSL)", true],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "does not speak TLS", true],
  ["ERR_SSL_HTTP_REQUEST", "does not speak TLS", true],
  ["EPROTO", "agrees on no version of TLS with this app", true],
  ["ERR_SSL_UNSUPPORTED_PROTOCOL", "no version of TLS with this app (ERR_SSL_UNSUPPORTED", true],
  ["ERR_SSL_BAD_RECORD_MAC", "no version of TLS with this app (ERR_SSL_BAD_RECORD_MAC)", true],
  ["UND_ERR_ABORTED", "the proxy did not let the connection through", true],
  ["UND_ERR_PRX_TLS", "the proxy did not let the connection through", true],
  ["HPE_INVALID_CONSTANT", "does not speak HTTP", false],
  ["ECONNRESET", "the connection before", false],
  ["EPIPE", "the connection before", false],
  ["UND_ERR_SOCKET", "the connection before", false],
  ["UND_ERR_BODY_TIMEOUT", "the connection before", false],
  ["ESOMETHING", "the connection before", false],
  ["", "the connection before", false],
];

describe("a connection's fault", () => {
  test.each(table)("%s is said alike of a model, a destination and splunkd", (code, says, lasting) => {
    const error = byModel(code);
    expect(error.message).toContain(`The model endpoint [endpoint:big] at ${modelCall.url} `);
    expect(error.message).toContain(says);
    expect(error.fault).toBe("unreachable");
    const { trouble, errorClass } = byDestination(code);
    expect(trouble).toContain(says);
    // What a proxy says in a destination's place lets no message wait for a hand.
    const isProxy = code === "UND_ERR_ABORTED" || code === "UND_ERR_PRX_TLS";
    expect(errorClass).toBe(isProxy ? "path" : lasting ? "config" : "transient");
    expect(`${bySplunkd(code).finding}: ${bySplunkd(code).fix}`).toContain(says);
  });

  const known = Object.entries(codesOf).flatMap(([kind, codes]) =>
    codes.map((code) => [code, kind] as const),
  );

  test.each(known)("%s has a sentence that ends well, whoever is called", (code, kind) => {
    const sentences = [
      byModel(code).message,
      byModel(code, { hasAuthority: true }).message,
      `It ${byDestination(code).trouble}.`,
      bySplunkd(code).message,
    ];
    for (const sentence of sentences) {
      expect(sentence).toMatch(/[^.:;,\s]\.$/);
      expect(sentence).not.toMatch(/undefined|\(\)| {2}/);
    }
    expect(connectionFault(code).kind).toBe(kind);
  });

  test("stands once in the table, and each kind but one has codes", () => {
    expect(new Set(known.map(([code]) => code)).size).toBe(known.length);
    const empty = (Object.keys(codesOf) as FaultKind[]).filter((kind) => codesOf[kind].length === 0);
    expect(empty).toEqual(["no_http"]);
  });
});

test("each caller names its own settings", () => {
  expect(byModel("ENOTFOUND").message).toContain("check url");
  expect(byModel("UNABLE_TO_VERIFY_LEAF_SIGNATURE").message).toContain("in ca_file of [endpoint:big]");
  expect(byModel("UNABLE_TO_VERIFY_LEAF_SIGNATURE", { hasAuthority: true }).message).toContain(
    "the ca_file of [endpoint:big] does not vouch for",
  );
  expect(byModel("ETIMEDOUT").message).toContain("within 10 seconds");
  expect(byDestination("ETIMEDOUT").trouble).toContain("within 5 seconds");
  expect(byDestination("TIMEOUT").trouble).toContain("within 5 seconds");
  expect(byDestination("ENOTFOUND").trouble).toContain("check the URL and proxy");
  expect(byDestination(forbiddenAddressCode).trouble).toContain("allow_private = true");
  expect(bySplunkd("ENOTFOUND").fix).toContain("check base_url of [splunkd]");
  expect(bySplunkd("CERT_UNTRUSTED")).toMatchObject({ kind: "tls" });
  expect(bySplunkd("HPE_INVALID_CONSTANT")).toMatchObject({ kind: "bad_reply" });
  expect(bySplunkd("ECONNRESET")).toMatchObject({ kind: "unreachable" });
});
