import { isIPv4 } from "node:net";
import { SplunkdError } from "./splunkd-error.ts";

/** Where splunkd's REST interface is. */
export interface SplunkdAddress {
  readonly scheme: "https" | "http";
  /** As in a URL, so an IPv6 address is in brackets. */
  readonly host: string;
  readonly port: number;
  /** Whether it is this machine: 127.0.0.0/8, ::1 or localhost. */
  readonly loopback: boolean;
  /** For messages, like https://127.0.0.1:8089. */
  readonly origin: string;
}

const example = "write it like https://127.0.0.1:8089 into base_url of [splunkd] in llama.conf";

/**
 * @param text searchinfo's splunkd_uri, or base_url of [splunkd]
 * @throws SplunkdError `refused`; it does not repeat the address, which may hold a password
 */
export function splunkdAddress(text: string): SplunkdAddress {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    throw unusable("is no URL");
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw unusable("begins with neither https:// nor http://");
  }
  if (url.username !== "" || url.password !== "") {
    throw unusable("holds a user name or password");
  }
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "") {
    throw unusable("has something after the host and port");
  }
  const loopback = isLoopback(url.hostname);
  if (url.protocol === "http:" && !loopback) {
    throw new SplunkdError(
      "refused",
      "The address of splunkd begins with http:// and is another machine's, so session keys and logs would cross the network in clear text",
      "write https:// into base_url of [splunkd] in llama.conf",
    );
  }
  const secure = url.protocol === "https:";
  return {
    scheme: secure ? "https" : "http",
    host: url.hostname,
    port: url.port === "" ? (secure ? 443 : 80) : Number(url.port),
    loopback,
    origin: url.origin,
  };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || (isIPv4(host) && host.startsWith("127."));
}

function unusable(problem: string): SplunkdError {
  return new SplunkdError("refused", `The address of splunkd ${problem}`, example);
}
