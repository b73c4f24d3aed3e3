import type { Rule } from "../rule.ts";

/** NATS, Pulsar, ActiveMQ, MQTT, cloud queues and task queues. */
export const otherBrokersRules: readonly Rule[] = [
  {
    name: "nats-authorization",
    component: "nats",
    words: ["account", "authorization", "expired", "nats", "permissions", "revoked"],
    pattern:
      /\bnats: (?:authorization violation|permissions violation)|\bauthorization (?:violation|error)\b|\bnats\b.{0,80}\b(?:authentication|authorization) (?:failed|failure|error|expired|timeout)\b|\buser authentication (?:expired|revoked)\b|\baccount authentication expired\b/i,
    severity: "P2",
    cause: "NATS refused a client: authorization failed for its user, token or subject",
    action:
      "Compare the client's credentials with the server's accounts; look for a rotated or expired JWT, and its subject permissions.",
    confidence: 90,
  },
  {
    name: "nats-unreachable",
    component: "nats",
    words: ["nats"],
    pattern:
      /\bnats\b.{0,60}\b(?:server )?(?:unreachable|no servers available|connection (?:closed|failed|refused|lost)|disconnected|stale connection|max(?:imum)? connections exceeded)|\bnats: (?:no responders|timeout|slow consumer)/i,
    severity: "P2",
    cause:
      "a NATS client lost its server: the connection failed, a network partition, or nobody answers the subject",
    action:
      "Run `nats server ping` and check name, port 4222 and routes between servers; see that the client reconnects by itself.",
    confidence: 86,
  },
  {
    name: "nats-slow-consumer",
    component: "nats",
    words: ["consumer"],
    pattern: /\bslow consumer\b(?!s?["']?\s{0,2}[:=]\s{0,2}0)/i,
    severity: "P3",
    cause: "a NATS client reads too slowly: messages to this slow consumer are dropped or it is disconnected",
    action:
      "Find the client by its cid; give it more instances (a queue group) or move it to a JetStream pull consumer.",
    confidence: 88,
    certain: true,
  },
  {
    name: "nats-limit-exceeded",
    component: "nats",
    words: ["connections", "control", "payload", "subscriptions"],
    pattern:
      /\bmaximum (?:payload|subscriptions|connections|control line|account active connections) (?:violation|exceeded)\b/i,
    severity: "P3",
    cause: "a NATS client exceeded a limit of the server: payload, subscriptions or connections",
    action:
      "Make the message smaller or close what is unused; raise max_payload or the account's limit if it is meant.",
    confidence: 86,
    certain: true,
  },
  {
    name: "nats-jetstream-no-quorum",
    component: "nats",
    words: ["append", "jetstream", "stalled"],
    pattern:
      /\bhas no quorum, stalled\b|\bcatchup for stream\b.{0,80}\bstalled\b|\bappend entries pending\b|\bjetstream\b.{0,80}\b(?:no (?:quorum|metadata leader|leader)|not (?:currently )?available|stalled|raft)\b.{0,40}/i,
    severity: "P1",
    cause: "a NATS JetStream stream or consumer lost its quorum or leader, or cannot catch up, and stalls",
    action:
      "Run `nats stream report` and `nats server report jetstream`; bring peers back, then remove dead peers.",
    confidence: 90,
    certain: true,
  },
  {
    name: "nats-jetstream-no-space",
    component: "nats",
    words: ["jetstream"],
    pattern:
      /\bjetstream\b.{0,80}\b(?:out of (?:file|memory) resources|resource limits exceeded|no space left|insufficient (?:storage|resources)|failed to store|maximum (?:bytes|messages) exceeded)\b/i,
    severity: "P1",
    cause: "JetStream has no storage space left, so publishing to its streams fails",
    action:
      "Look at `nats account info` and the disk; set limits on streams (max age, bytes) or give more storage.",
    confidence: 88,
  },
  {
    name: "pulsar-bookkeeper-failed",
    component: "pulsar",
    words: [
      "bkbookiehandlenotavailableexception",
      "bkledgerclosedexception",
      "bkledgerfencedexception",
      "bknotenoughbookiesexception",
      "bookie",
      "bookies",
      "managedledgerexception",
      "notenoughbookies",
      "notenoughbookiesexception",
    ],
    pattern:
      /\bnotenoughbookies(?:exception)?\b|\bnot enough non-faulty bookies\b|\bbk(?:notenoughbookies|bookiehandlenotavailable|ledgerclosed|ledgerfenced)exception\b|\bbookie\b.{0,60}\b(?:read-?only|unavailable|quarantin)|\bmanagedledgerexception\b/i,
    severity: "P1",
    cause: "Pulsar cannot write: too few bookies (BookKeeper) are alive and writable for its ledgers",
    action:
      "Run `bookkeeper shell listbookies -rw`; free their disks, as a full bookie turns read-only, and start those that are down.",
    confidence: 88,
  },
  {
    name: "activemq-store-full",
    component: "activemq",
    words: ["store"],
    pattern:
      /\b(?:persistent|temp(?:orary)?) store is full\b|\bstore limit is \d{1,12} ?mb\b.{0,160}\busable space\b|\bstopping producer\b.{0,80}\bto prevent flooding\b/i,
    severity: "P1",
    cause: "ActiveMQ's message store has reached its limit or the disk's space, so it stops the producers",
    action:
      "Consume or purge what piled up, see which destination holds the space, and enlarge storeUsage or the disk.",
    confidence: 88,
  },
];
