import type { Rule } from "../rule.ts";

/** Kafka and what speaks its protocol: brokers, clients, Connect, schema registry, Redpanda. */
export const kafkaRules: readonly Rule[] = [
  {
    name: "kafka-log-directory-failed",
    component: "kafka",
    words: ["dir", "directory", "dirs", "logdirfailurechannel", "offline", "replicas"],
    pattern:
      /\blogdirfailurechannel\b|\ball log dirs in \S{1,200} have failed\b|\bstopping serving (?:logs|replicas) in dir\b|\blog directory \S{1,200} (?:is offline|failed)\b/i,
    severity: "P1",
    cause:
      "a Kafka broker's log directory failed, full disk or I/O error, so it takes its partitions offline or stops",
    action:
      "Look at `df -h` and `dmesg` for that disk; free space by retention, replace the disk, then restart the broker.",
    confidence: 92,
    certain: true,
  },
  {
    name: "kafka-replication-factor",
    component: "kafka",
    words: ["factor", "invalidreplicationfactorexception"],
    pattern:
      /\binvalidreplicationfactorexception\b|\breplication factor\b.{0,80}\b(?:larger than available brokers|cannot be reached|greater than|exceeds)\b/i,
    severity: "P2",
    cause:
      "Kafka cannot make a topic: its replication factor is larger than the number of live brokers, a mismatch",
    action:
      "Count the brokers (`kafka-broker-api-versions`); start the missing ones, or lower the replication factor, also offsets.topic.replication.factor.",
    confidence: 88,
  },
  {
    name: "kafka-start-failed",
    component: "kafka",
    words: [
      "cluster",
      "doesn",
      "exiting",
      "inconsistentbrokeridexception",
      "inconsistentclusteridexception",
      "kafkaserver",
    ],
    pattern:
      /\bfatal error during kafkaserver startup\b|\bexiting kafka\b(?: due to)?|\binconsistent(?:clusterid|brokerid)exception\b|\bdoesn't match stored (?:clusterid|broker\.id)\b|\binvalid cluster\.id in\b/i,
    severity: "P1",
    cause:
      "a Kafka broker did not start: its settings do not fit its data, such as another cluster or broker id",
    action:
      "Compare meta.properties in log.dirs with the cluster's id; do not delete it unless the data is of another cluster.",
    confidence: 90,
  },
  {
    name: "kafka-unreachable",
    component: "kafka",
    words: ["broker", "brokers", "brokersavailable", "kafka", "nobrokers", "nobrokersavailable"],
    pattern:
      /\bkafka\b.{0,60}\b(?:connection (?:refused|timed out|reset|lost|failed|error)|unreachable|not (?:reachable|available)|unavailable)\b|\b(?:cannot|could not|can't|unable to|failed to|error) connect(?:ing)? to (?:the )?kafka\b|\bno ?brokers ?available\b|\bbootstrap broker \S{1,80} disconnected\b|\ball broker connections are down\b|\bout of available brokers\b/i,
    severity: "P2",
    cause: "a client cannot reach its Kafka brokers: the connection failed, or no broker is available",
    action:
      "Test bootstrap address and advertised.listeners from that host; look at the brokers, TLS and firewall.",
    confidence: 84,
  },
  {
    name: "kafka-record-too-large",
    component: "kafka",
    words: [
      "larger",
      "message_too_large",
      "messagesizetoolarge",
      "recordbatchtoolargeexception",
      "recordtoolargeexception",
    ],
    pattern:
      /\brecord(?:batch)?toolargeexception\b|\bmessage_too_large\b|\bmessagesizetoolarge\b|\blarger than\b.{0,60}\bmax\.(?:request|message)\.(?:size|bytes)\b/i,
    severity: "P3",
    cause: "a Kafka message is larger than the producer, topic or broker allows, so it is not sent",
    action:
      "Find what grew; compress it, or raise max.request.size, max.message.bytes and replica.fetch.max.bytes together.",
    confidence: 90,
  },
  {
    name: "kafka-client-login-failed",
    component: "kafka",
    words: ["due", "during", "sasl", "saslauthenticationexception", "sslauthenticationexception", "with"],
    pattern:
      /\bfailed authentication (?:due to|with)\b|\bsaslauthenticationexception\b|\bsasl (?:handshake|authentication) failed\b|\bsslauthenticationexception\b|\bauthentication failed during authentication\b/i,
    severity: "P2",
    cause: "a client's login at a Kafka broker was refused (SASL or TLS authentication)",
    action:
      "Compare mechanism, user and secret on both sides, and whether the port speaks SASL_SSL; look for a rotation.",
    confidence: 88,
  },
  {
    name: "kafka-not-authorized",
    component: "kafka",
    words: [
      "authorized",
      "cluster_authorization_failed",
      "clusterauthorizationexception",
      "clusterauthorizationfailed",
      "group_authorization_failed",
      "groupauthorizationexception",
      "groupauthorizationfailed",
      "topic_authorization_failed",
      "topicauthorizationexception",
      "topicauthorizationfailed",
      "transactionalidauthorizationexception",
      "transactionalidauthorizationfailed",
    ],
    pattern:
      /\b(?:topic|group|cluster|transactionalid)authorization(?:exception|failed)\b|\bnot authorized to access (?:topics?|group|cluster)\b|\b(?:topic|group|cluster)_authorization_failed\b/i,
    severity: "P2",
    cause: "a Kafka client lacks the right (ACL) for that topic or group",
    action:
      "List them by `kafka-acls --list --topic <topic>` and add the missing operation for the principal.",
    confidence: 88,
  },
  {
    name: "kafka-controller-quorum-lost",
    component: "kafka",
    words: ["controller", "controllermovedexception", "its", "not_controller", "quorum", "reach"],
    pattern:
      /\b(?:could not|failed to|unable to) reach (?:a )?(?:majority|quorum)\b|\bcan't renew its session\b|\bno (?:active )?controller (?:is )?available\b|\bcontroller quorum\b.{0,40}\b(?:lost|unavailable|timed out)\b|\b(?:controllermovedexception|not_controller)\b/i,
    severity: "P1",
    cause: "Kafka's controllers lost their quorum, so no leader can be elected and no topic changed",
    action:
      "Run `kafka-metadata-quorum describe --status`; bring controllers back and test the network on the controller port.",
    confidence: 90,
  },
];
