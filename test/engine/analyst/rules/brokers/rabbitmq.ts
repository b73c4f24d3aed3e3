import type { RuleExamples } from "../rule-examples.ts";

export const rabbitmqExamples: Readonly<Record<string, RuleExamples>> = {
  "rabbitmq-memory-alarm": {
    decides: "[warning] memory resource limit alarm set on node 'rabbit@mq-1'.",
    leavesAlone: ["[info] memory resource limit alarm cleared on node 'rabbit@mq-1'"],
  },
  "rabbitmq-disk-alarm": {
    decides: "[warning] disk resource limit alarm set on node 'rabbit@mq-1'.",
    leavesAlone: ["[info] Disk free limit set to 50MB"],
  },
  "rabbitmq-file-handles": {
    decides: "[warning] file descriptor limit alarm set.",
    leavesAlone: ["[info] file descriptor limit is 65536"],
  },
  "rabbitmq-partition": {
    decides:
      "[error] Mnesia('rabbit@mq-1'): mnesia_event got {inconsistent_database, running_partitioned_network, 'rabbit@mq-2'}",
    leavesAlone: ["[info] cluster has 3 running nodes"],
  },
  "rabbitmq-mnesia-overloaded": {
    decides: "Mnesia('rabbit@mq-1'): ** WARNING ** Mnesia is overloaded: {dump_log,write_threshold}",
    leavesAlone: ["Mnesia started"],
  },
  "rabbitmq-tables-timeout": {
    decides: "[error] Error while waiting for Mnesia tables: {timeout_waiting_for_tables,[rabbit_queue]}",
    leavesAlone: ["[info] Waiting for Mnesia tables for 30000 ms, 9 retries left"],
  },
  "rabbitmq-busy-port": {
    decides: "rabbit_sysmon_handler busy_dist_port <0.48.0>",
    leavesAlone: ["rabbit_sysmon_handler started"],
  },
  "rabbitmq-unreachable": {
    decides: "pika.exceptions.AMQPConnectionError",
    leavesAlone: ["connected to rabbitmq"],
  },
  "rabbitmq-ack-timeout": {
    decides:
      "precondition_failed: delivery acknowledgement on channel 1 timed out. Timeout value used: 1800000 ms",
    leavesAlone: ["delivery acknowledged"],
  },
  "rabbitmq-backlog": {
    decides: "queue 'orders' in vhost '/' has 150000 unacknowledged messages",
    leavesAlone: ["queue 'orders' has 12 ready messages"],
  },
  "rabbitmq-cookie-mismatch": {
    decides: "Cookie file /var/lib/rabbitmq/.erlang.cookie must be accessible by owner only",
    leavesAlone: ["cookie file read"],
  },
  "amqp-precondition-failed": {
    decides:
      "channel exception precondition_failed: inequivalent arg 'durable' for queue 'orders' in vhost '/'",
    leavesAlone: ["queue orders declared"],
  },
  "amqp-access-refused": {
    decides: "PLAIN login refused: user 'orders' - invalid credentials (ACCESS_REFUSED)",
    leavesAlone: ["user 'orders' authenticated and granted access to vhost '/'"],
  },
  "amqp-heartbeat-missed": {
    decides:
      "closing AMQP connection <0.7713.0> (192.0.2.44:40112 -> 192.0.2.40:5672): missed heartbeats from client, timeout: 60s",
    leavesAlone: ["accepting AMQP connection"],
  },
  "rabbitmq-queue-leaderless": {
    decides:
      "NOT_FOUND - home node 'rabbit@mq-2' of durable queue 'orders' in vhost '/' is down or inaccessible: queue orders home node is down",
    leavesAlone: ["quorum queue orders has leader rabbit@mq-1"],
  },
  "erlang-process-crashed": {
    decides: "** Generic server rabbit_mgmt_db terminating",
    leavesAlone: ["generic server started"],
  },
  "rabbitmq-vhost-refused": {
    decides:
      "2026-01-02 03:04:05 [error] <0.7.0> access to vhost 'bills' refused for user 'bills': vhost 'bills' not found",
    leavesAlone: ["user 'shop' authenticated and granted access to vhost 'shop'"],
  },
  "rabbitmq-quorum-queue-leaderless": {
    decides:
      "[error] quorum queue 'q7' in vhost '/' has an insufficient number of replicas online to elect a leader",
    leavesAlone: ["quorum queue 'q7' elected rabbit@mq-1 as leader"],
  },
};
