import { withoutEscapeSequences } from "../escape-sequences.ts";
import type { Kind } from "./kinds.ts";

/** The normal form of a value: equal values that are written differently have the same. */
export function normalised(written: string, kind: Kind): string {
  const value = withoutEscapeSequences(written);
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
