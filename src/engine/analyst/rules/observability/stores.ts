import type { Rule } from "../rule.ts";

/** Prometheus, Alertmanager, Loki, Tempo, Mimir, Thanos, Grafana, Jaeger. */
export const storesRules: readonly Rule[] = [
  {
    name: "prometheus-tsdb-corrupt",
    component: "prometheus",
    words: ["compact", "corruption", "opening", "truncate", "tsdb"],
    pattern:
      /\bcomponent=tsdb\b.{0,160}\b(?:corrupt(?:ion|ed)?|unexpected checksum|failed to read wal)\b|\bcorruption in segment\b|\bopening storage failed\b|\btsdb\b.{0,80}\b(?:corrupt(?:ion|ed)?|lock(?:ed)? by)\b|\bfailed to (?:compact|truncate) (?:head|blocks?)\b/i,
    severity: "P1",
    cause: "Prometheus found damage in its TSDB (WAL or block), or cannot open its storage",
    action:
      "Move the named segment or block aside on a copy; check disk space and the disk, then start again.",
    confidence: 90,
  },
  {
    name: "prometheus-out-of-order",
    component: "prometheus",
    words: ["bounds", "entry", "ingesting", "sample", "samples", "timestamp"],
    pattern:
      /\berror on ingesting (?:out-of-order|samples|out of bounds)|\bout of order sample\b|\bduplicate sample for timestamp\b|\bout of bounds\b.{0,40}\bsample|\bsamples? (?:are|is) too old\b|\bentry (?:too far behind|out of order)\b|\btimestamp too (?:old|new)\b/i,
    severity: "P3",
    cause:
      "Prometheus or Loki refuses samples or lines: out of order, duplicate or too old, so there are gaps",
    action:
      "Find two senders of one series (replicas without a label), or a clock that is off; allow out_of_order_time_window.",
    confidence: 84,
    certain: true,
  },
  {
    name: "prometheus-scrape-limit",
    component: "prometheus",
    words: [
      "body",
      "body_size",
      "body_size_limit",
      "bucket",
      "bucket_limit",
      "label",
      "label_limit",
      "sample",
      "sample_limit",
      "target",
      "target_limit",
    ],
    pattern:
      /\b(?:sample|label|target|body[ _]size|bucket)[ _]limit exceeded\b|\bbody_size_limit\b.{0,30}\bexceeded\b/i,
    severity: "P3",
    cause: "Prometheus dropped a target's scrape: it has more samples or labels than its limit",
    action:
      "Find what exploded (topk by metric name), drop it by metric_relabel_configs, or raise sample_limit.",
    confidence: 88,
    certain: true,
  },
  {
    name: "prometheus-scrape-failed",
    component: "prometheus",
    words: ["scrape", "scraping"],
    pattern:
      /\bscrape (?:commit )?failed\b|\b(?:error|failed) (?:while )?scraping\b|\bscrape\b.{0,80}\b(?:context deadline exceeded|connection refused|server returned http status [45]\d\d)\b/i,
    severity: "P3",
    cause: "a scrape of metrics failed, so its target has gaps and its alerts stay silent",
    action: "Fetch the metrics URL from the scraper; check port, path, network policy and scrape_timeout.",
    confidence: 82,
  },
  {
    name: "prometheus-rule-failed",
    component: "prometheus",
    words: ["evaluate", "evaluating", "evaluation", "longer", "matching", "series"],
    pattern:
      /\bevaluating rule failed\b|\brule evaluation (?:failed|failure)\b|\bfound duplicate series for the match group\b|\bmany-to-many matching not allowed\b|\bfailed to evaluate rule\b|\brule group took longer\b/i,
    severity: "P3",
    cause: "a rule of Prometheus or Loki failed to evaluate, so its alert cannot fire",
    action: "Run the expression by hand; add on()/group_left or a label for the duplicates.",
    confidence: 88,
    certain: true,
  },
  {
    name: "prometheus-remote-write-failed",
    component: "prometheus",
    words: ["recoverable", "remote", "remote_write", "send"],
    pattern:
      /\b(?:non-)?recoverable error\b.{0,200}\b(?:server returned|remote|samples?)\b|\bremote[_ ]write\b.{0,120}\b(?:fail|error|behind|dropp)|\bfailed to send batch\b|\bremote storage\b.{0,60}\b(?:error|fail|shard|resharding)|\bcomponent=remote\b.{0,160}\berror\b/i,
    severity: "P3",
    cause: "Prometheus's remote write is refused or falls behind, so the long-term store misses samples",
    action:
      "Read the status: 400 bad or old samples, 401 key, 429 limit, 5xx the store; then look at its shards.",
    confidence: 88,
  },
  {
    name: "alertmanager-notify-failed",
    component: "alertmanager",
    words: ["alerts", "canceled", "deliver", "notification", "notifications", "notify", "send", "sending"],
    pattern:
      /\bnotify for alerts failed\b|\bnotify (?:attempt failed|retry canceled)\b|\berror sending alerts?\b|\bfailed to (?:send|deliver) (?:alert|notification)s?\b|\bnotifications? (?:was |were )?(?:not sent|dropped|undelivered)\b/i,
    severity: "P1",
    cause: "alerts could not be sent to their receiver, so nobody is paged",
    action:
      "Read the receiver and status; renew its token or webhook, test it, and look at open alerts by hand meanwhile.",
    confidence: 90,
  },
  {
    name: "loki-rate-limited",
    component: "loki",
    words: [
      "ingestion",
      "maxseries",
      "maxstreams",
      "perstream",
      "rate_limited",
      "series",
      "stream",
      "streams",
    ],
    pattern:
      /\bingestion rate limit exceeded\b|\bper-?stream rate limit exceeded\b|\bmax(?:imum)? (?:active )?(?:streams|series) limit exceeded\b|\bper[- ]user (?:streams|series) limit\b|\brate_limited\b.{0,60}\btenant|\bmax-?(?:global-)?(?:streams|series)-per-user\b.{0,40}\bexceeded\b/i,
    severity: "P3",
    cause: "Loki or Mimir refuses data at a tenant's limit of rate or streams",
    action:
      "Find the loudest stream or the label with many values; drop it or raise the limit for that tenant.",
    confidence: 88,
    certain: true,
  },
  {
    name: "loki-ring-unhealthy",
    component: "loki",
    words: ["least", "past", "ring"],
    pattern:
      /\btoo many unhealthy instances in the ring\b|\bat least \d{1,3} (?:live|healthy) (?:replicas|ingesters) required\b|\bempty ring\b|\binstance \S{1,80} past heartbeat timeout\b/i,
    severity: "P1",
    cause: "the ring of Loki, Mimir or Tempo has too many unhealthy instances, so reads or writes fail",
    action: "Open /ring: forget dead members, start the missing ingesters, check the member list's network.",
    confidence: 88,
  },
  {
    name: "loki-storage-credentials",
    component: "loki",
    words: [
      "credentialproviders",
      "credentials",
      "credentialsprovidererror",
      "nocredentialproviders",
      "webidentityerr",
    ],
    pattern:
      /\bfailed to (?:retrieve|refresh|get|load) (?:aws )?credentials\b|\bwebidentityerr\b|\bno ?credentialproviders\b|\bunable to (?:locate|load|retrieve) (?:aws )?credentials\b|\bcould not load credentials from any providers\b|\bcredentialsprovidererror\b|\bfailed to refresh cached credentials\b|\bcould not find default credentials\b/i,
    severity: "P2",
    cause:
      "no AWS or cloud credentials could be retrieved (IRSA, web identity, instance role), so calls to S3 and others fail",
    action:
      "Check the service account's role annotation, AWS_ROLE_ARN and token file, the STS endpoint, and a custom S3 endpoint.",
    confidence: 90,
  },
  {
    name: "loki-cache-failed",
    component: "loki",
    words: ["background", "entries", "entry", "getting", "store", "updating"],
    pattern:
      /\bcache\.store fail\b|\b(?:failed to (?:put|get|cache)|error (?:setting|getting))\b.{0,60}\b(?:background cache|cache (?:entries|entry))\b|\berror updating memcache servers\b/i,
    severity: "P3",
    cause:
      "Loki's or another's Memcached cache fails (wrong service port name, memory): answers are slower but right",
    action:
      "Check the cache's service and port name and its memory; switch it off if the log grows too large.",
    confidence: 78,
  },
  {
    name: "thanos-compactor-halted",
    component: "thanos",
    words: ["halted", "halting", "overlap", "overlaps"],
    pattern:
      /\bcritical error detected; halting\b|\bpre compaction overlap check\b|\boverlaps found while gathering blocks\b|\bcompact(?:or|ion)\b.{0,60}\bhalt(?:ed|ing)\b/i,
    severity: "P2",
    cause: "the Thanos compactor halted: overlapping or broken blocks, so nothing is compacted or deleted",
    action:
      "Find the blocks (`thanos tools bucket inspect`), mark them for no compaction or delete one, then restart it.",
    confidence: 90,
  },
  {
    name: "grafana-plugin-unsigned",
    component: "grafana",
    words: ["plugin", "signature"],
    pattern:
      /\bplugin\b.{0,80}\b(?:has (?:no|an? invalid|a modified) signature|validation failed|not signed|missing signature)\b|\binvalid plugin signature\b|\bfailed to load plugin\b/i,
    severity: "P3",
    cause: "Grafana fails to load a plugin: its signature is missing or invalid",
    action: "Install a signed version, or name the plugin in allow_loading_unsigned_plugins if you trust it.",
    confidence: 90,
  },
  {
    name: "grafana-datasource-failed",
    component: "grafana",
    words: ["call", "datasource", "query", "source"],
    pattern:
      /\bquery data error\b|\b(?:data ?source|datasource)\b(?!.{0,20}acquisition).{0,120}\b(?:failed|error|not found|unreachable|refused|no such host|timeout)\b|\bfailed to (?:query|call) (?:data ?source|resources)\b/i,
    severity: "P3",
    cause: "Grafana cannot query a data source, so panels and alerts on it have no data",
    action:
      'Use "Save & test" on that data source; check its address as Grafana\'s pod resolves it, and its credentials.',
    confidence: 86,
  },
  {
    name: "grafana-start-failed",
    component: "grafana",
    words: ["dashboard", "dashboards", "datasource", "datasources", "grafana", "provision", "service"],
    pattern:
      /\bgrafana\b.{0,80}\b(?:failed to start|service init failed|migration failed)\b|\bservice init failed\b|\bfailed to (?:provision|read) (?:dashboards?|datasources?)\b|\bdatasource provisioning error\b/i,
    severity: "P2",
    cause: "Grafana or its provisioning did not start",
    action:
      "Read the reason: database, migration, a file in provisioning with two default data sources; correct and restart.",
    confidence: 82,
  },
];
