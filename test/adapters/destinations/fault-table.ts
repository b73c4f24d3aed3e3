import type { Outcome } from "../../../src/engine/ledger/delivery.ts";
import type { DestinationType } from "../../../src/engine/ledger/target.ts";
import {
  html,
  json,
  type Misbehaviour,
  redirect,
  status,
} from "../../support/alert-receivers/misbehaviour.ts";

type Failure = Exclude<Outcome, { outcome: "delivered" }>;

/** What comes of it: the outcome and its class, what a finding says, and the rest of it. */
export interface Expected {
  readonly outcome: Outcome["outcome"];
  readonly errorClass?: Failure["errorClass"];
  /** Part of the finding. */
  readonly says?: string;
  readonly status?: number;
  readonly providerError?: string;
  /** `undefined` said: nobody asked to wait. */
  readonly retryAfter?: number | undefined;
}

export interface FaultRow {
  readonly fault: string;
  readonly does: Misbehaviour;
  /** Ends with the call's time only. */
  readonly waits?: true;
  readonly expected: Readonly<Record<DestinationType, Expected>>;
}

const delivered: Expected = { outcome: "delivered" };
const notSent = (says: string, more: Partial<Expected> = {}): Expected => ({
  outcome: "not_sent",
  errorClass: "transient",
  says,
  ...more,
});
const unknown = (says: string, more: Partial<Expected> = {}): Expected => ({
  outcome: "unknown",
  errorClass: "unknown",
  says,
  ...more,
});
/** What something on the way answers in the destination's place. */
const onTheWay = (says: string, more: Partial<Expected> = {}): Expected => ({
  outcome: "not_sent",
  errorClass: "path",
  says,
  ...more,
});
const foreign = (says: string, more: Partial<Expected> = {}): Expected => ({
  outcome: "unknown",
  errorClass: "path",
  says,
  ...more,
});
const config = (says: string, more: Partial<Expected> = {}): Expected => ({
  outcome: "rejected",
  errorClass: "config",
  says,
  ...more,
});
const poison = (more: Partial<Expected> = {}): Expected => ({
  outcome: "rejected",
  errorClass: "poison",
  says: "will not take",
  ...more,
});

function all(expected: Expected, but: Partial<Record<DestinationType, Expected>> = {}): FaultRow["expected"] {
  return { slack: expected, slack_webhook: expected, pagerduty: expected, webhook: expected, ...but };
}

/** A signed webhook has taken a message with any 2xx that is no page. */
const butWebhook = (expected: Expected) => all(expected, { webhook: delivered });

const busy = (retryAfter: number | undefined): Expected =>
  notSent("takes no more just now", { status: 429, retryAfter });
/** PagerDuty names no time, and asks for some minutes. */
const busyFor = (retryAfter: number | undefined) =>
  all(busy(retryAfter), { pagerduty: busy(retryAfter ?? 120_000) });
const failedWithin = (code: number, retryAfter?: number): Expected =>
  notSent("failed within", { status: code, retryAfter });
const proxied = (code: number, retryAfter?: number) =>
  all(foreign("words that are not its own", { status: code, retryAfter }));
/** A webhook may say it with its status alone; the others always say something. */
const empty = (code: number, retryAfter?: number) =>
  all(foreign("words that are not its own", { status: code, retryAfter }), {
    webhook: failedWithin(code, retryAfter),
  });
const butWebhookSays = (code: number, expected: Expected) =>
  all(onTheWay("words that are not its own", { status: code }), { webhook: { ...expected, status: code } });

