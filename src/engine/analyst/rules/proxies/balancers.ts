import type { Rule } from "../rule.ts";

/** HAProxy, Traefik and cloud load balancers. */
export const balancersRules: readonly Rule[] = [
  {
    name: "haproxy-no-server",
    component: "haproxy",
    words: ["available", "backup", "nosrv"],
    pattern:
      /\bbackend \S{1,80} has no server available\b|\b0 active and 0 backup servers left\b|\b<NOSRV>\s.{0,60}\b503\b/i,
    severity: "P1",
    cause: "an HAProxy backend has no server available, so its requests fail with 503",
    action: "Look at the checks' reason and the servers' own state; bring them back or add a backup server.",
    confidence: 92,
    certain: true,
  },
  {
    name: "haproxy-limit-reached",
    component: "haproxy",
    words: ["maxconn", "reached"],
    pattern:
      /\breached process (?:fd|maxconn) limit\b|\bmaxconn\b.{0,30}\b(?:reached|exceeded)\b|\bproxy \S{1,80} reached\b.{0,60}\blimit\b/i,
    severity: "P2",
    cause: "HAProxy reached its limit of connections or file descriptors",
    action: "Raise maxconn and ulimit-n, and look for clients or backends that hold connections.",
    confidence: 88,
  },
  {
    name: "traefik-certificate-failed",
    component: "traefik",
    words: ["acme", "domain", "domains", "providername"],
    pattern:
      /\bunable to (?:obtain|generate) (?:an? )?(?:acme )?certificates? for (?:the )?domains?\b|\bproviderName=\S{1,30}acme\b.{0,100}\berror\b|\bacme: error: \d{3}\b/i,
    severity: "P2",
    cause: "Traefik or another ACME client cannot obtain a certificate for a domain",
    action:
      "Check that the domain points here and port 80 or 443 is reachable; mind the authority's rate limit.",
    confidence: 86,
  },
];
