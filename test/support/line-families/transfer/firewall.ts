import type { Style } from "../../log-styles/style.ts";

/** A firewall that reports connections, refusals, logins and its own changes; each text begins with a code. */
export const firewall: Style = {
  name: "firewall",
  lines: 2_000,
  head: "<166>Nov 30 2026 {clock} fw{digit} : ",
  values: {
    zone: ["outside", "inside", "dmz", "guest-wifi"],
    outer: ["{zone}:{ip}/{port}"],
    reason: ["TCP FINs", "TCP Reset-I", "SYN Timeout", "Idle Timeout", "TCP Reset-O"],
    reason2: ["Idle Timeout", "FIN Timeout", "Connection timeout"],
    duration: ["0:{digit}{digit}:{day}", "{clock}"],
    access: ["outside_in", "dmz-acl", "guest"],
    flags: ["RST", "FIN ACK", "SYN", "PSH ACK", "ACK"],
    user: ["{name}", "CORP\\{name}", "admin"],
    tunnel: ["VPN-STAFF", "VPN-PARTNER"],
    peer: ["{ip}", "peer{n}.example.net"],
    why: ["User Requested", "Idle Timeout", "Max time exceeded", "Administrator Reset"],
    command: ["show running-config", "write memory", "no access-list guest line {n}", "clear xlate"],
    address: ["{ip}({port})", "{zone}/{ip}({port})"],
    serial: ["{id}"],
    unit: ["Primary", "Secondary"],
  },
  templates: [
    [
      350,
      "%FW-6-302013: Built inbound TCP connection {large} for {outer} ({ip}/{port}) to {outer} ({ip}/{port})",
    ],
    [
      250,
      "%FW-6-302013: Built outbound TCP connection {large} for {outer} ({ip}/{port}) to {outer} ({ip}/{port})",
    ],
    [
      450,
      "%FW-6-302014: Teardown TCP connection {large} for {outer} to {outer} duration {duration} bytes {n} {reason}",
    ],
    [
      150,
      "%FW-6-302015: Built outbound UDP connection {large} for {outer} ({ip}/{port}) to {outer} ({ip}/{port})",
    ],
    [
      150,
      "%FW-6-302016: Teardown UDP connection {large} for {outer} to {outer} duration {duration} bytes {n}",
    ],
    [120, '%FW-4-106023: Deny tcp src {outer} dst {outer} by access-group "{access}" [{hex}, 0x0]'],
    [60, '%FW-4-106023: Deny udp src {outer} dst {outer} by access-group "{access}" [{hex}, 0x0]'],
    [
      80,
      "%FW-6-106015: Deny TCP (no connection) from {ip}/{port} to {ip}/{port} flags {flags} on interface {zone}",
    ],
    [60, "%FW-6-305011: Built dynamic TCP translation from {outer} to {outer}"],
    [60, "%FW-6-305012: Teardown dynamic TCP translation from {outer} to {outer} duration {duration}"],
    [50, "%FW-6-302020: Built inbound ICMP connection for faddr {ip}/{n} gaddr {ip}/0 laddr {ip}/0"],
    [50, "%FW-6-302021: Teardown ICMP connection for faddr {ip}/{n} gaddr {ip}/0 laddr {ip}/0"],
    [
      30,
      "%FW-6-106100: access-list {access} permitted tcp {address} -> {address} hit-cnt {n} {n}-second interval",
    ],
    [
      25,
      "%FW-4-113019: Group = {tunnel}, Username = {user}, IP = {ip}, Session disconnected. Session Type: SSL, Duration: {duration}, Bytes xmt: {large}, Bytes rcv: {large}, Reason: {why}",
    ],
    [25, "%FW-6-113039: Group <{tunnel}> User <{user}> IP <{ip}> Session started."],
    [20, "%FW-6-113012: AAA user authentication Successful : local database : user = {user}"],
    [
      20,
      "%FW-6-113015: AAA user authentication Rejected : reason = Invalid password : local database : user = {user} : user IP = {ip}",
    ],
    [20, "%FW-5-111008: User '{user}' executed the '{command}' command."],
    [
      20,
      "%FW-4-733100: [ Scanning] drop rate-{digit} exceeded. Current burst rate is {n} per second, max configured rate is {n}; Cumulative total count is {n}",
    ],
    [15, "%FW-5-304001: {ip} Accessed URL {ip}:http://{peer}{path}"],
    [12, "%FW-3-713123: Group = {peer}, IP = {ip}, Lost contact with keepalives, keepalive type: DPD"],
    [
      12,
      "%FW-4-405001: Received ARP request collision from {ip}/{mac} on interface {zone} with existing ARP entry {ip}/{mac}",
    ],
    [10, "%FW-4-411001: Line protocol on Interface {zone}, changed state to up"],
    [10, "%FW-4-411002: Line protocol on Interface {zone}, changed state to down"],
    [8, '%FW-6-605005: Login permitted from {ip}/{highPort} to {zone}:{ip}/ssh for user "{user}"'],
    [5, "%FW-1-104001: ({unit}) Switching to ACTIVE - {zone} lost."],
    [5, "%FW-6-199002: Startup completed. Beginning operation."],
    [3, "%FW-3-210007: LU allocate xlate failed"],
    [
      2,
      "%FW-4-717031: Failed to find a suitable trustpoint for the issuer: cn={peer},o={name} Reason: chain {n} incomplete",
    ],
    [1, "%FW-3-323001: Module {serial} experienced a control channel communications failure."],
  ],
};