/** What a receiver may do to a request that it got; the words of each destination are in tables of their own. */
export const faultRows: readonly FaultRow[] = [
  {
    fault: "no answer at all",
    does: { does: "hang" },
    waits: true,
    expected: all(unknown("did not answer within 0.6 seconds")),
  },
  {
    fault: "a reset before the answer",
    does: { does: "reset" },
    expected: all(unknown("broke the connection before")),
  },
  { fault: "no HTTP", does: { does: "no HTTP" }, expected: all(unknown("broke the connection before")) },
  {
    fault: "a stall after the headers",
    does: { does: "stall after the headers" },
    waits: true,
    expected: butWebhook(unknown("did not come in time", { status: 200 })),
  },
  {
    fault: "a byte at a time",
    does: { does: "drip", milliseconds: 50 },
    waits: true,
    expected: butWebhook(unknown("did not come in time", { status: 200 })),
  },
  {
    fault: "a byte at a time after a 500",
    does: { does: "drip", milliseconds: 50, status: 500 },
    waits: true,
    expected: proxied(500),
  },
  {
    fault: "a reset inside the body",
    does: { does: "reset inside the body" },
    expected: butWebhook(unknown("broke the connection within its reply", { status: 200 })),
  },
  {
    fault: "JSON that is cut",
    does: status(200, '{"ok":true,"ts":"17'),
    expected: butWebhook(foreign("no reply of its own", { status: 200 })),
  },
  {
    fault: "JSON that is null",
    does: status(200, "null"),
    expected: butWebhook(foreign("no reply of its own", { status: 200 })),
  },
  {
    fault: "HTML with 200",
    does: html(),
    expected: all(foreign("no reply of its own", { status: 200 })),
  },
  {
    fault: "no content",
    does: status(204),
    expected: butWebhook(foreign("no reply of its own", { status: 204 })),
  },
  {
    fault: "10 MB",
    does: { does: "big body", bytes: 10_000_000 },
    expected: butWebhook(foreign("more than 64 KB", { status: 200 })),
  },
  {
    fault: "10 MB with 500",
    does: { does: "big body", bytes: 10_000_000, status: 500 },
    expected: proxied(500),
  },
  {
    fault: "a redirect",
    does: redirect("https://elsewhere.example.com/"),
    expected: all(onTheWay("leads elsewhere", { status: 301 })),
  },
  { fault: "400", does: status(400), expected: butWebhookSays(400, poison()) },
  { fault: "401", does: status(401), expected: butWebhookSays(401, config("check secret")) },
  {
    fault: "403 with HTML",
    does: html(403),
    expected: all(onTheWay("check the URL and proxy", { status: 403 })),
  },
  { fault: "404", does: status(404), expected: butWebhookSays(404, config("check the URL")) },
  { fault: "407", does: status(407), expected: butWebhookSays(407, config("check proxy")) },
  { fault: "410", does: status(410), expected: butWebhookSays(410, config("check the URL")) },
  { fault: "413", does: status(413), expected: butWebhookSays(413, poison()) },
  { fault: "408", does: status(408), expected: all(notSent("takes no more just now", { status: 408 })) },
  { fault: "429 with 7 seconds", does: status(429, "", "7"), expected: busyFor(7_000) },
  { fault: "429 without Retry-After", does: status(429), expected: busyFor(undefined) },
  { fault: "429 with 1000 days", does: status(429, "", "86400000"), expected: busyFor(3_600_000) },
  {
    fault: "429 with a date",
    does: status(429, "", "Sat, 21 Nov 2026 12:12:42 GMT"),
    expected: busyFor(30_000),
  },
  {
    fault: "429 with a date that is over",
    does: status(429, "", "Sat, 21 Nov 2026 11:00:00 GMT"),
    expected: busyFor(0),
  },
  { fault: "429 with nonsense", does: status(429, "", "soon"), expected: busyFor(undefined) },
  { fault: "429 with less than nothing", does: status(429, "", "-5"), expected: busyFor(undefined) },
  { fault: "500", does: status(500), expected: empty(500) },
  { fault: "502 with HTML", does: html(502), expected: proxied(502) },
  { fault: "503 with a wait", does: status(503, "", "20"), expected: empty(503, 20_000) },
  { fault: "504", does: status(504), expected: empty(504) },
];

