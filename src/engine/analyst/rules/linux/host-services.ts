import type { Rule } from "../rule.ts";

/** systemd, time, packages, logins, name and mail servers, VPN, virtual machines. */
export const hostServicesRules: readonly Rule[] = [
  {
    name: "systemd-dependency-failed",
    component: "systemd",
    words: ["dependency", "emergency", "job", "waiting"],
    pattern:
      /\bdependency failed for\b|\bjob \S{1,120}\/start failed with result\b|\byou are in emergency mode\b|\btimed out waiting for device\b/i,
    severity: "P2",
    cause: "a systemd unit was not started because what it depends on failed, such as a mount",
    action: "Run `systemctl --failed`; mend the first, often a line of /etc/fstab (nofail).",
    confidence: 88,
  },
  {
    name: "inotify-exhausted",
    component: "linux",
    words: ["fsnotify", "inotify", "watch", "watcher", "watchers"],
    pattern:
      /\b(?:inotify|fsnotify|watch(?:er)?)\b.{0,80}\b(?:no space left on device|too many open files|limit reached)\b|\bsystem limit for number of file watchers reached\b|\bfailed to (?:create|initialize) (?:fsnotify |inotify |file )?watcher\b/i,
    severity: "P3",
    cause: "the limit of file watches (inotify) is reached, so programs do not see changes or do not start",
    action: "Raise fs.inotify.max_user_watches and max_user_instances.",
    confidence: 88,
  },
  {
    name: "mail-deferred",
    component: "mail",
    words: [
      "blocked",
      "bounced",
      "deferred",
      "dsn",
      "exim",
      "greylisted",
      "greylisting",
      "mailbox",
      "mailer",
      "postfix",
      "rejected",
      "relay",
      "sendmail",
      "smtp",
      "smtpauthenticationerror",
      "smtpd",
      "smtps",
      "unknown",
    ],
    pattern:
      /\bstatus=(?:deferred|bounced)\b|\bdsn=[45]\.\d\.\d|\b(?:mailbox (?:is )?full|relay access denied|message rejected|user unknown in)\b|\b(?:smtp|smtps|smtpd|mailer|postfix|sendmail|exim)\b.{0,100}\b(?:connection (?:timed out|refused)|authentication (?:failed|unsuccessful)|5(?:35|50|54)[ -]5\.\d)|\bsmtpauthenticationerror\b|\bblocked using \S{3,60}\b|\bgreylist(?:ed|ing)\b.{0,30}\b(?:try again|deferred)/i,
    severity: "P3",
    cause: "mail was not delivered: deferred or refused by the other mail server",
    action:
      "Read the reply: 4xx is tried again, 5xx is final; test port 25 or 587, the login, and block lists for this address.",
    confidence: 86,
  },
  {
    name: "vpn-failed",
    component: "linux",
    words: [
      "charon",
      "handshake",
      "ike",
      "ipsec",
      "negotiation",
      "no_proposal_chosen",
      "openvpn",
      "wireguard",
    ],
    pattern:
      /\btls key negotiation failed\b|\btls error: tls handshake failed\b|\bno_proposal_chosen\b|\b(?:ipsec|ike|charon|wireguard|openvpn)\b.{0,120}\b(?:auth_failed|authentication failed|timed out|timeout(?! ?[:=])|retransmit \d of|handshake did not complete|giving up|dead peer|peer not responding)\b|\bhandshake for peer \S{1,60}.{0,40}\bdid not complete\b/i,
    severity: "P2",
    cause: "a VPN tunnel cannot be built: the peer does not answer, or keys or proposals differ",
    action: "Test its UDP port both ways; compare keys, proposals, clock and certificates of both ends.",
    confidence: 86,
  },
];
