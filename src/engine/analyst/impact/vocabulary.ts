/** What a word can say about an impact. A word may say several things: `lost` is said of hosts and of data. */
export const kinds = {
  /** Whoever or whatever the whole system is for: if all of it fails, it is an outage. */
  people: 1,
  /** One of these people or things: it matters only if it is said of all. */
  individual: 131072,
  /** What others depend on, so that its failure is theirs. */
  core: 2,
  /** One of several that do the same. */
  part: 4,
  /** What can be used up. */
  room: 262144,
  /** What clients send and what has to be taken. */
  traffic: 8,
  /** What has to be kept. */
  data: 16,
  /** Data that can be made again, or whose loss nobody notices. */
  disposable: 32,
  /** It does not work at all. */
  down: 64,
  /** It is turned away, or goes wrong. */
  failing: 128,
  /** It cannot be had again. */
  destroyed: 256,
  /** There is no room left. */
  full: 512,
  all: 1024,
  /** One of several, or one that stands by. */
  minor: 2048,
  /** `no`: of something good it says that nothing is left, of a fault that there is none. */
  none: 4096,
  cannot: 8192,
  /** It works. */
  good: 16384,
  /** What follows did not happen: a condition, a test, a protection. */
  unreal: 32768,
  /** As often meant as not: it counts only where the program logs it as a warning or worse. */
  soft: 524288,
  /** It is over. */
  over: 65536,
} as const;

const words: Record<keyof typeof kinds, string> = {
  people:
    "users customers visitors merchants shoppers patients passengers subscribers callers tenants employees people orders payments payouts checkouts checkout logins bookings calls statements site sites website storefront shop region regions zones campus datacenter centre trunks uplinks internet production carts headquarters office offices sign-in sign-ins signin signup invoices sessions-of guests players viewers readers shops stores branches homepage homepages pages callbacks accounts prices articles products traffic revenue sales conversion analysts designers engineers doctors nurses pharmacists agents-in partners baskets buyers readers drivers riders residents citizens wards clinics tellers cashiers tills households dispatchers parcels deliveries tickets appointments reservations withdrawals deposits texts buckets recipients handshakes clients",
  individual:
    "nobody everyone everybody anybody anyone user customer merchant visitor patient passenger subscriber caller order payment login call booking member alert request message node session client recipient parcel challenge version",
  core: "database databases db primary primaries master masters leader leaders quorum cluster clusters plane controller controllers datastore datastores volume volumes pool array vault directory idp ldap etcd journal filesystem raid supervisor supervisors switch router firewall broker brokers coordinator namenode hypervisor gateway origin keyspace namespace store standby api dns mail smtp queue queues partition partitions acquirer network stack storage warehouse scheduler proxy balancer indices tunnel backbone trunk auth sso standbys lun luns osds radius firewalls pools io chassis consensus dcs balancers loadbalancer arrays schedulers registry ingress tunnels resolver disk service system systems-of application portal platform subsystem farm fleet repository majority mains fabric site-link fabrics exchange mailer manager message-store controllers-of forwarders forwarder channel channels kms hsm keystore pbx sbc softswitch mta dhcp ntp tacacs scada historian plc conveyor sorter turbine reactor boiler pump generator chiller backplane datastores dispatcher ledger feed metastore spooler cooling ventilation token-endpoint keyset trunk-group production exchange-server subscription broadcast stream streams",
  room: "table scope scopes ports range slots memory space swap capacity heap inodes descriptors handles connections sessions quota limit threads workers bandwidth",
  part: "server servers node nodes host hosts replica replicas instance instances pod pods worker workers backend backends services link links member members shard shards drive drives disk disks path paths sessions machine machines terminal terminals endpoint endpoints provider providers brick bricks relay relays upstream upstreams process processes container containers consumer consumers site-link port appliance resolver resolvers supply neighbours neighbors neighbour neighbor peers peer gateways threads lines agents shelves regionservers executors nic interface interfaces supplies fans camera sensors printers gear listeners listener uplink supervisor-2 servers-of engines engine devices device targets target points runner runners circuit circuits registrations registration tape tapes robot robots vms vm guests aisle aisles lane lanes rack racks prefixes prefix lift lifts elevator line tag tags seeds card cards blade blades module modules",
  traffic:
    "writes reads queries requests publishers producers connections commits clients searches events messages mail mails invocations commands authorisations authorizations uploads alerts authentications transactions jobs inserts updates calls orders payments logins transfers ingest deliveries notifications emails invoices restores releases builds badges pages-of codes io mutations operations webhooks packets",
  data: "data rows records orders messages transfers bookings transactions objects files tables table accounts offsets documents blocks block page pages tablespace tablespaces dataset datasets copies copy balances volumes volume backups backup snapshots history changes commits events entries values ledger keys mutations metadata luns lun invoices databases database disks archive archives contents content ranges range superblock sets secrets",
  disposable:
    "samples sample metrics metric cache cached logs log traces spans hints telemetry scratch temporary tmp expired stale duplicate duplicates orphaned test staging sandbox old idle unused session sessions packet packets frames image images thumbnails segments debug",
  down: "down offline unreachable dead gone dark unavailable unresponsive isolated sealed notready not-ready crashed halted frozen stuck hangs hung read-only readonly inaccessible collapsed panicked suspended standstill disconnected lost vanished missing split-brain stopped stops stalled still unhealthy hang hanging freeze freezes froze stall crash crashes broke breaks fenced tripped jammed wedged bricked blackholed severed silent overheated flooded blank blind impossible deallocated halts ejected evicted demoted paused disabled inoperative unusable destroyed shutdown unmounted flapping inactive dying dies died looping crash-looping crashlooping stop idle absent expelled unattached compromised stopping ends aborts disassociated detached deregistered crashing burning",
  failing:
    "fail fails failed failing failure broken refused refuses refuse rejected rejects blocked blocking dropped dropping denied aborted timedout throttled withdrawn unassigned wait waits waiting lose loses losing errors rejecting refusing blocking affected late overdue delayed expired invalid lags stuck blocks failing-over starved discarded parked flap flaps unanswered unplaced unroutable undelivered unscheduled unschedulable tripped abandoned congested servfail bogus resigns mismatch inconsistent inconsistency bounces bounced bounce overran overruns shed shedding interrupted interrupts banned bans halted",
  destroyed:
    "lost gone unrecoverable unreadable corrupt corrupted overwritten overwrote overwrites deleted wiped destroyed erased truncated wrong missing unfound purged damaged dropped vanished lose encrypted removed discarded",
  full: "full exhausted exceeded taken saturated depleted overflow overflowed busy",
  all: "all every each both any everything everyone everybody everywhere entire whole complete completely nobody nothing anybody anyone worldwide globally",
  minor:
    "one some few single spare redundant secondary staging sandbox scratch test dev development optional canary demo preview duplicate tests checks attempts attempt retries tries try cases trial warnings nightly-test",
  none: "no none zero without neither nobody nothing never",
  cannot: "cannot can't couldn't unable not isn't aren't doesn't don't won't",
  good: "left alive up available healthy ready active reachable running serving remain remains remaining in-sync synchronised synchronized online usable registered connected answered",
  unreal:
    "if how unless would should simulated simulating simulation drill rehearsal dry-run test-mode whether prevents prevent preventing protection avoid avoids expected example checking checks-for mock planned drill",
  soft: "stopped stops disconnected disabled paused shutdown unmounted still delayed late wait waits waiting expired invalid deleted stop idle stopping ends absent inactive-since detached",
  over: "resolved recovered restored cleared healed repaired corrected again reconnected fixed resumed resume unblocked",
};

