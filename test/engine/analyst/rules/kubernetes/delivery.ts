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
};
