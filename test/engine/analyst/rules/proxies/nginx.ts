import type { RuleExamples } from "../rule-examples.ts";

export const nginxExamples: Readonly<Record<string, RuleExamples>> = {
  "nginx-no-live-upstreams": {
    decides:
      "2026/04/04 08:31:18 [error] 31#31: *69 no live upstreams while connecting to upstream, client: 198.51.100.4",
    leavesAlone: ["upstream cart has 3 servers"],
  },
  "nginx-upstream-timeout": {
    decides:
      "[error] 31#31: *76 upstream timed out (110: Connection timed out) while reading response header from upstream",
    leavesAlone: ["upstream answered in 41 ms"],
  },
  "nginx-upstream-refused": {
    decides: "connect() failed (111: Connection refused) while connecting to upstream, client: 198.51.100.4",
    leavesAlone: ["connected to upstream"],
  },
  "nginx-upstream-unresolved": {
    decides: '[emerg] 1#1: host not found in upstream "cart:8080" in /etc/nginx/conf.d/shop.conf:12',
    leavesAlone: ["upstream cart resolved"],
  },
  "nginx-worker-connections": {
    decides: "[alert] 31#31: 1024 worker_connections are not enough while connecting to upstream",
    leavesAlone: ["worker_connections 4096"],
  },
  "nginx-open-files": {
    decides: "[crit] 31#31: accept4() failed (24: Too many open files)",
    leavesAlone: ["open files limit 65536"],
  },
  "nginx-worker-crashed": {
    decides: "[alert] 1#1: worker process 31 exited on signal 11",
    leavesAlone: ["worker process 31 exited with code 0"],
  },
  "nginx-config-invalid": {
    decides: '[emerg] 311#311: unknown directive "proxy_sett_header" in /etc/nginx/conf.d/shop.conf:12',
    leavesAlone: ["configuration file test is successful"],
  },
  "nginx-upstream-tls": {
    decides:
      "upstream SSL certificate verify failed (18: self signed certificate) while SSL handshaking to upstream",
    leavesAlone: ["SSL handshake with upstream done"],
  },
  "nginx-certificate-unreadable": {
    decides: '[emerg] cannot load certificate "/etc/ssl/shop.crt": No such file or directory',
    leavesAlone: ["certificate /etc/ssl/shop.crt loaded"],
  },
  "apache-workers-exhausted": {
    decides: "AH00484: server reached MaxRequestWorkers setting, consider raising it",
    leavesAlone: ["MaxRequestWorkers 400"],
  },
  "kong-gateway-failed": {
    decides: "[kong] init.lua:311 declarative config is invalid: in 'services'",
    leavesAlone: ["kong started"],
  },
  "bind-address-failed": {
    decides:
      "error dnsproxy failed to bind to address [::1]:15053: Address family not supported (os error 97)",
    leavesAlone: ["bound to 0.0.0.0:8080"],
  },
};
