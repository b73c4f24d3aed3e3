import * as http from "node:http";
import * as https from "node:https";
import Http from "splunk-sdk/lib/http.js";

/** What cannot go through the SDK's own arguments. */
interface CallFacts {
  readonly signal: AbortSignal;
}

const agentSettings = {
  keepAlive: true,
  /** More wait for their turn, within their own deadlines. */
  maxSockets: 16,
  /**
   * Milliseconds until an idle connection is given up: before splunkd does so (12 s when it is busy), or a
   * call that may not be repeated meets the close.
   */
  timeout: 4_000,
};

/**
 * The SDK's Http on Node's own, in place of the one it brings, which accepts any certificate. The response's
 * `data` is the message with its body unread. No redirect is followed and no proxy asked: Node does neither
 * unless told. Cookies are not kept, for the session key says it all.
 */
export class VerifiedHttp extends Http {
  readonly #agent: http.Agent;
  readonly #send: typeof http.request;
  readonly #facts = new WeakMap<object, CallFacts>();

  /**
   * @param authorities PEM; undefined for those that Node knows
   * @param anyHostName whether the certificate may be another host's: splunkd's default one names none
   */
  constructor(scheme: "https" | "http", authorities: string[] | undefined, anyHostName: boolean) {
    super();
    this.#send = scheme === "https" ? https.request : http.request;
    this.#agent =
      scheme === "https"
        ? new https.Agent({
            ...agentSettings,
            // Said although it is the default, for NODE_TLS_REJECT_UNAUTHORIZED=0 would change that.
            rejectUnauthorized: true,
            ...(authorities === undefined ? {} : { ca: authorities }),
            ...(anyHostName ? { checkServerIdentity: () => undefined } : {}),
          })
        : new http.Agent(agentSettings);
  }

  /** Remembers by the headers, which the SDK hands on as they are, what ends the call that has them. */
  withSignal(headers: Record<string, string>, signal: AbortSignal): Record<string, string> {
    this.#facts.set(headers, { signal });
    return headers;
  }

  override makeRequest(url: string, { method, headers, body }: Http.Options): Promise<Http.Response> {
    const signal = this.#facts.get(headers)?.signal;
    return new Promise((resolve, reject) => {
      const request = this.#send(
        url,
        { method, headers, agent: this.#agent, ...(signal === undefined ? {} : { signal }) },
        (message) => resolve({ status: message.statusCode ?? 0, data: message, response: { headers: {} } }),
      );
      // Stays: an error may come after the response has, and unheard it would end the process.
      request.on("error", reject);
      request.end(body === "" ? undefined : body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
