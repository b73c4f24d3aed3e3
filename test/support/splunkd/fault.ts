import type { ServerResponse } from "node:http";

/** What splunkd, or what stands in its place, does wrong with one request. */
export type Fault =
  | { readonly does: "hang" }
  /** A reply, a byte at a time. */
  | { readonly does: "drip"; readonly milliseconds: number }
  | { readonly does: "reset" }
  | { readonly does: "reset inside the body"; readonly body?: string }
  | {
      readonly does: "status";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** 200 with this. */
  | { readonly does: "body"; readonly body: string | Buffer; readonly type?: string }
  | { readonly does: "endless body" }
  /** The same line for as long as somebody reads. */
  | { readonly does: "endless rows"; readonly row: string }
  | { readonly does: "no HTTP" };

export const status = (code: number, text = "no", headers: Readonly<Record<string, string>> = {}): Fault => ({
  does: "status",
  status: code,
  headers,
  body: JSON.stringify({ messages: [{ type: "ERROR", text }] }),
});

/** As splunkd says it when the session has run out. */
export const expiredSession = (): Fault => status(401, "call not properly authenticated");

export const redirect = (location: string): Fault => ({
  does: "status",
  status: 302,
  headers: { location },
  body: "",
});

export const html = (code = 200): Fault => ({
  does: "status",
  status: code,
  headers: { "content-type": "text/html" },
  body: "<!doctype html><html><body><h1>Sign in</h1></body></html>",
});

export function commit(fault: Fault, response: ServerResponse): void {
  switch (fault.does) {
    case "hang":
      return;
    case "drip":
      drip(response, fault.milliseconds);
      return;
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "reset inside the body":
      response.writeHead(200, { "content-type": "application/json", "content-length": "100000" });
      response.write(fault.body ?? '{"entry":[', () => response.socket?.resetAndDestroy());
      return;
    case "status":
      response.writeHead(fault.status, { "content-type": "application/json", ...fault.headers });
      response.end(fault.body ?? "");
      return;
    case "body":
      response.writeHead(200, { "content-type": fault.type ?? "application/json" });
      response.end(fault.body);
      return;
    case "endless body":
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"entry":[{"name":"');
      pour(response, Buffer.alloc(64 * 1024, "x"));
      return;
    case "endless rows":
      response.writeHead(200, { "content-type": "application/json" });
      pour(response, Buffer.from(fault.row.repeat(100)));
      return;
    case "no HTTP":
      response.socket?.end("220 mail.example.com ESMTP ready\r\n");
      return;
  }
}

function drip(response: ServerResponse, milliseconds: number): void {
  response.writeHead(200, { "content-type": "application/json" });
  const timer = setInterval(() => response.write(" "), milliseconds);
  response.on("close", () => clearInterval(timer));
}

/** For as long as the client takes it. */
function pour(response: ServerResponse, block: Buffer): void {
  const more = () => {
    while (!response.destroyed) {
      if (!response.write(block)) {
        response.once("drain", more);
        return;
      }
    }
  };
  more();
}
