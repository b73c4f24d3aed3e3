import type { Script } from "../script.ts";

/** Memory shrinks for a long time; at the end calls are slow, then they fail. */
export const memoryLeak: readonly Script[] = [
  {
    name: "the heap of the hospital information system",
    named: true,
    system: "medis",
    hosts: ["medis-app1"],
    twins: ["medis-app1", "medis-app2"],
    lasts: 85,
    steps: [
      "2400..end*.4 | medis-app1 | warning | server/JVM:BEA-310003 | Free memory in the server is {20..90},{100..999},{100..999} bytes. There is danger of OutOfMemoryError.",
      "3900..end*1.5 | medis-app1 | error | server/Kernel:BEA-000802 | ExecuteRequest failed\njava.lang.OutOfMemoryError: Java heap space\n\tat java.util.Arrays.copyOf(Arrays.java:3332)",
      "end+4 | medis-app1 | notice | server/WebLogicServer:BEA-000365 | Server state changed to RUNNING.",
    ],
    troubles: [
      { mode: "slow", at: 3000, share: 0.4 },
      { mode: "failing", at: 3920, share: 0.7 },
    ],
  },
  {
    name: "the memory of the remote access",
    named: false,
    system: "vpn",
    hosts: ["vpn-1"],
    lasts: 80,
    steps: [
      "2700..end*.3 | vpn-1 | error | asa/211001 | Memory allocation Error",
      "3300..end*2 | vpn-1 | error | asa/722015 | Group <GP_STAFF> User <{user}> IP <{client}> Unknown SVC frame type: 0",
      "3400..end*2 | ctx-ddc1,ctx-vda1 | warning | event/Citrix:Citrix Broker Service:1118 | The session of CLINIC\\{user} from outside was dropped and not opened again.",
    ],
    troubles: [],
    idle: [{ system: "vpn", at: 3300, share: 0.4 }],
  },
  {
    name: "the local security authority of a domain controller",
    named: false,
    system: "directory-service",
    hosts: ["dc-2"],
    also: ["lsass.exe"],
    twins: ["dc-1", "dc-2"],
    lasts: 90,
    steps: [
      "2100 | dc-2 | warning | event/System:Microsoft-Windows-Resource-Exhaustion-Detector:2004 | Windows successfully diagnosed a low virtual memory condition. The following programs consumed the most virtual memory: lsass.exe ({500..900}) consumed {20..28}{100..999}{100..999}{100..999} bytes.",
      "3600 | dc-2 | warning | event/Directory Service:Microsoft-Windows-ActiveDirectory_DomainService:1863 | Active Directory Domain Services answered {10..90} searches later than 30 seconds.",
    ],
    troubles: [{ mode: "slow", at: 2900, share: 0.8 }],
  },
  {
    name: "the containers of the booking system",
    named: true,
    system: "appointments",
    hosts: ["kube-1", "kube-2"],
    also: ["appointments-api", "appointments-api-6b7d9c5f4-{self.tag}"],
    lasts: 70,
    steps: [
      '2000..end*.4 | kube-1,kube-2 | warning | kubelet/eviction_manager.go:314 | "Eviction manager: attempting to reclaim" resourceName="memory"',
      "2600..end*.4 | kube-1,kube-2 | warning | events/OOMKilling:Node={self} | Memory cgroup out of memory: Killed process {1000..99999} (api) total-vm:{1000000..2000000}kB, anon-rss:{500000..524288}kB",
      "2640..end*2 | lb-1 | notice | ltm/mcpd:01070638 | Pool /Common/pool_appointments member /Common/kube-{1|2}:443 monitor status down. [ /Common/https: down; last error: Connection reset ]",
      "2700..end*2 | medis-app1,medis-app2 | warning | server/medis.remote:MED-6006 | appointments.clinic.example answered with a fault: {NOT_AVAILABLE|INTERNAL}",
    ],
    troubles: [],
    idle: [{ system: "appointments", at: 2600, share: 0.5 }],
  },
];
