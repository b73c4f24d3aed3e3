/** The app's name in splunkd's paths. */
export const app = "llama_log_analyzer";

/** Milliseconds to wait for a reply. */
const timeout = 60_000;

type Method = "GET" | "POST" | "DELETE";

/** splunkd, or something on the way to it, refused a request. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  /** 0 when nothing answered. */
  readonly status: number;
  /** splunkd's own words; empty for none. */
  readonly said: string;

  constructor(status: number, said: string) {
    super(said === "" ? `HTTP ${status}` : said);
    this.status = status;
    this.said = said;
  }
}

/** Why a step failed and what to do about it, in words for people who do not know splunkd. */
export interface Explanation {
  readonly why: string;
  readonly said: string;
  readonly fix: string;
}

/** Such as /en-US, or /splunk/en-US behind a reverse proxy. */
export function pathPrefix(): string {
  const [, before = ""] = /^(.*?)\/app\//.exec(window.location.pathname) ?? [];
  return before;
}

/** The path of something that belongs to the app and to no user. */
export function inApp(path: string): string {
  return `servicesNS/nobody/${app}/${path}`;
}

/**
 * Talks to splunkd through Splunk Web, as the person who is signed in.
 *
 * @param path below splunkd's root, its parts encoded
 * @returns the reply's JSON
 * @throws Refusal
 */
export async function request<Reply>(
  method: Method,
  path: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const parameters = new URLSearchParams(method === "POST" ? fields : { ...fields, output_mode: "json" });
  const address = `${pathPrefix()}/splunkd/__raw/${path}`;
  const headers = { "X-Splunk-Form-Key": formKey(), "X-Requested-With": "XMLHttpRequest" };
  if (method !== "POST") return read(await answer(`${address}?${parameters}`, { method, headers }));
  return read(
    await answer(`${address}?output_mode=json`, {
      method,
      headers: { ...headers, "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8" },
      body: parameters.toString(),
    }),
  );
}

/**
 * The token that Splunk Web wants against forged requests. A browser keeps the cookies of all ports of a host together,
 * so with several Splunks on one host there are several.
 */
function formKey(): string {
  const cookies = document.cookie
    .split(/;\s*/)
    .filter((cookie) => cookie.startsWith("splunkweb_csrf_token_"));
  const known = (window as { $C?: { MRSPARKLE_PORT_NUMBER?: string | number } }).$C?.MRSPARKLE_PORT_NUMBER;
  const ports = [known, window.location.port].filter((port) => port !== undefined && port !== "");
  const ours = ports.map((port) =>
    cookies.find((cookie) => cookie.startsWith(`splunkweb_csrf_token_${port}=`)),
  );
  const cookie = [...ours, cookies[0]].find((candidate) => candidate !== undefined) ?? "";
  return decodeURIComponent(cookie.slice(cookie.indexOf("=") + 1));
}

async function answer(address: string, options: RequestInit): Promise<{ status: number; text: string }> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeout);
  try {
    const response = await fetch(address, { ...options, credentials: "same-origin", signal: stop.signal });
    return { status: response.status, text: await response.text() };
  } catch {
    throw new Refusal(0, "");
  } finally {
    clearTimeout(timer);
  }
}

function read<Reply>({ status, text }: { status: number; text: string }): Reply {
  let reply: unknown;
  try {
    reply = text === "" ? {} : JSON.parse(text);
  } catch {
    // Splunk Web answers with its sign-in page, and status 200, once the session is over.
    throw new Refusal(status < 400 ? 401 : status, "");
  }
  if (status >= 400) throw new Refusal(status, saidIn(reply as { messages?: unknown }));
  return reply as Reply;
}

/** splunkd's messages in one line. */
function saidIn({ messages }: { messages?: unknown }): string {
  const texts = (Array.isArray(messages) ? messages : []).map(({ text }) => String(text));
  return texts.join(" ").replace(/\s+/g, " ").trim().slice(0, 500);
}

/** @param permission who may do it, as the end of "That takes …" */
export function explain(error: unknown, permission: string): Explanation {
  if (!(error instanceof Refusal)) {
    return {
      why: "This page made a mistake.",
      said: String(error),
      fix: "Load the page again; if it stays, report it.",
    };
  }
  const [why, fix] = sentences(error, permission);
  return { why, said: error.said, fix };
}

function sentences({ status, said }: Refusal, permission: string): readonly [why: string, fix: string] {
  if (status === 0) return ["Splunk Web did not answer.", "Check the connection to Splunk, then try again."];
  if (status === 401)
    return ["Your session has ended.", "Load the page again, sign in, and repeat this step."];
  if (status === 403 && /csrf/i.test(said)) {
    return ["Splunk Web did not recognize this page any more.", "Load the page again and repeat this step."];
  }
  if (status === 403) {
    return [
      "Splunk does not let you do this.",
      `That takes ${permission}. Ask somebody who has it, or for the role.`,
    ];
  }
  if (status === 404) {
    return [
      "Splunk does not find it.",
      "Check that the app is installed and enabled, and load the page again.",
    ];
  }
  if (status === 409) {
    return ["There is one by this name already.", "Load the page again and edit that one."];
  }
  if (status >= 502 && status <= 504) {
    return [`Splunk is not ready, or too busy (HTTP ${status}).`, "Wait a minute and try again."];
  }
  if (status >= 500) {
    return [
      `Splunk had an error of its own (HTTP ${status}).`,
      "Try again; if it stays, look for the time of it in splunkd.log.",
    ];
  }
  return [`Splunk turned it down (HTTP ${status}).`, "Correct what it names, and try again."];
}
