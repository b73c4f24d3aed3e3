import type { Rule } from "../rule.ts";

/** RabbitMQ and other AMQP brokers. */
export const rabbitmqRules: readonly Rule[] = [
  {
    name: "rabbitmq-memory-alarm",
    component: "rabbitmq",
    words: ["alarm", "publishers", "vm_memory_high_watermark", "watermark"],
    pattern:
      /\bmemory resource limit alarm set\b|\bvm_memory_high_watermark set\b.{0,40}\bmemory used\b|\bmemory high watermark\b.{0,40}\b(?:exceeded|reached)\b|\bpublishers will be blocked\b/i,
    severity: "P1",
    cause: "RabbitMQ reached its memory watermark and blocks all publishers",
    action:
      "Run `rabbitmq-diagnostics memory_breakdown` and find queues that grow; start their consumers or purge them, then raise memory.",
    confidence: 92,
    certain: true,
  },
  {
    name: "rabbitmq-disk-alarm",
    component: "rabbitmq",
    words: ["alarm", "disk_free_limit", "insufficient", "space"],
    pattern:
      /\bdisk resource limit alarm set\b|\bfree disk space is (?:insufficient|too low)\b|\bdisk_free_limit\b.{0,40}\b(?:exceeded|reached)\b/i,
    severity: "P1",
    cause: "RabbitMQ has too little free disk space and blocks all publishers",
    action:
      "Free the disk of its data directory: drain queues, remove old logs; then set a sensible disk_free_limit.",
    confidence: 92,
    certain: true,
  },
  {
    name: "rabbitmq-file-handles",
    component: "rabbitmq",
    words: ["descriptor", "descriptors", "file_handle_cache", "sockets"],
    pattern:
      /\bfile descriptor limit alarm set\b|\bfile_handle_cache\b.{0,60}\b(?:limit|exhaust)|\bran out of (?:file descriptors|sockets)\b/i,
    severity: "P2",
    cause: "RabbitMQ has no file handles left, so it accepts no new connections",
    action:
      "Raise the limit of open files of its service, and find the client that opens connections without closing them.",
    confidence: 88,
    certain: true,
  },
  {
    name: "rabbitmq-partition",
    component: "rabbitmq",
    words: ["inconsistent_database", "minority", "partial", "pause_minority", "running_partitioned_network"],
    pattern:
      /\binconsistent_database\b|\brunning_partitioned_network\b|\bpartial partition\b|\bpause_minority\b.{0,60}\b(?:pausing|stopping)\b|\bcluster minority\b/i,
    severity: "P1",
    cause: "the RabbitMQ cluster is split by a network partition, so nodes hold different queues",
    action:
      "Run `rabbitmqctl cluster_status`; mend the network, choose the side to keep and restart the nodes of the other.",
    confidence: 92,
    certain: true,
  },
  {
    name: "rabbitmq-mnesia-overloaded",
    component: "rabbitmq",
    words: ["overloaded"],
    pattern: /\bmnesia is overloaded\b/i,
    severity: "P3",
    cause:
      "RabbitMQ's database Mnesia is overloaded: it changes faster than it is written down, as when many queues come back",
    action:
      "At a restart leave it. If it stays, cut the churn of queues and bindings and give the node a faster disk.",
    confidence: 84,
    certain: true,
  },
  {
    name: "rabbitmq-tables-timeout",
    component: "rabbitmq",
    words: ["cluster", "khepri", "tables", "timeout_waiting_for_tables"],
    pattern:
      /\btimeout_waiting_for_tables\b|\btimeout contacting cluster nodes\b|\berror while waiting for mnesia tables\b|\bkhepri\b.{0,60}\b(?:timeout|failed)\b/i,
    severity: "P2",
    cause: "a RabbitMQ node cannot start: it waits for the tables of nodes that are down",
    action: "Start the node that stopped last first; only if it is lost, use `rabbitmqctl force_boot`.",
    confidence: 88,
    certain: true,
  },
  {
    name: "rabbitmq-busy-port",
    component: "rabbitmq",
    words: ["busy_dist_port", "distribution"],
    pattern: /\bbusy_dist_port\b|\bbusy distribution port\b/i,
    severity: "P3",
    cause:
      "RabbitMQ's distribution port between nodes is busy: links inside the cluster are a performance bottleneck",
    action:
      "Raise RABBITMQ_DISTRIBUTION_BUFFER_SIZE and look for mirrored queues or large messages that cross nodes.",
    confidence: 82,
    certain: true,
  },
  {
    name: "rabbitmq-unreachable",
    component: "rabbitmq",
    words: ["amqp", "amqpconnectexception", "amqpconnectionerror", "rabbitmq"],
    pattern:
      /\b(?:rabbitmq|amqp)\b.{0,60}\b(?:connection (?:refused|timed out|reset|lost|failed|error|closed)|unreachable|not (?:reachable|available)|unavailable)\b|\b(?:cannot|could not|can't|unable to|failed to|error) connect(?:ing)? to (?:the )?(?:rabbitmq|amqp)\b|\bamqpconnectionerror\b|\bamqpconnectexception\b/i,
    severity: "P2",
    cause: "a client cannot reach RabbitMQ: the connection failed or was closed",
    action:
      "Check the node, port 5672 or 5671, its alarms and connection limit, then the client's credentials.",
    confidence: 84,
  },
  {
    name: "rabbitmq-ack-timeout",
    component: "rabbitmq",
    words: ["consumer_timeout", "delivery"],
    pattern:
      /\bdelivery acknowledgement on channel \d{1,6} timed out\b|\btimed out waiting for delivery acknowledgement\b|\bconsumer_timeout\b.{0,60}\b(?:exceeded|expired)\b/i,
    severity: "P3",
    cause:
      "a RabbitMQ consumer did not acknowledge a message in time, so its channel was closed and the message goes back",
    action:
      "Let the worker acknowledge before long work or split it; raise consumer_timeout if it must take longer.",
    confidence: 90,
  },
  {
    name: "rabbitmq-backlog",
    component: "rabbitmq",
    words: ["backlog", "length", "messages", "unacked", "unacknowledged"],
    pattern:
      /\b\d{5,9} (?:unacknowledged|unacked|ready) messages\b|\bqueue\b.{0,60}\b(?:length|backlog)\b.{0,30}\b(?:exceed(?:s|ed)|above|over) \d/i,
    severity: "P3",
    cause: "a RabbitMQ queue has a large backlog: its consumers are too slow, stuck or gone",
    action: "Look at the queue's consumers and unacknowledged messages; add consumers or lower the prefetch.",
    confidence: 78,
    certain: true,
  },
  {
    name: "rabbitmq-cookie-mismatch",
    component: "rabbitmq",
    words: ["challenge", "cookie", "rejected"],
    pattern:
      /\berlang\.cookie\b.{0,80}\b(?:must be accessible|invalid|mismatch|permission)\b|\bconnection attempt from (?:disallowed )?node\b.{0,60}\b(?:rejected|cookie)\b|\binvalid challenge reply\b/i,
    severity: "P2",
    cause: "RabbitMQ's Erlang cookie differs between nodes or has wrong rights, so they do not join",
    action: "Give all nodes and the CLI the same .erlang.cookie, owned by rabbitmq with mode 400.",
    confidence: 88,
  },
  {
    name: "amqp-precondition-failed",
    component: "rabbitmq",
    words: ["inequivalent", "not_found", "precondition_failed"],
    pattern:
      /\bprecondition_failed\b|\binequivalent arg\b|\bnot_found - no (?:queue|exchange|vhost|binding)\b/i,
    severity: "P3",
    cause:
      "an AMQP declaration does not fit what the broker has (queue, exchange or vhost missing, or with other arguments)",
    action:
      "Compare the declaration with `rabbitmqctl list_queues name arguments`; use a new name or policy rather than other arguments.",
    confidence: 88,
  },
  {
    name: "amqp-access-refused",
    component: "rabbitmq",
    words: ["access_refused", "not_allowed", "plain", "vhost"],
    pattern:
      /\baccess_refused\b|\bnot_allowed - (?:vhost|access)\b|\buser ["']?\S{1,60}["']?(?: \w{1,8}){0,3} refused\b.{0,60}\bvhost\b|\bplain login refused\b/i,
    severity: "P2",
    cause: "RabbitMQ refused a client's login or its access to a vhost",
    action:
      "Check user, password and `rabbitmqctl list_permissions -p <vhost>`; guest may log in from localhost only.",
    confidence: 88,
  },
  {
    name: "amqp-heartbeat-missed",
    component: "rabbitmq",
    words: ["connection_closed_abruptly", "heartbeat_timeout", "missed", "unexpectedly"],
    pattern:
      /\bmissed heartbeats from client\b|\bheartbeat_timeout\b|\bclient unexpectedly closed tcp connection\b|\bconnection_closed_abruptly\b/i,
    severity: "P3",
    cause: "the connection of an AMQP client to RabbitMQ broke: heartbeats missed or closed without goodbye",
    action:
      "If it recurs for one client, look at long work in its event loop, CPU limits, and a proxy's idle timeout.",
    confidence: 84,
  },
  {
    name: "rabbitmq-queue-leaderless",
    component: "rabbitmq",
    words: ["queue"],
    pattern:
      /\bquorum queue\b.{0,60}\b(?:no leader|has no quorum|unavailable|minority)\b|\bqueue\b.{0,80}\bhome node\b.{0,40}\b(?:down|inaccessible|unavailable)\b|\bqueue leader\b.{0,40}\bdown\b/i,
    severity: "P1",
    cause: "a RabbitMQ queue is unavailable: the node or majority that holds it is down",
    action: "Run `rabbitmq-queues check_if_node_is_quorum_critical` and start the missing nodes.",
    confidence: 84,
  },
  {
    name: "erlang-process-crashed",
    component: "rabbitmq",
    words: ["crash", "erl_crash", "generic", "reached_max_restart_intensity", "responding", "terminated"],
    pattern:
      /\*\* generic server \S{1,120} terminating\b|\bcrash report\b.{0,80}\bneighbou?rs\b|\berl_crash\.dump\b|\breached_max_restart_intensity\b|\*\* node \S{1,80} not responding \*\*|\bkernel pid terminated\b/i,
    severity: "P3",
    cause:
      "a process of an Erlang or Elixir program (RabbitMQ, Supabase Realtime) crashed; its supervisor restarts it or gives up",
    action:
      'Read "Reason for termination" below; "reached_max_restart_intensity" means that the application stops.',
    confidence: 76,
  },
  {
    name: "rabbitmq-vhost-refused",
    component: "rabbitmq",
    words: ["vhost"],
    pattern:
      /\baccess to vhost '?[^ ']{1,80}'? refused\b|\bvhost '?[^ ']{1,80}'? (?:was )?not found\b|\bno such vhost\b/i,
    severity: "P2",
    cause:
      "RabbitMQ refuses a client: its virtual host (vhost) does not exist, or the user has no permission on it",
    action:
      "Compare `rabbitmqctl list_vhosts` and `list_permissions` with the client's address; create the vhost or grant the user its permissions.",
    confidence: 88,
  },
  {
    name: "rabbitmq-quorum-queue-leaderless",
    component: "rabbitmq",
    words: ["quorum", "replicas"],
    pattern:
      /\binsufficient number of replicas online\b|\bquorum queue\b.{0,80}\b(?:no leader|elect a leader|lost (?:its )?majority|minority)\b/i,
    severity: "P1",
    cause:
      "a RabbitMQ quorum queue has too few replicas online to elect a leader, so nothing can be published or consumed",
    action:
      "Bring its members back: `rabbitmq-queues quorum_status QUEUE`, start the nodes that are down, and only then consider `shrink` or `grow`.",
    confidence: 88,
  },
];
