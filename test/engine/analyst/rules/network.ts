import type { RuleExamples } from "./rule-examples.ts";

export const networkExamples: Readonly<Record<string, RuleExamples>> = {
  "connection-tracking-full": {
    decides: "kernel: nf_conntrack: nf_conntrack: table full, dropping packet",
    leavesAlone: ["kernel: nf_conntrack version 0.5.0 (65536 buckets, 262144 max)"],
  },
  "neighbour-table-overflow": {
    decides: "kernel: neighbour: arp_cache: neighbor table overflow!",
  },
  "syn-flood": {
    decides: "kernel: TCP: request_sock_TCP: Possible SYN flooding on port 443. Sending cookies.",
  },
  "broadcast-storm": {
    decides: "acc-4: broadcast storm on port Gi1/0/12, 91 % of the link",
    leavesAlone: ["acc-4: broadcast storm-control enabled on all ports"],
  },
  "routing-session-down": {
    decides: "%BGP-5-ADJCHANGE: neighbor 192.0.2.1 Down BGP Notification sent",
    leavesAlone: ["%BGP-5-ADJCHANGE: neighbor 192.0.2.1 Up"],
  },
  "tunnel-down": {
    decides: "charon: ipsec tunnel site-b went down, peer 198.51.100.7",
    leavesAlone: ["charon: ipsec tunnel site-b established with 198.51.100.7"],
  },
  "duplicate-address": {
    decides: "IPv6: eth0: IPv6 duplicate address 2001:db8::15 detected!",
  },
  "no-dhcp-lease": {
    decides: "dhclient[611]: No DHCPOFFERS received.",
    leavesAlone: ["dhclient[611]: DHCPOFFER of 192.0.2.30 from 192.0.2.1"],
  },
  "packet-loss": {
    decides: "monitor: 192.0.2.20: 40% packet loss, rtt avg 18.2 ms",
    leavesAlone: ["5 packets transmitted, 5 received, 0% packet loss, time 4005ms"],
  },
  "address-in-use": {
    decides: "Error: listen EADDRINUSE: address already in use 0.0.0.0:8080",
  },
  "no-local-address": {
    decides: "dial tcp 192.0.2.44:6379: connect: cannot assign requested address",
  },
  "message-too-long": {
    decides: "gateway: path MTU mismatch on tun0: local 1500, peer 1420",
  },
  "no-route-to-host": {
    decides: "connect to 192.0.2.61 port 9092 failed: No route to host",
  },
  "network-unreachable": {
    decides: "connect ENETUNREACH 198.51.100.20:443 - Local (0.0.0.0:0)",
  },
  "connection-refused": {
    decides: "Error: connect ECONNREFUSED 192.0.2.10:5672",
    leavesAlone: ["user refused the cookie banner"],
  },
  "connection-timed-out": {
    decides: "dial tcp 192.0.2.18:443: connect: connection timed out",
    leavesAlone: ["connection timeout set to 30s", "i/o timeouts configured: read 5s, write 5s"],
  },
  "connection-reset": {
    decides: "read tcp 192.0.2.5:51234->192.0.2.9:443: read: connection reset by peer",
  },
  "connection-closed-early": {
    decides: "worker: stream to 192.0.2.14:7000 closed unexpectedly after 18 bytes",
  },
  "broken-pipe": {
    decides: "write tcp 192.0.2.7:8080->198.51.100.3:40112: write: broken pipe",
  },
};
