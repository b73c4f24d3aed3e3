import { connectionFault, type FaultWords } from "../http/connection-faults.ts";
import { nameAbsence, nameKvStoreWait, sayable, textsOf } from "./reply-text.ts";
import { type CallFault, type SplunkdCall, sentTexts } from "./splunkd-call.ts";
import { SplunkdError, type SplunkdErrorKind } from "./splunkd-error.ts";

/** What a fault's sentence depends on. */
export interface FaultFacts {
  readonly call: SplunkdCall;
  /** splunkd's address, like https://127.0.0.1:8089. */
  readonly origin: string;
  readonly sessionKey: string;
}

const busyStatuses = new Set([408, 425, 429, 502, 503, 504]);
const checkAddress = "check base_url of [splunkd] in llama.conf (8089 is splunkd's usual port)";
const seeLog = "splunkd.log says why";

/** The error that a call ends with. */
export function errorOfFault(fault: CallFault, facts: FaultFacts): SplunkdError {
  const { call, origin } = facts;
  const error = (kind: SplunkdErrorKind, trouble: string, fix: string) =>
    new SplunkdError(kind, `splunkd at ${origin} ${trouble} on ${call.what}`, fix);
  switch (fault.kind) {
    case "connection": {
      const { kind, trouble, fix } = connectionTrouble(fault.code);
      return error(kind, trouble, fix);
    }
    case "too_big":
      return error(
        "too_big",
        `answered with more than ${sizeOf(fault.longest)}, which is not read,`,
        "ask for less at a time",
      );
    case "bad_reply":
      return error("bad_reply", `answered with ${fault.came}`, checkAddress);
    case "failed": {
      const said = sayable(fault.texts, sentTexts(call, facts.sessionKey));
      const words = said === undefined ? "" : ` and says "${said}"`;
      const where = `splunkd at ${origin} failed on ${call.what}${words}`;
      if (nameKvStoreWait(fault.texts)) {
        return new SplunkdError("busy", where, "its KV store is not ready; try again later");
      }
      const kind = nameAbsence(fault.texts) ? "not_found" : "refused";
      return new SplunkdError(
        kind,
        where,
        "run the same search in Splunk Web, where its job inspector says why",
      );
    }
    case "status":
      return errorOfStatus(fault, facts);
  }
}

/** The error of a call that was not waited for. */
export function errorOfDeadline(
  how: "timeout" | "cancelled",
  milliseconds: number,
  facts: FaultFacts,
): SplunkdError {
  const where = `splunkd at ${facts.origin}`;
  return how === "timeout"
    ? new SplunkdError(
        "timeout",
        `${where} did not finish within ${milliseconds / 1000} seconds on ${facts.call.what}`,
        "it is overloaded or hangs; splunkd.log and the monitoring console say more",
      )
    : new SplunkdError(
        "cancelled",
        `${where} was not waited for on ${facts.call.what}`,
        "the search ended or was cancelled, so there is nothing to do",
      );
}

function errorOfStatus(
  fault: CallFault & { kind: "status" },
  { call, origin, sessionKey }: FaultFacts,
): SplunkdError {
  const { status, body } = fault;
  const texts = textsOf(body);
  const said = sayable(texts, sentTexts(call, sessionKey));
  const words = said === undefined ? "" : ` and says "${said}"`;
  const error = (kind: SplunkdErrorKind, trouble: string, fix: string) =>
    new SplunkdError(kind, `splunkd at ${origin} ${trouble}`, fix, status);
  const answered = `answered HTTP ${status} on ${call.what}${words}`;

  if (status < 400) {
    return error(
      "refused",
      `redirects elsewhere (HTTP ${status}) on ${call.what}, which is not followed, so that the session key goes nowhere else`,
      checkAddress,
    );
  }
  if (status === 401) {
    return error(
      "unauthorized",
      `does not accept the session key or token (HTTP 401) on ${call.what}`,
      "the session has expired or the token is another's; run the search again, or make a new token",
    );
  }
  if (status === 403) {
    const needed = call.need === undefined ? words : `, which needs ${call.need.right}`;
    return error(
      "forbidden",
      `does not allow ${call.what} (HTTP 403)${needed}`,
      call.need?.fix ?? "ask an administrator for the right to do it",
    );
  }
  if (status === 404 && call.missing !== undefined) {
    return error("not_found", `${call.missing.finding} (HTTP 404)`, call.missing.fix);
  }
  if (status === 404) return error("not_found", answered, checkAddress);
  if (status === 409)
    return error("conflict", answered, "there is one of that name already; take another or change that one");
  if (
    status === 413 ||
    (status === 400 && texts.some((text) => /exceeds API limits|too large/i.test(text)))
  ) {
    return error(
      "too_big",
      `does not take that much at once (HTTP ${status}) on ${call.what}`,
      "send less, or let an administrator raise the limits under [kvstore] in limits.conf",
    );
  }
  if (busyStatuses.has(status)) {
    return error(
      "busy",
      answered,
      "it is overloaded, starting, or its KV store is not ready; try again later",
    );
  }
  if (status >= 500) return error("refused", answered, `it failed within; ${seeLog}`);
  if (status === 400 && nameAbsence(texts)) {
    return error("not_found", answered, "create what it misses, or correct the name");
  }
  return error("refused", answered, `it does not take the request; ${seeLog}`);
}

interface Trouble {
  readonly kind: SplunkdErrorKind;
  readonly trouble: string;
  readonly fix: string;
}

const lookAtIt = "an administrator must look at splunkd's certificate";
const words: FaultWords = {
  refused: { fix: `nothing listens there, or a firewall forbids it; ${checkAddress}` },
  unknown_host: { fix: `the host's name is not known; ${checkAddress}` },
  out_of_date: { fix: "an administrator must renew it" },
  revoked: { fix: "an administrator must renew it" },
  other_host: {
    fix: "write that name into base_url of [splunkd] in llama.conf, or give splunkd a certificate for its own",
  },
  unknown_authority: { fix: "name that authority's PEM file in ca_file of [splunkd] in llama.conf" },
  bad_certificate: { fix: lookAtIt },
  no_tls: { fix: checkAddress },
  no_common_tls: { fix: lookAtIt },
  no_http: { fix: checkAddress },
  broken: { fix: `it stopped or was restarted; ${seeLog}` },
};

function connectionTrouble(code: string): Trouble {
  const { kind, finding: trouble, fix, layer } = connectionFault(code, words);
  if (kind === "no_http") return { kind: "bad_reply", trouble, fix };
  if (code === "EPROTO") return { kind: "tls", trouble, fix: checkAddress };
  return { kind: layer === "tls" ? "tls" : "unreachable", trouble, fix };
}

/** In words, like "4 MB". */
function sizeOf(bytes: number): string {
  if (bytes >= 1024 * 1024) return `${Math.round(bytes / (1024 * 1024))} MB`;
  return bytes >= 1024 ? `${Math.round(bytes / 1024)} KB` : `${bytes} bytes`;
}
