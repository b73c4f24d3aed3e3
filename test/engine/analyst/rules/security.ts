import type { RuleExamples } from "./rule-examples.ts";

export const securityExamples: Readonly<Record<string, RuleExamples>> = {
  ransomware: {
    decides: "endpoint-agent: Ransomware activity detected on host fs2, process blocked",
    leavesAlone: ["endpoint-agent: ransomware rules updated to 2025.05"],
  },
  "malware-found": {
    decides: "clamd[903]: /srv/upload/invoice.zip: Win.Test.EICAR_HDB-1 FOUND",
    leavesAlone: ["freshclam: virus database is up to date", "scan finished: no malware found"],
  },
  "audit-log-cleared": {
    decides: "EventID=1102 Microsoft-Windows-Eventlog: The audit log was cleared. Subject: EXAMPLE\\jdoe",
  },
  "audit-records-lost": {
    decides: "kernel: audit: backlog limit exceeded",
    leavesAlone: ["kernel: audit: backlog=0 lost=0"],
  },
  "brute-force": {
    decides: "waf: brute force attack on /login from 203.0.113.90, 412 tries in 60s",
    leavesAlone: ["brute force protection enabled"],
  },
  "log4shell-attempt": {
    decides: `203.0.113.5 - - [12/May/2025:10:07:11 +0000] "GET /?q=\${jndi:ldap://203.0.113.5/a} HTTP/1.1" 404 0`,
  },
  "sql-injection-attempt": {
    decides:
      '203.0.113.66 - - [12/May/2025:10:08:00 +0000] "GET /item?id=1+UNION+SELECT+name,pass+FROM+users HTTP/1.1" 403 0',
    leavesAlone: ["db: SELECT id FROM a UNION SELECT id FROM b took 12ms"],
  },
  "path-traversal-attempt": {
    decides:
      '203.0.113.70 - - [12/May/2025:10:09:10 +0000] "GET /files?f=../../../../etc/passwd HTTP/1.1" 400 0',
  },
  "scanner-at-work": {
    decides:
      '203.0.113.72 - - [12/May/2025:10:11:30 +0000] "GET /cgi-bin/test HTTP/1.1" 404 0 "-" "Nikto/2.5.0"',
  },
  "denial-of-service": {
    decides: "edge: DDoS attack detected on 198.51.100.1, 4.2 Gbit/s UDP",
    leavesAlone: ["edge: DDoS protection enabled"],
  },
  "intrusion-alert": {
    decides:
      "snort: [1:2019284:3] ET ATTACK_RESPONSE id check returned root [Classification: Potentially Bad Traffic] [Priority: 2] {TCP} 192.0.2.4:80 -> 203.0.113.4:4021",
  },
  "private-key-in-log": {
    decides: "loaded settings: tls_key=-----BEGIN RSA PRIVATE KEY-----",
  },
  "administrator-created": {
    decides: "usermod[3310]: add 'temp1' to group 'sudo'",
    leavesAlone: ["usermod[3310]: add 'temp1' to group 'video'"],
  },
  "sudo-refused": {
    decides: "sudo: webapp : user NOT in sudoers ; TTY=pts/0 ; PWD=/tmp ; USER=root ; COMMAND=/bin/sh",
  },
  "file-integrity-changed": {
    decides: "ossec: Integrity checksum changed for: '/usr/bin/ssh'",
  },
  "mandatory-access-denied": {
    decides:
      'audit: type=1400 apparmor="DENIED" operation="open" profile="/usr/sbin/named" name="/srv/zones/a.db" comm="named"',
  },
  "address-banned": {
    decides: "fail2ban.actions: [sshd] Ban 203.0.113.15",
    leavesAlone: ["fail2ban.actions [901]: NOTICE [sshd] Unban 203.0.113.15"],
  },
  "web-firewall-blocked": {
    decides: "ModSecurity: Access denied with code 403 (phase 2). Matched rule 941100 at ARGS:q",
  },
  "firewall-denied": {
    decides:
      "%ASA-4-106023: Deny tcp src inside:192.0.2.77/51000 dst outside:203.0.113.40/25 by access-group",
  },
};
