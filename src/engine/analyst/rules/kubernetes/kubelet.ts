import type { Rule } from "../rule.ts";

/** Kubelet and container runtime: what a node's agent reports. */
export const kubeletRules: readonly Rule[] = [
  {
    name: "kubelet-evented-pleg-broken",
    component: "kubernetes",
    words: ["evented", "eventedpleg", "watcheventschannel"],
    pattern: /\bevented ?pleg\b.{0,80}\b(?:err(?:or)?|failed|panic)\b|\bwatcheventschannel\b/i,
    severity: "P1",
    cause:
      "the kubelet's event stream from the container runtime (Evented PLEG) broke; a panic of it takes the node away",
    action:
      "Turn off the feature gate EventedPLEG on that node, restart the kubelet, and read the container runtime's log for the broken stream.",
    confidence: 88,
    certain: true,
  },
  {
    name: "kubelet-swap-enabled",
    component: "kubernetes",
    words: ["supported"],
    pattern: /\brunning with swap on is not supported\b/i,
    severity: "P2",
    cause: "the kubelet refuses to start because the node has swap switched on",
    action:
      "Run `swapoff -a` and take swap out of /etc/fstab, or set failSwapOn: false, then restart the kubelet.",
    confidence: 90,
  },
  {
    name: "kubelet-cgroup-driver-mismatch",
    component: "kubernetes",
    words: ["cgroup"],
    pattern: /\bkubelet cgroup driver\b.{0,60}\bdifferent from\b/i,
    severity: "P2",
    cause:
      "the kubelet and the container runtime use different cgroup drivers, so the node cannot start pods",
    action:
      "Set cgroupDriver in the kubelet's configuration and SystemdCgroup in the runtime's to the same, systemd where systemd runs, and restart both.",
    confidence: 90,
  },
  {
    name: "kubelet-client-certificate-expired",
    component: "kubernetes",
    words: ["existing", "expired"],
    pattern:
      /\bpart of the existing bootstrap client certificate\b.{0,120}\bexpired\b|\bkubelet\b.{0,60}\bclient certificate\b.{0,40}\bexpired\b/i,
    severity: "P1",
    cause: "the kubelet's client certificate expired before it was rotated, so the node leaves the cluster",
    action:
      "Renew it: `kubeadm certs renew` or a fresh bootstrap token, restart the kubelet, and see that rotateCertificates is on.",
    confidence: 90,
  },
  {
    name: "node-registration-failed",
    component: "kubernetes",
    words: ["ensure", "kubelet", "register", "update"],
    pattern:
      /\bunable to register node with api server\b|\bfailed to ensure (?:node )?lease exists\b|\bkubelet\b.{0,80}\bnode \S{1,100} not found\b|\bunable to update node status\b.{0,40}\bretry\b/i,
    severity: "P2",
    cause:
      "the kubelet cannot register its node or renew its lease with the API server, so the node turns NotReady",
    action:
      "From the node resolve and call the API server's name (`curl -k https://<host>:6443/readyz`): check DNS, route, firewall and certificate.",
    confidence: 88,
  },
  {
    name: "node-problem",
    component: "kubernetes",
    words: [
      "containergcfailed",
      "freediskspacefailed",
      "frequentcontainerdrestart",
      "frequentkubeletrestart",
      "imagegcfailed",
      "invaliddiskcapacity",
      "kerneldeadlock",
      "kerneloops",
      "readonlyfilesystem",
      "systemoom",
      "taskhung",
      "unregisternetdevice",
    ],
    pattern:
      /\b(?:systemoom|freediskspacefailed|imagegcfailed|containergcfailed|invaliddiskcapacity|kerneloops|kerneldeadlock|readonlyfilesystem|unregisternetdevice|taskhung|frequentkubeletrestart|frequentcontainerdrestart)\b(?!.{0,30}\bfalse\b)/i,
    severity: "P2",
    cause:
      "a node has a problem of its own: memory, disk, kernel, or a kubelet or runtime that restarts too often",
    action: "Cordon it, read `kubectl describe node` and the kernel's log, mend or replace it.",
    confidence: 86,
  },
  {
    name: "kubelet-hostname-unresolved",
    component: "kubernetes",
    words: [
      "hostip",
      "hostname",
      "ip",
      "kubelet",
      "lookup",
      "name",
      "nodeip",
      "nodename",
      "resolve",
      "sip",
      "sname",
    ],
    pattern:
      /\b(?:kubelet|node|hostname)\b.{0,100}\b(?:failed to (?:get|resolve|lookup)|cannot resolve|unable to resolve|could not resolve) (?:the )?(?:node|host)(?:'s)? ?(?:name|ip)\b|\bhostname\b.{0,40}\bcould not be (?:reached|resolved)\b/i,
    severity: "P2",
    cause: "the node's own host name has no address in DNS, so its kubelet cannot become ready",
    action:
      "Resolve the host name on the node (`getent hosts $(hostname)`); mend DNS or /etc/hosts, then restart the kubelet.",
    confidence: 86,
  },
  {
    name: "image-garbage-collection-failed",
    component: "kubernetes",
    words: ["garbage"],
    pattern: /\bimage garbage collection failed\b|\bfailed to garbage collect required amount of images\b/i,
    severity: "P3",
    cause:
      "the kubelet found no unused images to delete, so the node's disk keeps filling and pods will be evicted",
    action:
      "Run `crictl images` and `du -xh --max-depth=1 /var/lib`; delete what is large, or give the node a larger disk.",
    confidence: 86,
    certain: true,
  },
  {
    name: "kubelet-evicts-pods",
    component: "kubernetes",
    words: ["eviction", "evict"],
    pattern:
      /\beviction manager\b.{0,20}\b(?:must evict pod|unable to evict|eviction manager is not able to reclaim)/i,
    severity: "P2",
    cause:
      "the kubelet evicts pods because the node is under pressure: its disk (storage) or memory runs out",
    action:
      "Free the node: images, logs and emptyDir volumes or memory; find the pod without limits by `kubectl describe node`, and set requests.",
    confidence: 88,
    certain: true,
  },
];
