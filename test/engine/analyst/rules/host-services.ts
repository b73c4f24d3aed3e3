import type { RuleExamples } from "./rule-examples.ts";

export const hostServiceExamples: Readonly<Record<string, RuleExamples>> = {
  "host-shut-down-unexpectedly": {
    decides: "EventLog: The previous system shutdown at 03:12:00 on 14/03/2026 was unexpected.",
  },
  "host-restarted": {
    decides:
      "Mar 14 03:12:00 web1 kernel: [    0.000000] Linux version 6.1.0-18-amd64 (builder@example.com) (gcc 12.2)",
    leavesAlone: [
      "inventory: host web1 runs Linux version 6.1",
      "kernel: Memory: 8042984K/8388208K available",
    ],
  },
  "host-in-emergency-mode": {
    decides: "Mar 14 03:12:00 db1 systemd[1]: Dependency not met for /srv/data, entering emergency mode",
    leavesAlone: ["Mar 14 03:12:00 db1 systemd[1]: Reached target Emergency Mode Helper."],
  },
  "ssh-client-gave-up": {
    decides:
      "sshd[811]: error: Received disconnect from 203.0.113.9: 14: No more user authentication methods available. [preauth]",
    leavesAlone: ["sshd[811]: Connection closed by 203.0.113.9 [preauth]"],
  },
  "client-gone-early": {
    decides: "Mar 14 03:12:00 web1 ftpd[811]: getpeername (ftpd): Transport endpoint is not connected",
  },
  "remote-login-refused": {
    decides:
      "klogind[402]: Authentication failed from 203.0.113.9 (203.0.113.9): Software caused connection abort",
  },
  "reverse-name-mismatch": {
    decides:
      "sshd[1440]: reverse mapping checking for host.example.net [203.0.113.8] failed - POSSIBLE BREAK-IN ATTEMPT!",
  },
  "log-rotation-failed": {
    decides: "Mar 14 04:02:00 web1 logrotate: ALERT exited abnormally with [1]",
    leavesAlone: ["Mar 14 04:02:00 web1 logrotate: rotated 12 logs"],
  },
  "web-request-refused": {
    decides:
      "[Sat Mar 14 03:12:00 2026] [error] [client 203.0.113.9] Directory index forbidden by rule: /srv/www/",
    leavesAlone: ["backup: file does not exist: /srv/dump.sql"],
  },
  "web-connector-error": {
    decides: "[Sat Mar 14 03:12:00 2026] [error] mod_jk child workerEnv in error state 6",
    leavesAlone: [
      "[Sat Mar 14 03:12:00 2026] [notice] workerEnv.init() ok /etc/httpd/conf/workers2.properties",
    ],
  },
  "web-backend-failed": {
    decides:
      "[proxy:error] AH00957: HTTP: attempt to connect to 192.0.2.8:8080 failed; AH01114: HTTP: failed to make connection to backend: 192.0.2.8",
  },
  "web-balancer-without-members": {
    decides:
      "[proxy_balancer:error] AH01167: balancer://shop: All workers are in error state for route (web1)",
  },
};
