import type { Rule } from "./rule.ts";

/** Connections, sockets, links and routes. */
export const networkRules: readonly Rule[] = [
  {
    name: "connection-tracking-full",
    component: "network",
    words: ["nf_conntrack", "ip_conntrack"],
    pattern: /\b(?:nf|ip)_conntrack\b.{0,30}\btable full\b/i,
    severity: "P1",
    cause:
      "the kernel's connection tracking table (conntrack) is full, so it drops packets of new connections",
    action:
      "Compare `sysctl net.netfilter.nf_conntrack_count` with `nf_conntrack_max`, raise the maximum, and find with `conntrack -L` which peer opens so many connections.",
    confidence: 92,
    certain: true,
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
  },
  {
    name: "broadcast-storm",
    component: "network",
    words: ["storm"],
    pattern: /\b(?:broadcast|multicast|unicast|traffic) storm\b(?![- ]control (?:is|enabled|configured))/i,
    severity: "P1",
    cause: "a flood of broadcasts fills the links, mostly because of a loop between switches",
    action:
      "Find the port with the most broadcasts and shut it down, then look for a loop: a patched cable, a switch without spanning tree, or a bridge on a host.",
    confidence: 84,
  },
  {
    name: "routing-session-down",
    component: "network",
    words: ["bgp", "ospf", "adjchange", "adjchg", "neighbor", "neighbour"],
    pattern:
      /\b(?:bgp|ospf|adjchange|adjchg|neighbou?r)\b.{0,80}\b(?:down\b|to idle\b|hold ?time expired\b|(?:established|full) ?(?:->|to) ?(?:idle|active|connect|down|init)\b|adjacency (?:was |is )?lost)/i,
    severity: "P1",
    cause: "a routing neighbour was lost, so the networks behind it may no longer be reached",
    action:
      "Check the link and the neighbour's own log, then `show bgp summary` or the like on both sides; confirm that traffic took the backup path.",
    confidence: 82,
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
  },
  {
    name: "no-dhcp-lease",
    component: "network",
    words: ["dhcpoffers", "dhcp", "dhcpv4", "dhcpv6", "dhcpd"],
    pattern:
      /\bno dhcpoffers received\b|\bdhcp(?:d|v[46])?\b.{0,120}\b(?:no free leases|no address(?:es)? available|pool exhausted)\b/i,
    severity: "P2",
    cause: "no address could be leased: the DHCP server does not answer, or its pool has no free leases",
    action:
      "Look at the DHCP server's log and count its free leases; then check that the relay and the VLAN of this host still reach it.",
    confidence: 85,
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
  },
  {
    name: "address-in-use",
    component: "network",
    words: ["address", "eaddrinuse", "port"],
    pattern:
      /\baddress (?:is )?already in use\b|\beaddrinuse\b|\bport \d{1,5} (?:is |was )?already in use\b/i,
    severity: "P2",
    cause: "the process could not bind its port: a port conflict, another process already listens there",
    action:
      "Find the holder with `ss -ltnp 'sport = :<port>'`. If it is an old copy of the same service, stop that one; otherwise change one of the two ports.",
    confidence: 90,
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
  },
  {
    name: "network-unreachable",
    component: "network",
    words: ["network", "enetunreach", "enetdown"],
    pattern: /\bnetwork (?:is )?(?:unreachable|down)\b(?! resolving)|\benet(?:unreach|down)\b/i,
    severity: "P2",
    cause: "this host has no route to the address, or its interface is down",
    action:
      "Look at `ip route` and `ip -br link` on the host that logged it; if only IPv6 fails, check whether the service should use IPv4 there.",
    confidence: 86,
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
  },
  {
    name: "connection-timed-out",
    component: "network",
    words: ["timed", "etimedout", "err_connection_timed_out", "timeout", "connecttimeoutexception"],
    pattern:
      /\b(?:connect(?:ion|ing)?|dial|socket)\b.{0,80}\btimed out\b|\b(?:etimedout|err_connection_timed_out|connecttimeoutexception)\b|\bi\/o timeout\b|\bconnect timeout\b.{0,20}\b(?:after|exceeded|reached)\b/i,
    severity: "P2",
    cause:
      "the other end did not answer in time (timeout): it is overloaded or down, or packets are dropped on the way",
    action:
      "Try the same address with `nc -vz <host> <port>` from this host and from another one. If both hang, look at the target's load; if only one, at the firewall between.",
    confidence: 80,
  },
  {
    name: "connection-reset",
    component: "network",
    words: ["reset", "econnreset", "err_connection_reset", "socket"],
    pattern:
      /\bconnection (?:was |has been )?reset\b(?! (?:ok|complete|by (?:peer|\S{1,60} port \d{1,5}) \[preauth\]))|\b(?:econnreset|err_connection_reset)\b|\bsocket hang up\b/i,
    severity: "P3",
    cause: "the other end cut the connection off: it crashed, restarted or a device between lost its state",
    action:
      "Compare the time with restarts and crashes of the peer; if there are none, compare idle timeouts of client, load balancer and server.",
    confidence: 74,
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
  },
];
