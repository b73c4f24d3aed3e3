import type { RuleExamples } from "./rule-examples.ts";

export const kubernetesExamples: Readonly<Record<string, RuleExamples>> = {
  "node-not-ready": {
    decides: "Node worker-3 status is now: NodeNotReady",
    leavesAlone: ["Node worker-3 status is now: NodeReady"],
  },
  "kubelet-runtime-unhealthy": {
    decides:
      "kubelet: skipping pod synchronization - PLEG is not healthy: pleg was last seen active 3m12s ago",
  },
  "node-under-pressure": {
    decides: "Node worker-2 status is now: NodeHasDiskPressure",
    leavesAlone: [
      "Node worker-2 status is now: NodeHasNoDiskPressure",
      "MemoryPressure   False   KubeletHasSufficientMemory",
    ],
  },
  "out-of-memory-killed": {
    decides: 'event: reason=OOMKilling node=worker-2 message="Killed process 811 (cart)"',
    leavesAlone: ['{"Status":"running","OOMKilled":false,"Pid":4110}'],
  },
  "image-pull-failed": {
    decides: 'kubelet: Failed to pull image "registry.example.com/shop/cart:2.14.0": not found',
  },
  "crash-loop": {
    decides: "kubelet: Error syncing pod shop/cart-7f9c, skipping: CrashLoopBackOff: restart count 14",
  },
  "container-configuration-error": {
    decides: 'kubelet: Error: CreateContainerConfigError: secret "cart-keys" not found',
  },
  "sandbox-creation-failed": {
    decides: 'FailedCreatePodSandBox: plugin type="calico" failed (add): no addresses left in pool',
  },
  "scheduling-failed": {
    decides: "default-scheduler: FailedScheduling: 0/6 nodes are available: 6 Insufficient cpu.",
  },
  "quota-exceeded": {
    decides:
      'pods "cart-8d" is forbidden: exceeded quota: shop-quota, requested: limits.cpu=2, used: limits.cpu=10, limited: limits.cpu=10',
  },
  "volume-mount-failed": {
    decides:
      'attachdetach-controller: Multi-Attach error for volume "pvc-51a0" Volume is already used by pod cart-0',
  },
  "volume-provisioning-failed": {
    decides: 'ProvisioningFailed: storageclass.storage.k8s.io "fast" not found for claim shop/cart-data',
  },
  "pod-evicted": {
    decides: "kubelet: pod shop/report-5 evicted: The node was low on resource: ephemeral-storage.",
    leavesAlone: ["cache: evicted 214 keys"],
  },
  "probe-failed": {
    decides: "kubelet: Container cart failed liveness probe, will be restarted",
    leavesAlone: ["readiness probe passed for cart-7f9c"],
  },
  "job-failed": {
    decides:
      "job-controller: BackoffLimitExceeded: Job shop/nightly-report has reached the specified backoff limit",
  },
  "admission-webhook-failed": {
    decides: 'Internal error occurred: failed calling webhook "policy.example.com": EOF',
  },
  "autoscaler-blind": {
    decides: "horizontal-pod-autoscaler: FailedGetResourceMetric: missing request for cpu in container cart",
  },
  "api-server-unreachable": {
    decides:
      "The connection to the server 192.0.2.1:6443 was refused - did you specify the right host or port?",
  },
  "pod-preempted": {
    decides: "default-scheduler: Preempted by pod 8f1a on node worker-1",
  },
};
