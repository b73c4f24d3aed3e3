import type { Script } from "../script.ts";

/** Nothing is down, but what others wait for has become slow. */
export const slowDependency: readonly Script[] = [
  {
    name: "the storage rebuilds a group of disks",
    named: true,
    system: "filer",
    hosts: ["filer-1"],
    also: ["aggr1"],
    twins: ["filer-1", "filer-2"],
    lasts: 48,
    steps: [
      "0 | filer-1 | error | ems/raid.config.filesystem.disk.failed | File system Disk /aggr1/plex0/rg0/0b.1.{0..23} Shelf 1 Bay {0..23} [NETAPP X{100..900}] S/N [{hex:8}] failed.",
      "3 | filer-1 | notice | ems/raid.rg.recons.start | /aggr1/plex0/rg0: starting reconstruction, using disk 0b.2.11",
      "end+5 | filer-1 | notice | ems/raid.rg.recons.done | /aggr1/plex0/rg0: reconstruction completed for 0b.2.11",
    ],
    troubles: [{ mode: "slow", at: 70 }],
  },
  {
    name: "new statistics give a statement of the database a bad plan",
    named: false,
    system: "medis-db",
    hosts: ["ora-1"],
    lasts: 44,
    steps: [
      '0 | ora-1 | info | alert/- | End automatic SQL Tuning Advisor run for special tuning task "SYS_AUTO_SQL_TUNING_TASK"',
      "400 | ora-1 | warning | alert/- | Thread 1 cannot allocate new log, sequence {40000..49999}\nCheckpoint not complete",
      "end+3 | ora-1 | info | alert/- | ALTER SYSTEM FLUSH SHARED_POOL",
    ],
    troubles: [{ mode: "slow", at: 45 }],
  },
  {
    name: "the clearing house's mainframe takes its time",
    named: false,
    system: "billing-gateway",
    hosts: ["cics-gw1"],
    lasts: 38,
    steps: [
      "0..end*.4 | cics-gw1 | warning | gateway/- | CTG6683W Request queue of connection manager is {60..100}% full",
      "80..end*.7 | cics-gw1 | error | gateway/- | CTG6672E Request {hex:8} ended with ECI_ERR_REQUEST_TIMEOUT",
    ],
    troubles: [
      { mode: "slow", at: 12 },
      { system: "medis", mode: "slow", at: 260, share: 0.5, named: true },
    ],
  },
  {
    name: "the disk of the laboratory's database is slow",
    named: true,
    system: "labcore-db",
    hosts: ["sql-1"],
    lasts: 42,
    steps: [
      "40..end*.2 | sql-1 | warning | errorlog/spid{5..9}s | SQL Server has encountered {5..60} occurrence(s) of I/O requests taking longer than 15 seconds to complete on file [E:\\Data\\LABPRD.mdf] in database id 7. The OS file handle is 0x000000000000{hex:4}.",
    ],
    troubles: [{ mode: "slow", at: 8 }],
  },
];
