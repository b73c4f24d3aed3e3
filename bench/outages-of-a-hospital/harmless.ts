import { hostNamed } from "./estate.ts";
import type { Journal } from "./journal.ts";
import type { RandomStream } from "./random.ts";
import { writeStep } from "./step.ts";

/** Something that looks like trouble, or is planned, and that nobody should be woken for. */
interface Harmless {
  /** Minutes. */
  readonly lasts: number;
  /** In the notation of `writeStep`. */
  readonly steps: readonly string[];
  /** Hosts that are restarted: silent for so many seconds from a second on. */
  readonly restarted?: { readonly host: string; readonly at: number; readonly for: number };
}

const harmless: readonly Harmless[] = [
  // A scanner of the security department.
  {
    lasts: 4,
    steps: [
      "0..end*9 | vpn-1 | warning | asa/725014 | SSL lib error. Function: ssl3_get_client_hello Reason: no shared cipher",
      "0..end*9 | lb-1 | warning | ltm/tmm:01260013 | SSL Handshake failed for TCP 198.51.100.199:{1024..65000} -> {self.address}:443",
      "10..end*6 | mq-1 | error | manager/AMQ9209E:amqrmppa | Connection to host 'scan-1 (198.51.100.199)' for channel '????' closed.",
      "12..end*6 | lis-1 | warning | syslog/sshd | error: kex_exchange_identification: Connection closed by remote host 198.51.100.199",
    ],
  },
  // A password that somebody forgot, or guesses.
  {
    lasts: 5,
    steps: [
      "0..end*12 | dc-1 | notice | event/Security:Microsoft-Windows-Security-Auditing:4625 | An account failed to log on. Account Name: judy Failure Reason: Unknown user name or bad password. Status: 0xC000006D",
      "200 | dc-1 | notice | event/Security:Microsoft-Windows-Security-Auditing:4740 | A user account was locked out. Account Name: judy Caller Computer Name: CTX-VDA1",
    ],
  },
  {
    lasts: 6,
    steps: [
      "0..end*15 | vpn-1 | info | asa/113005 | AAA user authentication Rejected : reason = AAA failure : server = ad.clinic.example : user = ***** : user IP = 203.0.113.66",
    ],
  },
  // A planned update of one machine of two.
  {
    lasts: 6,
    restarted: { host: "pacs-2", at: 20, for: 150 },
    steps: [
      "0 | pacs-2 | info | syslog/sshd | Accepted publickey for carol from 198.51.100.199 port {32768..60999} ssh2: ED25519 SHA256:{hex:12}",
      "10 | pacs-2 | info | syslog/systemd | Stopping wildfly.service - image archive, planned update...",
      "18 | pacs-2 | notice | syslog/systemd-logind | System is rebooting.",
      "175 | pacs-2 | info | syslog/systemd | Startup finished in 2.{100..999}s (kernel) + 18.{100..999}s (userspace) = 21.{100..999}s.",
      "200 | pacs-2 | info | server/org.jboss.as:Controller Boot Thread | WFLYSRV0025: WildFly started in {15000..40000}ms - Started 1204 of 1380 services",
    ],
  },
  // A machine moves to another hypervisor.
  {
    lasts: 2,
    steps: [
      "0 | vc-1 | info | esx/vpxd | info vpxd[{10000..99999}] [Originator@6876 sub=vmotion] Migrating int-2 from esx-2.clinic.example to esx-3.clinic.example",
      "30 | esx-2 | warning | esx/vmkwarning | cpu{0..31}:{2097000..2099999})WARNING: Migrate: {100..900}: precopy of world took {2..9} seconds longer than planned",
      "50 | vc-1 | info | esx/vpxd | info vpxd[{10000..99999}] [Originator@6876 sub=vmotion] Migration of int-2 completed",
    ],
  },
  // A release that is good.
  {
    lasts: 5,
    steps: [
      "0 | medis-app1 | notice | server/Deployer:BEA-149059 | Module medis of application medis [Version=7.4.{2..8}] is transitioning from STATE_ADMIN to STATE_ACTIVE on server {self}.",
      "90 | medis-app2 | notice | server/Deployer:BEA-149059 | Module medis of application medis [Version=7.4.{2..8}] is transitioning from STATE_ADMIN to STATE_ACTIVE on server {self}.",
      "4 | medis-app1 | warning | server/HTTP:BEA-101162 | User defined listener clinic.medis.SessionCounter failed once: java.lang.IllegalStateException: session is invalid.",
    ],
  },
  {
    lasts: 3,
    steps: [
      "0 | kube-1 | info | events/ScalingReplicaSet:Deployment=appointments-web | Scaled up replica set appointments-web-6d5f8b7c9 to 2",
      '14 | kube-2 | warning | events/Unhealthy:Pod=appointments-web-6d5f8b7c9-j4k2p | Readiness probe failed: Get "http://192.0.2.{10..90}:8080/ready": dial tcp 192.0.2.{10..90}:8080: connect: connection refused',
      "30 | kube-1 | info | events/Killing:Pod=appointments-web-5c4d7f6b8-b8m6x | Stopping container web",
    ],
  },
  // A report runs wild for itself.
  {
    lasts: 8,
    steps: [
      "0..end*.6 | ora-1 | error | alert/- | ORA-01652: unable to extend temp segment by 128 in tablespace TEMP_REPORT",
      "5..end*.6 | medis-app2 | error | server/medis.report:MED-7090 | report {1..60} of {user} was cancelled: temporary space of reports is used up",
    ],
  },
  // Devices of a ward are moved.
  {
    lasts: 7,
    steps: [
      "0..end*5 | sw-core1 | error | ios/LINK:UPDOWN | Interface GigabitEthernet1/0/{30..36}, changed state to {up|down}",
      "4..end*2 | mon-1 | warning | core/HOST ALERT | ward-printer-{30..36};DOWN;SOFT;{1..3};CRITICAL - Host unreachable",
    ],
  },
  // An analyzer with a bad cable.
  {
    lasts: 9,
    steps: [
      "0..end*6 | lis-1 | error | app/analyzer-4:c.e.labcore.device.AnalyzerLink | analyzer 4: connection reset by peer, reconnecting",
      "3..end*6 | lis-1 | info | app/analyzer-4:c.e.labcore.device.AnalyzerLink | analyzer 4: connected again",
    ],
  },
  // The power supply tests its battery.
  {
    lasts: 3,
    steps: [
      "0 | ups-1 | warning | card/UPS | UPS: Started a self-test. 0x0137",
      "9 | ups-1 | warning | card/UPS | UPS: On battery power in response to a self-test. 0x0109",
      "22 | ups-1 | notice | card/UPS | UPS: Passed a self-test. 0x0105",
      "24 | ups-1 | notice | card/UPS | UPS: No longer on battery power. 0x010A",
    ],
  },
  // A certificate has weeks left.
  {
    lasts: 1,
    steps: [
      "0 | dc-2 | warning | event/Application:Microsoft-Windows-CertificateServicesClient-AutoEnrollment:64 | Certificate for local system with Thumbprint {hex:40} is about to expire or already expired: 41 days left.",
      "20 | mon-1 | warning | core/SERVICE ALERT | lb-1;certificate;WARNING;SOFT;1;SSL_CERT WARNING - valid for 24 days",
    ],
  },
  // The copies at night read much.
  {
    lasts: 25,
    steps: [
      "0..end*.4 | bak-1 | warning | log/{4000..4999} | throughput dropped to {20..40} MB/s, window is kept",
      "30..end*.5 | esx-3 | warning | esx/vmkwarning | cpu{0..31}:{2097000..2099999})WARNING: ScsiDeviceIO: {1000..1999}: Device naa.{hex:16} performance has deteriorated. I/O latency increased from average value of {700..900} microseconds to {20000..40000} microseconds.",
      "60..end*.3 | sql-1 | warning | errorlog/spid{5..9}s | FlushCache: cleaned up {1000..9000} bufs with {500..900} writes in {60000..90000} ms (avoided {10..90} new dirty bufs)",
    ],
  },
];

/** Mean minutes from one harmless thing to the next. */
const usualGap = 22;

/** Writes harmless things at times of their own from `from` to `to`, in epoch seconds. */
export function writeHarmless(journal: Journal, random: RandomStream, from: number, to: number): void {
  for (let time = from; ; ) {
    time += random.gap(1 / usualGap) * 60;
    const { lasts, steps, restarted } = random.pick(harmless);
    const end = time + random.around(lasts * 60);
    if (Math.max(end, time + lasts * 60) >= to) break;
    const begin = time;
    if (restarted !== undefined) {
      const silentFrom = begin + restarted.at;
      const host = hostNamed(restarted.host);
      journal.silence({ host, from: silentFrom, to: silentFrom + restarted.for });
    }
    for (const step of steps) {
      writeStep(step, journal, random, { at: (seconds) => begin + seconds, end, fault: undefined });
    }
  }
}
