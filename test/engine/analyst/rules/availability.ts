import type { RuleExamples } from "./rule-examples.ts";

export const availabilityExamples: Readonly<Record<string, RuleExamples>> = {
  "service-circuit-open": {
    decides: "checkout: circuit breaker payments changed state from CLOSED to OPEN",
    leavesAlone: ["checkout: circuit breaker payments changed state from OPEN to CLOSED"],
  },
  "no-healthy-upstream": {
    decides: "edge: no healthy backend for cluster shop.example.com",
  },
  "service-health-check-failed": {
    decides: "lb: health check of search-2 failed, taken out",
    leavesAlone: ["lb: health check passed for 192.0.2.30", "lb: health check: 0 failed"],
  },
  "service-unavailable": {
    decides: "gateway: service inventory is temporarily unavailable",
  },
  "retries-exhausted": {
    decides: "sync: giving up after 5 attempts to reach warehouse.example.com",
    leavesAlone: ["sync: max retries set to 5"],
  },
  "deadline-exceeded": {
    decides: "profile: rpc error: code = DeadlineExceeded desc = context deadline exceeded",
  },
  "request-timed-out": {
    decides: "catalog: request to search.example.com timed out after 3000 ms",
    leavesAlone: ["catalog: request timeout is 3000 ms", "stats: 0 requests timed out"],
  },
  overloaded: {
    decides: "search: server is overloaded, shedding load",
    leavesAlone: ["boot: overload protection on"],
  },
  "backup-failed": {
    decides: "backupd: nightly backup of db-1.example.com failed: target not writable",
    leavesAlone: ["backupd: backup finished, 0 failed", "backupd: backup of db-1.example.com completed"],
  },
  "background-job-failed": {
    decides: "scheduler: job export-invoices failed after 41 s",
    leavesAlone: ["scheduler: 12 jobs done, 0 failed", "scheduler: job export-invoices finished: 0 failed"],
  },
  "service-start-failed": {
    decides: "systemd[1]: Failed to start Report Generator.",
  },
  "licence-expired": {
    decides: "vault-gw: license has expired, premium features are disabled",
    leavesAlone: ["vault-gw: license valid until 2031-01-01"],
  },
  "data-loss-reported": {
    decides: "ledger: segment 91 truncated during recovery, possible data loss",
    leavesAlone: ["agent: data loss prevention scan finished"],
  },
};
