import type { Rule } from "../rule.ts";

/** Load balancers and ingresses. */
export const ingressRules: readonly Rule[] = [
  {
    name: "aws-load-balancer-failed",
    component: "kubernetes",
    words: [
      "autodiscover",
      "balancer",
      "discover",
      "errorsyncingloadbalancer",
      "failedbuildmodel",
      "faileddeploymodel",
      "loadbalancer",
      "model",
      "resolve",
      "syncingloadbalancer",
      "syncloadbalancerfailed",
    ],
    pattern:
      /\bfailed (?:to )?(?:build|deploy) (?:load ?balancer )?model\b|\bfailedbuildmodel\b|\bfaileddeploymodel\b|\b(?:couldn't auto-?discover|unable to resolve at least one|unable to discover at least one) subnets?\b|\berror ?syncing ?load ?balancer\b|\bsyncloadbalancerfailed\b/i,
    severity: "P2",
    cause: "the load balancer for a Service or Ingress could not be made or changed",
    action:
      "Describe the Ingress or Service; tag the subnets, check the controller's IAM role, the certificate's ARN and quota.",
    confidence: 86,
  },
  {
    name: "external-dns-failed",
    component: "external-dns",
    words: ["dns", "externaldns", "submit"],
    pattern:
      /\bfailed to submit all changes\b|\bexternal-?dns\b.{0,160}\b(?:error|failed|denied|throttl\w{2,4})\b/i,
    severity: "P2",
    cause: "external-dns cannot write DNS records, so names of new services are missing or old",
    action:
      "Read the provider's reason: rights of its role, zone filter, throttling, a record owned by another (TXT).",
    confidence: 84,
  },
  {
    name: "ingress-no-endpoints",
    component: "ingress",
    words: ["endpoint", "endpoints", "ingress"],
    pattern:
      /\bdoes not have any active endpoints?\b|\bno (?:active |healthy |ready )?endpoints? (?:available|found) for (?:service|upstream)\b|\bservice "?\S{1,80}"? (?:was )?not found\b.{0,40}\bingress\b/i,
    severity: "P3",
    cause: "the ingress has no endpoint for a service, so its paths answer 503",
    action: "Run `kubectl get endpointslices -n <ns>`: pods not ready, a wrong selector or port name.",
    confidence: 88,
    certain: true,
  },
  {
    name: "ingress-reload-failed",
    component: "ingress",
    words: ["configuration", "reload", "reloading"],
    pattern:
      /\bunexpected failure reloading the backend\b|\bnginx: configuration file \S{1,200} test failed\b|\bnginx\b.{0,60}\breload\b.{0,30}\bfailed\b/i,
    severity: "P2",
    cause:
      "nginx refused its new configuration, so changes do not take effect; after a restart it will not come up",
    action: "Run `nginx -t` for the line; undo the last change of annotation, snippet or file.",
    confidence: 90,
  },
  {
    name: "ingress-tls-secret-missing",
    component: "ingress",
    words: ["cert", "certificate", "getting", "obtaining", "secret"],
    pattern:
      /\berror (?:obtaining|getting|loading) (?:the )?(?:x\.?509|ssl|tls) cert(?:ificate)?\b|\b(?:secret|ssl certificate) "?\S{1,80}"? (?:was not found|does not exist|not found)\b.{0,80}\b(?:default certificate|tls|ssl)\b|\busing (?:the )?default certificate\b/i,
    severity: "P3",
    cause: "the ingress finds no certificate for a host and serves its default one, which browsers refuse",
    action:
      "Check the TLS secret's name, namespace and keys (tls.crt, tls.key) and that the host matches the certificate.",
    confidence: 86,
  },
  {
    name: "operator-panic-nil",
    component: "kubernetes",
    words: ["observed"],
    pattern: /\bobserved a panic\b/i,
    severity: "P2",
    cause: "a controller or operator panicked while it handled an object, so that object is not reconciled",
    action:
      "Read the stack below for the controller and the object; update the operator, or undo the object's last change.",
    confidence: 88,
    certain: true,
  },
];
