import type { SeenRequest } from "../splunkd/exchange.ts";
import { type Fault, status } from "../splunkd/fault.ts";
import { startSplunkd } from "../splunkd/start-splunkd.ts";

/** A request of the page, in the form that tests compare. */
interface WebRequest {
  readonly method: string;
  /** Decoded, behind /services or /servicesNS/<owner>/<app>. */
  readonly path: string;
  /** The owner and the app of /servicesNS; empty for /services. */
  readonly namespace: string;
  readonly fields: Readonly<Record<string, string>>;
}

type Row = Readonly<Record<string, string | readonly string[]>>;

export interface RunningSplunkWeb {
  readonly origin: string;
  /** local/llama.conf. */
  readonly stanzas: Map<string, Record<string, string>>;
  readonly requests: readonly WebRequest[];
  /** Rows of | llamadoctor. */
  findings: readonly Row[];
  /** What its job is at each look; the last one stays. */
  jobStates: readonly Record<string, unknown>[];
  /** What goes wrong with a request; undefined is answered well. */
  fault: (request: WebRequest) => Fault | undefined;
  configured: boolean;
  /** Of those in the app's realm. */
  passwordOf(name: string): string | undefined;
  storePassword(name: string, password: string): void;
  /** As before anybody wrote llama.conf. */
  forgetConfFile(): void;
  close(): Promise<void>;
}

export const formKey = "12345678901234567890";
const appName = "llama_log_analyzer";

/** The stand-in of splunkd, behind what Splunk Web adds: the form key, and search jobs that are looked at. */
export async function startSplunkWeb(): Promise<RunningSplunkWeb> {
  const requests: WebRequest[] = [];
  const splunkd = await startSplunkd({ anonymousRole: "admin" });
  const { state } = splunkd;
  const app = () => state.apps.get(appName) as Record<string, string>;
  const web: RunningSplunkWeb = {
    origin: splunkd.url,
    get stanzas() {
      return state.conf.get("llama") ?? new Map();
    },
    requests,
    findings: [],
    jobStates: [{ isDone: true, isFailed: false, messages: [] }],
    fault: () => undefined,
    get configured() {
      return app().configured === "true";
    },
    set configured(value) {
      app().configured = String(value);
    },
    passwordOf: (name) => state.passwords.get(`${appName}:${name}:`)?.password,
    storePassword: (name, password) =>
      state.passwords.set(`${appName}:${name}:`, { realm: appName, name, password }),
    forgetConfFile: () => state.conf.delete("llama"),
    close: () => splunkd.close(),
  };
  splunkd.fault = (seen) => {
    const request = webRequest(seen);
    requests.push(request);
    if (seen.method !== "GET" && seen.headers["x-splunk-form-key"] !== formKey) {
      return status(403, "CSRF validation failed");
    }
    const fault = web.fault(request);
    if (fault !== undefined) return fault;
    if (seen.query.get("output_mode") !== "json") return { does: "body", body: "<feed/>", type: "text/xml" };
    if (request.path === "properties") {
      state.conf.set(request.fields.__conf ?? "", new Map());
      return json({}, 201);
    }
    return request.path.startsWith("search/") ? jobReply(request, web) : undefined;
  };
  return web;
}

function webRequest({ method, parts, owner, app, query, form }: SeenRequest): WebRequest {
  const namespace = owner === undefined ? "" : `${owner}/${app}`;
  return { method, path: parts.join("/"), namespace, fields: Object.fromEntries([...query, ...form]) };
}

function jobReply({ method, path }: WebRequest, web: RunningSplunkWeb): Fault {
  if (method === "POST") return json({ sid: "1700000000.1" }, 201);
  if (path.endsWith("/results")) return json({ preview: false, results: web.findings });
  const [now = {}, ...later] = web.jobStates;
  if (later.length > 0) web.jobStates = later;
  return json({ entry: [{ name: "job", content: now }] });
}

export function json(value: unknown, code = 200): Fault {
  return { does: "status", status: code, body: JSON.stringify(value) };
}
