import type { System } from "../model.ts";
import { monitoringLog, storageEvents, syslog5424 } from "../notations/appliances.ts";

/** Two controllers of a storage system that exports volumes over NFS and SMB. */
export const filer: System = {
  name: "filer",
  aliases: ["nfs.clinic.example"],
  port: 2049,
  sources: { ems: { path: "udp:514/storage", notation: storageEvents } },
  everyday: [
    "3600s | info | ems/kern.uptime.filer | {100..200} days, {1..23} hours up; {1000..9999} NFS ops, {1000..9999} CIFS ops",
    "900s | info | ems/wafl.snap.created | Snapshot copy hourly of volume {vol_pacs|vol_mq|vol_profiles} created",
    "14 | notice | ems/nbt.nbns.registrationComplete | NBT: All CIFS name registrations have completed for the local server",
    "8 | warning | ems/secd.cifsAuth.problem | vserver (clinic) General CIFS authentication problem. Error: User authentication procedure failed for {user}, pre-auth retried",
    "10 | notice | ems/wafl.vol.autoSize.done | Volume autosize: volume vol_profiles grown by {1..9} GB",
    "4 | warning | ems/disk.senseError | Disk 0b.{0..2}.{0..23}: op 0x28:{hex:8}:0008 sector {100000..999999} SCSI:recovered error - recovered data with retries",
    "12 | info | ems/nfsd.mount.allowed | mount request from 198.51.100.{61..99} for /vol_mq granted",
    "6 | warning | ems/snapmirror.dst.waiting | snapmirror destination transfer from the other controller waits for a free slot",
  ],
  complaints: [],
};

const machines = "esx-1,esx-2,esx-3";

/** Three hypervisors and their manager, which is the host vc-1. */
export const hypervisor: System = {
  name: "hypervisor",
  aliases: ["cluster CLINIC"],
  port: 443,
  sources: { esx: { path: "tcp:1514/hypervisors", notation: syslog5424 } },
  everyday: [
    `40@${machines} | info | esx/Hostd | info hostd[{2090000..2099999}] [Originator@6876 sub=Vimsvc.TaskManager opID={hex:8}] Task Completed : haTask--vim.SearchIndex.findByInventoryPath-{10000..99999} Status success`,
    `20@${machines} | info | esx/vmkernel | cpu{0..31}:{2097000..2099999})ScsiDeviceIO: {3000..4999}: Cmd(0x{hex:12}) 0x1a, CmdSN 0x{hex:4} from world 0 to dev "naa.{hex:16}" failed H:0x0 D:0x2 P:0x0 Valid sense data: 0x5 0x24 0x0.`,
    `8@${machines} | warning | esx/vmkwarning | cpu{0..31}:{2097000..2099999})WARNING: NTPClock: {500..1999}: system clock synchronized to upstream time servers again`,
    `4@${machines} | info | esx/vobd | [GenericCorrelator] {1000000..9999999}us: [vob.user.vcenter.session] session of svc_backup opened`,
    `300s@${machines} | info | esx/vpxa | info vpxa[{2090000..2099999}] [Originator@6876 sub=vpxaInvtHost] Increment master gen. no to ({100000..999999}): EventManager`,
    `3@${machines} | error | esx/Hostd | error hostd[{2090000..2099999}] [Originator@6876 sub=Default] Unable to convert Vigor value 'other4xLinux-64' of type string to enum GuestOsId`,
    "30@vc-1 | info | esx/vpxd | info vpxd[{10000..99999}] [Originator@6876 sub=vpxLro opID={hex:8}] [VpxLRO] -- FINISH lro-{100000..999999}",
    "6@vc-1 | info | esx/vpxd | info vpxd[{10000..99999}] [Originator@6876 sub=drmLogger] DRS moved no machine, all hosts are balanced",
    "3@vc-1 | warning | esx/vpxd | warning vpxd[{10000..99999}] [Originator@6876 sub=VpxProfiler] TaskLoop [TotalTime] took {1000..4000} ms",
  ],
  complaints: [],
};

/** The monitoring: checks everybody and says what it saw, whoever is to blame. */
export const monitoring: System = {
  name: "monitoring",
  aliases: ["watch.clinic.example"],
  port: 443,
  sources: { core: { path: "/var/log/monitoring/core.log", notation: monitoringLog } },
  everyday: [
    "300s | info | core/LOG ROTATION | Auto-save of retention data completed successfully.",
    "30 | info | core/PASSIVE SERVICE CHECK | ward-printer-{1..90};toner;0;OK - {20..90}%",
    "10 | warning | core/SERVICE ALERT | ward-printer-{1..90};toner;WARNING;SOFT;{1..3};WARNING - {2..15}% left",
    "5 | warning | core/SERVICE ALERT | ap-{1..90};ping;CRITICAL;SOFT;1;PING CRITICAL - Packet loss = 100%",
    "5 | info | core/SERVICE ALERT | ap-{1..90};ping;OK;SOFT;2;PING OK - Packet loss = 0%, RTA = {1..9}.{10..99} ms",
  ],
  complaints: [],
};

/** The power supply of the southern server room. */
export const ups: System = {
  name: "ups",
  aliases: ["power-south.clinic.example"],
  port: 161,
  sources: { card: { path: "udp:514/power", notation: syslog5424 } },
  everyday: [
    "900s | info | card/UPS | UPS: Passed an automatic poll. Load {38..52}%, battery 100%, input {226..234} V. 0x0105",
    "1 | notice | card/UPS | UPS: The environment sensor reads {21..25} degrees. 0x0344",
  ],
  complaints: [],
};
