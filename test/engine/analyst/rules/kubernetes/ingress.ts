import type { RuleExamples } from "../rule-examples.ts";

export const ingressExamples: Readonly<Record<string, RuleExamples>> = {
  "aws-load-balancer-failed": {
    decides: "FailedBuildModel: Failed build model due to couldn't auto-discover subnets",
    leavesAlone: ["successfully deployed model"],
  },
  "external-dns-failed": {
    decides:
      'level=error msg="Failed to submit all changes for the following hosted zones: [example.com]" controller=external-dns',
    leavesAlone: ["external-dns: all records are already up to date"],
  },
  "ingress-no-endpoints": {
    decides: 'Service "shop/cart" does not have any active Endpoint.',
    leavesAlone: ['Service "shop/cart" has 3 endpoints'],
  },
  "ingress-reload-failed": {
    decides: "controller.go: Unexpected failure reloading the backend:",
    leavesAlone: ["nginx: configuration file /etc/nginx/nginx.conf test is successful"],
  },
  "ingress-tls-secret-missing": {
    decides:
      'Error getting SSL certificate "shop/web-tls": local SSL certificate shop/web-tls was not found. Using default certificate',
    leavesAlone: ["SSL certificate shop/web-tls loaded"],
  },
  "operator-panic-nil": {
    decides: "runtime.go: Observed a panic: runtime error: invalid memory address or nil pointer dereference",
    leavesAlone: ["no panic observed"],
  },
};
