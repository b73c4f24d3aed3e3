import type { ServerResponse } from "node:http";

/**
 * What a receiver does wrong with one request. With `taken` it first does what was asked, and only its answer is
 * lost: so a message is there of which the sender cannot know.
 */
export type Misbehaviour = { readonly taken?: boolean } & (
  | { readonly does: "hang" }
  | { readonly does: "stall after the headers" }
  /** 200 and blanks, a byte at a time. */
  | { readonly does: "drip"; readonly milliseconds: number; readonly status?: number }
  | { readonly does: "reset" }
  | { readonly does: "reset inside the body"; readonly status?: number }
  | {
      readonly does: "status";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | { readonly does: "big body"; readonly bytes: number; readonly status?: number }
  | { readonly does: "no HTTP" }
);

/** @param retryAfter the header: seconds, a date, or anything else */
export function status(code: number, body = "", retryAfter?: string): Misbehaviour {
  return {
    does: "status",
    status: code,
    headers: retryAfter === undefined ? {} : { "retry-after": retryAfter },
    body,
  };
}

export const json = (code: number, body: object, retryAfter?: string): Misbehaviour =>
  status(code, JSON.stringify(body), retryAfter);

/** As a proxy or a login page answers in a receiver's place. */
export const html = (code = 200): Misbehaviour => ({
  does: "status",
  status: code,
  headers: { "content-type": "text/html" },
  body: "<!doctype html><html><body><h1>Sign in</h1></body></html>",
});

export const redirect = (location: string, code = 301): Misbehaviour => ({
  does: "status",
  status: code,
  headers: { location },
});

export function commit(fault: Misbehaviour, response: ServerResponse): void {
  switch (fault.does) {
    case "hang":
      return;
    case "stall after the headers":
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.flushHeaders();
      return;
    case "drip":
      drip(response, fault.milliseconds, fault.status ?? 200);
      return;
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "reset inside the body":
      response.writeHead(fault.status ?? 200, {
        "content-type": "application/json",
        "content-length": "1000",
      });
      response.write('{"ok":true,"', () => response.socket?.resetAndDestroy());
      return;
    case "status":
      response.writeHead(fault.status, { "content-type": "application/json", ...fault.headers });
      response.end(fault.body ?? "");
      return;
    case "big body":
      pour(response, fault.bytes, fault.status ?? 200);
      return;
    case "no HTTP":
      response.socket?.end("220 mail.example.com ESMTP ready\r\n");
      return;
  }
}

function drip(response: ServerResponse, milliseconds: number, code: number): void {
  response.writeHead(code, { "content-type": "application/json" });
  const timer = setInterval(() => response.write(" "), milliseconds);
  response.on("close", () => clearInterval(timer));
}

function pour(response: ServerResponse, bytes: number, code: number): void {
  const block = Buffer.alloc(64 * 1024, "x");
  let left = bytes;
  response.writeHead(code, { "content-type": "application/json" });
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= block.length;
      if (!response.write(block)) {
        response.once("drain", more);
        return;
      }
    }
    response.end();
  };
  more();
}
