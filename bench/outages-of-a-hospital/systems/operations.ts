import type { System } from "../model.ts";
import { syslog } from "../notations/appliances.ts";
import { backupLog, batchLog } from "../notations/messaging.ts";
import { unixRoutine } from "./unix.ts";

const atWork = "info | log/{BILL_EXPORT|LAB_STATS|MEDIS_REPORT|PATIENT_SYNC|DRUG_PRICES}_{10..99}";

/** Jobs by the clock: exports, reports, accounts. */
export const scheduler: System = {
  name: "scheduler",
  aliases: ["jobs.clinic.example"],
  port: 7599,
  sources: {
    log: { path: "/opt/scheduler/log/event_demon.log", notation: batchLog },
    syslog: { path: "/var/log/messages", notation: syslog },
  },
  everyday: [
    ...unixRoutine,
    `40 | ${atWork} | EVENT: CHANGE_STATUS STATUS: STARTING MACHINE: batch-1`,
    `40 | ${atWork} | EVENT: CHANGE_STATUS STATUS: SUCCESS MACHINE: batch-1 EXITCODE: 0`,
    "120s | info | log/HEARTBEAT | EVENT: HEARTBEAT STATUS: RUNNING MACHINE: batch-1",
    "3 | warning | log/LAB_STATS_{10..99} | EVENT: ALARM ALARM: MINRUNALARM MACHINE: batch-1",
    "2 | error | log/DRUG_PRICES_{10..99} | EVENT: CHANGE_STATUS STATUS: FAILURE MACHINE: batch-1 EXITCODE: 4 TEXT: no new price list at the partner",
  ],
  complaints: [
    "refused | * | error | log/BILL_EXPORT_{10..99} | EVENT: CHANGE_STATUS STATUS: FAILURE MACHINE: batch-1 EXITCODE: 12 TEXT: connection to {peer.alias} refused",
    "refused | * | error | log/MEDIS_REPORT_{10..99} | EVENT: CHANGE_STATUS STATUS: FAILURE MACHINE: batch-1 EXITCODE: 12 TEXT: connection refused",
    "timeout | * | error | log/MEDIS_REPORT_{10..99} | EVENT: CHANGE_STATUS STATUS: FAILURE MACHINE: batch-1 EXITCODE: 16 TEXT: {peer.alias} did not answer",
    "timeout | * | error | log/PATIENT_SYNC_{10..99} | EVENT: ALARM ALARM: MAXRUNALARM MACHINE: batch-1",
    "slow | * | warning | log/MEDIS_REPORT_{10..99} | EVENT: ALARM ALARM: MAXRUNALARM MACHINE: batch-1",
    "slow | * | warning | log/BILL_EXPORT_{10..99} | EVENT: ALARM ALARM: MAXRUNALARM MACHINE: batch-1 TEXT: waits for {peer.alias}",
    "failing | * | error | log/BILL_EXPORT_{10..99} | EVENT: CHANGE_STATUS STATUS: FAILURE MACHINE: batch-1 EXITCODE: 8 TEXT: error reply of {peer.alias}",
    "failing | * | error | log/PATIENT_SYNC_{10..99} | EVENT: CHANGE_STATUS STATUS: FAILURE MACHINE: batch-1 EXITCODE: 8",
  ],
};

/** The backup server, which works at night and checks by day. */
export const backupServer: System = {
  name: "backup-server",
  aliases: ["bak.clinic.example"],
  port: 1556,
  sources: { log: { path: "D:\\Backup\\Logs\\jobs.log", notation: backupLog } },
  everyday: [
    "24 | info | log/{4000..4999} | processing finished: {VM sql-1|VM dc-2|share profiles|archive logs}, {1..400} GB in {1..50} min",
    "8 | warning | log/{4000..4999} | processing finished with warnings: {1..9} files were in use",
    "4 | error | log/{4000..4999} | VM test-{1..9}: failed to create snapshot, guest tools are out of date. Next attempt in 10 min",
    "600s | info | log/0 | repository checked, {30..60} TB free",
  ],
  complaints: [
    "refused | * | error | log/{4000..4999} | failed to connect to {peer.fqdn}: actively refused",
    "refused | * | error | log/{4000..4999} | agent connection refused, task stopped",
    "timeout | * | error | log/{4000..4999} | {peer.fqdn}: timed out waiting for data, error 13: file read failed",
    "timeout | * | error | log/{4000..4999} | error 41: network connection timed out, task stopped",
    "slow | * | warning | log/{4000..4999} | {peer}: throughput dropped to {1..9} MB/s",
    "slow | * | warning | log/{4000..4999} | throughput dropped to {1..9} MB/s, window will be exceeded",
    "failing | * | error | log/{4000..4999} | {peer.alias}: snapshot not possible now",
    "failing | * | error | log/{4000..4999} | error 156: snapshot error encountered",
  ],
};
