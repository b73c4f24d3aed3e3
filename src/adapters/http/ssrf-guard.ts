import type { LookupAddress, LookupOptions } from "node:dns";
import type { LookupFunction } from "node:net";
import { isIP } from "node:net";
import { kindOfAddress } from "./ip-ranges.ts";

/** The part of `lookup` in `node:dns` that is used. */
export type Resolver = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Which addresses a call may go to. */
export interface AddressRule {
  /** Whether the call uses TLS. Without it anyone on the way can read what is sent, so it must stay on this machine. */
  readonly encrypted: boolean;
  readonly allowPrivate: boolean;
}

/** The error code of a host name whose addresses are all forbidden. */
export const forbiddenAddressCode = "ERR_FORBIDDEN_ADDRESS";

export function isAllowed(address: string, { encrypted, allowPrivate }: AddressRule): boolean {
  const kind = kindOfAddress(address);
  if (!encrypted) return allowPrivate && kind === "loopback";
  return kind === "public" || (allowPrivate && (kind === "private" || kind === "loopback"));
}

/** Whether a URL's host is written as a forbidden address. No lookup sees such a host, so it is checked here. */
export function isForbiddenHost(hostname: string, rule: AddressRule): boolean {
  const bare = hostname.replace(/^\[|\]$/g, "");
  return isIP(bare) !== 0 && !isAllowed(bare, rule);
}

/**
 * A lookup that gives allowed addresses only. The connection uses exactly these, so a name that resolves to another
 * address the second time (DNS rebinding) does not get past it.
 */
export function createGuardedLookup(resolver: Resolver, rule: AddressRule): LookupFunction {
  return (hostname, options, callback) => {
    resolver(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) {
        callback(error, "", 0);
        return;
      }
      const allowed = found.filter(({ address }) => isAllowed(address, rule));
      const [first] = allowed;
      if (first === undefined) {
        const refusal = Object.assign(new Error("no address that may be called"), {
          code: forbiddenAddressCode,
        });
        callback(refusal, "", 0);
      } else if (options.all === true) {
        callback(null, allowed);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}
