import type { Rule } from "./rule.ts";

/** Connections, sockets, links and routes. */
export const networkRules: readonly Rule[] = [
  {
    name: "connection-tracking-full",
    component: "network",
    words: ["nf_conntrack", "ip_conntrack"],
    pattern: /\b(?:nf|ip)_conntrack\b.{0,30}\btable full\b/i,
    severity: "P1",
    cause: "the kernel's connection table has no room left, so it drops packets of new connections",
    action:
      "Compare `sysctl net.netfilter.nf_conntrack_count` with `nf_conntrack_max`, raise the maximum, and find with `conntrack -L` which peer opens so many connections.",
    confidence: 92,
    certain: true,
    example: "kernel: nf_conntrack: nf_conntrack: table full, dropping packet",
    notExamples: ["kernel: nf_conntrack version 0.5.0 (65536 buckets, 262144 max)"],
  },
  {
    name: "neighbour-table-overflow",
    component: "network",
    words: ["neighbour", "neighbor", "arp_cache"],
    pattern: /\b(?:neighbou?r table|neighbour|arp_cache)\b.{0,30}\boverflow\b/i,
    severity: "P2",
    cause: "the kernel knows more neighbours than its ARP table may hold, so some hosts cannot be reached",
    action:
      "Count the entries with `ip neigh | wc -l`, raise `net.ipv4.neigh.default.gc_thresh3`, and check whether the subnet is larger than planned.",
    confidence: 88,
    example: "kernel: neighbour: arp_cache: neighbor table overflow!",
  },
  {
    name: "syn-flood",
    component: "network",
    words: ["syn"],
    pattern: /\bsyn flood(?:ing)?\b/i,
    severity: "P3",
    cause:
      "a port receives more new connections than its queue holds: an attack, or a service too slow to accept",
    action:
      "Count half-open connections with `ss -n state syn-recv`. If a few addresses send them, block those; otherwise raise the service's listen backlog and `net.core.somaxconn`.",
    confidence: 80,
    example: "kernel: TCP: request_sock_TCP: Possible SYN flooding on port 443. Sending cookies.",
  },
  {
    name: "routing-session-down",
    component: "network",
    words: ["bgp", "ospf", "adjchange", "adjchg"],
    pattern: /\b(?:bgp|ospf|adjchange|adjchg)\b.{0,80}\b(?:down|to idle|hold ?time expired)\b/i,
    severity: "P1",
    cause: "a routing neighbour was lost, so the networks behind it may no longer be reached",
    action:
      "Check the link and the neighbour's own log, then `show bgp summary` or the like on both sides; confirm that traffic took the backup path.",
    confidence: 82,
    example: "%BGP-5-ADJCHANGE: neighbor 192.0.2.1 Down BGP Notification sent",
    notExamples: ["%BGP-5-ADJCHANGE: neighbor 192.0.2.1 Up"],
  },
  {
    name: "tunnel-down",
    component: "network",
    words: ["vpn", "ipsec", "ike", "wireguard", "openvpn", "tunnel"],
    pattern:
      /\b(?:vpn|ipsec|ike|wireguard|openvpn|tunnel)\b.{0,60}\b(?:is down|went down|peer not responding|negotiation failed|inactivity timeout)\b/i,
    severity: "P2",
    cause: "the tunnel to the other site is not up, so everything behind it is out of reach",
    action:
      "Ping the tunnel's far end, compare keys and proposals on both sides, check that UDP 500/4500 or the tunnel's own port passes the firewall, then restart the tunnel.",
    confidence: 80,
    example: "charon: ipsec tunnel site-b went down, peer 198.51.100.7",
    notExamples: ["charon: ipsec tunnel site-b established with 198.51.100.7"],
  },
  {
    name: "duplicate-address",
    component: "network",
    words: ["duplicate"],
    pattern: /\bduplicate (?:ip(?:v[46])?|mac) address\b|\bduplicate address\b.{0,20}\bdetected\b/i,
    severity: "P2",
    cause: "two devices claim the same address, so traffic reaches now the one, now the other",
    action:
      "Run `arping -D -I <interface> <address>`, look the MAC address up in the switch's table, and take the device that does not own the address off the network.",
    confidence: 85,
    example: "IPv6: eth0: IPv6 duplicate address 2001:db8::15 detected!",
  },
  {
    name: "no-dhcp-lease",
    component: "network",
    words: ["dhcpoffers", "dhcp", "dhcpv4", "dhcpv6"],
    pattern:
      /\bno dhcpoffers received\b|\bdhcp(?:v[46])?\b.{0,60}\b(?:no free leases|no address(?:es)? available|pool exhausted)\b/i,
    severity: "P2",
    cause: "no address could be leased: the DHCP server does not answer or its pool is used up",
    action:
      "Look at the DHCP server's log and count its free leases; then check that the relay and the VLAN of this host still reach it.",
    confidence: 85,
    example: "dhclient[611]: No DHCPOFFERS received.",
    notExamples: ["dhclient[611]: DHCPOFFER of 192.0.2.30 from 192.0.2.1"],
  },
  {
    name: "packet-loss",
    component: "network",
    words: ["packet"],
    pattern: /(?:^|[^\d.])(?:[1-9]\d{0,2}(?:\.\d{1,6})?|0\.\d{0,5}[1-9]\d{0,5})% packet loss\b/i,
    severity: "P3",
    cause: "part of the packets on this path never came back",
    action:
      "Run `mtr` towards the target from both ends to see at which hop the loss begins, and check that hop's interface for errors and saturation.",
    confidence: 78,
    example: "monitor: 192.0.2.20: 40% packet loss, rtt avg 18.2 ms",
    notExamples: ["5 packets transmitted, 5 received, 0% packet loss, time 4005ms"],
  },
  {
    name: "address-in-use",
    component: "network",
    words: ["address", "eaddrinuse", "port"],
    pattern:
      /\baddress (?:is )?already in use\b|\beaddrinuse\b|\bport \d{1,5} (?:is |was )?already in use\b/i,
    severity: "P2",
    cause: "the process could not listen, because another process already holds the port",
    action:
      "Find the holder with `ss -ltnp 'sport = :<port>'`. If it is an old copy of the same service, stop that one; otherwise change one of the two ports.",
    confidence: 90,
    example: "Error: listen EADDRINUSE: address already in use 0.0.0.0:8080",
  },
  {
    name: "no-local-address",
    component: "network",
    words: ["assign", "eaddrnotavail"],
    pattern: /\bcan(?:not|'t) assign requested address\b|\beaddrnotavail\b/i,
    severity: "P2",
    cause: "no local port is free for a new connection, or the address to bind is not on this host",
    action:
      "Count connections with `ss -s`. Many in TIME-WAIT: reuse connections or widen `net.ipv4.ip_local_port_range`. Few: compare the bind address with `ip addr`.",
    confidence: 84,
    example: "dial tcp 192.0.2.44:6379: connect: cannot assign requested address",
  },
  {
    name: "message-too-long",
    component: "network",
    words: ["emsgsize", "fragmentation", "mtu"],
    pattern:
      /\bemsgsize\b|\bfragmentation needed\b|\bmtu\b.{0,40}\b(?:mismatch|too (?:small|large|big)|exceeded)\b/i,
    severity: "P3",
    cause: "packets are larger than some link on the path can carry",
    action:
      "Find the largest size that passes with `ping -M do -s <size>`, then set the same MTU on both ends and let ICMP 'fragmentation needed' through the firewall.",
    confidence: 78,
    example: "gateway: path MTU mismatch on tun0: local 1500, peer 1420",
  },
  {
    name: "no-route-to-host",
    component: "network",
    words: ["route", "ehostunreach", "host"],
    pattern: /\bno route to host\b|\behostunreach\b|\bhost (?:is )?unreachable\b/i,
    severity: "P2",
    cause: "the other host is down or a firewall turns its traffic away",
    action:
      "Try `ping` and `ip route get <address>`, then a second host in the same subnet: if that one answers, look at the target and its firewall, else at the route.",
    confidence: 86,
    example: "connect to 192.0.2.61 port 9092 failed: No route to host",
  },
  {
    name: "network-unreachable",
    component: "network",
    words: ["network", "enetunreach", "enetdown"],
    pattern: /\bnetwork (?:is )?(?:unreachable|down)\b|\benet(?:unreach|down)\b/i,
    severity: "P2",
    cause: "this host has no route to the address, or its interface is down",
    action:
      "Look at `ip route` and `ip -br link` on the host that logged it; if only IPv6 fails, check whether the service should use IPv4 there.",
    confidence: 86,
    example: "connect ENETUNREACH 198.51.100.20:443 - Local (0.0.0.0:0)",
  },
  {
    name: "connection-refused",
    component: "network",
    words: ["refused", "econnrefused", "err_connection_refused", "connection_refused"],
    pattern:
      /\bconnection (?:was |is )?(?:actively )?refused\b|\b(?:econnrefused|(?:err_)?connection_refused)\b|\bactively refused it\b|\brefused to connect\b/i,
    severity: "P2",
    cause: "nothing listens at the other end, or a firewall rejects it",
    action:
      "Check that the target service runs and listens on that address (`ss -ltn` there), compare the port with the caller's configuration, then try `nc -vz <host> <port>`.",
    confidence: 88,
    example: "Error: connect ECONNREFUSED 192.0.2.10:5672",
    notExamples: ["user refused the cookie banner"],
  },
  {
    name: "connection-timed-out",
    component: "network",
    words: ["timed", "etimedout", "err_connection_timed_out", "timeout", "connecttimeoutexception"],
    pattern:
      /\b(?:connect(?:ion|ing)?|dial|socket)\b.{0,80}\btimed out\b|\b(?:etimedout|err_connection_timed_out|connecttimeoutexception)\b|\bi\/o timeout\b|\bconnect timeout\b.{0,20}\b(?:after|exceeded|reached)\b/i,
    severity: "P2",
    cause:
      "the other end did not answer in time: it is overloaded or down, or packets are dropped on the way",
    action:
      "Try the same address with `nc -vz <host> <port>` from this host and from another one. If both hang, look at the target's load; if only one, at the firewall between.",
    confidence: 80,
    example: "dial tcp 192.0.2.18:443: connect: connection timed out",
    notExamples: ["connection timeout set to 30s", "i/o timeouts configured: read 5s, write 5s"],
  },
  {
    name: "connection-reset",
    component: "network",
    words: ["reset", "econnreset", "err_connection_reset", "socket"],
    pattern:
      /\bconnection (?:was |has been )?reset\b(?! (?:ok|complete))|\b(?:econnreset|err_connection_reset)\b|\bsocket hang up\b/i,
    severity: "P3",
    cause: "the other end cut the connection off: it crashed, restarted or a device between lost its state",
    action:
      "Compare the time with restarts and crashes of the peer; if there are none, compare idle timeouts of client, load balancer and server.",
    confidence: 74,
    example: "read tcp 192.0.2.5:51234->192.0.2.9:443: read: connection reset by peer",
  },
  {
    name: "connection-closed-early",
    component: "network",
    words: ["unexpected", "unexpectedly", "prematurely"],
    pattern:
      /\bunexpected (?:eof|end of (?:stream|file) on)\b|\b(?:connection|stream|channel)\b.{0,40}\bclosed (?:unexpectedly|prematurely)\b|\bunexpectedly closed the connection\b/i,
    severity: "P3",
    cause: "the peer ended the connection in the middle of an exchange",
    action:
      "Read the peer's log at that time for a crash, restart or size limit, and check that keep-alive on this side is shorter than the peer's idle timeout.",
    confidence: 70,
    example: "worker: stream to 192.0.2.14:7000 closed unexpectedly after 18 bytes",
  },
  {
    name: "broken-pipe",
    component: "network",
    words: ["broken", "epipe"],
    pattern: /\bbroken pipe\b|\bepipe\b/i,
    severity: "P4",
    cause: "the receiver went away before the whole answer was written",
    action:
      "Count them per client: a few are users who left. If many come from one client, compare its timeout with how long these requests take.",
    confidence: 72,
    example: "write tcp 192.0.2.7:8080->198.51.100.3:40112: write: broken pipe",
  },
];
