import type { RuleExamples } from "../rule-examples.ts";

export const balancersExamples: Readonly<Record<string, RuleExamples>> = {
  "haproxy-no-server": {
    decides: "backend shop has no server available!",
    leavesAlone: ["2 active and 0 backup servers online"],
  },
  "haproxy-limit-reached": {
    decides: "Proxy fe_web reached process FD limit (maxsock=4131). Please check 'ulimit-n' and restart.",
    leavesAlone: ["maxconn 4096"],
  },
  "traefik-certificate-failed": {
    decides:
      'Unable to obtain ACME certificate for domains "shop.example.com": acme: error: 403 :: unauthorized',
    leavesAlone: ["certificate obtained for shop.example.com"],
  },
};
