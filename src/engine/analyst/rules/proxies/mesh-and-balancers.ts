import type { Rule } from "../rule.ts";

/** Envoy, Istio, Linkerd, HAProxy, Traefik and cloud load balancers. */
export const meshAndBalancersRules: readonly Rule[] = [
  {
    name: "envoy-no-healthy-upstream",
    component: "envoy",
    words: ["no_healthy_upstream", "uh"],
    pattern: /\b50[0-9] (?:-,)?UH\b|\bno_healthy_upstream\b|\b503 UH\b/i,
    severity: "P2",
    cause: "Envoy has no healthy upstream host for the cluster, so it answers 503 (UH)",
    action:
      "Look at its endpoints (`istioctl proxy-config endpoints`), the pods' readiness and outlier detection.",
    confidence: 90,
    certain: true,
  },
  {
    name: "envoy-upstream-reset",
    component: "envoy",
    words: ["delayed", "headers", "remote", "uc", "uf", "upstream_reset_before_response_started", "ur"],
    pattern:
      /\b50[0-9] (?:\w{2,5},)?U[CFR]\b|\bupstream_reset_before_response_started\b(?!\{overflow)|\bupstream connect error or disconnect\/reset before headers\b|\bremote connection failure\b|\bdelayed connect error\b/i,
    severity: "P2",
    cause: "Envoy's upstream connection failed or was reset before a response (503 UF, UC)",
    action:
      "Look at restarts, keep-alive times and listeners of the backend; see whether both sides agree on TLS.",
    confidence: 86,
    certain: true,
  },
  {
    name: "envoy-overflow",
    component: "envoy",
    words: [
      "brokencircuitexception",
      "callnotpermittedexception",
      "circuit",
      "circuitbreaker",
      "uo",
      "upstream_reset_before_response_started",
    ],
    pattern:
      /\b50[0-9] (?:\w{2,5},)?UO\b|\bupstream_reset_before_response_started\{overflow\}|\bcircuit breaker (?:is )?(?:open|opened|overflow)\b|\bcircuitbreaker\b.{0,60}\b(?:is open|opened|not permit)|\bcallnotpermittedexception\b|\bbrokencircuitexception\b/i,
    severity: "P2",
    cause:
      "a circuit breaker is open: Envoy or a client refuses calls to an upstream past its limit of connections or failures",
    action: "Find why the backend is slow or failing; raise connectionPool limits only when it has room.",
    confidence: 90,
    certain: true,
  },
  {
    name: "envoy-no-route",
    component: "envoy",
    words: ["404", "503", "cluster_not_found", "filter_chain_not_found", "nr", "route_not_found"],
    pattern: /\b(?:404|503) N[RC]\b|\broute_not_found\b|\bfilter_chain_not_found\b|\bcluster_not_found\b/i,
    severity: "P3",
    cause: "Envoy found no route, cluster or filter chain (TLS mismatch) for the request (NR, NC)",
    action:
      "Compare host, port and mode in VirtualService, Gateway and PeerAuthentication; `istioctl analyze` finds most.",
    confidence: 86,
    certain: true,
  },
  {
    name: "envoy-upstream-timeout",
    component: "envoy",
    words: ["stream_idle_timeout", "upstream_per_try_timeout", "upstream_response_timeout", "ut"],
    pattern: /\b504 (?:\w{2,5},)?UT\b|\b(?:upstream_response|upstream_per_try|stream_idle)_timeout(?: -|")/i,
    severity: "P2",
    cause: "Envoy's upstream did not answer within the route's timeout (504 UT)",
    action:
      "Time the backend directly and look at its load; set the route's timeout above what it really needs.",
    confidence: 88,
    certain: true,
  },
  {
    name: "envoy-crashed",
    component: "envoy",
    words: ["assert", "envoy", "epoch", "faulting"],
    pattern:
      /\bassert failure:|\bcaught (?:aborted|segmentation fault|bus error), suspect faulting address\b|\bepoch \d{1,6} exited with error\b|\benvoy\b.{0,40}\b(?:exited with (?:status|code) [1-9]|crashed|failed to (?:re)?start|exited unexpectedly)\b|\benvoy bug:|\bpanic: abort\b.{0,20}\benvoy\b/i,
    severity: "P1",
    cause: "Envoy crashed: a failed assertion or a signal ended the proxy, so its traffic breaks",
    action:
      "Keep the backtrace and version; undo the last filter, Wasm or configuration change, update or go back a version.",
    confidence: 88,
    certain: true,
  },
  {
    name: "envoy-config-rejected",
    component: "envoy",
    words: ["initialising", "initializing", "proto", "rejected", "updating"],
    pattern:
      /\bgrpc config for \S{1,120} rejected\b|\bproto constraint validation failed\b|\berror adding\/updating (?:listener|cluster)\b|\berror initiali[sz]ing configuration\b/i,
    severity: "P2",
    cause: "Envoy rejected its new configuration and goes on with the old one",
    action:
      "Read the listener or cluster it names; `istioctl proxy-status` shows who is stale; undo the last EnvoyFilter.",
    confidence: 88,
  },
  {
    name: "istio-control-plane-unreachable",
    component: "istio",
    words: ["envoy", "initial", "istiod", "plane", "reach", "since", "xds"],
    pattern:
      /\b(?:delta)?aggregatedresources\b.{0,60}\bconfig stream\b.{0,60}\bclosed since\b|\bxds-grpc\b.{0,60}\bclosed since\b|\bgrpc config: initial fetch timed out\b|\bfailed to (?:connect to|reach) (?:istiod|xds|control plane)\b|\benvoy proxy is not ready\b|\bconnection (?:to|with) (?:istiod|control plane)\b.{0,30}\b(?:lost|closed|failed)\b/i,
    severity: "P2",
    cause: "a proxy lost its control plane (istiod, xDS), so it gets no new configuration or endpoints",
    action:
      "Check istiod's pods and service port 15012, its certificate and the proxy's token; old routes go on meanwhile.",
    confidence: 88,
    certain: true,
  },
  {
    name: "istio-injection-failed",
    component: "istio",
    words: ["injector"],
    pattern:
      /\bsidecar-injector\b.{0,120}\b(?:failed|deadline exceeded|timeout|refused|no endpoints)\b|\b(?:linkerd-proxy-injector|rev\.object\.sidecar-injector)\b.{0,160}\b(?:failed|deadline exceeded|refused)\b/i,
    severity: "P2",
    cause: "the sidecar injection webhook does not answer, so new pods are refused or run without a proxy",
    action:
      "Check the injector's pods and certificate (istiod, linkerd-proxy-injector) and its webhook's caBundle.",
    confidence: 88,
  },
  {
    name: "ztunnel-failure",
    component: "istio",
    words: ["complete", "hbone", "inpod", "response_code", "ztunnel"],
    pattern:
      /\b(?:ztunnel|inpod|hbone)\b.{0,160}\b(?:error|failed|refused|timed out|denied|unreachable|status=(?:401|403|5\d\d))\b|\binpod::\S{1,40}\b.{0,100}\bfailed\b|\bconnection complete\b.{0,200}\b(?:status|response_code)=(?:401|403|5\d\d)\b|\bconnection complete\b.{0,900}\berror="|\bno ztunnel connection\b/i,
    severity: "P3",
    cause:
      "Istio's ambient proxy (ztunnel) could not carry a connection, could not bind, or saw an HTTP error status code",
    action:
      "Read its error field: policy denied, no workload found, bind or certificate; `istioctl ztunnel-config workloads`.",
    confidence: 84,
    certain: true,
  },
  {
    name: "linkerd-identity-failed",
    component: "linkerd",
    words: ["anchor", "identity", "linkerd"],
    pattern:
      /\bfailed to certify identity\b|\bwaiting for identity to be initiali[sz]ed\b|\blinkerd\b.{0,100}\b(?:failed|error|invalid|expired|refused)\b|\btrust anchor\b.{0,60}\b(?:expired|not (?:yet )?valid|mismatch)\b/i,
    severity: "P2",
    cause: "a Linkerd proxy gets no identity certificate, so its pod does not become ready",
    action:
      "Run `linkerd check --proxy`; renew the issuer certificate and trust anchor, look at linkerd-identity's log.",
    confidence: 88,
  },
  {
    name: "mesh-tls-mismatch",
    component: "proxy",
    words: ["an", "look", "openssl_internal", "routines", "wrong_version_number"],
    pattern:
      /\bopenssl_internal:(?:wrong_version_number|certificate_verify_failed|cert_required|unknown_ca|handshake_failure)\b|\btls error: \d{6,12}:ssl routines\b|\bwrong_version_number\b|\bclient sent an http request to an https server\b|\bfirst record does not look like a tls handshake\b/i,
    severity: "P2",
    cause: "the two ends disagree about TLS: one speaks plain text or another version or certificate (mTLS)",
    action: "Compare the mode on both sides (PeerAuthentication, DestinationRule, scheme of the URL, port).",
    confidence: 86,
  },
];
