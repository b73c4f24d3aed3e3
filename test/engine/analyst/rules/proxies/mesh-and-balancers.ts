import type { RuleExamples } from "../rule-examples.ts";

export const meshAndBalancersExamples: Readonly<Record<string, RuleExamples>> = {
  "envoy-no-healthy-upstream": {
    decides: '"GET /cart HTTP/1.1" 503 UH no_healthy_upstream - "-" 0 19 0',
    leavesAlone: ['"GET /cart HTTP/1.1" 200 - via_upstream - "-" 0 19 4'],
  },
  "envoy-upstream-reset": {
    decides:
      '"POST /pay HTTP/1.1" 503 UC upstream_reset_before_response_started{connection_termination} - "-" 91 95 2',
    leavesAlone: ['"POST /pay HTTP/1.1" 200 - via_upstream'],
  },
  "envoy-overflow": {
    decides: '"GET /stock HTTP/1.1" 503 UO upstream_reset_before_response_started{overflow} - "-" 0 81 0',
    leavesAlone: ["circuit breaker closed"],
  },
  "envoy-no-route": {
    decides: '"- - -" 0 NR filter_chain_not_found - "-" 0 0 0',
    leavesAlone: ['"GET / HTTP/1.1" 200 - via_upstream'],
  },
  "envoy-upstream-timeout": {
    decides: '"GET /report HTTP/1.1" 504 UT upstream_response_timeout - "-" 0 24 15000',
    leavesAlone: ['"GET /report HTTP/1.1" 200 - via_upstream'],
  },
  "envoy-crashed": {
    decides:
      "[critical][assert] assert failure: scopes_.empty(): external/envoy/source/common/stats/thread_local_store.cc:21",
    leavesAlone: ["envoy exited with status 0"],
  },
  "envoy-config-rejected": {
    decides:
      "gRPC config for type.googleapis.com/envoy.config.listener.v3.Listener rejected: Error adding/updating listener(s) 0.0.0.0_8080",
    leavesAlone: ["lds: add/update listener"],
  },
  "istio-control-plane-unreachable": {
    decides:
      "StreamAggregatedResources gRPC config stream to xds-grpc closed since 63s ago: 14, connection error",
    leavesAlone: ["xds-grpc connected"],
  },
  "istio-injection-failed": {
    decides: 'failed calling webhook "namespace.sidecar-injector.istio.io": context deadline exceeded',
    leavesAlone: ["sidecar injected"],
  },
  "ztunnel-failure": {
    decides:
      'error access connection complete src.addr=192.0.2.5:53712 dst.addr=192.0.2.8:15008 direction="inbound" error="connection failed: policy rejected" ztunnel failed',
    leavesAlone: [
      "info access connection complete src.addr=192.0.2.5:53712 dst.addr=192.0.2.8:8000 status=200",
    ],
  },
  "linkerd-identity-failed": {
    decides:
      "Waiting for identity to be initialized... error=failed to certify identity: status: Unavailable",
    leavesAlone: ["Certified identity"],
  },
  "mesh-tls-mismatch": {
    decides: "TLS error: 268435703:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER",
    leavesAlone: ["tls handshake ok"],
  },
};
