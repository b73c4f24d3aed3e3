import type { RuleExamples } from "../rule-examples.ts";

export const hostServicesExamples: Readonly<Record<string, RuleExamples>> = {
  "systemd-dependency-failed": {
    decides: "systemd[1]: Dependency failed for /mnt/data.",
    leavesAlone: ["systemd[1]: Reached target Local File Systems"],
  },
  "inotify-exhausted": {
    decides: "Error: ENOSPC: System limit for number of file watchers reached, watch '/app'",
    leavesAlone: ["inotify watch added"],
  },
  "mail-deferred": {
    decides:
      "postfix/smtp[811]: 4B1F2: to=<alice@example.com>, relay=none, dsn=4.4.1, status=deferred (Connection timed out)",
    leavesAlone: ["postfix/smtp[811]: 4B1F2: status=sent"],
  },
  "vpn-failed": {
    decides:
      "ovpn-server[811]: 198.51.100.14:41122 TLS Error: TLS key negotiation failed to occur within 60 seconds",
    leavesAlone: ["openvpn: Initialization Sequence Completed"],
  },
};
