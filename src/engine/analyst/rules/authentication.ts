import type { Rule } from "./rule.ts";

/** Authentication: passwords, tokens, accounts and directories. */
export const authenticationRules: readonly Rule[] = [
  {
    name: "kerberos-down",
    component: "authentication",
    words: ["kdc", "krb5", "kerberos"],
    pattern:
      /\bcannot (?:contact|resolve|find) (?:any )?kdc\b|\b(?:krb5|kerberos)\b.{0,80}\b(?:unavailable|unreachable|timed out|not responding)\b/i,
    severity: "P2",
    cause: "no Kerberos server answers, so nobody gets a ticket and logins by it fail",
    action:
      "Check that each KDC in `krb5.conf` or in the `_kerberos._tcp` SRV records answers on port 88, then try `kinit` by hand from the failing host.",
    confidence: 88,
  },
  {
    name: "ldap-down",
    component: "authentication",
    words: ["ldap", "ldaps", "ldap_bind", "ldap_sasl_bind"],
    pattern:
      /\bcan(?:'t|not) contact ldap server\b|\bldaps?\b.{0,80}\b(?:unavailable|unreachable|timed out|(?:is|server) down|no longer reachable|bind failed)\b|\bldap_(?:sasl_)?bind\b.{0,40}\b(?:failed|error)\b/i,
    severity: "P2",
    cause: "the directory does not answer, so accounts and groups cannot be looked up",
    action:
      "Run `ldapsearch -x -H <uri> -b '' -s base` from this host, check port 389/636 and the server's certificate, and switch to a replica if the directory stays down.",
    confidence: 86,
  },
  {
    name: "single-sign-on-down",
    component: "authentication",
    words: ["sso", "saml", "oidc", "oauth", "oauth2", "identity", "idp", "jwks"],
    pattern:
      /\b(?:sso|saml|oidc|oauth2?|identity provider|idp|jwks)\b.{0,80}\b(?:unavailable|unreachable|timed out|is down|not responding|failed to (?:fetch|load|download))\b|\bfailed to (?:fetch|load|download|retrieve)\b.{0,40}\b(?:jwks|(?:oidc|saml|idp) (?:metadata|configuration))\b/i,
    severity: "P2",
    cause: "the identity provider cannot be reached, so new logins fail though open sessions may go on",
    action:
      "Fetch the provider's metadata or `/.well-known/openid-configuration` from this host, read its status page, and check proxy, DNS and certificate on the way.",
    confidence: 84,
  },
  {
    name: "service-account-denied",
    component: "authentication",
    words: ["serviceaccount", "gserviceaccount", "service_account", "service", "svc"],
    pattern:
      /\bsystem:serviceaccount:[^\s"']{1,120}["']? cannot\b|\b(?:401|403|unauthorized|forbidden|denied)\b.{0,100}\b(?:service[ -]account|serviceaccount|service_account|gserviceaccount|svc(?=-))\b|\b(?:service[ -]account|serviceaccount|service_account|gserviceaccount|svc(?=-))\b.{0,100}\b(?:401|403|unauthorized|forbidden|denied)\b/i,
    severity: "P2",
    cause: "a service's own account (service account) is turned away, so what it automates stops working",
    action:
      "Check whether its password, key or token was rotated or has ended, then compare its roles with what the line asks for (`kubectl auth can-i ... --as` in a cluster).",
    confidence: 86,
  },
  {
    name: "cloud-access-denied",
    component: "authentication",
    words: [
      "accessdenied",
      "authorized",
      "accessdeniedexception",
      "authorizationfailed",
      "unauthorizedoperation",
      "iam_permission_denied",
      "caller",
    ],
    pattern:
      /\b(?:accessdenied|accessdeniedexception|authorizationfailed)\b|\bis not authorized to perform\b|\bnot authorized to access\b|\b(?:unauthorizedoperation|iam_permission_denied)\b|\bcaller does not have permission\b/i,
    severity: "P2",
    cause: "access denied: the caller's role lacks the permission (IAM) for this operation",
    action:
      "Read role, action and resource from the line, find who last changed that role's policy, and grant just this action if it is meant to be allowed.",
    confidence: 82,
  },
  {
    name: "token-expired",
    component: "authentication",
    words: [
      "token",
      "jwt",
      "tokenexpirederror",
      "expiredtoken",
      "expiredtokenexception",
      "credentials",
      "expiredsignatureerror",
      "expiredjwtexception",
    ],
    pattern:
      /\b(?:token|jwt|credentials)\b.{0,40}\b(?:has |have |is |are )?(?<!not )expired\b|\bexpired (?:access |security |bearer |refresh )?(?:token|jwt|credentials)\b|\b(?:tokenexpirederror|expiredtoken|expiredtokenexception)\b|\b(?:expiredsignatureerror|expiredjwtexception)\b/i,
    severity: "P3",
    cause: "a token was used after its end, so the call was refused",
    action:
      "Check that the caller renews its token before the end and that both clocks agree; if it is a service rather than a user, restart it or issue a new token now.",
    confidence: 82,
  },
  {
    name: "token-invalid",
    component: "authentication",
    words: ["token", "jwt", "jsonwebtokenerror", "signature", "invalid_grant", "invalid_client"],
    pattern:
      /\b(?:invalid|malformed) (?:access |bearer |id )?(?:token|jwt)\b(?! '|,? expected)|\bjwt (?:malformed|signature|invalid)\b|\bjsonwebtokenerror\b|\bsignature verification failed\b|\b(?:invalid_grant|invalid_client)\b/i,
    severity: "P3",
    cause: "a token was refused because its signature, audience or client is not the expected one",
    action:
      "Decode the token's header and claims, compare key id, issuer and audience with the service's settings, and see whether the signing key was rotated.",
    confidence: 74,
  },
  {
    name: "account-locked",
    component: "authentication",
    words: ["account", "user"],
    pattern:
      /\b(?:account|user)\b.{0,60}\b(?:is|was|has been|been|temporarily) (?:locked|disabled)\b(?! by admin)|\baccount locked\b|\baccount lockout\b/i,
    severity: "P3",
    cause: "an account was locked, as happens after too many wrong passwords",
    action:
      "Find the source address of the wrong passwords: a forgotten job or phone with the old password, or somebody guessing. Stop that source first, then unlock.",
    confidence: 86,
  },
  {
    name: "too-many-authentication-failures",
    component: "authentication",
    words: ["authentication", "login", "auth", "password"],
    pattern:
      /\b(?:too many|maximum) (?:failed )?(?:authentication|login|auth|password) (?:failures|attempts|tries)\b|\bmore authentication failures\b/i,
    severity: "P3",
    cause: "one client failed to log in so often that the server cut it off",
    action:
      "Look the address up in the login log. Unknown: block it and check that none of its tries succeeded. Known: find the job or agent that offers wrong keys.",
    confidence: 86,
  },
  {
    name: "invalid-user",
    component: "authentication",
    words: ["user", "username"],
    pattern:
      /\b(?:invalid|illegal) user(?:name)?\b|\b(?:user|username) unknown\b|\bunknown user(?:name)?\b|\buser not known to the underlying authentication module\b/i,
    severity: "P4",
    cause: "somebody tried to log in under a name that does not exist here",
    action:
      "Count the tries per address. Many names from one address is guessing: block it or leave it to fail2ban. One known address points to a mistyped account.",
    confidence: 84,
  },
  {
    name: "failed-password",
    component: "authentication",
    words: ["password", "authentication", "log", "logon", "login", "credentials", "badcredentialsexception"],
    pattern:
      /\bfailed password for\b|\bauthentication failure;|\bfailed to log ?(?:on|in)\b|\b(?:login|logon) (?:failed|failure|incorrect)\b|\bfailed log(?:in|on)\b|\b(?:bad|invalid|wrong) (?:credentials|password)\b|\bbadcredentialsexception\b|\bincorrect password\b(?! attempts)/i,
    severity: "P4",
    cause: "a login failed because the password or key was wrong",
    action:
      "Count failures per address and account, and look for a success after them. A single one is a typing error; a steady row is guessing or a job with an old password.",
    confidence: 84,
  },
  {
    name: "second-factor-failed",
    component: "authentication",
    words: ["mfa", "2fa", "otp", "totp"],
    pattern: /\b(?:mfa|2fa|t?otp)\b.{0,40}\b(?:failed|denied|rejected|invalid|incorrect|fatigue)\b/i,
    severity: "P4",
    cause: "the password was right or not asked, but the second factor was refused",
    action:
      "Ask the user whether it was them; if not, treat the password as known to others and change it. Many users at once points to a clock that is off.",
    confidence: 78,
  },
  {
    name: "ssh-key-refused",
    component: "authentication",
    words: ["publickey", "bad"],
    pattern: /\bpermission denied \(.{0,40}\bpublickey\b|\bauthentication refused: bad ownership or modes\b/i,
    severity: "P3",
    cause: "the server accepted none of the keys that the client offered",
    action:
      "Run `ssh -v` from the client to see which keys it offers, compare with `authorized_keys`, and check that the home folder and that file belong to the user alone.",
    confidence: 84,
  },
  {
    name: "http-unauthorized",
    component: "authentication",
    words: ["401", "403"],
    pattern:
      /\b(?:failed|error|refused|rejected)\b.{0,60}\b(?:status(?: code)?:? |http )?(?:401|403)\b(?! ?ms)|\b(?:401 unauthorized|403 forbidden)\b/i,
    severity: "P3",
    cause: "a call was refused: the caller is not authenticated or lacks the permission (authorization)",
    action:
      "Repeat the call by `curl -i` with the same credentials. 401: renew the key or token. 403: compare the caller's role with what the path needs.",
    confidence: 74,
  },
  {
    name: "permission-denied",
    component: "authentication",
    words: ["denied", "eacces", "eperm", "permitted"],
    pattern:
      /(?<!\b(?:program image, |(?:chdir\(\S{1,200}\) failed|node map from file \S{1,200}): ))\bpermission denied\b|\baccess (?:is )?denied\b(?! for user '| with code)|\b(?:eacces|eperm)\b|\boperation not permitted\b/i,
    severity: "P3",
    cause: "the process or user lacks the permission to do this",
    action:
      "See which user the process runs as and compare with `ls -lZ` or `namei -l` of the path in the line; look at what last changed: a deploy, an owner, a mount or a policy.",
    confidence: 78,
  },
];
