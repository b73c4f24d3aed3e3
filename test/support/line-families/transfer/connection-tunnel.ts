import type { Style } from "../../log-styles/style.ts";

/** A program that takes connections of browsers and chats through a proxy: eight templates, hosts of all kinds. */
export const connectionTunnel: Style = {
  name: "connection-tunnel",
  lines: 2_000,
  head: "[10.30 {clock}] {program} - ",
  values: {
    program: ["chrome.exe", "chat.exe *64", "svchost.exe *64", "GoogleUpdate.exe", "git.exe"],
    host: [
      "proxy.cse.example.edu",
      "www.example.com",
      "play.google.example",
      "s0.2mdn.example.net",
      "trello.com",
      "tms.dynamicyield.com",
      "{ip}",
      "uranus-web",
      "[{ip6}]",
    ],
    ports: ["443", "80", "5070", "{highPort}"],
    sent: ["{n} bytes", "{n} bytes", "{large} bytes ({float} KB)", "{large} bytes ({float} MB)", "0 bytes"],
    lifetime: ["00:{day}", "<1 sec", "<1 sec", "{clock}"],
  },
  templates: [
    [950, "{host}:{ports} close, {sent} sent, {sent} received, lifetime {lifetime}"],
    [800, "{host}:{ports} open through proxy proxy.cse.example.edu:5070 HTTPS"],
    [120, "{host}:{ports} open through proxy socks.cse.example.edu:5070 SOCKS5"],
    [
      40,
      "{host}:{ports} error : Could not connect through proxy proxy.cse.example.edu:5070 - Proxy server cannot establish a connection with the target, status code {n}",
    ],
    [
      20,
      "{host}:{ports} error : Could not connect to proxy proxy.cse.example.edu:5070 - connection attempt failed with error {n}",
    ],
    [10, "{host}:{ports} error : A connection request was canceled before the completion."],
    [
      6,
      "{host}:{ports} error : Could not connect through proxy proxy.cse.example.edu:5070 - Proxy closed the connection unexpectedly.",
    ],
    [3, "open through proxy proxy.cse.example.edu:5070 HTTPS"],
  ],
};
