import type { IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type Http from "splunk-sdk/lib/http.js";
import Service from "splunk-sdk/lib/service.js";
import { CallDeadline } from "../call-deadline.ts";
import { retryAfterOf } from "../model/retry-after.ts";
import { type AuthorityFiles, splunkdAuthorities } from "./authorities.ts";
import { errorOfDeadline, errorOfFault, type FaultFacts } from "./error-of-fault.ts";
import { Reply } from "./reply.ts";
import { splunkdAddress } from "./splunkd-address.ts";
import { CallFailure, type CallFault, type OpenResponse, type SplunkdCall } from "./splunkd-call.ts";
import { SplunkdError } from "./splunkd-error.ts";
import { VerifiedHttp } from "./verified-http.ts";

export interface SplunkdOptions extends AuthorityFiles {
  /** searchinfo's splunkd_uri, or base_url of [splunkd]: https://, and http:// for this machine only. */
  readonly baseUrl: string;
  /** The search's session key, or outside of Splunk an authentication token. */
  readonly sessionKey: string;
  /** Default `session`. */
  readonly keyKind?: "session" | "token" | undefined;
  /** The app in whose namespace paths are; default llama_log_analyzer. */
  readonly app?: string | undefined;
  /** Milliseconds for one whole call, its second try included; default 10 s. */
  readonly timeout?: number | undefined;
  /** Ends every call. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds before a call that met a reset or 503 is tried again, where splunkd names no time. */
  readonly retryPause?: number | undefined;
}

const megabyte = 1024 * 1024;
const longestReply = 4 * megabyte;
/** Bytes of a refusal that are looked at. */
const longestRefusal = 64 * 1024;
const resets = new Set(["ECONNRESET", "EPIPE", "ECONNABORTED"]);

/** @throws SplunkdError when the address, the key or ca_file cannot be used */
export function openSplunkd(options: SplunkdOptions): Splunkd {
  return new Splunkd(options);
}

/** splunkd's REST interface, for one user and one app. The files beside this one say what can be asked. */
export class Splunkd {
  readonly app: string;
  /** Like https://127.0.0.1:8089, for messages. */
  readonly origin: string;
  readonly #http: VerifiedHttp;
  readonly #service: Service;
  readonly #options: SplunkdOptions;

  constructor(options: SplunkdOptions) {
    const address = splunkdAddress(options.baseUrl);
    if (!/^[\x21-\x7E]+$/.test(options.sessionKey)) {
      throw new SplunkdError(
        "refused",
        "There is no session key for splunkd, or it holds characters that no key has",
        "run the search in Splunk; outside of it name a token",
      );
    }
    this.app = options.app ?? "llama_log_analyzer";
    this.origin = address.origin;
    this.#options = options;
    this.#http = new VerifiedHttp(
      address.scheme,
      address.scheme === "https" ? splunkdAuthorities(options) : undefined,
      address.loopback,
    );
    this.#service = new Service(this.#http, {
      ...address,
      owner: "nobody",
      app: this.app,
      sessionKey: options.sessionKey,
      authorization: options.keyKind === "token" ? "Bearer" : "Splunk",
      autologin: false,
    });
  }

  /** @throws SplunkdError for all but a reply with a good status, read whole */
  async call(call: SplunkdCall): Promise<Reply> {
    const { response, deadline, errorOf } = await this.#open(call);
    const parts: Buffer[] = [];
    for await (const part of this.#read(response.message, call, deadline, errorOf)) parts.push(part);
    return new Reply(response.status, Buffer.concat(parts), (came) => errorOf({ kind: "bad_reply", came }));
  }

  /**
   * For replies that are read as they come. The body's loop throws SplunkdErrors too; leaving it ends the
   * request.
   */
  async stream(call: SplunkdCall): Promise<StreamedReply> {
    const { response, deadline, errorOf } = await this.#open(call);
    return { body: this.#read(response.message, call, deadline, errorOf), errorOf };
  }

  /** Gives up the idle connections and breaks those in use. */
  close(): void {
    this.#http.close();
  }

  async #open(call: SplunkdCall) {
    const timeout = call.limits?.timeout ?? this.#options.timeout ?? 10_000;
    const deadline = new CallDeadline(timeout, [this.#options.signal, call.limits?.signal]);
    const facts: FaultFacts = { call, origin: this.origin, sessionKey: this.#options.sessionKey };
    const errorOf = (fault: CallFault) =>
      deadline.how === undefined ? errorOfFault(fault, facts) : errorOfDeadline(deadline.how, timeout, facts);
    try {
      return { response: await this.#trying(call, deadline), deadline, errorOf };
    } catch (error) {
      deadline.release();
      throw error instanceof CallFailure ? errorOf(error.fault) : error;
    }
  }

  /** A reading call is repeated once when there is time; nothing else is, for it may have been done. */
  async #trying(call: SplunkdCall, deadline: CallDeadline): Promise<OpenResponse> {
    try {
      return await this.#request(call, deadline);
    } catch (error) {
      const fault = error instanceof CallFailure ? error.fault : undefined;
      const again =
        call.method === "GET" &&
        ((fault?.kind === "connection" && resets.has(fault.code)) ||
          (fault?.kind === "status" && fault.status === 503));
      if (!again || deadline.how !== undefined) throw error;
      const named = fault.kind === "status" ? fault.retryAfter : undefined;
      const pause = named ?? this.#options.retryPause ?? 250;
      if (pause >= deadline.left) throw error;
      await sleep(pause, undefined, { signal: deadline.signal }).catch(() => undefined);
      return this.#request(call, deadline);
    }
  }

  async #request(call: SplunkdCall, { signal }: CallDeadline): Promise<OpenResponse> {
    const type = call.form === undefined ? call.body?.type : "application/x-www-form-urlencoded";
    const headers = this.#http.withSignal(type === undefined ? {} : { "Content-Type": type }, signal);
    let response: Http.Response;
    try {
      response = await this.#service.request(
        call.path,
        call.method,
        wellFormed(call.query),
        call.form === undefined ? undefined : wellFormed(call.form),
        call.body?.text,
        headers,
      );
    } catch (error) {
      // From 400 on the SDK throws the response itself.
      if (error instanceof Error) throw new CallFailure({ kind: "connection", code: codeOf(error) });
      response = error as Http.Response;
    }
    const { status } = response;
    const message = response.data as IncomingMessage;
    if (status >= 200 && status < 300) return { status, message };
    throw new CallFailure(await refusalOf(status, message));
  }

  /** The body, bounded in bytes and by the deadline, which ends with it. */
  async *#read(
    message: IncomingMessage,
    call: SplunkdCall,
    deadline: CallDeadline,
    errorOf: (fault: CallFault) => SplunkdError,
  ): AsyncGenerator<Buffer, void, void> {
    const longest = call.longest ?? longestReply;
    let length = 0;
    try {
      for await (const part of message as AsyncIterable<Buffer>) {
        length += part.length;
        if (length > longest) throw new CallFailure({ kind: "too_big", longest });
        yield part;
      }
    } catch (error) {
      throw errorOf(
        error instanceof CallFailure ? error.fault : { kind: "connection", code: codeOf(error as Error) },
      );
    } finally {
      message.destroy();
      deadline.release();
    }
  }
}

export interface StreamedReply {
  readonly body: AsyncGenerator<Buffer, void, void>;
  /** Puts what is wrong with the body into words. */
  readonly errorOf: (fault: CallFault) => SplunkdError;
}

async function refusalOf(status: number, message: IncomingMessage): Promise<CallFault> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of message as AsyncIterable<Buffer>) {
      parts.push(part);
      length += part.length;
      if (length > longestRefusal) break;
    }
  } catch {
    // The status says enough.
  }
  const get = (name: string) => [message.headers[name]].flat()[0] ?? null;
  const retryAfter = retryAfterOf({ get }, Date.now);
  return { kind: "status", status, body: Buffer.concat(parts).toString("utf8"), retryAfter };
}

/** The SDK's encoding throws at half a surrogate pair. */
function wellFormed(values: Readonly<Record<string, string | number>> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Buffer.from(String(value)).toString()]),
  );
}

function codeOf(error: Error): string {
  // Several addresses tried: each has the same story, the first will do.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const { code } = first as NodeJS.ErrnoException;
  return typeof code === "string" ? code : "";
}
