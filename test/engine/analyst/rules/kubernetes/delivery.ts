import type { RuleExamples } from "../rule-examples.ts";

export const deliveryExamples: Readonly<Record<string, RuleExamples>> = {
  "argocd-sync-failed": {
    decides: "Partial sync operation to 3f1a failed: one or more objects failed to apply",
    leavesAlone: ["sync operation to 3f1a succeeded"],
  },
  "gitops-repository-unreachable": {
    decides:
      "failed to generate manifest for source 1 of 1: failed to list refs: authentication required: Repository not found",
    leavesAlone: ["repository cloned"],
  },
  "flux-reconciliation-failed": {
    decides: "Reconciler error: kustomize build failed: accumulating resources: no such file",
    leavesAlone: ["Reconciliation finished"],
  },
  "helm-release-stuck": {
    decides: "Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress",
    leavesAlone: ["helm: release cart has been upgraded"],
  },
  "external-secret-failed": {
    decides: "SecretSyncedError: could not get secret data from provider",
    leavesAlone: ["ExternalSecret shop/db synced"],
  },
  "velero-backup-failed": {
    decides: "backup failed: error uploading backup contents: AccessDenied",
    leavesAlone: ["backup completed"],
  },
  "crossplane-cannot-observe": {
    decides: "Cannot observe external resource: AccessDenied",
    leavesAlone: ["Successfully observed external resource"],
  },
  "argocd-cluster-credentials": {
    decides:
      'level=error msg="Failed to load live state: failed to get cluster info for https://k8s: the server has asked for the client to provide credentials"',
    leavesAlone: ['level=info msg="Comparing app state (cluster: https://k8s, namespace: shop)"'],
  },
  "helm-retries-exhausted": {
    decides: 'error="terminal error: exceeded maximum retries: cannot remediate failed release"',
    leavesAlone: ["release in-sync with desired state"],
  },
};
