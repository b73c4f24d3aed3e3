/** What every Unix host's syslog says day by day. */
export const unixRoutine: readonly string[] = [
  "300s | info | syslog/CRON | (root) CMD (/usr/lib/sa/sa1 1 1)",
  "3600s | info | syslog/CRON | (root) CMD (run-parts /etc/cron.hourly)",
  "4 | info | syslog/systemd | Started Session {1000..9999} of user svc_deploy.",
  "2 | info | syslog/sshd | Accepted publickey for {user} from 198.51.100.{61..99} port {32768..60999} ssh2: ED25519 SHA256:{hex:12}",
  "1 | warning | syslog/sshd | Connection closed by authenticating user root 198.51.100.{61..99} port {32768..60999} [preauth]",
  "1 | info | syslog/chronyd | Selected source {ns-1.address}",
  "1 | notice | syslog/systemd-logind | Removed session {1000..9999}.",
];
