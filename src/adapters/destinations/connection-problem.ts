import { connectionFault } from "../http/connection-faults.ts";
import { forbiddenAddressCode } from "../http/ssrf-guard.ts";
import { endedCodes } from "./transport.ts";

/** Why not one byte of a request was written. */
export interface Trouble {
  /** `config` when waiting does not help, `path` when it may. */
  readonly errorClass: "transient" | "config" | "path";
  /** The rest of a sentence that begins with the destination's name, without a full stop. */
  readonly trouble: string;
}

/** Faults of our own side, its rules and deadlines, which no connection reports. */
const ownTroubles: Readonly<Record<string, Trouble>> = {
  [forbiddenAddressCode]: {
    errorClass: "config",
    trouble:
      "leads to an address that may not be called: private networks only with allow_private = true, and by http:// only this machine itself; correct the URL or allow it",
  },
  [endedCodes.cancelled]: {
    errorClass: "transient",
    trouble: "was not called: the run ended before its turn came",
  },
};
const checkBoth = { fix: "check the URL and proxy" };

export function connectionTrouble(code: string, { requestTimeout }: { requestTimeout: number }): Trouble {
  const own = ownTroubles[code];
  if (own !== undefined) return own;
  const { kind, finding, fix, isLasting } = connectionFault(
    code === endedCodes.timeout ? "ETIMEDOUT" : code,
    {
      refused: {
        fix: "nothing listens there, or a firewall forbids it; check the URL and proxy",
      },
      unknown_host: { fix: "the host's name is not known; check the URL and proxy" },
      other_host: { fix: "check the URL, and whether a proxy answers in its place" },
      no_tls: checkBoth,
      no_common_tls: checkBoth,
      no_http: checkBoth,
      broken: { finding: "ended the connection before the message was sent" },
    },
  );
  // A proxy may let through tomorrow what it blocks today, so its refusal does not hold a message until a person acts.
  const errorClass = kind === "proxy" ? "path" : isLasting ? "config" : "transient";
  if (kind === "slow_to_connect") {
    const trouble = `did not take the connection within ${requestTimeout / 1000} seconds; check the firewall and proxy`;
    return { errorClass, trouble };
  }
  return { errorClass, trouble: kind === "broken" ? finding : `${finding}: ${fix}` };
}
