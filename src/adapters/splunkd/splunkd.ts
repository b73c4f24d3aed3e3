import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ConfigurationError } from "../configuration/configuration-error.ts";
import { authoritiesWith } from "../http/certificate-authorities.ts";
import { HttpClient, type OpenReply } from "../http/http-client.ts";
import { atMost, BodyTooLongError, longestRefusal, readBody } from "../http/read-body.ts";
import { retryAfterOf } from "../http/retry-after.ts";
import { Deadline } from "../process/deadline.ts";
import { codeOf } from "../process/error-code.ts";
import { errorOfDeadline, errorOfFault, type FaultFacts } from "./error-of-fault.ts";
import { Reply } from "./reply.ts";
import { Http, Service } from "./sdk.ts";
import { type SplunkdAddress, splunkdAddress } from "./splunkd-address.ts";
import { CallFailure, type CallFault, type SplunkdCall } from "./splunkd-call.ts";
import { SplunkdError } from "./splunkd-error.ts";

export interface SplunkdOptions {
  /** searchinfo's splunkd_uri, or base_url of [splunkd]: https://, and http:// for this machine only. */
  readonly baseUrl: string;
  /** The search's session key. */
  readonly sessionKey: string;
  /** `ca_file` of [splunkd]: it must be usable. */
  readonly caFile?: string | undefined;
  /** Splunk's own folder; its etc/auth/cacert.pem is used if it is there. */
  readonly splunkHome?: string | undefined;
  /** The app in whose namespace paths are; default llama_log_analyzer. */
  readonly app?: string | undefined;
  /** Milliseconds for one whole call, its second attempt included; default 10 s. */
  readonly timeout?: number | undefined;
  /** Ends every call. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds before a call that met a reset or 503 is tried again, where splunkd names no time. */
  readonly retryPause?: number | undefined;
}

const longestReply = 4 * 1024 * 1024;
const resets = new Set(["ECONNRESET", "EPIPE", "ECONNABORTED", "UND_ERR_SOCKET"]);

/** @throws SplunkdError when the address, the key or ca_file cannot be used */
export function openSplunkd(options: SplunkdOptions): Splunkd {
  return new Splunkd(options);
}

/** splunkd's REST interface, for one user and one app. The files beside this one say what can be asked. */
export class Splunkd {
  readonly app: string;
  /** Like https://127.0.0.1:8089, for messages. */
  readonly origin: string;
  readonly #address: SplunkdAddress;
  readonly #client: HttpClient;
  readonly #options: SplunkdOptions;

  constructor(options: SplunkdOptions) {
    this.#address = splunkdAddress(options.baseUrl);
    if (!/^[\x21-\x7E]+$/.test(options.sessionKey)) {
      throw new SplunkdError(
        "refused",
        "There is no session key for splunkd, or it holds characters that no key has",
        "run the search in Splunk",
      );
    }
    this.app = options.app ?? "llama_log_analyzer";
    this.origin = this.#address.origin;
    this.#options = options;
    this.#client = clientOf(this.#address, options);
  }

