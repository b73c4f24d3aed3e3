import type { Style } from "./style.ts";

const sites =
  "mail.example.com:443 cdn.images.example.net:443 {bare}:443 {bare}:80 {ip}:{port} api.shop.example.org:8443".split(
    " ",
  );
const bare = "example example.com example.net intranet example.org fileserver printhub".split(" ");

/** Proxies and firewalls. */
export const proxies: readonly Style[] = [
  {
    name: "tunnel-client",
    lines: 2_000,
    head: "[{day}.11 {clock}] {program} - ",
    values: {
      bare,
      program: ["browser.exe", "chatter.exe *64", "updater.exe", "sync.exe *64"],
      site: sites,
      grown: ["", " ({float} KB)", " ({float} MB)"],
      left: ["<1 sec", "00:{two}", "01:{two}", "1:02:{two}"],
      two: (draw) => String(draw.integer(10, 59)),
    },
    templates: [
      [560, "{site} close, {n} bytes{grown} sent, {large} bytes{grown} received, lifetime {left}"],
      [380, "{site} open through relay relay.example.net:1080 SOCKS5"],
      [40, "{site} open through relay relay.example.net:3128 HTTPS"],
      [
        30,
        "{site} error : could not connect through relay relay.example.net:1080 - connection attempt failed with error {n}",
      ],
      [6, "{site} open directly"],
      [4, "{site} error : relay closed the connection before the answer"],
      [3, "{site} matching rule Office : process through relay"],
      [1, "relay list reloaded, {digit} entries"],
    ],
  },
  {
    name: "gate-keeper",
    lines: 1_200,
    head: "{month} {day} {clock} gate kernel: ",
    values: {
      side: ["eth0", "eth1", "wan0", "tun3", "br-lan"],
      away: ["", "eth1", "br-lan"],
      flags: ["SYN ", "ACK ", "ACK FIN ", "ACK PSH ", "RST "],
      list: (draw) => draw.list("{ip}/{digit}", 1, 6, ","),
      mark: ["", "MARK=0x{digit} "],
      zone: ["lan", "guests", "printers", "cameras", "voice", "lab", "backup"],
    },
    templates: [
      [
        500,
        "GATE DROP IN={side} OUT={away} MAC={mac} SRC={ip} DST={ip} LEN={n} TTL={n} ID={large} DF PROTO=TCP SPT={highPort} DPT={port} WINDOW={n} RES=0x00 {flags}URGP=0 {mark}",
      ],
      [
        300,
        "GATE DROP IN={side} OUT={away} MAC={mac} SRC={ip} DST={ip} LEN={n} TTL={n} ID={large} PROTO=UDP SPT={highPort} DPT={port} LEN={n} {mark}",
      ],
      [40, "zone {zone} now allows {list} to zone {zone}"],
      [30, "zone {zone} takes over address set {zone} with {n} entries"],
      [10, "nf_conntrack: table full on zone {zone}, dropping packet"],
      [6, "device {side} entered promiscuous mode"],
      [6, "device {side} left promiscuous mode"],
      [3, "{side}: link up, {n} Mbps"],
      [3, "{side}: link down"],
      [2, "rule set of {weekday} loaded"],
    ],
  },
  {
    name: "name-resolver",
    lines: 1_500,
    head: "{day}-Nov {clock}.{millis} ",
    values: {
      zone: ["example.org", "example.com", "example", "mail.example.net", "a.b.c.example.com", "localhost"],
      type: ["A", "AAAA", "MX", "TXT", "PTR", "NS", "SRV"],
      flags: ["+", "+E(0)K", "-E(0)", "+E(0)DC"],
      view: ["", "view inside: "],
      answers: (draw) => draw.list("{ip}", 1, 7, " "),
      because: ["", " (no valid RRSIG)", " (insecure)"],
      class: ["lame-servers", "resolver", "dnssec"],
    },
    templates: [
      [600, "client @{hex} {ip}#{highPort} ({zone}): {view}query: {zone} IN {type} {flags} ({ip})"],
      [250, "answer {zone} {type} ttl {n} to {ip}: {answers}"],
      [60, "{class}: no working server for '{zone}/{type}/IN': {ip}#53{because}"],
      [40, "zone {zone}/IN: sending notifies (serial {large})"],
      [20, "transfer of '{zone}/IN' from {ip}#53: transfer completed: {n} messages, {large} records"],
      [10, "transfer of '{zone}/IN' from {ip}#53: failed while receiving responses: end of file"],
      [5, "cache for {view}resolved names is {n} % used"],
      [2, "reloading configuration succeeded"],
      [2, "received control channel command 'flushname {zone}'"],
    ],
  },
  {
    name: "lease-server",
    lines: 1_000,
    head: "{month} {day} {clock} hall leased[{pid}]: ",
    values: {
      guest: ["", " (tablet)", " (printer-{digit})", " (alices-phone)", " (desk)", " (DESK-{digit})"],
      via: ["eth0", "eth1", "vlan{digit}", "wlan", "{ip}"],
      pool: ["guests", "staff", "phones", "cameras", "sensors", "lab"],
      names: (draw) => draw.list("{ip}", 1, 4, ", "),
    },
    templates: [
      [300, "ACK on {ip} to {mac}{guest} via {via}"],
      [280, "REQUEST for {ip} from {mac}{guest} via {via}"],
      [120, "DISCOVER from {mac}{guest} via {via}"],
      [110, "OFFER on {ip} to {mac}{guest} via {via}"],
      [20, "REQUEST for {ip} ({ip}) from {mac}{guest} via {via}: unknown lease {ip}."],
      [15, "DISCOVER from {mac}{guest} via {via}: network {pool}: no free leases"],
      [8, "pool {pool} hands out servers {names}"],
      [4, "lease {ip} abandoned"],
      [3, "{n} leases of pool {pool} expired on {weekday}"],
      [1, "wrote {n} leases to leases file"],
    ],
  },
];
