import type { RuleExamples } from "./rule-examples.ts";

export const certificateExamples: Readonly<Record<string, RuleExamples>> = {
  "certificate-renewal-failed": {
    decides: "certbot: Failed to renew certificate www.example.com with error: some challenges have failed.",
    leavesAlone: ["certbot: certificate www.example.com renewed"],
  },
  "certificate-not-yet-valid": {
    decides: "TLS error with ldap.example.com: certificate is not yet valid",
  },
  "certificate-expired": {
    decides: 'Get "https://pay.example.com/": x509: certificate has expired or is not yet valid',
    leavesAlone: ["removed 3 expired sessions", "certificate valid, not expired"],
  },
  "certificate-expires-soon": {
    decides: "monitor: certificate for shop.example.com expires in 6 days",
    leavesAlone: ["certificate for shop.example.com renewed, expires in 89 days"],
  },
  "certificate-revoked": {
    decides: "curl: (60) SSL certificate problem: certificate revoked",
  },
  "certificate-key-mismatch": {
    decides: "tls: private key does not match public key in /etc/ssl/shop.pem",
  },
  "certificate-name-mismatch": {
    decides: "x509: certificate is valid for www.example.com, not api.example.com",
  },
  "certificate-unknown-authority": {
    decides: 'Get "https://registry.example.com/v2/": x509: certificate signed by unknown authority',
    leavesAlone: ["generated self-signed certificate for localhost"],
  },
  "client-certificate-missing": {
    decides: "http: TLS handshake error from 192.0.2.90:50122: tls: client didn't provide a certificate",
  },
  "tls-version-mismatch": {
    decides: "SSL routines:ssl3_get_record:wrong version number",
    leavesAlone: ["TLS protocol version: TLSv1.3 negotiated"],
  },
  "no-shared-cipher": {
    decides:
      "postfix/smtpd[310]: warning: TLS library problem: error:0A0000C1:SSL routines::no shared cipher",
  },
  "certificate-verify-failed": {
    decides: "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed (_ssl.c:1007)",
  },
  "tls-handshake-failed": {
    decides: "javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure",
    leavesAlone: ["TLS handshake completed with 192.0.2.8"],
  },
};