  /** @throws SplunkdError for all but a reply with a good status, read whole */
  async call(call: SplunkdCall): Promise<Reply> {
    const { reply, deadline, errorOf } = await this.#open(call);
    const parts: Buffer[] = [];
    for await (const part of this.#read(reply, call, deadline, errorOf)) parts.push(part);
    return new Reply(reply.status, Buffer.concat(parts), (came) => errorOf({ kind: "bad_reply", came }));
  }

  /**
   * For replies that are read as they arrive. The loop over the body throws SplunkdErrors too; leaving it ends the
   * request.
   */
  async stream(call: SplunkdCall): Promise<StreamedReply> {
    const { reply, deadline, errorOf } = await this.#open(call);
    return { body: this.#read(reply, call, deadline, errorOf), errorOf };
  }

  /** Gives up the idle connections and breaks those in use. */
  close(): void {
    this.#client.destroy();
  }

  async #open(call: SplunkdCall) {
    const timeout = call.limits?.timeout ?? this.#options.timeout ?? 10_000;
    const deadline = new Deadline(timeout, [this.#options.signal, call.limits?.signal]);
    const facts: FaultFacts = { call, origin: this.origin, sessionKey: this.#options.sessionKey };
    const errorOf = (fault: CallFault) =>
      deadline.how === undefined ? errorOfFault(fault, facts) : errorOfDeadline(deadline.how, timeout, facts);
    try {
      return { reply: await this.#trying(call, deadline), deadline, errorOf };
    } catch (error) {
      deadline.release();
      throw error instanceof CallFailure ? errorOf(error.fault) : error;
    }
  }

  /** A reading call is repeated once if there is time. Others are not, because splunkd may already have done them. */
  async #trying(call: SplunkdCall, deadline: Deadline): Promise<OpenReply> {
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

  async #request(call: SplunkdCall, { signal }: Deadline): Promise<OpenReply> {
    const type = call.form === undefined ? call.body?.type : "application/x-www-form-urlencoded";
    let reply: OpenReply;
    try {
      const { data } = await this.#service(signal).request(
        call.path,
        call.method,
        wellFormed(call.query),
        call.form === undefined ? undefined : wellFormed(call.form),
        call.body?.text,
        type === undefined ? {} : { "Content-Type": type },
      );
      reply = data;
    } catch (error) {
      if (error instanceof Error) throw new CallFailure({ kind: "connection", code: codeOf(error) });
      // From 400 on the SDK throws the response itself.
      reply = (error as Http.Response).data;
    }
    const { status, headers, body } = reply;
    if (status >= 200 && status < 300) return reply;
    // The status says enough even if the body breaks off.
    const { bytes } = await readBody(body, longestRefusal);
    const retryAfter = retryAfterOf(headers, Date.now);
    throw new CallFailure({ kind: "status", status, body: bytes.toString("utf8"), retryAfter });
  }

  /** A service for each call, because the SDK has no parameter for a signal. */
  #service(signal: AbortSignal): Service {
    return new Service(new SdkHttp(this.#client, signal), {
      ...this.#address,
      owner: "nobody",
      app: this.app,
      sessionKey: this.#options.sessionKey,
      authorization: "Splunk",
      autologin: false,
    });
  }

  /** The body, bounded in bytes and by the deadline, which ends with it. */
  async *#read(
    { body }: OpenReply,
    call: SplunkdCall,
    deadline: Deadline,
    errorOf: (fault: CallFault) => SplunkdError,
  ): AsyncGenerator<Buffer, void, void> {
    const longest = call.longest ?? longestReply;
    try {
      yield* atMost(body, longest);
    } catch (error) {
      throw errorOf(
        error instanceof BodyTooLongError
          ? { kind: "too_big", longest }
          : { kind: "connection", code: codeOf(error) },
      );
    } finally {
      deadline.release();
    }
  }
}

export interface StreamedReply {
  readonly body: AsyncGenerator<Buffer, void, void>;
  /** Puts what is wrong with the body into words. */
  readonly errorOf: (fault: CallFault) => SplunkdError;
}

/** Replaces the SDK's own Http, which accepts any certificate. */
class SdkHttp extends Http {
  readonly #client: HttpClient;
  readonly #signal: AbortSignal;

  constructor(client: HttpClient, signal: AbortSignal) {
    super();
    this.#client = client;
    this.#signal = signal;
  }

  override async makeRequest(url: string, { method, headers, body }: Http.Options): Promise<Http.Response> {
    const sent = body === "" ? undefined : body;
    const data = await this.#client.send({ method, url, headers, body: sent }, this.#signal);
    return { status: data.status, data, response: { headers: {} } };
  }
}

/** @throws SplunkdError `tls` when ca_file cannot be used */
function clientOf({ scheme, loopback }: SplunkdAddress, { caFile, splunkHome }: SplunkdOptions): HttpClient {
  const connections = 16;
  if (scheme === "http") return new HttpClient({ connections });
  const cacert = splunkHome === undefined ? undefined : join(splunkHome, "etc", "auth", "cacert.pem");
  try {
    const authorities = authoritiesWith(caFile, "[splunkd]", cacert);
    return new HttpClient({ connections, authorities, anyHostName: loopback });
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new SplunkdError("tls", error.finding, error.fix);
  }
}

/** The SDK's encoding throws at half a surrogate pair. */
function wellFormed(values: Readonly<Record<string, string | number>> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Buffer.from(String(value)).toString()]),
  );
}
