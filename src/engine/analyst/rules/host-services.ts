import type { Rule } from "./rule.ts";

/** What the services of a single host say: start-up, remote login, file transfer, timers and the web server. */
export const hostServiceRules: readonly Rule[] = [
  {
    name: "host-shut-down-unexpectedly",
    component: "kernel",
    words: ["unexpected", "crash", "crashed"],
    pattern:
      /\bprevious (?:system )?shutdown\b.{0,60}\bwas unexpected\b|\brebooted without cleanly shutting down\b|\bsystem (?:is )?rebooted? after (?:a )?crash\b/i,
    severity: "P2",
    cause: "the host went down without a shutdown: it lost power, crashed or was reset",
    action:
      "Read the end of the log before the restart and the management controller's event log. Check file systems and databases on it, and that its services are up again.",
    confidence: 88,
    certain: true,
  },
  {
    name: "host-restarted",
    component: "kernel",
    words: ["linux", "booting", "darwin", "freebsd", "reboot"],
    pattern:
      /(?:\bkernel: |\] |^)(?:\[ {0,6}\d{1,7}\.\d{3,9}\] )?linux version \d|\bkernel: (?:\[ {0,6}\d{1,7}\.\d{3,9}\] )?(?:booting linux on|darwin kernel version|freebsd \d)|^-- reboot --$/i,
    severity: "P4",
    cause: "the host has just started",
    action:
      "Check that somebody meant the restart and that all services came up. If nobody did, read the end of the log before it.",
    confidence: 90,
    certain: true,
  },
  {
    name: "host-in-emergency-mode",
    component: "kernel",
    words: ["emergency", "initramfs", "maintenance"],
    pattern:
      /\b(?:entering|entered|you are in) emergency mode\b|\bdropp(?:ing|ed) to (?:an? )?(?:emergency|initramfs|maintenance|debug) shell\b|\bgive root password for maintenance\b/i,
    severity: "P1",
    cause: "the host could not start and waits at its console",
    action:
      "Open the console and read `journalctl -xb` for the unit or mount that failed. Correct it in /etc/fstab or repair the disk, then go on with the start.",
    confidence: 90,
    certain: true,
  },
  {
    name: "ssh-client-gave-up",
    component: "authentication",
    words: [
      "authentication",
      "preauth",
      "negotiate",
      "auth",
      "identification",
      "kex_exchange_identification",
    ],
    pattern:
      /\bno more user authentication methods available\b|\bauth fail(?:ed)? \[preauth\]|\bconnection reset by (?:peer|\S{1,60} port \d{1,5}) \[preauth\]|\bunable to negotiate with \S{1,60} port\b|\bkex_exchange_identification: |\bbad protocol version identification\b/i,
    severity: "P4",
    cause: "an ssh client left before it was let in, as scanners and those who guess passwords do",
    action:
      "Nothing to do for a stranger. If the address is one of yours, compare the keys and methods that it offers with what the server takes.",
    confidence: 84,
    certain: true,
  },
  {
    name: "client-gone-early",
    component: "network",
    words: ["transport", "getpeername", "address"],
    pattern: /\btransport endpoint is not connected\b|\bcan't get client address\b/i,
    severity: "P4",
    cause: "a client closed its connection before the service could ask who it is, as scanners do",
    action:
      "Nothing to do for strangers. If the address is one of yours, see which monitor or balancer only knocks.",
    confidence: 80,
  },
  {
    name: "remote-login-refused",
    component: "authentication",
    words: ["authentication", "authenticate"],
    pattern:
      /\bauthentication failed from \S{1,60}|\bkerberos authentication failed\b|\bcouldn't authenticate user\b/i,
    severity: "P4",
    cause: "a login from another host was not accepted",
    action:
      "Count such lines per address: a row of them is guessing or a job with an old ticket. Look for a success after them.",
    confidence: 80,
  },
  {
    name: "reverse-name-mismatch",
    component: "security",
    words: ["possible", "mapping"],
    pattern: /\bpossible break-in attempt\b|\breverse mapping checking\b.{0,200}\bfailed\b/i,
    severity: "P4",
    cause: "the client's name and address do not agree, which is common and shows no break-in",
    action:
      "Nothing to do for this line. Whether the address got in is told by the logins: look for `Accepted` from it.",
    confidence: 84,
    certain: true,
  },
  {
    name: "log-rotation-failed",
    component: "disk",
    words: ["logrotate"],
    pattern: /\blogrotate\b.{0,60}\b(?:exited abnormally|failed|error: )/i,
    severity: "P2",
    cause: "logs are not rotated, so they grow until the disk is full",
    action:
      "Run `logrotate -dv /etc/logrotate.conf` and mend the first error that it shows, mostly a missing folder, a duplicate entry or wrong rights. Check the room on /var.",
    confidence: 86,
    certain: true,
  },
  {
    name: "web-request-refused",
    component: "http",
    words: ["directory", "denied", "exist", "method", "uri", "script"],
    pattern:
      /\bdirectory index forbidden by (?:rule|options directive)\b|\bcannot serve directory\b.{0,200}\bno matching directoryindex\b|\bclient denied by server configuration\b|\[client [^\]]{1,60}\] (?:AH\d{5}: )?(?:file does not exist|script not found or unable to stat|invalid (?:method|uri) in request)\b/i,
    severity: "P4",
    cause: "the web server refused a request for what it does not serve, as scanners send",
    action:
      "Nothing to do for strangers. If a page of yours links there, correct the link or the rule that forbids it.",
    confidence: 86,
    certain: true,
  },
  {
    name: "web-connector-error",
    component: "http",
    words: ["workerenv", "scoreboard", "mod_jk", "jk2_init", "mod_jk2"],
    pattern:
      /\bworkerenv in error state \d{1,4}|\bmod_jk2? child init \d{1,4} -\d|\bjk2_init\(\) can't find child \d{1,10} in scoreboard\b/i,
    severity: "P3",
    cause: "the connector to the application server did not start in a child of the web server",
    action:
      "Check that the workers' file and its shared memory file can be read and written by the web server's user, and that the application server answers on the connector's port.",
    confidence: 86,
  },
  {
    name: "web-backend-failed",
    component: "http",
    words: ["proxy", "balancer", "ah00957", "ah01114", "ah01102"],
    pattern:
      /\bfailed to make connection to backend\b|\bproxy: (?:https?|ajp|fcgi): attempt to connect to\b.{0,120}\bfailed\b|\berror reading status line from remote server\b/i,
    severity: "P2",
    cause: "the web server cannot reach the application behind it, so these requests fail",
    action:
      "Try the backend's address by curl from this host, read its log, and compare its restart with the first such line. Take it out of the balancer if others serve.",
    confidence: 86,
  },
  {
    name: "web-balancer-without-members",
    component: "http",
    words: ["balancer"],
    pattern:
      /\ball workers are in error state\b|\bbalancer:\S{1,80}.{0,40}\bno (?:usable|working) (?:members|workers)\b/i,
    severity: "P1",
    cause: "no member of the balancer works, so every request to it fails",
    action:
      "Look at the backends first: are they up, and do they answer on the balancer's port? Undo the last release or change of the network, and watch the members come back.",
    confidence: 90,
  },
];
