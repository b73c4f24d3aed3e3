import type { Rule } from "./rule.ts";

/** Attacks, and traces of successful intrusions. */
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
  },
  {
    name: "malware-found",
    component: "security",
    words: ["malware", "trojan", "virus", "rootkit", "found"],
    pattern:
      /(?<!\bno )\b(?:malware|trojan|virus|rootkit)\b(?! (?:database|definitions?|signatures?|scan)).{0,60}(?<!no )(?<!not )\b(?:found|detected|quarantined)\b|\b(?:infected|possible) (?:malware|trojan|virus|rootkit)\b|: [\w-]{2,30}\.[\w.-]{3,80} found\b(?! (?:and|at|but|by|for|in|on|with)\b)/i,
    severity: "P2",
    cause: "a scanner recognized harmful software",
    action:
      "Note file, host and user; keep the file in quarantine, look where it came from and whether it ran, and scan the hosts it could reach.",
    confidence: 84,
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
  },
];
