import type { Rule } from "../rule.ts";

/** The API of Kubernetes: rights, kinds, budgets and rollouts. */
export const apiRules: readonly Rule[] = [
  {
    name: "aggregated-api-unavailable",
    component: "kubernetes",
    words: ["couldn", "faileddiscoverycheck", "failing", "v1", "v1beta1"],
    pattern:
      /\bfailing or missing response from https?:\/\/|\bcouldn't get resource list for \S{1,80}: the server is currently unable\b|\bfaileddiscoverycheck\b|\bv1(?:beta1)?\.\S{1,60} failed with\b/i,
    severity: "P3",
    cause:
      "an aggregated API such as metrics.k8s.io does not answer, so discovery, autoscaling or deletion of namespaces stall",
    action:
      "Run `kubectl get apiservice`, then look at the pods and endpoints of the service it names, and at its certificate.",
    confidence: 88,
    certain: true,
  },
  {
    name: "apiserver-overloaded",
    component: "kubernetes",
    words: ["apiserver", "fairness", "requests", "throttling"],
    pattern:
      /\bapiserver\b.{0,60}\b(?:too many requests|overload)|\bpriority and fairness\b.{0,60}\b(?:rejected|timed out)|\bclient-side throttling\b|\bthe server has received too many requests\b/i,
    severity: "P2",
    cause: "requests to the Kubernetes API are throttled: a client or controller asks more than its share",
    action:
      "Find the loudest client in apiserver_request_total by user agent; lower its rate or list calls, or raise its flow schema.",
    confidence: 86,
  },
  {
    name: "rbac-forbidden",
    component: "kubernetes",
    words: ["forbidden"],
    pattern:
      /\bis forbidden: user ["'\\]{0,4}[^"']{1,120}["'\\]{0,4} cannot (?:get|list|watch|create|update|patch|delete)\b/i,
    severity: "P3",
    cause: "a Kubernetes service account lacks a right (RBAC), so what it does with that resource fails",
    action:
      "Test by `kubectl auth can-i <verb> <resource> --as=<user>`; add the verb to its Role or ClusterRole and binding.",
    confidence: 88,
  },
  {
    name: "crd-missing",
    component: "kubernetes",
    words: ["kind", "list", "matches", "requested", "watch"],
    pattern:
      /\bno matches for kind ["'\\]{1,3}\w|\bthe server could not find the requested resource\b|\bfailed to (?:watch|list) \*?\S{1,80}: \S{0,80}\bnot found\b|\bno kind is registered for the type\b/i,
    severity: "P3",
    cause:
      "an object's kind is unknown to the cluster: its custom resource definition (CRD) or API version is missing",
    action:
      "Run `kubectl api-resources | grep <kind>`; install the CRD or use the API version that this cluster serves.",
    confidence: 86,
  },
  {
    name: "kubernetes-event-failed",
    component: "kubernetes",
    words: [
      "cidrnotavailable",
      "dnsconfigforming",
      "failedbinding",
      "failedcreate",
      "failedkillpod",
      "failedpoststarthook",
      "failedprestophook",
      "failedsync",
      "failedtoupdateendpoint",
      "failedtoupdateendpoints",
      "failedtoupdateendpointslices",
      "filesystemresizefailed",
      "inspectfailed",
      "networknotready",
    ],
    pattern:
      /\b(?:failedcreate|failedkillpod|failedsync|failedpoststarthook|failedprestophook|cidrnotavailable|networknotready|dnsconfigforming|filesystemresizefailed|inspectfailed|failedtoupdateendpoints?|failedtoupdateendpointslices|failedbinding)\b/i,
    severity: "P3",
    cause:
      "Kubernetes reports a warning event: something of a pod, service or volume could not be made or changed",
    action: "Run `kubectl get events --sort-by=.lastTimestamp` and describe the object it names.",
    confidence: 82,
  },
  {
    name: "pod-disruption-budget-violation",
    component: "kubernetes",
    words: ["disruption", "evict", "poddisruptionbudget", "poddisruptionbudgetviolation"],
    pattern:
      /\bpoddisruptionbudget ?violation\b|\bpod disruption budget\b.{0,40}\b(?:violat|conflict)|\bcannot evict pod as it would violate\b|\bdisruption budget\b.{0,60}\b(?:prevents|blocks|would be violated|needs \d)/i,
    severity: "P2",
    cause:
      "a Pod Disruption Budget (PDB) forbids to stop more pods, so a rolling update or node drain stands still",
    action:
      "Run `kubectl get pdb -A`: let minAvailable leave one pod free, or add replicas; see which pods are not ready.",
    confidence: 86,
  },
  {
    name: "coredns-loop",
    component: "coredns",
    words: ["loop"],
    pattern: /\bplugin\/loop: loop\b|\bloop \(\S{1,80} -> \S{1,80}\) detected for zone\b/i,
    severity: "P1",
    cause: "CoreDNS found a forwarding loop: its DNS queries come back to itself, so it stops",
    action:
      "Look at /etc/resolv.conf of the node: a local resolver (127.0.0.53) must not be its upstream; name real servers in `forward`.",
    confidence: 92,
    certain: true,
  },
  {
    name: "coredns-not-ready",
    component: "coredns",
    words: ["coredns", "plugin"],
    pattern:
      /\bcoredns\b.{0,200}\b(?:readiness|liveness) probe failed\b|\bplugin\/(?:kubernetes|health)\b.{0,60}\b(?:failed to|took more than)\b|\bplugin\/ready: still waiting on\b/i,
    severity: "P2",
    cause:
      "CoreDNS is not ready, often without the Kubernetes API, so the cluster's DNS names are unavailable or slow",
    action: "Look at its pods' log and events, and whether the API server answers them.",
    confidence: 80,
  },
  {
    name: "cluster-dns-scaled-away",
    component: "coredns",
    words: ["down"],
    pattern:
      /\bcoredns\b.{0,80}\bscaled down\b.{0,60}\bto 0\b|\bscaled down\b.{0,60}\bcoredns\S{0,30}\b.{0,30}\bto 0\b/i,
    severity: "P1",
    cause:
      "CoreDNS, the cluster's name service, was scaled down to nothing: names become unavailable to all pods",
    action:
      "Run `kubectl -n kube-system get deploy,pods -l k8s-app=kube-dns`; scale it back to two and find out who changed it.",
    confidence: 84,
    certain: true,
  },
];
