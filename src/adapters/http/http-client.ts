import { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { codeOf } from "../process/error-code.ts";
import type { ConnectionOptions } from "./dispatcher.ts";
import type { AnswerHeaders } from "./retry-after.ts";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Closes the connection behind the reply. */
  readonly closes?: boolean;
}

/** A reply whose body has not been read yet. Leaving the loop over the body ends the connection. */
export interface OpenReply {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: AsyncIterable<Buffer>;
}

/** No reply came. Its message says nothing and it has no `cause`, because undici's error may hold a URL or header. */
export class NoReplyError extends Error {
  /** The innermost error's; empty where it has none. */
  readonly code: string;
  /** False when certainly not one byte of the request was written. */
  readonly isSent: boolean;

  constructor(code: string, isSent: boolean) {
    super("no reply");
    this.code = code;
    this.isSent = isSent;
  }
}

/**
 * Sends HTTP requests. Follows no redirect, repeats nothing, keeps no cookie. undici is loaded with the first request,
 * so a program that sends nothing does not pay for it.
 */
export class HttpClient {
  readonly #options: ConnectionOptions;
  #dispatcher: Promise<Dispatcher> | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /**
   * @param signal ends the request, and the reading of its reply
   * @throws NoReplyError; TypeError when the proxy is no URL
   */
  async send(request: HttpRequest, signal: AbortSignal): Promise<OpenReply> {
    this.#dispatcher ??= loadDispatcher().then(({ createDispatcher }) => createDispatcher(this.#options));
    const dispatcher = await this.#dispatcher;
    const { origin, pathname, search } = new URL(request.url);
    const handler = new ReplyHandler(signal);
    if (!signal.aborted) {
      const { method, headers, body = null, closes = false } = request;
      dispatcher.dispatch({ origin, path: pathname + search, method, headers, body, reset: closes }, handler);
    }
    return handler.reply;
  }

  /** Breaks connections that are in use, and gives up the idle ones. */
  destroy(): void {
    void this.#dispatcher?.then((dispatcher) => dispatcher.destroy()).catch(() => undefined);
  }
}

/** @throws NoReplyError when a file of the build is missing */
function loadDispatcher(): Promise<typeof import("./dispatcher.ts")> {
  return import("./dispatcher.ts").catch((error: unknown) => {
    throw new NoReplyError(codeOf(error), false);
  });
}

/** Follows one request from its first byte to the end of its reply. */
class ReplyHandler implements Dispatcher.DispatchHandler {
  readonly reply: Promise<OpenReply>;
  readonly #signal: AbortSignal;
  readonly #stop = () => this.#fail(new NoReplyError("ABORT_ERR", this.#isSent));
  #resolve: (reply: OpenReply) => void = () => undefined;
  #reject: (error: NoReplyError) => void = () => undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #isSent = false;
  #body: Readable | undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    this.reply = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    if (signal.aborted) this.#stop();
    else signal.addEventListener("abort", this.#stop, { once: true });
  }

  /** Called when the connection stands, its certificate is checked, and the request is about to be written. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#signal.aborted) controller.abort(new Error("not waited for"));
    else this.#isSent = true;
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    // A status below 200 announces the real one.
    if (status < 200) return;
    const body = new Readable({
      read: () => controller.resume(),
      destroy: (error, done) => {
        this.#signal.removeEventListener("abort", this.#stop);
        // Does nothing where the reply has ended.
        controller.abort(error ?? new Error("not read to its end"));
        done(error);
      },
    });
    // An error that comes before the body is read would end the process without a listener. The reader still gets it.
    body.on("error", () => undefined);
    this.#body = body;
    this.#resolve({ status, headers: { get: (name) => [headers[name]].flat()[0] ?? null }, body });
  }

  onResponseData(controller: Dispatcher.DispatchController, part: Buffer): void {
    if (this.#body?.push(part) === false) controller.pause();
  }

  /** undici frees the connection a turn later. Without the delay, a request sent at once would open another one. */
  onResponseEnd(): void {
    process.nextTick(() => setImmediate(() => this.#body?.push(null)));
  }

  onResponseError(_controller: unknown, error: unknown): void {
    this.#fail(new NoReplyError(codeOf(error), this.#isSent));
  }

  #fail(error: NoReplyError): void {
    this.#signal.removeEventListener("abort", this.#stop);
    this.#reject(error);
    if (this.#body === undefined) this.#controller?.abort(error);
    else this.#body.destroy(error);
  }
}
