import type { Rule } from "../rule.ts";

/** Autoscalers of pods and nodes. */
export const autoscalingRules: readonly Rule[] = [
  {
    name: "hpa-no-metrics",
    component: "kubernetes",
    words: ["desired", "metric", "returned", "utilization"],
    pattern:
      /\bfailed to (?:compute desired number of replicas|get (?:cpu|memory) (?:utilization|resource metric))\b|\bno metrics returned from resource metrics api\b|\bunable to get (?:external|pods|object) metric\b/i,
    severity: "P3",
    cause: "the horizontal autoscaler (HPA) has no metrics, so it will not add pods when load grows",
    action:
      "Check `kubectl top pods` and metrics-server or the adapter; each container needs a CPU or memory request.",
    confidence: 88,
    certain: true,
  },
  {
    name: "cluster-autoscaler-blocked",
    component: "kubernetes",
    words: ["failedtoscaleup", "group", "nottriggerscaleup", "scale", "scaleup"],
    pattern:
      /\bfailed to (?:scale up|increase|fix) node group\b|\bdisabling scale-up for node group\b|\bscale[- ]?up (?:failed|timed out)\b|\bfailedtoscaleup\b|\bmax node group size reached\b|\bnottriggerscaleup\b|\bpod didn't trigger scale-up\b/i,
    severity: "P3",
    cause: "the cluster autoscaler cannot add nodes to a node group, so pods wait",
    action:
      "Read the reason: quota of the cloud, largest size reached, or no machine type free; raise the limit or allow more types.",
    confidence: 86,
    certain: true,
  },
  {
    name: "karpenter-no-capacity",
    component: "karpenter",
    words: ["incompatible", "insufficient", "satisfied", "schedule", "type", "types"],
    pattern:
      /\binsufficient capacity\b|\ball requested instance types were unavailable\b|\bincompatible with (?:provisioner|nodepool)\b|\bno instance type (?:satisfied|met)\b|\bcould not schedule pod\b/i,
    severity: "P2",
    cause:
      "the cloud or the node pool (Karpenter) has no capacity of the wanted machine type, so no node is added and pods wait",
    action:
      "Allow more instance types and zones in the NodePool, or on-demand beside spot; check the cloud's quota.",
    confidence: 86,
  },
  {
    name: "karpenter-version-incompatible",
    component: "karpenter",
    words: ["karpenter"],
    pattern:
      /\bkarpenter\b.{0,40}\bversion\b.{0,30}\b(?:is not compatible|incompatible|not supported|unsupported)\b/i,
    severity: "P2",
    cause:
      "this Karpenter version is incompatible with the cluster's Kubernetes version, so no nodes are added",
    action: "Upgrade Karpenter to a version that its compatibility table lists for this Kubernetes version.",
    confidence: 90,
  },
  {
    name: "node-never-registered",
    component: "kubernetes",
    words: ["join", "nodeclaim", "nodecreationfailure", "register", "registered", "registration"],
    pattern:
      /\bterminating due to registration ttl\b|\bfailed liveness\b.{0,60}\bnodeclaim\b|\bnode\b.{0,40}\bdid not (?:join|register)\b|\bnot registered (?:within|after)\b|\bfailed to join (?:the )?cluster\b|\bnodecreationfailure\b/i,
    severity: "P3",
    cause: "a new node was started but did not register with the cluster in time, and is thrown away",
    action:
      "Look at its console log: user data, IAM role and aws-auth entry, security group, route to the API server.",
    confidence: 86,
    certain: true,
  },
  {
    name: "keda-scaler-failed",
    component: "keda",
    words: [
      "getting",
      "keda",
      "kedascalerfailed",
      "scale_handler",
      "scale_resolvers",
      "scaledobjectcheckfailed",
      "scalehandler",
    ],
    pattern:
      /\bscale_?handler\b.{0,80}\berror\b|\berror getting (?:scale decision|scaler metric|metric spec)\b|\bkedascalerfailed\b|\bscale_resolvers\b.{0,60}\bdoesn.t exist\b|\bgithub\.com\/kedacore\/keda\/\S{1,160}\((?:\.{3}|\{?0x)|\bscaledobjectcheckfailed\b|\bkeda\b.{0,60}\b(?:panic|nil pointer|failed)\b/i,
    severity: "P3",
    cause: "KEDA's scaler cannot read its metric source, so the workload is not scaled",
    action:
      "Describe the ScaledObject; test the source's address and the TriggerAuthentication's secret; update the operator if it panics.",
    confidence: 86,
  },
];
