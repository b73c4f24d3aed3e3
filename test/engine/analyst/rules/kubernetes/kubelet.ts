import type { RuleExamples } from "../rule-examples.ts";

export const kubeletExamples: Readonly<Record<string, RuleExamples>> = {
  "kubelet-evented-pleg-broken": {
    decides: 'kubelet: E0412 "Evented PLEG: Get cache" err="rpc error: code = DeadlineExceeded"',
    leavesAlone: ["kubelet: Using Evented PLEG"],
  },
  "kubelet-swap-enabled": {
    decides: "failed to run Kubelet: running with swap on is not supported, please disable swap",
    leavesAlone: ["kubelet: swap is off"],
  },
  "kubelet-cgroup-driver-mismatch": {
    decides:
      'misconfiguration: kubelet cgroup driver: "systemd" is different from docker cgroup driver: "cgroupfs"',
    leavesAlone: ["kubelet cgroup driver: systemd"],
  },
  "kubelet-client-certificate-expired": {
    decides:
      "bootstrap.go: part of the existing bootstrap client certificate in /etc/kubernetes/kubelet.conf is expired",
    leavesAlone: ["kubelet client certificate rotated"],
  },
  "node-registration-failed": {
    decides:
      'kubelet: "Unable to register node with API server" err="dial tcp 192.0.2.1:6443: i/o timeout" node="node-1"',
    leavesAlone: ['kubelet: "Successfully registered node" node="node-1"'],
  },
  "node-problem": {
    decides: "Warning SystemOOM node/worker-3 System OOM encountered, victim process: java",
    leavesAlone: ["KernelDeadlock False KernelHasNoDeadlock"],
  },
  "kubelet-hostname-unresolved": {
    decides: '[WARNING Hostname]: hostname "node-7" could not be reached',
    leavesAlone: ["kubelet: hostname is node-7"],
  },
  "image-garbage-collection-failed": {
    decides:
      'kubelet: "Image garbage collection failed multiple times in a row" err="Failed to garbage collect required amount of images"',
    leavesAlone: ["kubelet: image garbage collection freed 5 GiB"],
  },
  "kubelet-evicts-pods": {
    decides: '"Eviction manager: must evict pod(s) to reclaim" resourceName="ephemeral-storage"',
    leavesAlone: ['"Eviction manager: pods successfully cleaned up"'],
  },
};