const masks = new Map<string, number>();
for (const [kind, list] of Object.entries(words) as [keyof typeof kinds, string][])
  for (const word of list.split(" ")) masks.set(word, (masks.get(word) ?? 0) | kinds[kind]);

/** What a lower-case word can say, as a sum of `kinds`. */
export function kindsOf(word: string): number {
  return masks.get(word) ?? 0;
}

/** Words that say that something does not work. */
export const bad = kinds.down | kinds.failing | kinds.destroyed | kinds.full;
/** Words that say what is hit. */
export const subjects =
  kinds.people | kinds.individual | kinds.core | kinds.room | kinds.part | kinds.traffic | kinds.data;
const telling = new Set(
  "0 5xx above abnormally all backlog battery double duplicate every everybody everyone hear limit no normal range see show showing shown shows twice usual wait wrong accepts accessible administrator all answering answers approval away backlog backups behind below both cannot collapsed condition countries cut days days_left deadline desired doubled dropped emergency ended error_pct error_rate every expire expires expires_at exposed failure_rate fallen fatal fell forged full grows health hold hours impossible instead interlock keys lag lag_seconds last_5m last_backup last_good last_success late latency latest leaked limit locked login loss majority marked mass minimum minutes never newest no nobody not not_after notafter nothing objective of off old oldest only out parity percent phase pile piled piling pool prd prod production ran rate ratio readable redundancy rejects renew renewed returns risk rollback rolled rolling sank second sees serves service shell shown since spare spares stale stand state status still stolen success throughput tripled unavailable unknown up usage_pct used used_pct used_percent usual valid visible without worldwide".split(
    " ",
  ),
);
for (const [word, mask] of masks) if ((mask & bad) !== 0) telling.add(word);

/** Whether a text with this word may state an impact. The rarer these words, the fewer lines are read for it. */
export function isTelling(word: string): boolean {
  return telling.has(word);
}
