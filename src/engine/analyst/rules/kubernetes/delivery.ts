import type { Rule } from "../rule.ts";

/** Delivery and operators: Argo CD, Flux, Helm, secrets, backups, Crossplane. */
export const deliveryRules: readonly Rule[] = [
  {
    name: "argocd-sync-failed",
    component: "argocd",
    words: [
      "argo",
      "argocd",
      "calculate",
      "compare",
      "comparison",
      "comparisonerror",
      "objects",
      "sync",
      "synchronization",
      "target",
    ],
    pattern:
      /\b(?:partial )?sync operation to \S{1,60} failed\b|\bcomparison ?error\b|\bfailed to load target state\b|\bfailed to (?:compare desired state|calculate diff)\b|\bone or more (?:objects|synchronization tasks) (?:failed|are not valid)\b|\bargo ?cd\b.{0,80}\b(?:failed|error|exceed)|\bfailed to (?:sync|compare) (?:app|application)\b/i,
    severity: "P3",
    cause: "Argo CD's sync of an application failed, so the cluster does not have what Git says",
    action: "Run `argocd app get <app>`: mend the manifest or field it names, then sync again.",
    confidence: 88,
  },
  {
    name: "gitops-repository-unreachable",
    component: "kubernetes",
    words: ["checkout", "clone", "fetch", "generate", "gitrepository", "ls", "refs"],
    pattern:
      /\bfailed to (?:generate manifest|list refs|clone|checkout|fetch)\b.{0,120}\b(?:repository|repo|git|refs|source|authentication)\b|\bgitrepository\b.{0,60}\b(?:failed|error)\b|\bunable to (?:clone|ls-remote)\b/i,
    severity: "P3",
    cause: "the delivery tool (Argo CD, Flux) cannot read its Git repository or render the manifests",
    action:
      "Try `git ls-remote` with its credentials; renew the token or deploy key, and check path and revision.",
    confidence: 86,
  },
  {
    name: "helm-retries-exhausted",
    component: "helm",
    words: ["exceeded", "remediate", "exhausted"],
    pattern:
      /\bexceeded maximum retries\b.{0,60}\brelease\b|\bcannot remediate failed release\b|\bhelm (?:install|upgrade)\b.{0,80}\bretries exhausted\b/i,
    severity: "P2",
    cause:
      "a Helm release could not be installed or upgraded and its retries are exhausted, so it stays as it is",
    action:
      "Read why the upgrade failed (`helm history`, the pods' events), mend the values, then reset the release or force a reconciliation.",
    confidence: 88,
  },
  {
    name: "flux-reconciliation-failed",
    component: "flux",
    words: ["helmrelease", "kustomization", "kustomize", "reconciler", "reconciliation", "upgrade"],
    pattern:
      /\bkustomize build failed\b|\b(?:kustomization|helmrelease)\b.{0,160}\b(?:failed|error)\b|\breconciliation failed\b|\bupgrade retries exhausted\b|\breconciler error\b/i,
    severity: "P3",
    cause:
      "a controller could not reconcile an object (Flux, operator), so the cluster differs from what is wanted",
    action: "Describe the object for its last condition; mend the path, value or right that the error names.",
    confidence: 84,
  },
  {
    name: "helm-release-stuck",
    component: "helm",
    words: ["deployed", "helm", "install", "installation", "rollback", "upgrade"],
    pattern:
      /\banother operation \(install\/upgrade\/rollback\) is in progress\b|\b(?:upgrade|install(?:ation)?|rollback) failed\b.{0,10}:|\bhelm\b.{0,60}\b(?:timed out waiting for the condition|failed)\b|\bhas no deployed releases\b/i,
    severity: "P3",
    cause: "a Helm release could not be installed or upgraded, or hangs in an unfinished operation",
    action:
      "Run `helm history <release>` and `helm status`; roll back to the last deployed revision, then mend and try again.",
    confidence: 88,
  },
  {
    name: "external-secret-failed",
    component: "kubernetes",
    words: ["externalsecret", "externalsecrets", "secret", "secrets", "secretstore", "secretsyncederror"],
    pattern:
      /\bsecretsyncedError\b|\bcould not (?:get|update|retrieve) (?:secret data|secret)\b|\bexternal-?secrets?\b.{0,100}\b(?:error|failed|not (?:found|ready))\b|\bsecretstore\b.{0,60}\b(?:not ready|invalid|error)\b|\bunable to fetch secret\b/i,
    severity: "P2",
    cause: "a Secret could not be synced from its external store, so pods miss it or keep an old one",
    action:
      "Describe the ExternalSecret and its SecretStore; check the store's address, role and the key's path.",
    confidence: 86,
  },
  {
    name: "velero-backup-failed",
    component: "velero",
    words: ["backup", "backuplocation", "backupstoragelocation", "partiallyfailed", "restore"],
    pattern:
      /\bbackup (?:failed|partially ?failed)\b|\bpartiallyfailed\b|\berror uploading backup\b|\bbackup(?:storage)?location\b.{0,60}\b(?:unavailable|invalid|not available)\b|\brestore (?:partially ?failed|failed)\b/i,
    severity: "P3",
    cause: "a backup or restore failed, so there may be no copy to go back to",
    action:
      "Run `velero backup describe <name> --details` or read the tool's log; test the bucket's rights and its space, then run it again.",
    confidence: 88,
  },
  {
    name: "crossplane-cannot-observe",
    component: "crossplane",
    words: ["credentials", "establish", "observe", "references", "resource"],
    pattern:
      /\bcannot (?:observe|create|update|delete) external resource\b|\bcannot (?:resolve references|establish control|get credentials)\b/i,
    severity: "P3",
    cause: "Crossplane cannot observe or change a cloud resource: rights, credentials or a wrong field",
    action: "Describe the managed resource; check its ProviderConfig's credentials and the provider's role.",
    confidence: 84,
    certain: true,
  },
  {
    name: "argocd-cluster-credentials",
    component: "argocd",
    words: ["credentials", "cluster"],
    pattern:
      /\bfailed to get cluster info\b|\bfailed to load live state\b.{0,200}\b(?:credentials|unauthorized|forbidden)\b/i,
    severity: "P2",
    cause:
      "Argo CD cannot read a cluster: its stored credentials (token) are refused or the API is unreachable",
    action:
      "Renew the cluster's secret (`argocd cluster add` or its bearer token), and test its API server from the application controller.",
    confidence: 88,
  },
];
