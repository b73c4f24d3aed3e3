import type { Rule } from "../rule.ts";

/** Add-ons of Kubernetes: storage drivers, certificates, policies, delivery, load balancers. */
export const addOnsRules: readonly Rule[] = [
  {
    name: "csi-volume-attach-failed",
    component: "kubernetes",
    words: ["attach", "attachment", "detach", "volume", "volumeinuse"],
    pattern:
      /\bcould not (?:attach|detach) volume\b|\battachment limit exceeded\b|\b(?:attach|detach)volume\.(?:attach|detach) failed\b|\bfailed to (?:attach|detach) (?:ebs |the )?(?:volume|disk)\b|\bvolumeinuse\b|\bvolume\b.{0,60}\bis already (?:exclusively )?attached\b|\bexceed(?:s|ed)? max(?:imum)? volume count\b/i,
    severity: "P2",
    cause: "the storage driver (CSI) cannot attach or detach a volume, so its pod waits",
    action:
      "Run `kubectl get volumeattachment` and look at the disk in the cloud's console: held by a dead node, or the node's limit of disks.",
    confidence: 88,
  },
  {
    name: "acme-rate-limited",
    component: "cert-manager",
    words: ["acme", "authorizations", "certificates", "many", "registrations"],
    pattern:
      /\bacme\b.{0,80}\brate ?limited\b|\btoo many (?:certificates already issued|failed authorizations|new orders|registrations)\b/i,
    severity: "P2",
    cause: "the ACME certificate authority refuses new certificates: a rate limit is reached",
    action:
      "Stop the retries, use the staging server while you test, and wait for the time the message names; reuse certificates.",
    confidence: 88,
  },
  {
    name: "acme-challenge-failed",
    component: "cert-manager",
    words: [
      "certificate",
      "certificates",
      "challenge",
      "generate",
      "identifier",
      "ietf",
      "obtain",
      "perform",
      "propagation",
    ],
    pattern:
      /\b(?:failed to perform self check|propagation check failed|acme challenge|authorization for (?:the )?identifier|challenge)\b.{0,160}\b(?:fail(?:ed|s)|invalid|timed out|timeout|refused|did not return|connection reset)\b|\bunable to (?:obtain|generate|renew)\b.{0,20}\bcertificates? for\b|\burn:ietf:params:acme:error:(?!ratelimited)\w{4,30}/i,
    severity: "P3",
    cause: "an ACME challenge for a certificate fails, so it is not issued or renewed",
    action:
      "Fetch /.well-known/acme-challenge/ from outside or query the _acme-challenge TXT record; check ingress class, DNS and port 80.",
    confidence: 86,
  },
  {
    name: "cert-manager-issuer-not-ready",
    component: "cert-manager",
    words: ["clusterissuer", "errinitissuer", "issuer", "issuernotfound"],
    pattern:
      /\b(?:cluster)?issuer\b.{0,60}\bnot ready\b|\berrinitissuer\b|\berror initiali[sz]ing issuer\b|\bissuernotfound\b|\breferenced "?(?:cluster)?issuer"? not found\b/i,
    severity: "P2",
    cause: "cert-manager's issuer is not ready or missing, so no certificate is issued or renewed",
    action:
      "Run `kubectl describe clusterissuer,issuer -A`; check its account key Secret, server address and CA.",
    confidence: 86,
  },
  {
    name: "webhook-certificate-untrusted",
    component: "kubernetes",
    words: ["bundle", "cabundle", "cert", "webhook"],
    pattern:
      /\bwebhook\b.{0,200}\bx509: certificate\b|\bcabundle\b.{0,60}\b(?:invalid|mismatch|not injected)\b|\bfailed to (?:inject|update) ca ?bundle\b|\bca cert not yet ready\b|\bcould not update webhook config\b/i,
    severity: "P2",
    cause:
      "an admission webhook has a certificate that the API server does not trust, so changes are refused",
    action:
      "Let cert-manager's cainjector or the operator write the caBundle anew; restart it, or delete its Secret to make a fresh one.",
    confidence: 86,
  },
  {
    name: "policy-blocked-resource",
    component: "kubernetes",
    words: ["denied", "following", "gatekeeper", "jmespath", "kyverno", "podsecurity"],
    pattern:
      /\bwas blocked due to the following polic(?:y|ies)\b|\bdenied by (?:policy|constraint|\[\S{1,60}\])|\bkyverno\b.{0,100}\b(?:denied|blocked|failed|error)\b|\bjmespath query failed\b|\bgatekeeper\b.{0,80}\b(?:denied|violation)\b|\bviolates podsecurity\b/i,
    severity: "P3",
    cause: "a cluster policy (Kyverno, Gatekeeper, Pod Security) refused the resource at admission",
    action:
      "Read which rule it names and mend the manifest, often requests, limits or securityContext; exempt it only if agreed.",
    confidence: 86,
  },
];
