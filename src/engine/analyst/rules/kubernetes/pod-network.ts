import type { Rule } from "../rule.ts";

/** The network of pods: plugins, addresses, service rules. */
export const podNetworkRules: readonly Rule[] = [
  {
    name: "cni-plugin-not-ready",
    component: "kubernetes",
    words: ["cni", "networkpluginnotready", "plugin"],
    pattern:
      /\bnetworkpluginnotready\b|\bcni plugin not initiali[sz]ed\b|\bno networks found in \/etc\/cni\b|\bcni config uninitiali[sz]ed\b|\bfailed to find plugin "\S{1,40}" in path/i,
    severity: "P1",
    cause: "the node's network plugin (CNI) is not installed or not running, so no pod there gets a network",
    action:
      "Look at the CNI's pods on that node (`kubectl -n kube-system get pods -o wide`), and at /etc/cni/net.d and /opt/cni/bin.",
    confidence: 90,
  },
  {
    name: "pod-network-setup-failed",
    component: "kubernetes",
    words: ["assign", "destroy", "ipam", "network", "networkplugin", "sandbox", "setup", "teardown"],
    pattern:
      /\bfailed to (?:setup|set up|teardown|destroy) network for (?:pod|sandbox)\b|\bnetworkplugin cni failed to set ?up pod\b|\bfailed to assign an ip address to (?:container|pod)\b|\btimed out waiting for ipam daemon\b|\badd cmd: failed to assign\b/i,
    severity: "P2",
    cause: "the network plugin could not give a pod its network or IP address, so the pod does not start",
    action:
      "Read the plugin's log on that node (aws-node, calico-node, cilium, flannel); check for free addresses in its pool or subnet.",
    confidence: 86,
  },
  {
    name: "cluster-address-pool-exhausted",
    component: "kubernetes",
    words: [
      "allocate",
      "available",
      "depleted",
      "empty",
      "exhausted",
      "full",
      "insufficientcidrblocks",
      "insufficientfreeaddressesinsubnet",
      "ips",
      "left",
      "remaining",
    ],
    pattern:
      /\bno (?:more |available |free )?ips? (?:addresses )?(?:are )?(?:available|left|remaining)\b|\b(?:ip|address|ipam|eni|cidr|subnet)\b.{0,50}\b(?:pool|range|space|block)s?\b.{0,25}\b(?:exhausted|depleted|is full|empty)\b|\b(?:insufficientfreeaddressesinsubnet|insufficientcidrblocks)\b|\bno available ip\/prefix\b|\bunable to allocate ip\b|\bno ip addresses available\b|\bno available ip addresses\b|\brange is full\b/i,
    severity: "P2",
    cause: "the pool of IP addresses for pods is exhausted, so new pods get no network",
    action:
      "Count addresses per node and subnet; add a subnet or CIDR or a larger pool, and free addresses that dead pods still hold (IPAM).",
    confidence: 88,
    certain: true,
  },
  {
    name: "calico-bgp-down",
    component: "calico",
    words: ["bird", "calico", "established", "felix"],
    pattern:
      /\bbgp not established\b|\bbird is not ready\b|\bfelix is not (?:ready|live)\b|\bcalico\/node is not ready\b/i,
    severity: "P2",
    cause:
      "Calico's node agent lost its BGP peers or is not ready, so pods on this node lose routes to others",
    action:
      "Run `calicoctl node status` there; check that TCP 179 is open between nodes and that the node's address was detected rightly.",
    confidence: 86,
  },
  {
    name: "cilium-agent-failure",
    component: "cilium",
    words: ["bpf", "cilium", "create", "ebpf", "regeneration"],
    pattern:
      /\bcilium\b.{0,80}\b(?:unable to|failed to|cannot)\b|\bbpf (?:template )?(?:compilation|program load|map) ?(?:.{0,30})\bfailed\b|\bendpoint regeneration failed\b|\bunable to create endpoint\b|\bfailed to (?:compile|load) (?:bpf|ebpf)\b/i,
    severity: "P2",
    cause:
      "Cilium's agent cannot set up a pod's endpoint or its BPF programs, so its traffic or policy is wrong",
    action:
      "Run `cilium status --verbose` in that node's agent; look at kernel version, BPF map pressure and the kvstore's health.",
    confidence: 84,
  },
  {
    name: "kube-proxy-sync-failed",
    component: "kubernetes",
    words: ["iptables", "ipvs", "nft", "nftables"],
    pattern:
      /\bfailed to (?:execute|run|ensure|sync|list)\b.{0,30}\b(?:iptables|ipvs|nft(?:ables)?)\b|\biptables-(?:restore|save)\b.{0,40}\b(?:failed|exit status [1-9])\b/i,
    severity: "P2",
    cause:
      "the node's service rules (kube-proxy, iptables, IPVS) were not written, so services there go to old endpoints",
    action:
      "Run `iptables-save | wc -l` and look at the lock (xtables), kernel modules and version of iptables on that node.",
    confidence: 86,
  },
  {
    name: "pod-addresses-exhausted",
    component: "kubernetes",
    words: ["ippools", "ipamd", "eni", "available", "free"],
    pattern:
      /\b(?:no (?:more )?(?:free|available) (?:ip )?(?:addresses|ips)\b.{0,40}\b(?:ip ?pools?|subnet|range)|datastore has no available ip addresses|eni limit reached)/i,
    severity: "P2",
    cause:
      "the pod network has no address left in its pools or on the node (IPAM, ENI), so new pods do not start",
    action:
      "Compare pods per node with the pool or subnet, free leaked addresses, and add a pool, a subnet or prefix delegation.",
    confidence: 84,
  },
  {
    name: "cilium-endpoint-not-built",
    component: "kubernetes",
    words: ["endpoint", "bpf"],
    pattern:
      /\bregeneration of endpoint failed\b|\bunable to write bpf map\b|\bcilium\b.{0,60}\bmap (?:is )?full\b/i,
    severity: "P2",
    cause:
      "Cilium cannot regenerate an endpoint: its policy or map is full or invalid, so the pod has old rules",
    action:
      "Run `cilium status --verbose` and `cilium bpf policy get`; raise the map size or simplify the policies, then restart the agent of that node.",
    confidence: 84,
  },
];
