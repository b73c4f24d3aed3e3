import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface WebRequest {
  readonly method: string;
  /** Decoded, without what stands before and including `__raw/`. */
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly formKey: string;
}

export interface WebReply {
  readonly status: number;
  /** A string goes out as it is, which only Splunk Web's own pages do. */
  readonly body: unknown;
}

/** What the stand-in holds; tests read and change it. */
export interface SplunkState {
  /** local/llama.conf. */
  readonly stanzas: Map<string, Record<string, string>>;
  /** `realm:name:` and the key. */
  readonly passwords: Map<string, string>;
  confFileExists: boolean;
  configured: boolean;
  mayWrite: boolean;
  /** Rows of | llamadoctor. */
  findings: readonly Record<string, unknown>[];
  /** What the job looks like at each look at it; the last one stays. */
  jobStates: readonly Record<string, unknown>[];
  readonly requests: WebRequest[];
  /** Answers in place of the stand-in where it returns something. */
  intercept: (request: WebRequest) => WebReply | undefined;
}

export interface RunningSplunkWeb {
  readonly origin: string;
  readonly state: SplunkState;
  close(): Promise<void>;
}

export const formKey = "12345678901234567890";
export const saying = (status: number, text: string): WebReply => ({
  status,
  body: { messages: [{ type: "ERROR", text }] },
});

/** As much of Splunk Web's proxy to splunkd as the setup page uses, written from contracts/splunk.md section 4. */
export async function startSplunkWeb(): Promise<RunningSplunkWeb> {
  const state: SplunkState = {
    stanzas: new Map(),
    passwords: new Map(),
    confFileExists: true,
    configured: false,
    mayWrite: true,
    findings: [],
    jobStates: [{ isDone: true, isFailed: false, messages: [] }],
    requests: [],
    intercept: () => undefined,
  };
  const server = createServer(async (incoming, response) => {
    const request = await read(incoming);
    state.requests.push(request);
    const { status, body } = state.intercept(request) ?? answer(request, state);
    response.writeHead(status, {
      "content-type": typeof body === "string" ? "text/html" : "application/json",
    });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function read(incoming: IncomingMessage): Promise<WebRequest> {
  const url = new URL(incoming.url ?? "", "http://splunk.example");
  const body = new URLSearchParams(await text(incoming));
  return {
    method: incoming.method ?? "",
    path: url.pathname
      .replace(/^\/[a-z-]+\/splunkd\/__raw\//i, "")
      .split("/")
      .map(decodeURIComponent)
      .join("/"),
    fields: Object.fromEntries([...url.searchParams, ...body]),
    formKey: String(incoming.headers["x-splunk-form-key"] ?? ""),
  };
}

const inApp = "servicesNS/nobody/llama_log_analyzer";

function answer(request: WebRequest, state: SplunkState): WebReply {
  const { method, path, fields } = request;
  if (method !== "GET" && request.formKey !== formKey) return saying(403, "CSRF validation failed");
  if (fields.output_mode !== "json") return { status: 200, body: "<feed/>" };
  if (path === "services/authentication/current-context")
    return entries({ name: "context", content: { username: "priya" } });
  if (path === "services/apps/local/llama_log_analyzer") return app(request, state);
  if (path === `${inApp}/properties`) {
    state.confFileExists = true;
    return { status: 201, body: {} };
  }
  if (path.startsWith(`${inApp}/configs/conf-llama`))
    return conf(request, path.slice(`${inApp}/configs/conf-llama`.length + 1), state);
  if (path.startsWith(`${inApp}/storage/passwords`)) {
    return password(request, path.slice(`${inApp}/storage/passwords`.length + 1), state);
  }
  if (path.startsWith("servicesNS/priya/llama_log_analyzer/search/")) return search(request, state);
  return saying(404, "Not Found");
}

function app({ method, fields }: WebRequest, state: SplunkState): WebReply {
  if (method === "POST") state.configured = fields.configured === "true";
  const content = { configured: state.configured };
  return entries({ name: "llama_log_analyzer", content, acl: { can_write: state.mayWrite } });
}

function conf({ method, fields }: WebRequest, stanza: string, state: SplunkState): WebReply {
  const { output_mode, count, name = "", ...settings } = fields;
  if (!state.confFileExists) return saying(404, "Not Found");
  if (stanza === "") {
    if (method === "GET")
      return entries(...[...state.stanzas].map(([key, content]) => stanzaEntry(key, content)));
    if (state.stanzas.has(name)) return saying(409, `An object with name=${name} already exists`);
    state.stanzas.set(name, settings);
    return { status: 201, body: {} };
  }
  const known = state.stanzas.get(stanza);
  if (known === undefined) return saying(404, `Could not find object id=${stanza}`);
  if (method === "DELETE") state.stanzas.delete(stanza);
  else state.stanzas.set(stanza, { ...known, ...settings });
  return entries();
}

function stanzaEntry(name: string, content: Record<string, string>): Entry {
  return {
    name,
    content: { disabled: false, "eai:appName": "llama_log_analyzer", ...content },
    acl: { app: "llama_log_analyzer", removable: true },
  };
}

function password({ method, fields }: WebRequest, id: string, { passwords }: SplunkState): WebReply {
  if (id === "") {
    const key = `${fields.realm}:${fields.name}:`;
    if (passwords.has(key)) return saying(409, `Cannot create another credential with name=${key}`);
    passwords.set(key, fields.password ?? "");
    return { status: 201, body: {} };
  }
  if (!passwords.has(id)) return saying(404, `Could not find object id=${id}`);
  if (method === "DELETE") passwords.delete(id);
  else passwords.set(id, fields.password ?? "");
  return entries();
}

function search({ method, path }: WebRequest, state: SplunkState): WebReply {
  if (method === "POST") return { status: 201, body: { sid: "1700000000.1" } };
  if (path.endsWith("/results")) return { status: 200, body: { preview: false, results: state.findings } };
  const [now = {}, ...later] = state.jobStates;
  if (later.length > 0) state.jobStates = later;
  return entries({ name: "job", content: now });
}

interface Entry {
  readonly name: string;
  readonly content: Record<string, unknown>;
  readonly acl?: Record<string, unknown>;
}

const entries = (...entry: Entry[]): WebReply => ({ status: 200, body: { entry, paging: {}, messages: [] } });
