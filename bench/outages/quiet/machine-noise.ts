import { klogLine } from "../formats/system-formats.ts";
import type { Random } from "../random.ts";
import { hosts } from "../system/topology.ts";
import type { World } from "../system/world.ts";

type Writer = (random: Random) => readonly [program: string, text: string];

/** What machines say at any time, whether or not something is wrong. */
const machineLines: readonly Writer[] = [
  (random) => [
    `CRON[${random.int(9_000, 40_000)}]`,
    "(root) CMD (   cd / && run-parts --report /etc/cron.hourly)",
  ],
  (random) => [`CRON[${random.int(9_000, 40_000)}]`, "(shop) CMD (/usr/local/bin/rotate-sessions)"],
  (random) => ["systemd[1]", `Started Session ${random.int(100, 9_999)} of user deploy.`],
  () => ["systemd[1]", "Starting Cleanup of Temporary Directories..."],
  () => ["systemd[1]", "systemd-tmpfiles-clean.service: Succeeded."],
  (random) => [
    `sshd[${random.int(3_000, 60_000)}]`,
    `Accepted publickey for deploy from 192.0.2.221 port ${random.int(30_000, 60_000)} ssh2: ED25519 SHA256:${random.hex(20)}`,
  ],
  (random) => ["chronyd[611]", `Selected source 203.0.113.${random.int(2, 9)}`],
  (random) => ["systemd-timesyncd[580]", `Synchronized to time server 203.0.113.${random.int(2, 9)}:123.`],
  (random) => ["diskwatch[377]", `filesystem /var/log is ${random.int(80, 89)}% full`],
  (random) => ["cert-watch[801]", `certificate of static.example.net expires in ${random.int(5, 20)} days`],
  (random) => [
    "smartd[640]",
    `Device: /dev/sdc [SAT], ${random.int(1, 8)} Currently unreadable (pending) sectors`,
  ],
  () => ["systemd-resolved[544]", "Clock change detected. Flushing caches."],
  (random) => ["snmpd[702]", `error on subcontainer 'ia_addr' insert (-${random.int(1, 2)})`],
  (random) => [
    "node_exporter[833]",
    `level=error caller=collector.go:169 msg="collector failed" name=ipvs duration_seconds=0.00${random.int(10, 99)} err="could not get IPVS stats: file not found"`,
  ],
];

const jumpLines: readonly Writer[] = [
  (random) => [
    `sshd[${random.int(3_000, 60_000)}]`,
    `Failed password for invalid user ${random.pick(["admin", "oracle", "test", "guest"])} from 203.0.113.${random.int(20, 250)} port ${random.int(30_000, 60_000)} ssh2`,
  ],
  (random) => [
    `sshd[${random.int(3_000, 60_000)}]`,
    `Connection closed by 203.0.113.${random.int(20, 250)} port ${random.int(30_000, 60_000)} [preauth]`,
  ],
];

const kubeletLines: readonly (readonly ["I" | "W" | "E", string, string])[] = [
  [
    "W",
    "kubelet_pods.go:1007",
    '"Unable to retrieve pull secret, the image pull may not succeed." pod="shop/metrics-x2k4z" secret="" err="secret \\"registry\\" not found"',
  ],
  [
    "E",
    "summary_sys_containers.go:48",
    '"Failed to get system container stats" err="failed to get cgroup stats for \\"/system.slice/docker.service\\"" containerName="/system.slice/docker.service"',
  ],
  ["I", "kubelet.go:2447", '"SyncLoop (PLEG): event for pod" pod="shop/metrics-x2k4z"'],
  [
    "E",
    "dns.go:153",
    '"Nameserver limits exceeded" err="Nameserver limits were exceeded, some nameservers have been omitted"',
  ],
];

/** Cron jobs, sessions, guesses of passwords and harmless complaints of thirty machines. */
export function startMachineNoise(world: World, pause: number): void {
  const { agenda, journal, length } = world;
  const random = world.random.fork();
  const every = (mean: number) => (): number => mean * random.between(0.3, 1.7);
  agenda.repeat(random.between(0, pause), length, every(pause), (at) => {
    const [program, text] = random.pick(machineLines)(random);
    journal.system(random.pick(hosts), at, program, text);
  });
  agenda.repeat(random.between(0, pause), length, every(pause * 2.5), (at) => {
    const [program, text] = random.pick(jumpLines)(random);
    journal.system("jump-1", at, program, text);
  });
  agenda.repeat(random.between(0, pause), length, every(pause * 2), (at) => {
    const [letter, place, text] = random.pick(kubeletLines);
    const node = `node-${random.int(1, 8)}`;
    journal.component(node, at, "/var/log/kubelet.log", (clock) =>
      klogLine(clock, letter, 1102, place, text),
    );
  });
}
