import type { RuleExamples } from "../rule-examples.ts";

export const autoscalingExamples: Readonly<Record<string, RuleExamples>> = {
  "hpa-no-metrics": {
    decides:
      "failed to get cpu utilization: unable to get metrics for resource cpu: no metrics returned from resource metrics API",
    leavesAlone: ["horizontal.go: scaled cart to 4"],
  },
  "cluster-autoscaler-blocked": {
    decides: "Failed to scale up node group workers-1: timeout",
    leavesAlone: ["scale-up: setting group workers-1 size to 4"],
  },
  "karpenter-no-capacity": {
    decides:
      "karpenter: failed launching nodeclaim, insufficient capacity, all requested instance types were unavailable",
    leavesAlone: ["karpenter: launched nodeclaim default-1"],
  },
  "karpenter-version-incompatible": {
    decides: "karpenter version is not compatible with K8s version 1.31",
    leavesAlone: ["karpenter version 1.0.6"],
  },
  "node-never-registered": {
    decides: "karpenter: terminating due to registration ttl",
    leavesAlone: ["node worker-9 joined the cluster"],
  },
  "keda-scaler-failed": {
    decides: 'ERROR scale_handler error getting scale decision {"scaledObject.Name": "orders"}',
    leavesAlone: ["scale_handler: scaled to 4"],
  },
};
