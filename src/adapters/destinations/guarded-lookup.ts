import type { LookupAddress, LookupOptions } from "node:dns";
import type { LookupFunction } from "node:net";
import { isIP } from "node:net";
import { kindOfAddress } from "./address-kinds.ts";

/** Like `lookup` of `node:dns`, of which it is a part. */
export type Resolver = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Which addresses a call may go to. */
export interface AddressRule {
  /** Without TLS what is sent could be read on its way, so it may not leave the machine. */
  readonly encrypted: boolean;
  readonly allowPrivate: boolean;
}

/** The code of the error where a name leads to forbidden addresses only. */
export const forbiddenAddressCode = "ERR_FORBIDDEN_ADDRESS";

export function isAllowed(address: string, { encrypted, allowPrivate }: AddressRule): boolean {
  const kind = kindOfAddress(address);
  if (!encrypted) return allowPrivate && kind === "loopback";
  return kind === "public" || (allowPrivate && (kind === "private" || kind === "loopback"));
}

/** Whether a URL's host is written as an address, which no lookup will see, and a forbidden one. */
export function isForbiddenHost(hostname: string, rule: AddressRule): boolean {
  const bare = hostname.replace(/^\[|\]$/g, "");
  return isIP(bare) !== 0 && !isAllowed(bare, rule);
}

/**
 * The lookup of a connection: the addresses it gives are the ones that are connected to, so a name that leads
 * elsewhere at the second look (DNS rebinding) does not get past it.
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
