import type { RuleExamples } from "./rule-examples.ts";

export const dnsExamples: Readonly<Record<string, RuleExamples>> = {
  "dns-zone-not-loaded": {
    decides: "named[802]: zone example.com/IN: not loaded due to errors.",
    leavesAlone: ["named[802]: zone example.com/IN: loaded serial 2024050101"],
  },
  "dns-zone-transfer-failed": {
    decides:
      "named[802]: transfer of 'example.com/IN' from 192.0.2.53#53: failed while receiving responses: REFUSED",
  },
  "dnssec-failure": {
    decides: "unbound: validation failure <api.example.com. A IN>: DNSSEC signature expired",
    leavesAlone: ["unbound: dnssec validation enabled"],
  },
  "dns-no-servers": {
    decides: ";; connection timed out; no servers could be reached",
  },
  "dns-lookup-timeout": {
    decides:
      "dial tcp: lookup api.example.com on 192.0.2.53:53: read udp 192.0.2.8:41233->192.0.2.53:53: i/o timeout",
    leavesAlone: ["resolver started, dns timeout=5s"],
  },
  "dns-forwarding-failed": {
    decides:
      "[ERROR] plugin/errors: 2 api.example.com. A: read udp 192.0.2.4:38211->192.0.2.53:53: i/o timeout",
    leavesAlone: ["[INFO] plugin/reload: Running configuration SHA512 = 5f2c"],
  },
  "dns-temporary-failure": {
    decides: "getaddrinfo EAI_AGAIN queue.example.com",
  },
  "dns-servfail": {
    decides: "resolver: orders.example.com A: rcode SERVFAIL from 192.0.2.53",
    leavesAlone: ["stats: noerror=1200 nxdomain=14 servfail=0"],
  },
  "name-not-known": {
    decides: "Error: getaddrinfo ENOTFOUND payments.example.com",
  },
  "dns-nxdomain": {
    decides: "dnsmasq[411]: reply cache-old.example.com is NXDOMAIN",
    leavesAlone: ["stats: noerror=1200 nxdomain=14 servfail=0"],
  },
};
