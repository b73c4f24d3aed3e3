import type { Rule } from "./rule.ts";

/** Certificates and the TLS handshake. */
export const certificateRules: readonly Rule[] = [
  {
    name: "certificate-renewal-failed",
    component: "certificate",
    words: ["renew", "renewal", "acme", "certbot"],
    pattern:
      /\bfailed to renew\b.{0,40}\bcert(?:ificate)?s?\b|\bcert(?:ificate)?\b.{0,40}\brenewal\b.{0,40}\bfailed\b|\b(?:acme|certbot)\b.{0,80}\b(?:challenge|order|authorization)\b.{0,40}\b(?:failed|invalid)\b/i,
    severity: "P2",
    cause: "the certificate could not be renewed and will lapse on its date",
    action:
      "Look at the certificate's end date to know the time left, run the renewal by hand (`certbot renew --dry-run`), and check that the challenge path or DNS record is reachable.",
    confidence: 88,
  },
  {
    name: "certificate-not-yet-valid",
    component: "certificate",
    words: ["certificate", "cert_not_yet_valid", "certificatenotyetvalidexception"],
    pattern:
      /\bcertificate (?:is |has )?not yet (?:valid|active)\b|\b(?:cert_not_yet_valid|certificatenotyetvalidexception)\b/i,
    severity: "P2",
    cause: "the certificate begins in the future for this host, which usually means a wrong clock",
    action:
      "Compare `date -u` and `timedatectl` on the host with a good clock, then read the start date by `openssl x509 -noout -dates`.",
    confidence: 84,
  },
  {
    name: "certificate-expired",
    component: "certificate",
    words: [
      "cert",
      "certificate",
      "certs",
      "certificates",
      "cert_has_expired",
      "certificateexpiredexception",
    ],
    pattern:
      /\bcert(?:ificate)?s?\b.{0,60}\b(?<!not )expired\b|\bexpired (?:tls |ssl )?cert(?:ificate)?\b|\b(?:cert_has_expired|certificateexpiredexception)\b/i,
    severity: "P1",
    cause: "the certificate is past its end date, so clients that check it refuse to connect",
    action:
      "Confirm whose it is with `openssl s_client -connect <host>:443 | openssl x509 -noout -dates -subject`, install a renewed one, reload the service, then mend the renewal job.",
    confidence: 90,
  },
  {
    name: "certificate-expires-soon",
    component: "certificate",
    words: ["cert", "certificate", "certs", "certificates"],
    pattern:
      /\bcert(?:ificate)?s?\b.{0,80}\b(?:about to expire|expir(?:es|ing|e) soon|expir(?:es|ing|e) (?:in|within) (?:less than )?(?:(?:\d|[12]\d) days?|\d{1,2} hours?|\d{1,3} minutes?))\b/i,
    severity: "P3",
    cause: "the certificate ends within days and connections will fail once it does",
    action:
      "Note the end date, renew and install the certificate now, check by `openssl s_client` that the new one is served, and see why the automatic renewal did not run.",
    confidence: 90,
  },
  {
    name: "certificate-revoked",
    component: "certificate",
    words: ["certificate", "cert", "cert_revoked"],
    pattern: /\bcert(?:ificate)? (?:has been |was |is )?revoked\b|\bcert_revoked\b/i,
    severity: "P2",
    cause: "the authority withdrew this certificate, so clients that check it refuse to connect",
    action:
      "Ask whoever manages certificates why it was revoked; if its key may have leaked, treat that as an incident. Issue a new key and certificate and install both.",
    confidence: 88,
  },
  {
    name: "certificate-key-mismatch",
    component: "certificate",
    words: ["key"],
    pattern: /\bkey values mismatch\b|\bprivate key does(?: not|n't) match\b/i,
    severity: "P1",
    cause: "certificate and private key do not belong together, so the service cannot start TLS",
    action:
      "Compare `openssl x509 -noout -pubkey` of the certificate with `openssl pkey -pubout` of the key, put the matching pair back, then test the configuration before reloading.",
    confidence: 90,
  },
  {
    name: "certificate-name-mismatch",
    component: "certificate",
    words: [
      "err_tls_cert_altname_invalid",
      "altnames",
      "certificate",
      "subject",
      "err_cert_common_name_invalid",
      "hostname",
    ],
    pattern:
      /\b(?:err_tls_cert_altname_invalid|err_cert_common_name_invalid)\b|\bcertificate'?s? altnames\b|\bcertificate is valid for\b.{0,160}, not\b|\bno (?:alternative certificate subject name matches|subject alternative (?:dns )?names?)\b|\bhostname\b.{0,60}\b(?:mismatch|does(?: not|n't) match|doesn't match)\b.{0,60}\bcertificate\b|\bcertificate\b.{0,60}\bhostname mismatch\b/i,
    severity: "P2",
    cause: "the certificate was issued for other names than the one that was called",
    action:
      "List its names with `openssl x509 -noout -ext subjectAltName`, compare with the address the client uses, then correct the address or reissue with that name.",
    confidence: 90,
  },
  {
    name: "certificate-unknown-authority",
    component: "certificate",
    words: [
      "authority",
      "issuer",
      "signed",
      "self_signed_cert_in_chain",
      "depth_zero_self_signed_cert",
      "unable_to_verify_leaf_signature",
      "unable_to_get_issuer_cert_locally",
      "first",
      "pkix",
      "unknown",
      "verify",
    ],
    pattern:
      /\bunknown (?:certificate )?authority\b|\bunable to get (?:local )?issuer certificate\b|\bself[ -]signed certificate (?:in certificate chain|not (?:trusted|allowed))\b|\bcertificate\b.{0,40}: self[ -]signed certificate\b|\b(?:self_signed_cert_in_chain|depth_zero_self_signed_cert|unable_to_verify_leaf_signature|unable_to_get_issuer_cert_locally)\b|\bunable to verify the first certificate\b|\bpkix path (?:building|validation) failed\b|\bunknown ca\b|\bunable to verify certificate chain\b/i,
    severity: "P2",
    cause:
      "the TLS (SSL) certificate is not trusted: its authority is unknown to the client, or the chain is incomplete",
    action:
      "See the chain by `openssl s_client -connect <host>:443 -showcerts`. Serve the intermediate certificate if it is missing, otherwise add the right CA to the client's trust store.",
    confidence: 88,
  },
  {
    name: "client-certificate-missing",
    component: "certificate",
    words: ["return", "provide", "certificate"],
    pattern:
      /\bpeer did not return a certificate\b|\bclient didn't provide a certificate\b|\bno required ssl certificate was sent\b/i,
    severity: "P3",
    cause: "a client came without the certificate this service asks for",
    action:
      "Find the client by its address; if it is yours, check that its key and certificate files exist, are readable and are named in its configuration.",
    confidence: 84,
  },
  {
    name: "tls-version-mismatch",
    component: "certificate",
    words: [
      "version",
      "protocol",
      "unsupported_protocol",
      "versions",
      "err_ssl_version_or_cipher_mismatch",
      "protocols",
    ],
    pattern:
      /\b(?:ssl|tls)\w{0,12}\b.{0,80}\b(?:wrong version number|unsupported protocol|unsupported versions|alert protocol version|protocol version (?:mismatch|not supported)|no protocols available)\b|\b(?:unsupported_protocol|err_ssl_version_or_cipher_mismatch)\b/i,
    severity: "P3",
    cause: "the two ends share no TLS version, or one end does not speak TLS on this port at all",
    action:
      "Try `openssl s_client -tls1_2` and `-tls1_3` against the port. If neither answers, the port is plain text: correct the scheme or port. Else upgrade the older side.",
    confidence: 80,
  },
  {
    name: "no-shared-cipher",
    component: "certificate",
    words: ["cipher"],
    pattern: /\bno (?:shared cipher|cipher (?:suites? )?(?:in common|supported|match))\b/i,
    severity: "P3",
    cause: "client and server have no encryption method in common",
    action:
      "Compare the server's cipher list with what the client offers (`openssl s_client -cipher ...`), update the older client, or add one modern cipher both support.",
    confidence: 86,
  },
  {
    name: "certificate-verify-failed",
    component: "certificate",
    words: ["certificate_verify_failed", "certificate", "verify"],
    pattern:
      /\bcertificate_verify_failed\b|\bcertificate (?:verify|verification|validation) failed\b|\bfailed to verify certificate\b|\bssl certificate problem\b/i,
    severity: "P2",
    cause: "the TLS (SSL) certificate was refused: its verification failed",
    action:
      "Run `openssl s_client -connect <host>:443 -servername <host>` from the client's host and read its verify code: end date, name or missing authority.",
    confidence: 84,
  },
  {
    name: "tls-handshake-failed",
    component: "certificate",
    words: ["handshake", "handshake_failure", "sslhandshakeexception", "ssl_do_handshake"],
    pattern:
      /\b(?:ssl|tls)\w{0,12}\b.{0,60}\bhandshake\b.{0,30}\b(?:fail(?:ed|ure)?|error|timeout|timed out)\b|\bhandshake[_ ]failure\b|\bsslhandshakeexception\b|\bssl_do_handshake\(\) failed\b|\bhandshake failed\b/i,
    severity: "P3",
    cause: "client and server could not agree on an encrypted connection",
    action:
      "Repeat it by `openssl s_client -connect <host>:<port> -servername <host>` from the client's host, and compare versions, ciphers and certificates. One stray address is a scanner.",
    confidence: 76,
  },
];
