import type { RuleExamples } from "../rule-examples.ts";

export const identityExamples: Readonly<Record<string, RuleExamples>> = {
  "vault-sealed": { decides: "* Vault is sealed", leavesAlone: ["core: vault is unsealed"] },
  "vault-denied": {
    decides:
      '[ERROR] agent.auth.handler: error authenticating: error="Code: 403. Errors: * permission denied"',
    leavesAlone: ["agent.auth.handler: authentication successful"],
  },
  "vault-unreachable": {
    decides: "failed to connect to Vault at https://vault.example.com:8200",
    leavesAlone: ["vault status ok"],
  },
  "identity-login-refused": {
    decides: 'type="LOGIN_ERROR", realmId="shop", error="invalid_user_credentials", username="alice"',
    leavesAlone: ['type="LOGIN", realmId="shop", username="alice"'],
  },
  "identity-client-refused": {
    decides: 'type="CLIENT_LOGIN_ERROR", error="invalid_client_credentials", clientId="web"',
    leavesAlone: ["client web authenticated"],
  },
  "keycloak-cluster-cache": {
    decides:
      "ERROR ISPN000136: Error executing command PutKeyValueCommand on Cache 'sessions': TimeoutException",
    leavesAlone: ["ISPN000094: Received new cluster view"],
  },
  "ldap-unreachable": {
    decides: "nslcd: failed to bind to LDAP server ldap://ldap.example.com/: Can't contact LDAP server",
    leavesAlone: ["nslcd: connected to LDAP server"],
  },
  "ldap-credentials": {
    decides:
      "[LDAP: error code 49 - 80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 52e]",
    leavesAlone: ["ldap bind ok"],
  },
  "kerberos-failed": {
    decides:
      "LoginException: Unable to obtain password from user; keytab /etc/security/hdfs.keytab does not contain key",
    leavesAlone: ["kinit: ticket renewed"],
  },
  "sssd-offline": {
    decides: "sssd[be[example.com]]: Backend is offline",
    leavesAlone: ["sssd[be[example.com]]: Backend is online"],
  },
  "token-issuer-mismatch": {
    decides:
      'failed to verify token: oidc: id token issued by a different provider, expected "https://id.example.com"',
    leavesAlone: ["issuer https://id.example.com ready"],
  },
  "token-signature-invalid": {
    decides: "403: invalid JWT: unable to parse or verify signature, token signature is invalid",
    leavesAlone: ["token signature verified"],
  },
  "oidc-discovery-failed": {
    decides:
      'failed to initialize oidc provider: Get "https://id.example.com/.well-known/openid-configuration": dial tcp: no such host',
    leavesAlone: ["oidc provider ready"],
  },
  "directory-replication-stopped": {
    decides:
      "EventCode=2042 Message=It has been too long since this machine last replicated with the named source machine.",
    leavesAlone: ["The Knowledge Consistency Checker has completed."],
  },
};
