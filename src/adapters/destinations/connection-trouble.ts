import { endedCodes } from "./exchange.ts";
import { forbiddenAddressCode } from "./guarded-lookup.ts";

/** Why not one byte of a request was written. */
export interface Trouble {
  /** `config` where waiting will not help. */
  readonly errorClass: "transient" | "config";
  /** The rest of a sentence that begins with the destination's name, without a full stop. */
  readonly trouble: string;
}

const troubles: Readonly<Record<string, Trouble>> = {
  ECONNREFUSED: passing(
    "refused the connection: nothing listens there, or a firewall forbids it; check the URL and proxy",
  ),
  // The name service of a network that is coming up says so as well: it stays worth another try.
  ENOTFOUND: passing("cannot be found: the host's name is not known; check the URL and proxy"),
  EAI_AGAIN: passing("cannot be found: the name service does not answer"),
  EHOSTUNREACH: passing("cannot be reached: there is no route to the host"),
  ENETUNREACH: passing("cannot be reached: there is no route to its network"),
  CERT_HAS_EXPIRED: passing("has a certificate that is out of date: it must be renewed there"),
  CERT_NOT_YET_VALID: passing("has a certificate that is not valid yet: compare the clocks of both machines"),
  ERR_TLS_CERT_ALTNAME_INVALID: lasting(
    "has a certificate for another host name: check the URL, and whether a proxy answers in its place",
  ),
  ERR_SSL_WRONG_VERSION_NUMBER: lasting("does not speak TLS: check the URL and proxy"),
  EPROTO: lasting("agrees on no version of TLS with this app: check the URL and proxy"),
  [forbiddenAddressCode]: lasting(
    "leads to an address that may not be called: private networks only with allow_private = true, and by http:// only this machine itself; correct the URL or allow it",
  ),
  // A proxy that does not let the connection through, in undici's words.
  UND_ERR_ABORTED: lasting(
    "was not reached because the proxy did not let the connection through: check proxy",
  ),
  [endedCodes.cancelled]: passing("was not called: the run ended before its turn came"),
};
const unknownAuthority =
  /^(?:SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(?:GET_ISSUER_CERT(?:_LOCALLY)?|VERIFY_LEAF_SIGNATURE)|CERT_UNTRUSTED|CERT_SIGNATURE_FAILURE)$/;
const unreachedInTime = new Set<string>([endedCodes.timeout, "UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT"]);

export function connectionTrouble(code: string, { requestTimeout }: { requestTimeout: number }): Trouble {
  const known = troubles[code];
  if (known !== undefined) return known;
  if (unreachedInTime.has(code)) {
    return passing(
      `did not take the connection within ${requestTimeout / 1000} seconds; check the firewall and proxy`,
    );
  }
  if (unknownAuthority.test(code)) {
    return lasting(
      "has a certificate of an authority that is not known here: name that authority's PEM file in ca_file",
    );
  }
  if (/^(?:ERR_SSL|ERR_TLS|CERT_)/.test(code)) {
    return lasting(`agrees on no version of TLS with this app (${code}): check the URL and proxy`);
  }
  return passing(`ended the connection before the message was sent${code === "" ? "" : ` (${code})`}`);
}

function passing(trouble: string): Trouble {
  return { errorClass: "transient", trouble };
}

function lasting(trouble: string): Trouble {
  return { errorClass: "config", trouble };
}
