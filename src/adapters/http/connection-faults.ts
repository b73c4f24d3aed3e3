/** Why a call got no reply, whichever server was called. */
export type FaultKind =
  | "refused"
  | "unknown_host"
  | "no_name_service"
  | "no_route_to_host"
  | "no_route_to_network"
  | "slow_to_connect"
  | "forbidden_here"
  | "no_room_here"
  | "incomplete_app"
  | "out_of_date"
  | "not_yet_valid"
  | "revoked"
  | "other_host"
  | "unknown_authority"
  | "bad_certificate"
  | "no_tls"
  | "no_common_tls"
  | "no_http"
  | "proxy"
  | "broken";

export interface ConnectionFault {
  readonly kind: FaultKind;
  /** What came, as the rest of a sentence that begins with the server's name. */
  readonly finding: string;
  /** What to do next. */
  readonly fix: string;
  /** The layer that failed; `reply` when the server may have read the request. */
  readonly layer: "network" | "tls" | "reply";
  /** True when waiting does not help and a person has to change something. */
  readonly isLasting: boolean;
}

/** Sentences that name the caller's own settings, by kind. A kind without an entry keeps the usual sentence. */
export type FaultWords = Partial<Record<FaultKind, { readonly finding?: string; readonly fix?: string }>>;

const shut = "nothing listens there, or a firewall forbids it";
const lookAtCertificate = "somebody must look at that certificate, and those it was signed with";

/** Kinds whose sentence alone does not say enough: the code is added to the finding. */
const showingCode: ReadonlySet<FaultKind> = new Set([
  "forbidden_here",
  "no_room_here",
  "bad_certificate",
  "no_common_tls",
  "broken",
]);

const faults: Readonly<Record<FaultKind, Omit<ConnectionFault, "kind">>> = {
  refused: network("refused the connection", shut),
  // A network that is coming up gives the same answer, so the call is worth another attempt.
  unknown_host: network("cannot be found", "the host's name is not known"),
  no_name_service: network("cannot be found", "the name service does not answer"),
  no_route_to_host: network("cannot be reached", "there is no route to the host"),
  no_route_to_network: network("cannot be reached", "there is no route to its network"),
  slow_to_connect: network("did not take the connection in time", "check the firewall"),
  forbidden_here: network("could not be called", "a firewall or another rule of this machine forbids it"),
  no_room_here: network(
    "could not be called",
    "this machine has no room for another connection; raise its limit of open files, or run fewer searches at once",
  ),
  // An upgrade of the app replaces its files, so the call is worth another attempt.
  incomplete_app: network(
    "could not be called",
    "a file in bin/modules of this app is missing; install the app again, or run npm ci && npm run build in a checkout",
  ),
  out_of_date: tls("has a certificate that is out of date", "it must be renewed there"),
  not_yet_valid: tls("has a certificate that is not valid yet", "compare the clocks of both machines"),
  revoked: tls("has a certificate that was revoked", "it must be replaced there", "lasting"),
  other_host: tls("has a certificate for another host name", "check the URL", "lasting"),
  unknown_authority: tls(
    "has a certificate of an authority that is not known here",
    "name that authority's PEM file in ca_file",
    "lasting",
  ),
  bad_certificate: tls("has a certificate that cannot be accepted", lookAtCertificate, "lasting"),
  no_tls: tls("does not speak TLS", "check the URL", "lasting"),
  no_common_tls: tls("agrees on no version of TLS with this app", "check the URL", "lasting"),
  no_http: { finding: "does not speak HTTP", fix: "check the URL", layer: "reply", isLasting: false },
  proxy: {
    finding: "was not reached because the proxy did not let the connection through",
    fix: "check proxy",
    layer: "network",
    isLasting: true,
  },
  broken: {
    finding: "broke the connection before its reply was complete",
    fix: "its own log says why",
    layer: "reply",
    isLasting: false,
  },
};

