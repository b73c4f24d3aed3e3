import type { Kind } from "./kinds.ts";

/** A value that may be written in several ways, in one: equal values are told by it. */
export function normalised(value: string, kind: Kind): string {
  switch (kind) {
    case "EMAIL":
      return value.toLowerCase().replace(/%40|\\{1,2}u0040/, "@");
    case "MAC":
      return value.toLowerCase().replace(/%3a|[:.-]/g, "");
    case "IP":
      return value.toLowerCase().replaceAll("%3a", ":");
    case "CARD":
    case "IBAN":
    case "SSN":
      return value.toUpperCase().replace(/%20|[ +-]/g, "");
    case "PHONE":
      return value.replace(/%2B/i, "+").replace(/%20|[^\d+]/g, "");
    default:
      return value;
  }
}
