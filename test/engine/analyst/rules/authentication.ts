import type { RuleExamples } from "./rule-examples.ts";

export const authenticationExamples: Readonly<Record<string, RuleExamples>> = {
  "kerberos-down": {
    decides: "sssd[krb5_child[812]]: Cannot contact any KDC for realm 'EXAMPLE.COM'",
  },
  "ldap-down": {
    decides: "sso: LDAP is no longer reachable",
    leavesAlone: ["nslcd[640]: connected to LDAP server ldap://ldap.example.com/"],
  },
  "single-sign-on-down": {
    decides: "auth-gateway: OIDC discovery at https://login.example.com/ timed out after 10s",
    leavesAlone: ["auth-gateway: OIDC discovery loaded from https://login.example.com/"],
  },
  "service-account-denied": {
    decides: "deployer: 403 for service account svc-deploy",
  },
  "cloud-access-denied": {
    decides:
      "User: arn:aws:sts::111122223333:assumed-role/report/job is not authorized to perform: s3:GetObject",
  },
  "token-expired": {
    decides: "cart: the access token is expired",
    leavesAlone: ["removed 14 tokens", "token refreshed for client reports"],
  },
  "token-invalid": {
    decides: "JsonWebTokenError: invalid signature on request to /v1/orders",
  },
  "account-locked": {
    decides: "pam_faillock(sshd:auth): Consecutive login failures for user alice account temporarily locked",
    leavesAlone: ["account alice unlocked by helpdesk"],
  },
  "too-many-authentication-failures": {
    decides:
      "sshd[2201]: error: maximum authentication attempts exceeded for root from 203.0.113.15 port 40022 ssh2",
  },
  "invalid-user": {
    decides: "sshd[2214]: Failed password for invalid user oracle from 203.0.113.15 port 51212 ssh2",
  },
  "failed-password": {
    decides: "sshd[2230]: Failed password for alice from 198.51.100.44 port 60110 ssh2",
    leavesAlone: ["sshd[2231]: Accepted password for alice from 198.51.100.44 port 60112 ssh2"],
  },
  "second-factor-failed": {
    decides: "idp: MFA challenge denied by user bob from 203.0.113.61",
  },
  "ssh-key-refused": {
    decides: "backup: deploy@host7.example.com: Permission denied (publickey,password).",
  },
  "http-unauthorized": {
    decides: "sync: request to https://api.example.com/v1/items failed with status code 401",
    leavesAlone: [
      '198.51.100.9 - - [12/May/2025:10:05:00 +0000] "GET /admin HTTP/1.1" 401 0 "-" "curl/8.5.0"',
    ],
  },
  "permission-denied": {
    decides: "open /var/lib/reports/daily.csv: permission denied",
  },
};