/** The error codes of Node, undici and OpenSSL, by kind. A code that is not listed is recognised by its prefix. */
export const codesOf: Readonly<Record<FaultKind, readonly string[]>> = {
  refused: ["ECONNREFUSED"],
  unknown_host: ["ENOTFOUND", "ENODATA", "EAI_NONAME", "EAI_NODATA"],
  no_name_service: ["EAI_AGAIN", "EAI_FAIL", "ESERVFAIL"],
  no_route_to_host: ["EHOSTUNREACH", "EHOSTDOWN"],
  no_route_to_network: ["ENETUNREACH", "ENETDOWN"],
  slow_to_connect: ["ETIMEDOUT", "UND_ERR_CONNECT_TIMEOUT", "ERR_SOCKET_CONNECTION_TIMEOUT"],
  forbidden_here: ["EACCES", "EPERM"],
  no_room_here: ["EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "EADDRNOTAVAIL"],
  incomplete_app: ["ERR_MODULE_NOT_FOUND"],
  out_of_date: ["CERT_HAS_EXPIRED"],
  not_yet_valid: ["CERT_NOT_YET_VALID"],
  revoked: ["CERT_REVOKED"],
  other_host: ["ERR_TLS_CERT_ALTNAME_INVALID", "HOSTNAME_MISMATCH"],
  unknown_authority: [
    "SELF_SIGNED_CERT_IN_CHAIN",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "UNABLE_TO_GET_ISSUER_CERT",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "CERT_UNTRUSTED",
    "CERT_SIGNATURE_FAILURE",
  ],
  bad_certificate: [
    "CERT_CHAIN_TOO_LONG",
    "CERT_REJECTED",
    "CRL_HAS_EXPIRED",
    "CRL_NOT_YET_VALID",
    "CRL_SIGNATURE_FAILURE",
    "ERROR_IN_CERT_NOT_AFTER_FIELD",
    "ERROR_IN_CERT_NOT_BEFORE_FIELD",
    "ERROR_IN_CRL_LAST_UPDATE_FIELD",
    "ERROR_IN_CRL_NEXT_UPDATE_FIELD",
    "ERR_TLS_CERT_ALTNAME_FORMAT",
    "INVALID_CA",
    "INVALID_PURPOSE",
    "PATH_LENGTH_EXCEEDED",
    "UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY",
    "UNABLE_TO_DECRYPT_CERT_SIGNATURE",
    "UNABLE_TO_DECRYPT_CRL_SIGNATURE",
    "UNABLE_TO_GET_CRL",
  ],
  no_tls: [
    "ERR_SSL_WRONG_VERSION_NUMBER",
    "ERR_SSL_HTTP_REQUEST",
    "ERR_SSL_HTTPS_PROXY_REQUEST",
    "ERR_SSL_PACKET_LENGTH_TOO_LONG",
    "ERR_SSL_UNKNOWN_PROTOCOL",
  ],
  no_common_tls: [
    "EPROTO",
    "ERR_SSL_DH_KEY_TOO_SMALL",
    "ERR_SSL_EE_KEY_TOO_SMALL",
    "ERR_SSL_NO_CIPHERS_AVAILABLE",
    "ERR_SSL_NO_PROTOCOLS_AVAILABLE",
    "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
    "ERR_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY",
    "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
    "ERR_SSL_TLSV1_UNRECOGNIZED_NAME",
    "ERR_SSL_UNSUPPORTED_PROTOCOL",
    "ERR_TLS_HANDSHAKE_TIMEOUT",
    "ERR_TLS_PROTOCOL_VERSION_CONFLICT",
  ],
  no_http: [],
  // undici uses the first code for every aborted request. A call that our side aborted is recognised before this table.
  proxy: ["UND_ERR_ABORTED", "UND_ERR_PRX_TLS"],
  broken: [
    "ECONNRESET",
    "ECONNABORTED",
    "ENOTCONN",
    "EPIPE",
    "ERR_STREAM_PREMATURE_CLOSE",
    "UND_ERR_SOCKET",
    "UND_ERR_CLOSED",
    "UND_ERR_DESTROYED",
    "UND_ERR_HEADERS_TIMEOUT",
    "UND_ERR_BODY_TIMEOUT",
    "UND_ERR_HEADERS_OVERFLOW",
    "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
  ],
};

const kindOf = new Map(
  Object.entries(codesOf).flatMap(([kind, codes]) => codes.map((code) => [code, kind as FaultKind] as const)),
);

/**
 * What a connection's error code says.
 *
 * @param code of the innermost error; empty where it has none
 */
export function connectionFault(code: string, words: FaultWords = {}): ConnectionFault {
  const kind = kindOf.get(code) ?? kindByBeginning(code);
  const { finding, ...more } = { ...faults[kind], ...words[kind] };
  // EPROTO adds nothing to the sentence.
  const shown = showingCode.has(kind) && code !== "" && code !== "EPROTO" ? ` (${code})` : "";
  return { kind, ...more, finding: `${finding}${shown}` };
}

function kindByBeginning(code: string): FaultKind {
  if (/^(?:CERT_|CRL_|ERR_TLS_CERT)/.test(code)) return "bad_certificate";
  if (/^(?:ERR_SSL|ERR_TLS|ERR_OSSL)/.test(code)) return "no_common_tls";
  return code.startsWith("HPE_") ? "no_http" : "broken";
}

function network(finding: string, fix: string): Omit<ConnectionFault, "kind"> {
  return { finding, fix, layer: "network", isLasting: false };
}

function tls(finding: string, fix: string, lasting?: "lasting"): Omit<ConnectionFault, "kind"> {
  return { finding, fix, layer: "tls", isLasting: lasting !== undefined };
}
