import type { RuleExamples } from "../rule-examples.ts";

export const storesExamples: Readonly<Record<string, RuleExamples>> = {
  "prometheus-tsdb-corrupt": {
    decides:
      'level=error component=tsdb msg="Failed to read WAL" err="corruption in segment /prometheus/wal/00000412 at 98113"',
    leavesAlone: ['component=tsdb msg="WAL replay completed"'],
  },
  "prometheus-out-of-order": {
    decides: 'msg="Error on ingesting out-of-order samples" num_dropped=41',
    leavesAlone: ["ingested 41 samples"],
  },
  "prometheus-scrape-limit": {
    decides: 'level=warn component="scrape manager" msg="Append failed" err="sample limit exceeded"',
    leavesAlone: ["sample_limit: 5000"],
  },
  "prometheus-scrape-failed": {
    decides:
      'scrape_pool=cart target=http://192.0.2.8:9090/metrics msg="Scrape failed" err="context deadline exceeded"',
    leavesAlone: ["scrape done in 41 ms"],
  },
  "prometheus-rule-failed": {
    decides: 'msg="Evaluating rule failed" err="found duplicate series for the match group"',
    leavesAlone: ["rules loaded"],
  },
  "prometheus-remote-write-failed": {
    decides:
      'component=remote level=error msg="non-recoverable error" count=500 err="server returned HTTP status 400 Bad Request"',
    leavesAlone: ['component=remote msg="Done replaying WAL"'],
  },
  "alertmanager-notify-failed": {
    decides:
      'msg="Notify for alerts failed" num_alerts=3 err="oncall/pagerduty[0]: unexpected status code 403"',
    leavesAlone: ['msg="Notify success" attempts=1'],
  },
  "loki-rate-limited": {
    decides:
      "server returned HTTP status 429: Ingestion rate limit exceeded for user fake (limit: 4194304 bytes/sec)",
    leavesAlone: ["ingestion_rate_mb: 4"],
  },
  "loki-ring-unhealthy": {
    decides: 'err="too many unhealthy instances in the ring"',
    leavesAlone: ["ring has 3 active instances"],
  },
  "loki-storage-credentials": {
    decides: "WebIdentityErr: failed to retrieve credentials",
    leavesAlone: ["credentials refreshed"],
  },
  "loki-cache-failed": {
    decides:
      'level=error caller=memcached_client.go msg="error updating memcache servers" err="lookup _memcached-client._tcp.memcached: no such host"',
    leavesAlone: ["cache ready"],
  },
  "thanos-compactor-halted": {
    decides:
      'level=error msg="critical error detected; halting" err="compaction: pre compaction overlap check: overlaps found"',
    leavesAlone: ["compaction done"],
  },
  "grafana-plugin-unsigned": {
    decides: "Plugin validation failed, plugin 'cart-panel' has no signature",
    leavesAlone: ["plugin cart-panel registered"],
  },
  "grafana-datasource-failed": {
    decides: 'logger=tsdb.prometheus level=error msg="Query data error" datasource=prom error="no such host"',
    leavesAlone: ["datasource prom is healthy"],
  },
  "grafana-start-failed": {
    decides:
      "Service init failed: Datasource provisioning error: datasource.yaml config is invalid. Only one datasource per organization can be marked as default",
    leavesAlone: ["HTTP Server Listen"],
  },
};
