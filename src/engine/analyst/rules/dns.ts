import type { Rule } from "./rule.ts";

/** Names that do not resolve, and DNS servers that fail. */
export const dnsRules: readonly Rule[] = [
  {
    name: "dns-zone-not-loaded",
    component: "dns",
    words: ["zone"],
    pattern:
      /\bzone\b.{0,80}\b(?:not loaded due to errors|loading from master file .{0,80} failed|has expired)/i,
    severity: "P1",
    cause: "the name server no longer serves this zone, so every name in it fails",
    action:
      "Run `named-checkzone <zone> <file>`, undo the last change to the zone file, reload, and compare the serial with the secondaries by `dig SOA`.",
    confidence: 90,
  },
  {
    name: "dns-zone-transfer-failed",
    component: "dns",
    words: ["transfer", "axfr", "ixfr"],
    pattern:
      /\b(?:zone )?(?:transfer|axfr|ixfr)\b.{0,100}\b(?:failed while receiving|refused|bad zone transfer|giving up)\b/i,
    severity: "P3",
    cause: "a secondary name server could not fetch the zone and goes on serving its old copy",
    action:
      "Compare serials on both servers with `dig SOA`, check `allow-transfer` and the TSIG key on the primary, then `rndc retransfer <zone>` before the zone expires.",
    confidence: 82,
  },
  {
    name: "dnssec-failure",
    component: "dns",
    words: ["dnssec", "rrsig"],
    pattern:
      /\bdnssec\b.{0,60}\b(?:fail(?:ed|ure)|bogus|invalid|expired)\b|\bno valid rrsig\b|\brrsig\b.{0,40}\bexpired\b/i,
    severity: "P2",
    cause: "DNSSEC: the domain's signatures do not verify, so validating resolvers refuse its names",
    action:
      "Run `delv <name>` or `dig +dnssec <name>` to see which signature fails, check its dates and the DS record at the parent, then sign the zone again.",
    confidence: 84,
  },
  {
    name: "dns-no-servers",
    component: "dns",
    words: ["servers", "nameservers", "nameserver"],
    pattern:
      /\bno (?:dns |name ?)?servers could be reached\b|\bno (?:nameservers|dns servers) (?:configured|available|found)\b/i,
    severity: "P2",
    cause: "no DNS resolver answered, so no name can be looked up from this host",
    action:
      "Read `/etc/resolv.conf`, query each server in it with `dig @<server> example.com`, and check that UDP and TCP port 53 pass the firewall.",
    confidence: 90,
  },
  {
    name: "dns-lookup-timeout",
    component: "dns",
    words: ["lookup", "dns", "resolver", "resolving", "etimeout", "querya"],
    pattern:
      /\b(?:lookup|resolving)\b.{0,120}\b(?:i\/o timeout|timed out|etimeout)\b|\b(?:dns|resolver)\b.{0,60}\b(?:timed out|time-?out (?:after|exceeded|while|for|from))\b|\bquerya etimeout\b/i,
    severity: "P2",
    cause: "the DNS resolver did not answer in time, so calls by name wait and fail",
    action:
      "Time `dig @<resolver> <name>` from the failing host and from another one, look at the resolver's load and its dropped UDP packets, and try a second resolver.",
    confidence: 86,
  },
  {
    name: "dns-forwarding-failed",
    component: "dns",
    words: ["plugin"],
    pattern:
      /\bplugin\/(?:errors|forward|loop)\b.{0,160}\b(?:i\/o timeout|refused|unreachable|loop|no healthy)\b/i,
    severity: "P2",
    cause: "the cluster's DNS resolver gets no answers from the upstream servers it forwards to",
    action:
      "Read the `forward` line of the CoreDNS Corefile, query that server by `dig` from the CoreDNS node, and check the node's firewall and conntrack counters.",
    confidence: 84,
  },
  {
    name: "dns-temporary-failure",
    component: "dns",
    words: ["temporary", "eai_again"],
    pattern: /\btemporary failure (?:in name resolution|resolving)|\beai_again\b/i,
    severity: "P2",
    cause: "the DNS resolver could not be reached or gave no answer, so the name is unknown for now",
    action:
      "Run `getent hosts <name>` on the host, check `/etc/resolv.conf` and whether the resolver runs; in a container, check the cluster's DNS pods too.",
    confidence: 88,
  },
  {
    name: "dns-servfail",
    component: "dns",
    words: ["servfail"],
    pattern: /\bservfail\b(?!["']?\s{0,2}[=:]\s{0,2}0\b)/i,
    severity: "P2",
    cause: "the DNS server failed while it looked the name up, often a broken zone, delegation or signature",
    action:
      "Compare `dig <name>` with `dig +cd <name>`: if only the second answers, DNSSEC is at fault. Otherwise follow `dig +trace <name>` to the server that fails.",
    confidence: 82,
  },
  {
    name: "name-not-known",
    component: "dns",
    words: [
      "enotfound",
      "known",
      "resolve",
      "such",
      "unknownhostexception",
      "servname",
      "resolved",
      "err_name_not_resolved",
    ],
    pattern:
      /\benotfound\b|\bname (?:or service )?(?:is )?not known\b|\bcould(?: not|n't) resolve (?:host|hostname|address|proxy)\b|\bno such host\b|\bunknownhostexception\b|\bnodename nor servname\b|\b(?:name|host) could not be resolved\b|\berr_name_not_resolved\b/i,
    severity: "P2",
    cause:
      "the host name does not exist in DNS for this resolver: misspelt, without a record, or the wrong search domain",
    action:
      "Spell the name out from the configuration and run `dig <name>` on the host; if other hosts resolve it, compare `/etc/resolv.conf`, else restore the record.",
    confidence: 87,
  },
  {
    name: "dns-nxdomain",
    component: "dns",
    words: ["nxdomain"],
    pattern: /\bnxdomain\b(?!["']?\s{0,2}[=:]\s{0,2}\d)/i,
    severity: "P4",
    cause: "the name that was asked for does not exist",
    action:
      "See which client asks and how often: a misspelt name in its configuration, or a search domain put after a full name, is the usual reason.",
    confidence: 68,
  },
];
