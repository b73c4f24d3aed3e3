import type { RuleExamples } from "../rule-examples.ts";

export const addOnsExamples: Readonly<Record<string, RuleExamples>> = {
  "csi-volume-attach-failed": {
    decides: 'GRPC error: rpc error: code = Internal desc = Could not attach volume "vol-1" to node "i-1"',
    leavesAlone: ["volume vol-1 attached"],
  },
  "acme-rate-limited": {
    decides:
      '429 urn:ietf:params:acme:error:rateLimited: too many certificates already issued for "example.com"',
    leavesAlone: ["acme: order is valid"],
  },
  "acme-challenge-failed": {
    decides: "propagation check failed: failed to perform self check GET request: connection timed out",
    leavesAlone: ["acme challenge accepted"],
  },
  "cert-manager-issuer-not-ready": {
    decides: 'Referenced "ClusterIssuer" not found: clusterissuer "letsencrypt" not found',
    leavesAlone: ["issuer letsencrypt is ready"],
  },
  "webhook-certificate-untrusted": {
    decides: 'failed calling webhook "v.example.com": tls: x509: certificate signed by unknown authority',
    leavesAlone: ["webhook certificate renewed"],
  },
  "policy-blocked-resource": {
    decides: "resource Deployment/shop/cart was blocked due to the following policies require-limits",
    leavesAlone: ["kyverno: policy require-limits passed"],
  },
};
