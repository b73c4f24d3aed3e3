import type { Message } from "../../../src/engine/delivery/destination.ts";
import type { Alert, AlertReason, CmdbAnswer, Transition } from "../../../src/engine/ledger/alert.ts";
import { severities } from "../../../src/engine/verdict.ts";
import { fc } from "../../support/fast-check.ts";

/** What somebody writes into a log who wants more than to be read. */
const hostile = fc.constantFrom(
  "<!channel>",
  "<!here|here>",
  "<@U012AB3CD>",
  "<#C0OPSALERTS>",
  "<!subteam^S012>",
  "@here @channel @everyone",
  "<https://evil.example.com|Open the events in Splunk>",
  "<!date^0^{date}^https://evil.example.com|now>",
  "&lt;!channel&gt;",
  "&amp;lt;!channel&amp;gt;",
  "```\n<!channel>\n```",
  "`*_~bold~_*`",
  "> quoted\n• item",
  ":rotating_light:",
  "\u202Egnitseretni\u202C",
  "\u200B\u2066<!channel>\u2069\uFEFF",
  "\u0000\u0007\u001B[31mred\u001B[0m",
  "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}",
  "\uD83D",
  "e\u0301".repeat(40),
  "line\r\nline\u2028line",
  '"}],"text":"<!channel>',
);
const text = fc.oneof(
  hostile,
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.array(fc.oneof(hostile, fc.string({ maxLength: 20 })), { maxLength: 6 }).map((parts) => parts.join(" ")),
  // Long, and made of what grows when it is escaped or encoded.
  fc.tuple(hostile, fc.integer({ min: 1, max: 400 })).map(([part, times]) => part.repeat(times)),
  fc
    .constantFrom("<", "&", ">", "é", "\u{1F999}", "x")
    .chain((one) => fc.integer({ min: 2_000, max: 5_000 }).map((times) => one.repeat(times))),
);
const time = fc.oneof(
  fc.integer({ min: 0, max: 4_000_000_000_000 }),
  fc.constantFrom(Number.NaN, 1e18, -1, Number.POSITIVE_INFINITY),
);
const count = fc.nat(10_000_000);
const link = fc.oneof(
  fc.constantFrom(
    "",
    "https://splunk.example.com/app/search/@go?sid=a&b=<c>|d",
    "javascript:alert(1)",
    "https://splunk.example.com/#<!channel>|x> <!here>",
    "//",
  ),
  text,
  text.map((part) => `https://splunk.example.com/?q=${part}`),
);

const arbitraryAlert: fc.Arbitrary<Alert> = fc.record(
  {
    id: text,
    identity: text,
    episode: fc.integer({ min: 1, max: 1_000 }),
    revision: fc.integer({ min: 1, max: 1_000 }),
    transition: fc.constantFrom<Transition>("trigger", "update", "resolve"),
    reason: fc.constantFrom<AlertReason>(
      "first_seen",
      "reopened",
      "severity_changed",
      "owner_changed",
      "ten_times_as_many",
      "still_going_on",
      "said_resolved",
      "not_seen_any_more",
      "digest",
      "test",
    ),
    severity: fc.constantFrom(...severities),
    previousSeverity: fc.constantFrom(...severities),
    service: text,
    ownership: fc.record({
      answer: fc.constantFrom<CmdbAnswer>("found", "no_entry", "unavailable", "no_service"),
      owner: text,
      escalationPolicy: text,
      slackChannel: text,
      pagerdutyKeyName: text,
      more: fc.dictionary(text, text, { maxKeys: 12 }),
    }),
    anomaly: fc.record({ cause: text, action: text, evidence: text, templateId: text, template: text }),
    count,
    first: fc.option(time, { nil: undefined }),
    last: fc.option(time, { nil: undefined }),
    hosts: fc.array(text, { maxLength: 12 }),
    hostCount: count,
    examples: fc.array(text, { maxLength: 3 }),
    judgedBy: fc.record({ llm: count, cached: count, local: count, model: text }),
    link,
    search: fc.record({ name: text, app: text, owner: text, sid: text }),
    time,
    digest: fc.array(fc.record({ severity: fc.constantFrom(...severities), cause: text, count }), {
      maxLength: 60,
    }),
  },
  {
    requiredKeys: [
      "id",
      "identity",
      "episode",
      "revision",
      "transition",
      "reason",
      "severity",
      "service",
      "ownership",
      "anomaly",
      "count",
      "first",
      "last",
      "hosts",
      "hostCount",
      "examples",
      "judgedBy",
      "link",
      "search",
      "time",
    ],
  },
) as fc.Arbitrary<Alert>;

/** Any alert, with content as bad as it gets; times and counts, too. */
export const arbitraryMessage: fc.Arbitrary<Message> = fc.record(
  {
    key: fc.stringMatching(/^[a-z2-7]{40}$/),
    alert: arbitraryAlert,
    target: fc.constant({ channel: "", keyName: "" }),
    earlier: fc.constant(undefined),
    plain: fc.boolean(),
    delay: fc.oneof(fc.constant(0), fc.nat(1_000_000_000)),
    overSince: fc.oneof(fc.integer(), fc.double()),
  },
  { requiredKeys: ["key", "alert", "target", "earlier", "plain", "delay"] },
);
