import type { Rule } from "../rule.ts";

/** nginx, its relatives (OpenResty, Kong) and Apache's web server. */
export const nginxRules: readonly Rule[] = [
  {
    name: "nginx-no-live-upstreams",
    component: "nginx",
    words: ["balancer", "healthy", "peer", "peers", "proxyerror", "upstream", "upstreams"],
    pattern:
      /\bno live upstreams\b|\bfailure to get a peer from the ring-balancer\b|\bno healthy upstream\b(?!_)|\bno available (?:upstream|peer)s?\b|\bproxyerror: all upstreams\b/i,
    severity: "P1",
    cause:
      "nginx or its relative has no live upstream server available, so every request to this backend fails",
    action:
      "Call a backend's health path from the proxy; read the first upstream error before it; restart or add backends.",
    confidence: 92,
  },
  {
    name: "nginx-upstream-timeout",
    component: "nginx",
    words: ["upstream"],
    pattern: /\bupstream (?:request )?(?:timed out|timeout)\b/i,
    severity: "P2",
    cause: "nginx waited in vain for its upstream: connection or answer timed out",
    action:
      "Time the backend's path directly; look at its slow queries, workers and CPU before you raise proxy_read_timeout.",
    confidence: 92,
  },
  {
    name: "nginx-upstream-refused",
    component: "nginx",
    words: ["prematurely", "recv", "refused", "such", "unreachable", "unsupported", "upstream"],
    pattern:
      /\bconnect\(\) (?:to \S{1,120} )?failed\b.{0,80}\b(?:upstream|refused|unreachable|no such file)\b|\bupstream prematurely closed\b|\brecv\(\) failed\b.{0,60}\bupstream\b|\bupstream sent unsupported\b/i,
    severity: "P2",
    cause:
      "nginx cannot connect to its upstream server, or the upstream closed the connection before it answered",
    action: "See whether the backend listens on that address and was restarted or killed.",
    confidence: 90,
  },
  {
    name: "nginx-upstream-unresolved",
    component: "nginx",
    words: ["resolved", "resolver", "upstream"],
    pattern:
      /\bhost not found in upstream\b|\b(?:could not|cannot) be resolved \(\d{1,3}: |\bno resolver defined to resolve\b|\bresolver\b.{0,60}\b(?:timed out|could not be resolved)\b|\binvalid host in upstream\b/i,
    severity: "P2",
    cause: "nginx cannot resolve the name of its upstream by DNS",
    action:
      "Query the name at the resolver nginx uses; add a `resolver` and a variable for names that come and go, and check the service's name.",
    confidence: 92,
  },
  {
    name: "nginx-worker-connections",
    component: "nginx",
    words: ["open", "worker_connections"],
    pattern: /\bworker_connections are not enough\b|\bmaximum number of open connections\b/i,
    severity: "P1",
    cause: "nginx reached its limit of worker connections, so clients are turned away",
    action:
      "Raise worker_connections and worker_rlimit_nofile; look for slow upstreams and a flood of clients.",
    confidence: 92,
  },
  {
    name: "nginx-open-files",
    component: "nginx",
    words: ["open"],
    pattern: /\b(?:accept4?|socket|open)\(\) (?:"\S{1,200}" )?failed \(24: too many open files\)/i,
    severity: "P1",
    cause: "nginx ran out of file descriptors, so it accepts no more connections",
    action: "Raise worker_rlimit_nofile and the service's LimitNOFILE; see what holds connections open.",
    confidence: 90,
  },
  {
    name: "nginx-worker-crashed",
    component: "nginx",
    words: ["process"],
    pattern: /\bworker process \d{1,10} exited on signal (?!15\b|3\b|2\b)\d/i,
    severity: "P1",
    cause: "an nginx worker process crashed on a signal, so its connections broke",
    action: "Read the lines before it; take out the newest module or Lua code, keep the core dump, update.",
    confidence: 90,
    certain: true,
  },
  {
    name: "nginx-config-invalid",
    component: "nginx",
    words: ["ah00014", "ah00112", "ah00526", "emerg", "syntax"],
    pattern:
      /\[emerg\]\s.{0,120}\b(?:unknown directive|unexpected|directive is not allowed|duplicate|invalid (?:number of arguments|parameter|value)|open\(\))|\bah00(?:526|014|112)\b|\bsyntax error on line \d{1,6} of\b/i,
    severity: "P1",
    cause: "the web server's configuration is invalid, so it does not start or reload",
    action: "Run `nginx -t` or `apachectl -t`, correct the line it names, then reload.",
    confidence: 90,
  },
  {
    name: "nginx-upstream-tls",
    component: "nginx",
    words: ["handshake", "ssl", "ssl_do_handshake", "verify"],
    pattern:
      /\bupstream ssl certificate\b.{0,60}\b(?:verify|error|does not match)|\bssl_do_handshake\(\) failed\b|\bssl (?:handshake|connect)\b.{0,40}\b(?:failed|error)\b.{0,80}\b(?:upstream|client|handshaking)\b|\bcertificate verify failed\b.{0,80}\bupstream\b|\bssl certificate verify failed\b/i,
    severity: "P2",
    cause:
      "TLS between nginx and its upstream or client failed: an SSL certificate that cannot be verified, or another version",
    action:
      "Test by `openssl s_client -connect <upstream>`; set proxy_ssl_trusted_certificate and proxy_ssl_name, renew what expired.",
    confidence: 90,
  },
  {
    name: "nginx-certificate-unreadable",
    component: "nginx",
    words: [
      "certificate",
      "mismatch",
      "pem_read_bio",
      "pem_read_bio_x509",
      "ssl_ctx_use_certificate",
      "ssl_ctx_use_certificate_chain_file",
      "ssl_ctx_use_certificate_file",
      "ssl_ctx_use_privatekey",
      "ssl_ctx_use_privatekey_file",
      "unreadable",
    ],
    pattern:
      /\b(?:cannot load certificate(?: key)?|ssl_ctx_use_(?:privatekey(?:_file)?|certificate(?:_chain_file|_file)?)|pem_read_bio(?:_x509)?)\b.{0,200}\b(?:failed|error|no such file|mismatch)\b|\bssl certificate (?:file )?(?:is )?(?:not found|missing|unreadable)\b|\bcertificate (?:and|file).{0,20}\b(?:key do not match|missing or unreadable)\b|\bkey values mismatch\b|\binvalid certificate (?:format|content)\b/i,
    severity: "P1",
    cause:
      "the server's SSL certificate or key is missing, invalid or does not match, so TLS does not work (SSL configuration)",
    action:
      "Check path, rights and format; compare `openssl x509 -modulus` with `openssl rsa -modulus`, then reload.",
    confidence: 90,
  },
  {
    name: "apache-workers-exhausted",
    component: "apache",
    words: ["ah00161", "ah00288", "ah00484", "full", "maxclients", "maxrequestworkers"],
    pattern:
      /\bserver reached maxrequestworkers\b|\bmaxclients reached\b|\bah00(?:161|484|288)\b|\bscoreboard is full\b/i,
    severity: "P1",
    cause: "the Apache server has no free worker (MaxRequestWorkers), so clients wait",
    action:
      "Look at server-status for what the workers do: slow backends or many idle connections; then raise the limit with memory in mind.",
    confidence: 88,
  },
  {
    name: "kong-gateway-failed",
    component: "kong",
    words: ["declarative", "entry", "kong", "matched", "plane"],
    pattern:
      /\bkong\b.{0,120}\b(?:failed to (?:load|get|retrieve|connect)|declarative config(?:uration)? (?:is invalid|error)|could not (?:reach|connect)|error (?:loading|executing) plugin)\b|\bunable to connect to (?:the )?control plane\b|\blua entry thread aborted\b|\bno route matched with those values\b/i,
    severity: "P2",
    cause: "the Kong gateway or its Lua code failed: configuration, plugin, database or route",
    action:
      "Validate its declarative file (`kong config parse`), look at plugin and control plane, then reload.",
    confidence: 82,
  },
  {
    name: "bind-address-failed",
    component: "nginx",
    words: ["assign", "bind", "denied", "eacces", "eaddrnotavail", "family"],
    pattern:
      /\b(?:bind|listen)\w{0,4}\b.{0,80}\b(?:address family not supported|cannot assign requested address|permission denied|eacces|eaddrnotavail)\b|\b(?:failed|unable) to bind (?:to )?(?:the )?(?:address|socket|port :?\d{1,5}\b)|\bcould not bind to (?:address|port)\b/i,
    severity: "P2",
    cause:
      "the service failed to bind its address: IPv6 is off, the address is not on this host, or the port needs a right",
    action:
      "Look at the configured address; listen on IPv4 if IPv6 is off, give CAP_NET_BIND_SERVICE for ports below 1024.",
    confidence: 86,
  },
];
