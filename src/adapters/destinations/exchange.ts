import type { Dispatcher } from "undici";
import { codeOf } from "../error-code.ts";
import type { AnswerHeaders } from "../model/retry-after.ts";

/** Bytes of a reply that are read where a call does not say otherwise: to a message they have a few hundred. */
export const usualReply = 64 * 1024;

export interface Reply {
  readonly kind: "reply";
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** May repeat what was sent: for looking at, never for messages. */
  readonly body: string;
  /** Why the body is not whole. */
  readonly cut?: "timeout" | "broken" | "too_big";
}

/** What came of one call. */
export type Exchange =
  | Reply
  /** Surely not there: not one byte of the request was written. */
  | { readonly kind: "not_sent"; readonly code: string }
  /** Surely not there, for it was not allowed to be sent; the finding is a whole sentence. */
  | { readonly kind: "not_allowed"; readonly finding: string }
  /** Written, at least in part, and no reply came. */
  | { readonly kind: "no_reply"; readonly code: string };

/** How the deadline ended a call, as a code like the system's. */
export const endedCodes = { timeout: "TIMEOUT", cancelled: "CANCELLED" } as const;

/** Follows one request from its first byte to the end of its reply, and never throws. */
export class ExchangeHandler implements Dispatcher.DispatchHandler {
  readonly done: Promise<Exchange>;
  #settle: (exchange: Exchange) => void = () => undefined;
  #begun = false;
  #status: number | undefined;
  #headers: Readonly<Record<string, string | string[] | undefined>> = {};
  readonly #longest: number;
  readonly #parts: Buffer[] = [];
  #length = 0;

  /** @param longest bytes of the reply that are read */
  constructor(longest: number) {
    this.#longest = longest;
    this.done = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  /** Called when the connection stands, its certificate is checked, and the request is about to be written. */
  onRequestStart(): void {
    this.#begun = true;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    // Those below 200 announce the real one.
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(controller: Dispatcher.DispatchController, part: Buffer): void {
    this.#length += part.length;
    if (this.#length <= this.#longest) {
      this.#parts.push(part);
      return;
    }
    this.#settle(this.#reply("too_big"));
    controller.abort(new Error("the reply is too long"));
  }

  onResponseEnd(): void {
    this.#settle(this.#reply());
  }

  onResponseError(_controller: unknown, error: unknown): void {
    this.end(codeOf(error));
  }

  /** No more will come of it. @param code of an error, or one of `endedCodes` */
  end(code: string): void {
    if (this.#status !== undefined)
      this.#settle(this.#reply(code === endedCodes.timeout ? "timeout" : "broken"));
    else this.#settle({ kind: this.#begun ? "no_reply" : "not_sent", code });
  }

  #reply(cut?: Reply["cut"]): Reply {
    const headers = this.#headers;
    return {
      kind: "reply",
      status: this.#status ?? 0,
      headers: { get: (name) => [headers[name]].flat()[0] ?? null },
      body: Buffer.concat(this.#parts).toString("utf8"),
      ...(cut === undefined ? {} : { cut }),
    };
  }
}
