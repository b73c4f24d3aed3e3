import type { Rule } from "../rule.ts";

/** Vault, Keycloak, LDAP, Kerberos, SSSD, OIDC and SAML, JWT. */
export const identityRules: readonly Rule[] = [
  {
    name: "vault-sealed",
    component: "vault",
    words: ["sealed", "unseal"],
    pattern: /\bvault is sealed\b|\bfailed to unseal\b|\bcore is sealed\b/i,
    severity: "P1",
    cause: "Vault is sealed, so nobody can read secrets from it",
    action:
      "Unseal each server (`vault operator unseal`) or mend the auto-unseal key's service; find out why it restarted.",
    confidence: 92,
    certain: true,
  },
  {
    name: "vault-denied",
    component: "vault",
    words: ["handler", "making", "vault"],
    pattern:
      /\bauth\.handler\b.{0,100}\b(?:error|failed)\b|\bvault\b.{0,160}\b(?:permission denied|invalid token|lease not found|token (?:expired|not found)|403)\b|\berror making api request\b.{0,200}\b(?:permission denied|invalid token|code: 40[03])\b/i,
    severity: "P2",
    cause: "Vault refused a client: its token expired or its policy lacks the path (permission denied)",
    action: "Check the role's login and `vault token capabilities <path>`; renew the token or secret id.",
    confidence: 88,
  },
  {
    name: "vault-unreachable",
    component: "vault",
    words: ["vault"],
    pattern:
      /\bvault\b.{0,60}\b(?:connection (?:refused|timed out|reset|failed)|unreachable|not (?:reachable|available)|unavailable)\b|\b(?:cannot|could not|unable to|failed to|error) (?:connect(?:ing)? to|reach(?:ing)?|contact(?:ing)?) (?:the )?vault\b/i,
    severity: "P2",
    cause: "a service cannot reach Vault, so it gets no new secrets",
    action: "Call `vault status` from that host: address, TLS, firewall, sealed or standby.",
    confidence: 84,
  },
  {
    name: "identity-login-refused",
    component: "identity",
    words: [
      "aadsts50126",
      "account_disabled",
      "account_temporarily_disabled",
      "invalid_grant",
      "invalid_user_credentials",
      "login_error",
      "user_not_found",
    ],
    pattern:
      /\blogin_error\b|\binvalid_user_credentials\b|\buser_not_found\b.{0,60}\b(?:login|realm|auth)|\baccount_(?:temporarily_)?disabled\b|\binvalid_grant\b.{0,60}\b(?:user|password|credential)|\baadsts50126\b/i,
    severity: "P4",
    cause: "a user's login was refused: wrong credentials or an unknown user",
    action:
      "Leave single ones. Many from one address or for one name are guessing: look at brute force protection.",
    confidence: 84,
  },
  {
    name: "identity-client-refused",
    component: "identity",
    words: [
      "aadsts50011",
      "aadsts700016",
      "aadsts7000215",
      "aadsts7000222",
      "aadsts90002",
      "client_login_error",
      "client_not_found",
      "invalid_client",
      "invalid_client_credentials",
      "invalid_client_secret",
      "invalid_redirect_uri",
      "redirect_uri_mismatch",
      "unauthorized_client",
    ],
    pattern:
      /\binvalid_client(?:_credentials|_secret)?\b|\bunauthorized_client\b|\bclient_(?:not_found|login_error)\b|\binvalid_redirect_uri\b|\bredirect_uri_mismatch\b|\baadsts(?:7000215|7000222|700016|50011|90002)\b/i,
    severity: "P2",
    cause: "an OIDC or OAuth client was refused: its secret, id or redirect address does not fit",
    action: "Compare client id, secret (expired?) and redirect URI with the identity provider.",
    confidence: 86,
  },
  {
    name: "keycloak-cluster-cache",
    component: "keycloak",
    words: [
      "infinispan",
      "ispn000136",
      "ispn000196",
      "ispn000197",
      "ispn000208",
      "ispn000217",
      "ispn000299",
      "ispn000313",
      "ispn000405",
      "ispn000476",
      "jgroups",
    ],
    pattern:
      /\bispn000(?:136|196|197|208|217|299|313|405|476)\b|\binfinispan\b.{0,160}\b(?:timeoutexception|timed out|suspectexception|failed)\b|\bjgroups\b.{0,100}\b(?:failed|suspect|split|merge)/i,
    severity: "P2",
    cause: "the cluster cache (Infinispan, JGroups) of Keycloak or another lost contact between nodes",
    action:
      "Check the JGroups port and discovery between pods, their GC pauses; restart one node after the other.",
    confidence: 88,
  },
  {
    name: "ldap-unreachable",
    component: "ldap",
    words: [
      "communicationexception",
      "ldap",
      "ldap_bind",
      "ldap_connect",
      "ldap_sasl_bind",
      "ldap_sasl_interactive_bind_s",
      "ldap_simple_bind",
      "ldap_start_tls",
    ],
    pattern:
      /\bcan(?:'|no)t contact ldap server\b|\bldap\b.{0,120}\b(?:connection (?:refused|timed out|reset|error)|server (?:is )?(?:down|unavailable|unreachable)|bind failed|failed to bind|not reachable|communicationexception)\b|\bfailed to bind to ldap\b|\bldap_(?:bind|connect|start_tls|sasl_bind|simple_bind|sasl_interactive_bind_s)\b.{0,60}\b(?:failed|error)\b|\bjavax\.naming\.communicationexception\b/i,
    severity: "P2",
    cause: "the LDAP directory cannot be reached or refuses the bind, so logins and groups fail",
    action:
      "Run `ldapsearch -x -H <url>`; check server, port 389 or 636, certificate and the bind user's password.",
    confidence: 90,
  },
  {
    name: "ldap-credentials",
    component: "ldap",
    words: ["acceptsecuritycontext", "err", "ldap", "ldaperr"],
    pattern:
      /\bldap\b.{0,80}\b(?:error code 49|invalid credentials|err=49)\b|\bldaperr: dsid-\w{4,12}\b|\berr=49\b|\bacceptsecuritycontext error, data (?:52e|525|530|531|532|533|701|773|775)\b/i,
    severity: "P3",
    cause: "the directory refused a login (LDAP error 49): wrong password, expired or locked account",
    action:
      "Read the data code: 52e password, 532 expired, 533 disabled, 775 locked; for a service account renew its secret.",
    confidence: 86,
  },
  {
    name: "kerberos-failed",
    component: "kerberos",
    words: [
      "gss",
      "gssapi",
      "gssexception",
      "initiate",
      "kdc_err_badoption",
      "kdc_err_c_principal_unknown",
      "kdc_err_client_revoked",
      "kdc_err_etype_nosupp",
      "kdc_err_key_exp",
      "kdc_err_preauth_failed",
      "kdc_err_preauth_required",
      "kdc_err_s_principal_unknown",
      "keytab",
      "kinit",
      "krb5",
      "krb5kdc",
    ],
    pattern:
      /\bkdc_err_(?:c_principal_unknown|s_principal_unknown|preauth_failed|preauth_required|client_revoked|key_exp|etype_nosupp|badoption)\b|\b(?:krb5|krb5kdc|kinit)\b.{0,80}\b(?:cannot find kdc|preauth(?:entication)? failed|ticket expired|not found in kerberos database|failed)\b|\bkeytab\b.{0,100}\b(?:does not contain|no such file|not found|no key|cannot find|unable to obtain)|\bgss(?:api| initiate| ?exception)\b.{0,80}\b(?:failed|no valid credentials|error)\b/i,
    severity: "P2",
    cause: "a Kerberos login failed: ticket, keytab, clock or KDC",
    action:
      "Run `kinit -kt <keytab> <principal>` with KRB5_TRACE; check clock, DNS names and the keytab's key version.",
    confidence: 88,
  },
  {
    name: "sssd-offline",
    component: "sssd",
    words: ["offline", "pam_sss", "sssd", "winbindd"],
    pattern:
      /\bbackend is offline\b|\bsssd\b.{0,120}\b(?:offline|could not start|failed to|unable to|not available)\b|\bgoing offline\b.{0,30}\b(?:sssd|domain|backend)|\bwinbindd\b.{0,80}\b(?:failed|could not)|\bpam_sss\b.{0,80}\b(?:system error|authentication failure|user not known)/i,
    severity: "P3",
    cause: "SSSD lost its identity directory (LDAP, AD) and answers from its cache only",
    action:
      "Run `sssctl domain-status`; check the domain's servers, DNS SRV records, clock and the host keytab.",
    confidence: 86,
    certain: true,
  },
  {
    name: "token-issuer-mismatch",
    component: "identity",
    words: ["audience", "different", "invalid_audience", "invalid_issuer", "issuer"],
    pattern:
      /\bid token issued by a different provider\b|\bissuer\b.{0,60}\b(?:mismatch|did not match|does not match|invalid|unexpected)\b|\b(?:invalid|unexpected) (?:issuer|audience)\b|\baudience\b.{0,40}\b(?:mismatch|invalid|does(?: not|n't) match)\b|\binvalid_(?:issuer|audience)\b/i,
    severity: "P2",
    cause: "an OIDC token has another issuer or audience than the service expects",
    action: "Compare the token's iss and aud with the setting: scheme, host, path and slash must be equal.",
    confidence: 88,
  },
  {
    name: "token-signature-invalid",
    component: "identity",
    words: [
      "bad_jwt",
      "invalid_jwt",
      "jwsinvalidsignature",
      "jwt",
      "jwtsecret",
      "matching",
      "secret",
      "signature",
      "signing",
      "suitable",
    ],
    pattern:
      /\b(?:jwt|token) signature (?:is )?(?:invalid|mismatch|verification failed)\b|\binvalid (?:jwt|token) signature\b|\bsignature verification (?:failed|raised)\b|\b(?:bad|invalid)_jwt\b|\binvalid jwt\b|\bunable to (?:parse or )?verify signature\b|\bjwsinvalidsignature\b|\bno (?:matching|suitable) (?:key|jwk)\b.{0,40}|\bunable to find a signing key\b|\bjwt ?secret\b.{0,60}\b(?:mismatch|missing|invalid|must be|too short|not set)\b|\bsigning key\b.{0,30}\bnot found\b/i,
    severity: "P2",
    cause:
      "a token (JWT) is invalid: its signature does not fit, as when the JWT secret differs or signing keys were rotated",
    action: "Compare the secret (JWT_SECRET) of all services, or fetch the provider's JWKS anew.",
    confidence: 88,
  },
  {
    name: "oidc-discovery-failed",
    component: "identity",
    words: ["discovery", "jwks", "oidc", "openid", "well"],
    pattern:
      /\b(?:failed|unable|error|cannot|could not)\b.{0,40}\b(?:oidc|openid|discovery|jwks|well-known)\b|\bwell-known\/openid-configuration\b.{0,120}\b(?:refused|timed out|timeout(?! ?[:=])|deadline|no such host|40[34]|50[0234]|x509)\b|\b(?:oidc|openid|jwks)\b.{0,80}\b(?:failed|error|unreachable|could not)\b/i,
    severity: "P2",
    cause:
      "the identity provider's metadata or keys (OIDC discovery, JWKS) cannot be fetched, so logins fail",
    action:
      "Fetch /.well-known/openid-configuration from this host; check DNS, proxy, CA and the issuer's URL.",
    confidence: 86,
  },
  {
    name: "directory-replication-stopped",
    component: "ldap",
    words: ["replicated", "consistency", "tombstone", "replication"],
    pattern:
      /\bknowledge consistency checker\b.{0,80}\b(?:detected problems|unable|could not)\b|\btoo long since this machine last replicated\b|\bexceeded the tombstone lifetime\b|\breplication\b.{0,60}\bbetween (?:the )?domain controllers\b.{0,60}\bfail/i,
    severity: "P2",
    cause:
      "Active Directory's replication between domain controllers does not work, so accounts and passwords differ",
    action:
      "Run `repadmin /replsummary`, mend DNS, sites or the network to that partner, and do not just allow replication after the tombstone lifetime.",
    confidence: 88,
    certain: true,
  },
];
