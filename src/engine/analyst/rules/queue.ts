import type { Rule } from "./rule.ts";

/** Message queues and streams. */
export const queueRules: readonly Rule[] = [
  {
    name: "kafka-offline-partitions",
    component: "kafka",
    words: ["offline", "offlinepartitionscount"],
    pattern:
      /\boffline partitions?\b(?! ?(?:count)?[:=]? ?0\b)|\bpartitions?\b.{0,60}\b(?:is|are|went|gone|now) offline\b|\bofflinepartitionscount[:= ]{1,3}[1-9]|\bno (?:leader|isr)\b.{0,40}\bpartition\b.{0,30}\boffline\b/i,
    severity: "P1",
    cause: "partitions have no live leader, so nothing can be written to or read from them",
    action:
      "Run kafka-topics --describe --unavailable-partitions and see which brokers held them. Bring these brokers back; unclean leader election loses messages, so it comes last.",
    confidence: 90,
  },
  {
    name: "kafka-under-replicated",
    component: "kafka",
    words: [
      "under",
      "underreplicatedpartitions",
      "isr",
      "notenoughreplicasexception",
      "shrinking",
      "insync",
      "underreplicated",
      "partition",
      "partitions",
      "sync",
    ],
    pattern:
      /(?<!\b(?:0|no) )\bunder[- ]?replicated partitions?\b(?! ?(?:count)?[:=]? ?0\b)|\bunderreplicatedpartitions[:= ]{1,3}[1-9]|\bpartitions?\b.{0,40}\bunder[- ]replicated\b|\bshrinking isr\b|\bnotenoughreplicasexception\b|\bnumber of in-?sync replicas\b.{0,40}\b(?:below|less than|insufficient)\b/i,
    severity: "P2",
    cause:
      "Kafka partitions have fewer in-sync replicas (ISR) than wanted, so one more loss stops writes or costs data",
    action:
      "Run kafka-topics --describe --under-replicated-partitions and find the broker they share. Check its disk, network and garbage collection, and that copies catch up.",
    confidence: 87,
    certain: true,
  },
  {
    name: "kafka-no-leader",
    component: "kafka",
    words: [
      "leader",
      "leader_not_available",
      "not_leader_for_partition",
      "notleaderforpartitionexception",
      "notleaderorfollowerexception",
      "leadernotavailableexception",
    ],
    pattern:
      /\bleader_not_available\b|\bnot_leader_for_partition\b|\bnotleader(?:forpartition|orfollower)exception\b|\bleadernotavailableexception\b|\bleader not available\b|\bthere is no leader for (?:this|the) (?:topic-)?partition\b|\bnot the leader for (?:that|this|the) (?:topic-)?partition\b/i,
    severity: "P2",
    cause: "the partition has no known leader at the moment, so its clients must wait",
    action:
      "See whether it ends within a minute, as it does after a restart. If not, describe the topic, look for lost brokers and read the controller's log.",
    confidence: 82,
  },
  {
    name: "consumer-lag",
    component: "queue",
    words: ["lag", "lagging", "backlog"],
    pattern:
      /\bconsumer\b.{0,60}\b(?:lag(?:ging)?|backlog)\b.{0,40}\b(?:grow(?:ing|s)|increas(?:ing|ed)|exceed(?:s|ed)|high|above|behind)\b|\bconsumer\b.{0,60}\blag\b[^\d]{1,12}\d{5,12}\b|\b(?:queue|message) backlog\b.{0,30}\b(?:grow(?:ing|s)|exceed(?:s|ed)|high|above)\b/i,
    severity: "P3",
    cause: "consumers read more slowly than producers write, so messages arrive late",
    action:
      "Run kafka-consumer-groups --describe twice to see whether the lag falls. Check the consumers for errors and slow calls, and add instances up to the number of partitions.",
    confidence: 84,
  },
  {
    name: "consumer-rebalance-loop",
    component: "queue",
    words: [
      "rebalance",
      "rebalancing",
      "rebalances",
      "rebalanced",
      "commitfailedexception",
      "poll",
      "rebalance_in_progress",
    ],
    pattern:
      /\b(?:repeated|frequent|constant|continuous) rebalanc(?:e|es|ing)\b|\brebalanc(?:e|ing)\b.{0,30}\b(?:loop|again|failed|timed out|storm)\b|\bcommitfailedexception\b|\bgroup has already rebalanced\b|\bpoll timeout has expired\b|\brebalance_in_progress\b/i,
    severity: "P2",
    cause: "a consumer group keeps sharing out its partitions anew and works little in between",
    action:
      "Find members that join and leave in the group's log. Compare processing time with max.poll.interval.ms, fetch fewer records per poll and look for crashing consumers.",
    confidence: 82,
  },
  {
    name: "offset-out-of-range",
    component: "queue",
    words: ["offset", "offsets", "offset_out_of_range", "offsetoutofrangeexception"],
    pattern:
      /\boffset_out_of_range\b|\boffsetoutofrangeexception\b|\boffsets? (?:\S{1,20} )?(?:is |are )?out of range\b/i,
    severity: "P2",
    cause: "the wanted position is no longer in the log, so the consumer skips or repeats messages",
    action:
      "Compare the committed offset with the earliest and latest of the partition. See whether retention deleted unread messages or the topic was recreated, then choose where to resume.",
    confidence: 88,
  },
  {
    name: "queue-memory-or-disk-alarm",
    component: "queue",
    words: ["alarm", "blocked"],
    pattern:
      /\b(?:memory|disk)(?: resource| free space)? (?:limit )?alarm (?:is |was )?(?:set|raised|triggered)\b|\bresource limit alarm\b(?! cleared)|\b(?:connection|publisher|producer)s? (?:is |are |was |were )?(?:being )?blocked\b.{0,60}\b(?:alarm|memory|disk|resource|low)\b|\bvm_memory_high_watermark set\b.{0,40}\bblocked\b/i,
    severity: "P1",
    cause: "the broker is short of memory or disk and blocks its publishers",
    action:
      "Run rabbitmqctl status and list_queues name messages consumers to find the queue that grew. Restart its consumers or purge what is worthless, and check df -h.",
    confidence: 88,
  },
  {
    name: "dead-letter",
    component: "queue",
    words: ["dead", "dlq", "deadletter", "undeliverable", "poison"],
    pattern:
      /\b(?:moved|sent|sending|routed|moving|published|forwarded|added)\b.{0,40}\b(?:dead[- ]?letter|dlq)\b|\b(?:dead[- ]?letter(?: queue)?|dlq)\b[^\d]{0,40}(?<![\d.])[1-9]\d{0,8} messages\b|\bpoison message\b|\bundeliverable message\b/i,
    severity: "P3",
    cause: "messages could not be processed and were set aside",
    action:
      "Read one of the messages and the consumer's error for it. If many share one reason, fix the consumer or the sender, then replay the queue.",
    confidence: 84,
  },
  {
    name: "queue-full",
    component: "queue",
    words: ["queue", "buffer", "queuefullexception", "queue_full", "bufferexhaustedexception"],
    pattern:
      /\bqueue(?: \S{1,60})? (?:is |was )?(?:full|overflow(?:ed|ing)?|saturated)\b|\bqueue (?:length |size )?limit (?:was |has been )?(?:reached|exceeded)\b|\bqueue_full\b|\bqueuefullexception\b|\bbufferexhaustedexception\b|\bbuffer (?:is )?(?:full|exhausted|overflow(?:ed)?)\b.{0,40}\bdrop/i,
    severity: "P2",
    cause: "the queue has no room, so new messages wait or are dropped",
    action:
      "See whether consumers still run and how fast they take messages. Add consumers or slow the senders down, and check whether messages were dropped.",
    confidence: 86,
  },
  {
    name: "broker-unavailable",
    component: "queue",
    words: [
      "broker",
      "brokers",
      "bootstrap",
      "amqp",
      "rabbitmq",
      "kafka",
      "coordinator",
      "brokernotavailableexception",
    ],
    pattern:
      /\bbrokers?\b(?: \S{1,60})? (?:may not be available|(?:is |are |was )?(?:not available|unavailable|unreachable|down|disconnected))\b|\bbootstrap broker \S{1,80}.{0,30}\bdisconnected\b|\b(?:all|no) brokers? (?:are )?(?:down|available)\b|\bbrokernotavailableexception\b|\b(?:cannot|could not|unable to|failed to) (?:connect to|reach) (?:the )?(?:kafka|rabbitmq|amqp|(?:message )?broker)\b|\b(?:group )?coordinator (?:\S{1,60} )?(?:is )?(?:not available|unavailable)\b/i,
    severity: "P1",
    cause: "clients cannot reach the message broker, so messages are neither sent nor read",
    action:
      "Check the broker process and its log, then its port from the client with nc -vz. Compare advertised listeners, certificates and firewall with the last good state.",
    confidence: 86,
  },
  {
    name: "message-too-large",
    component: "queue",
    words: ["message", "record", "msg_size_too_large", "message_too_large", "recordtoolargeexception"],
    pattern:
      /\b(?:message|record)(?: size)?(?: \S{1,20}){0,2} (?:is |was )?(?:too large|larger than (?:the )?max)|\bmsg_size_too_large\b|\bmessage_too_large\b|\brecordtoolargeexception\b/i,
    severity: "P3",
    cause: "a message is over the size limit and was refused",
    action:
      "Find the sender and what it put into the message. Compare the size with max.message.bytes and the producer's limit, then shrink the message or raise both limits.",
    confidence: 88,
  },
  {
    name: "message-send-failed",
    component: "queue",
    words: [
      "message",
      "messages",
      "publish",
      "produce",
      "enqueue",
      "deliver",
      "record",
      "ack",
      "event",
      "records",
      "events",
    ],
    pattern:
      /\b(?:failed to|could not|unable to|cannot) (?:publish|produce|enqueue|deliver|send|consume|ack) (?:\S{1,20} )?(?:messages?|records?|events? (?:to|on))\b|\bmessages? (?:was |were )?(?:lost|dropped)\b|(?<!\b(?:0|no) )\bmessages? (?:publish|delivery) failed\b/i,
    severity: "P2",
    cause: "a message was not handed on",
    action:
      "Look for the broker's answer next to this line and check that the sender retries. Count what is missing between sender and receiver, and resend it when the broker is well.",
    confidence: 78,
  },
];
