import { type Answer, type Receiver, type ReceiverOptions, startReceiver } from "./receiver.ts";

/** An event as it came. */
interface SeenEvent {
  readonly routing_key: string;
  readonly event_action: "trigger" | "resolve";
  readonly dedup_key?: string;
  readonly payload?: {
    readonly summary?: string;
    readonly source?: string;
    readonly severity?: string;
    readonly custom_details?: Readonly<Record<string, unknown>>;
  };
}

/** An alert there: what somebody is woken by. */
interface PagerdutyAlert {
  readonly routingKey: string;
  readonly dedupKey: string;
  state: "triggered" | "resolved";
  /** Those that were joined to it. */
  readonly events: SeenEvent[];
}

/** A local server that stands in for PagerDuty's Events API v2. */
export interface Pagerduty extends Receiver {
  /** In the order they were opened; one each that woke somebody. */
  readonly alerts: readonly PagerdutyAlert[];
}

const severities = ["critical", "error", "warning", "info"];

export async function startPagerduty(
  options: ReceiverOptions & { readonly routingKeys?: readonly string[] } = {},
): Promise<Pagerduty> {
  const routingKeys = options.routingKeys ?? ["0123456789abcdef0123456789abcdef"];
  const alerts: PagerdutyAlert[] = [];
  const receiver = await startReceiver((request) => {
    if (request.path !== "/v2/enqueue" || request.method !== "POST") return { status: 404, body: "" };
    if (Buffer.byteLength(request.body) > 512_000) return { status: 413, body: "" };
    const event = JSON.parse(request.body) as SeenEvent;
    const errors = errorsOf(event, routingKeys);
    if (errors.length > 0) {
      return answer(400, { status: "invalid event", message: "Event object is invalid", errors });
    }
    const dedupKey = event.dedup_key ?? `made-up-${alerts.length}`;
    take(event, dedupKey, alerts);
    return answer(202, { status: "success", message: "Event processed", dedup_key: dedupKey });
  }, options);
  return Object.assign(receiver, { alerts });
}

/** Without an open alert, only a trigger does anything. */
function take(event: SeenEvent, dedupKey: string, alerts: PagerdutyAlert[]): void {
  const open = alerts.find(
    (alert) =>
      alert.dedupKey === dedupKey && alert.routingKey === event.routing_key && alert.state !== "resolved",
  );
  if (open === undefined) {
    if (event.event_action !== "trigger") return;
    alerts.push({ routingKey: event.routing_key, dedupKey, state: "triggered", events: [event] });
    return;
  }
  open.events.push(event);
  if (event.event_action === "resolve") open.state = "resolved";
}

function errorsOf(event: SeenEvent, routingKeys: readonly string[]): string[] {
  const { routing_key, event_action, dedup_key, payload } = event;
  const errors: string[] = [];
  if (routing_key.length !== 32) {
    errors.push("Length of 'routing_key' is incorrect (should be 32 characters)");
  } else if (!routingKeys.includes(routing_key)) {
    errors.push("'routing_key' is invalid");
  }
  if ((dedup_key?.length ?? 0) > 255)
    errors.push("Length of 'dedup_key' is too long (maximum 255 characters)");
  if (event_action !== "trigger")
    return dedup_key === undefined ? [...errors, "'dedup_key' is required"] : errors;
  for (const field of ["summary", "source", "severity"] as const) {
    if ((payload?.[field] ?? "") === "") errors.push(`'payload.${field}' is missing or blank`);
  }
  if ((payload?.summary?.length ?? 0) > 1_024) {
    errors.push("Length of 'payload.summary' is too long (maximum 1024 characters)");
  }
  if (!severities.includes(payload?.severity ?? "")) errors.push("'payload.severity' is invalid");
  return errors;
}

function answer(status: number, body: object): Answer {
  return { status, body: JSON.stringify(body) };
}
