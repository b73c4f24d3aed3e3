import type { Style } from "../log-styles/style.ts";

/** A program that sends the connections of others through a proxy. */
export const proxyClient: Style = {
  name: "proxy-client",
  lines: 1_500,
  head: "[07.26 {clock}] {program}.exe{bits} - ",
  values: {
    program: ["browser", "mailer", "YodaoTray", "sync"],
    bits: ["", " *64"],
    host: [
      "proxy.example.edu",
      "www.example.com",
      "ads.cdn.example.net",
      "intranet",
      "example.org",
      "{ip}",
      "[{ip6}]",
    ],
    bytes: ["{digit} bytes", "{n} bytes", "{large} bytes ({float} KB)", "{large} bytes ({float} MB)"],
    lifetime: ["<1 sec", "00:{day}", "{clock}"],
    why: [
      "Proxy server cannot establish a connection with the target, status code {n}",
      "connection attempt failed with error {n}",
    ],
  },
  templates: [
    [500, "{host}:{port} close, {bytes} sent, {bytes} received, lifetime {lifetime}"],
    [300, "{host}:{port} open through proxy proxy.example.edu:{port} HTTPS"],
    [100, "{host}:{port} open through proxy socks.example.edu:{port} SOCKS5"],
    [
      60,
      "{host}:{port} error : Could not connect through proxy proxy.example.edu:{port} - Proxy server cannot establish a connection with the target, status code {n}",
    ],
    [
      40,
      "{host}:{port} error : Could not connect through proxy proxy.example.edu:{port} - Connection reset by peer after {n} tries",
    ],
    [60, "{host}:{port} open directly"],
    [20, "{host} matching {name} rule: resolve through proxy"],
    [10, "Profile {name} loaded with {n} rules"],
  ],
};
