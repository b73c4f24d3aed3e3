import type { RuleExamples } from "../rule-examples.ts";

export const podNetworkExamples: Readonly<Record<string, RuleExamples>> = {
  "cni-plugin-not-ready": {
    decides:
      '"Container runtime network not ready" networkReady="NetworkReady=false reason:NetworkPluginNotReady message:cni plugin not initialized"',
    leavesAlone: ["kubelet: NetworkReady=true"],
  },
  "pod-network-setup-failed": {
    decides:
      'NetworkPlugin cni failed to set up pod "cart-7f9c_shop" network: add cmd: failed to assign an IP address to container',
    leavesAlone: ["network for pod cart-7f9c is set up"],
  },
  "cluster-address-pool-exhausted": {
    decides: "ipamd: IP pool of eni-1 is exhausted, no available IP/Prefix addresses",
    leavesAlone: ["ipam: pool has 41 free addresses"],
  },
  "calico-bgp-down": {
    decides:
      "readiness probe: calico/node is not ready: BIRD is not ready: BGP not established with 192.0.2.21",
    leavesAlone: ["calico: BGP session with 192.0.2.21 established"],
  },
  "cilium-agent-failure": {
    decides: 'level=error msg="endpoint regeneration failed" subsys=endpoint',
    leavesAlone: ['level=info msg="endpoint regenerated" subsys=endpoint'],
  },
  "kube-proxy-sync-failed": {
    decides: 'proxier.go: "Failed to execute iptables-restore" err="exit status 4"',
    leavesAlone: ["iptables-restore finished"],
  },
  "pod-addresses-exhausted": {
    decides: "[ERROR] ipam.go: no more free addresses in the configured ippools",
    leavesAlone: ["dhcp: no free addresses, lease refused"],
  },
  "cilium-endpoint-not-built": {
    decides: 'level=warning msg="Regeneration of endpoint failed" endpointID=811',
    leavesAlone: ['level=info msg="Regenerated endpoint"'],
  },
};