/** Slack's words for a failure, with 200 from its API. */
export const slackWords = {
  transient: [
    "ratelimited",
    "rate_limited",
    "service_unavailable",
    "fatal_error",
    "internal_error",
    "request_timeout",
    "team_added_to_org",
    "org_login_required",
    "message_limit_exceeded",
  ],
  config: [
    "invalid_auth",
    "not_authed",
    "account_inactive",
    "token_revoked",
    "token_expired",
    "missing_scope",
    "not_allowed_token_type",
    "access_denied",
    "channel_not_found",
    "not_in_channel",
    "is_archived",
    "restricted_action",
    "restricted_action_read_only_channel",
    "no_permission",
    "ekm_access_denied",
    "team_not_found",
    "a_word_of_next_year",
  ],
  poison: [
    "no_text",
    "invalid_blocks",
    "invalid_blocks_format",
    "msg_blocks_too_long",
    "msg_too_long",
    "too_many_attachments",
    "invalid_metadata_format",
    "invalid_metadata_schema",
    "metadata_too_large",
    "attachment_payload_limit_exceeded",
    "markdown_text_conflict",
    "invalid_arg_name",
  ],
} as const;

/** What Slack's webhooks answer, in plain text. */
export const webhookWords: readonly (readonly [number, string, Expected])[] = [
  [400, "invalid_payload", poison({ providerError: "invalid_payload" })],
  [400, "no_text", poison({ providerError: "no_text" })],
  [400, "too_many_attachments", poison({ providerError: "too_many_attachments" })],
  [400, "invalid_blocks", poison({ providerError: "invalid_blocks" })],
  [400, "user_not_found", poison({ providerError: "user_not_found" })],
  [403, "action_prohibited", config("action_prohibited", { providerError: "action_prohibited" })],
  [403, "invalid_token", config("make a new one", { providerError: "invalid_token" })],
  [
    403,
    "posting_to_general_channel_denied",
    config("posting_to", { providerError: "posting_to_general_channel_denied" }),
  ],
  [404, "channel_not_found", config("create the channel", { providerError: "channel_not_found" })],
  [404, "no_service", config("make a new one", { providerError: "no_service" })],
  [404, "no_team", config("no_team", { providerError: "no_team" })],
  [404, "team_disabled", config("team_disabled", { providerError: "team_disabled" })],
  [404, "no_service_id", config("no_service_id", { providerError: "no_service_id" })],
  [410, "channel_is_archived", config("name another", { providerError: "channel_is_archived" })],
  [429, "rate_limited", notSent("takes no more", { retryAfter: undefined })],
  [500, "rollup_error", notSent("takes no more", { providerError: "rollup_error" })],
  [500, "internal_server_error", notSent("takes no more", { providerError: "internal_server_error" })],
  [200, "error", foreign("no reply of its own")],
  [400, "bad_request", onTheWay("words that are not its own")],
  [403, "forbidden", onTheWay("words that are not its own")],
  [410, "gone", onTheWay("words that are not its own")],
];

/** PagerDuty's own words. */
export const pagerdutyWords: readonly (readonly [string, Misbehaviour, Expected])[] = [
  [
    "400 for a field",
    json(400, {
      status: "invalid event",
      message: "Event object is invalid",
      errors: ["'payload.summary' is missing or blank"],
    }),
    poison({ status: 400, providerError: "'payload.summary' is missing or blank" }),
  ],
  [
    "400 for the routing key",
    json(400, {
      status: "invalid event",
      message: "Event object is invalid",
      errors: ["Length of 'routing_key' is incorrect (should be 32 characters)"],
    }),
    config("does not know the routing key", {
      status: 400,
      providerError: "Length of 'routing_key' is incorrect (should be 32 characters)",
    }),
  ],
  [
    "500 in its own words",
    json(500, { status: "error", message: "Internal error", errors: [] }),
    failedWithin(500),
  ],
  [
    "429 in its own words",
    json(429, { status: "throttle exceeded", message: "Too many", errors: [] }),
    busy(120_000),
  ],
  ["200 instead of 202", json(200, { status: "success", dedup_key: "k" }), foreign("no reply of its own")],
  ["202 without a key", json(202, { status: "success" }), foreign("no reply of its own")],
];
