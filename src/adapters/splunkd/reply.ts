import type { z } from "zod";
import type { SplunkdError } from "./splunkd-error.ts";

/** A good reply, read whole. */
export class Reply {
  readonly status: number;
  /** Length of the body. */
  readonly bytes: number;
  readonly #body: Buffer;
  readonly #bad: (came: string) => SplunkdError;

  /** @param bad the error for a body that is not splunkd's; takes the end of "answered with …" */
  constructor(status: number, body: Buffer, bad: (came: string) => SplunkdError) {
    this.status = status;
    this.bytes = body.length;
    this.#body = body;
    this.#bad = bad;
  }

  /**
   * The body as JSON of this shape. Its content type is not looked at: proxies get it wrong.
   *
   * @throws SplunkdError `bad_reply`; it does not repeat the body
   */
  json<T>(shape: z.ZodType<T>): T {
    let value: unknown;
    try {
      value = JSON.parse(this.#body.toString("utf8"));
    } catch {
      throw this.#bad(notJson(this.#body));
    }
    const checked = shape.safeParse(value);
    if (!checked.success) throw this.#bad("JSON that is not what is documented for this call");
    return checked.data;
  }
}

/** What came in place of JSON, as the end of "answered with …". */
export function notJson(body: Buffer): string {
  const start = body.subarray(0, 200).toString("utf8").trimStart();
  if (start === "") return "nothing";
  if (/^<(?:!doctype html|html)/i.test(start)) return "an HTML page, as Splunk Web or a proxy would,";
  return "something that is not JSON";
}
