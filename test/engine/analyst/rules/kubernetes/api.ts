import type { RuleExamples } from "../rule-examples.ts";

export const apiExamples: Readonly<Record<string, RuleExamples>> = {
  "aggregated-api-unavailable": {
    decides:
      "v1beta1.metrics.k8s.io failed with: failing or missing response from https://192.0.2.44:443/apis/metrics.k8s.io/v1beta1",
    leavesAlone: ["v1beta1.metrics.k8s.io available"],
  },
  "apiserver-overloaded": {
    decides:
      "request.go: Waited for 12.1s due to client-side throttling, not priority and fairness, request: GET:https://192.0.2.1/api",
    leavesAlone: ["api server: throttling is off"],
  },
  "rbac-forbidden": {
    decides:
      'pods is forbidden: User "system:serviceaccount:shop:cart" cannot list resource "pods" in API group ""',
    leavesAlone: ["access to pods granted"],
  },
  "crd-missing": {
    decides:
      'error: unable to recognize "cart.yaml": no matches for kind "Rollout" in version "argoproj.io/v1alpha1"',
    leavesAlone: ["kind Deployment applied"],
  },
  "kubernetes-event-failed": {
    decides: "Warning FailedCreate replicaset/cart Error creating: timed out",
    leavesAlone: ["Normal SuccessfulCreate replicaset/cart"],
  },
  "pod-disruption-budget-violation": {
    decides:
      'error when evicting pods/"cart-0": Cannot evict pod as it would violate the pod\'s disruption budget.',
    leavesAlone: ["pod disruption budget allows 1 disruption"],
  },
  "coredns-loop": {
    decides: '[FATAL] plugin/loop: Loop (127.0.0.1:53219 -> :53) detected for zone "."',
    leavesAlone: ["[INFO] plugin/reload: Running configuration"],
  },
  "coredns-not-ready": {
    decides:
      "Warning Unhealthy pod/coredns-674b Readiness probe failed: HTTP probe failed with statuscode: 503",
    leavesAlone: ["pod/coredns-674b is ready"],
  },
  "cluster-dns-scaled-away": {
    decides: "Scaled down replica set coredns-674b from 2 to 0",
    leavesAlone: ["Scaled up replica set coredns-674b from 0 to 2"],
  },
};
