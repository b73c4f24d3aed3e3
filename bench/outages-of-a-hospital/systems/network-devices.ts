import type { System } from "../model.ts";
import { firewallPairs, switchLog, trafficManager } from "../notations/appliances.ts";

/** In front of the web applications; it tells which member of a pool does not answer. */
export const loadBalancer: System = {
  name: "load-balancer",
  aliases: ["vip.clinic.example"],
  port: 443,
  sources: { ltm: { path: "/var/log/ltm", notation: trafficManager } },
  everyday: [
    "60s | info | ltm/tmm:01670003 | Global connection table statistics exported",
    "12 | warning | ltm/tmm:01260013 | SSL Handshake failed for TCP {client}:{1024..65000} -> {self.address}:443",
    "6 | notice | ltm/mcpd:01070417 | AUDIT - client tmui, tmui-pid-{1000..9999} - user admin - transaction #{100000..999999} - object 0 - modify { }",
    "30 | info | ltm/tmm:01220002 | Rule /Common/redirect_http <HTTP_REQUEST>: redirected {client}",
  ],
  complaints: [
    "refused | * | notice | ltm/mcpd:01070638 | Pool /Common/pool_{peer} member /Common/{peer}:{peer.port} monitor status down. [ /Common/tcp: down; last error: Connection refused ]",
    "refused | * | warning | ltm/tmm:01010201 | Inet port exhaustion avoided, {10..90} requests were answered with a reset",
    "timeout | * | notice | ltm/mcpd:01070638 | Pool /Common/pool_{peer} member /Common/{peer}:{peer.port} monitor status down. [ /Common/https: down; last error: Response Code: 0 ] timed out",
    "timeout | * | warning | ltm/tmm:01230140 | RST sent from {self.address}:443 to {client}:{1024..65000}, [0x{hex:7}:{100..999}] Flow expired (sweeper) (idle timeout)",
    "slow | * | warning | ltm/tmm:01010281 | Pool member {peer.address}:{peer.port} answered its monitor after {4..9} seconds",
    "slow | * | warning | ltm/tmm:01230140 | RST sent from {self.address}:443 to {client}:{1024..65000}, [0x{hex:7}:{100..999}] HTTP request took too long",
    "failing | * | notice | ltm/mcpd:01070638 | Pool /Common/pool_{peer} member /Common/{peer}:{peer.port} monitor status down. [ /Common/https: down; last error: Response Code: 500 ]",
    "failing | * | warning | ltm/tmm:01220001 | TCL error: /Common/count_errors <HTTP_RESPONSE> - {10..400} responses 5xx within a minute",
  ],
};

/** Between the hospital, its partners and the internet. */
export const firewall: System = {
  name: "firewall",
  aliases: ["198.51.100.1"],
  port: 443,
  sources: { pairs: { path: "udp:514/firewall", notation: firewallPairs } },
  everyday: [
    '220 | notice | pairs/traffic:forward:0000000013 | srcip=198.51.100.{61..199} srcport={1024..65000} dstip=203.0.113.{2..250} dstport={443|443|80|123} action="accept" policyid={1..40} sentbyte={100..90000} rcvdbyte={100..900000}',
    '90 | warning | pairs/traffic:forward:0000000014 | srcip={client} srcport={1024..65000} dstip=198.51.100.{61..99} dstport={22|23|445|3389} action="deny" policyid=0 msg="Denied by implicit rule"',
    '10 | warning | pairs/utm:ips:0419016384 | srcip={client} dstip={vpn-1.address} action="dropped" attack="HTTP.URI.Overflow" severity="high" msg="web_server: HTTP.URI.Overflow"',
    '3 | info | pairs/event:system:0100032001 | user="admin" ui="https(198.51.100.199)" action="login" status="success" msg="Administrator admin logged in successfully"',
    '3 | notice | pairs/event:vpn:0101037127 | remip={client} action="negotiate" status="success" msg="progress IPsec phase 1"',
  ],
  complaints: [],
};

/** The two core switches, one in each server room. */
export const coreSwitches: System = {
  name: "core-switches",
  aliases: ["core.clinic.example"],
  port: 22,
  sources: { ios: { path: "udp:514/switches", notation: switchLog } },
  everyday: [
    "16 | error | ios/LINK:UPDOWN | Interface GigabitEthernet1/0/{1..48}, changed state to {up|down}",
    "16 | notice | ios/LINEPROTO:UPDOWN | Line protocol on Interface GigabitEthernet1/0/{1..48}, changed state to {up|down}",
    "3 | warning | ios/CDP:DUPLEX_MISMATCH | duplex mismatch discovered on GigabitEthernet1/0/{1..48} (not half duplex), with printer-{1..90} port 1 (half duplex).",
    "3 | notice | ios/SW_MATM:MACFLAP_NOTIF | Host {hex:4}.{hex:4}.{hex:4} in vlan 40 is flapping between port Gi1/0/{1..24} and port Gi1/0/{25..48}",
    "1 | notice | ios/SYS:CONFIG_I | Configured from console by netadmin on vty0 (198.51.100.199)",
  ],
  complaints: [],
};
