import type { Style } from "../../log-styles/style.ts";

/** A broker of messages with partitions, replicas, consumer groups and cleaners of segments. */
export const broker: Style = {
  name: "broker",
  lines: 1_500,
  head: "[2026-11-30 {clock},{millis}] INFO ",
  values: {
    topic: ["orders", "page-views", "__consumer_offsets", "clicks.raw", "audit_log", "payments"],
    partition: ["{topic}-{n}"],
    group: ["billing", "search-indexer", "console-consumer-{n}", "mirror_maker"],
    member: ["consumer-{group}-{digit}-{uuid}", "rdkafka-{uuid}"],
    cause: [
      "adding new member {member}",
      "removing member {member} on heartbeat expiration",
      "updating metadata for member {member}",
    ],
    brokers: ["{digit}", "{digit},{digit}", "{digit},{digit},{digit}"],
    offset: ["{large}"],
    folder: ["/srv/data/{topic}-{n}", "/var/lib/broker/{topic}-{n}"],
    segment: ["0000000000{large}"],
    files: (draw) => draw.list("LogSegment(baseOffset={offset}, size={large})", 1, 5, ", "),
    partitions: (draw) => draw.list("{partition}", 1, 6, ", "),
    listener: ["PLAINTEXT", "SASL_SSL", "INTERNAL"],
    epoch: ["{n}"],
    setting: ["retention.ms={large}", "cleanup.policy=compact", "retention.ms={large},cleanup.policy=delete"],
    exception: ["java.io.IOException: Connection to {n} was disconnected before the response was read"],
  },
  templates: [
    [
      150,
      "[GroupCoordinator {digit}]: Preparing to rebalance group {group} in state PreparingRebalance with old generation {n} (__consumer_offsets-{n}) (reason: {cause}) (coordinator.GroupCoordinator)",
    ],
    [
      140,
      "[GroupCoordinator {digit}]: Stabilized group {group} generation {n} (__consumer_offsets-{n}) with {n} members (coordinator.GroupCoordinator)",
    ],
    [
      110,
      "[GroupCoordinator {digit}]: Assignment received from leader {member} for group {group} for generation {n}. The group has {n} members, {n} of which are static. (coordinator.GroupCoordinator)",
    ],
    [
      110,
      "[Log partition={partition}, dir={folder}] Rolled new log segment at offset {offset} in {n} ms. (log.Log)",
    ],
    [
      90,
      "[Log partition={partition}, dir={folder}] Deleting segments due to retention time {n}ms breach: {files} (log.Log)",
    ],
    [80, "Deleted log {folder}/{segment}.log.deleted. (log.LogSegment)"],
    [70, "Deleted offset index {folder}/{segment}.index.deleted. (log.LogSegment)"],
    [
      60,
      "[Partition {partition} broker={digit}] Shrinking ISR from {brokers} to {brokers}. Leader: (highWatermark: {offset}, endOffset: {offset}). (cluster.Partition)",
    ],
    [
      60,
      "[Partition {partition} broker={digit}] Expanding ISR from {brokers} to {brokers} (cluster.Partition)",
    ],
    [
      50,
      "[ReplicaFetcherManager on broker {digit}] Removed fetcher for partitions Set({partitions}) (server.ReplicaFetcherManager)",
    ],
    [
      50,
      "[ReplicaFetcherManager on broker {digit}] Added fetcher to broker {digit} for partitions HashMap({partitions}) (server.ReplicaFetcherManager)",
    ],
    [
      40,
      "[ReplicaFetcher replicaId={digit}, leaderId={digit}, fetcherId={digit}] Error in response for fetch request to node {n}: {exception}",
    ],
    [
      40,
      "[GroupMetadataManager brokerId={digit}] Removed {n} expired offsets in {n} milliseconds. (coordinator.GroupMetadataManager)",
    ],
    [
      30,
      "[GroupMetadataManager brokerId={digit}] Finished loading offsets and group metadata from {partition} in {n} milliseconds, of which {n} milliseconds was spent in the scheduler. (coordinator.GroupMetadataManager)",
    ],
    [
      30,
      "[SocketServer brokerId={digit}] Failed authentication with /{ip} (channelId={ip}:{port}-{ip}:{highPort}-{n}) (errorMessage=SSL handshake failed)",
    ],
    [30, "Processing override for entityPath: topics/{topic} with config: Map({setting})"],
    [
      30,
      "[Controller id={digit}] Partition {partition} completed preferred replica leader election. New leader is {digit}",
    ],
    [25, "[Controller id={digit}] Newly added brokers: {brokers}, deleted brokers: {brokers}"],
    [
      20,
      "[Broker id={digit}] Leader {partition} starts at leader epoch {epoch} from offset {offset} with high watermark {offset}. Previous leader epoch was {epoch}.",
    ],
    [20, "Topic creation Map({topic}-{n} -> ArrayBuffer({brokers}))"],
    [20, "Client session timed out, have not heard from server in {n}ms for sessionid {hex}"],
    [20, "Opening socket connection to server zk{digit}/{ip}:2181"],
    [
      15,
      "Session establishment complete on server zk{digit}/{ip}:2181, sessionid = {hex}, negotiated timeout = {n}",
    ],
    [12, "Awaiting socket connections on s{n}:{port}."],
    [
      12,
      "[TransactionCoordinator id={digit}] Initialized transactionalId {group}-{n} with producerId {n} and producer epoch {digit} on partition __transaction_state-{n}",
    ],
    [
      10,
      "Registered broker {digit} at path /brokers/ids/{digit} with addresses: {listener}://s{n}:{port}, czxid (broker epoch): {large}",
    ],
    [
      8,
      "Cleaner 0: Cleaning log {partition} (cleaning prior to {weekday} Nov {n} {clock} UTC 2026, discarding tombstones prior to {weekday} Nov {n} {clock} UTC 2026)...",
    ],
    [6, "Found a corrupted index file corresponding to log file {folder}/{segment}.log, recovering segment"],
    [5, "starting (server.Server)"],
    [5, "started (server.Server)"],
    [3, "Logs loading complete in {n} ms."],
    [2, "No meta.properties file under dir {path}"],
    [1, "Kafka version: {digit}.{digit}.{digit}"],
    [1, "shut down completed (server.Server)"],
  ],
};
