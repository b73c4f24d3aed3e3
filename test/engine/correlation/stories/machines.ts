import { line, type Story } from "./story.ts";

/** Hosts, networks and Windows. */
export const machines: readonly Story[] = [
  {
    name: "a host loses its disk; what runs on it suffers",
    origin: ["web-3"],
    began: 600,
    strands: [
      line(
        "web-3:/var/log/syslog",
        "0-1200/20",
        "{syslog} web-3 systemd[1]: Started Session {100-900} of user root.",
      ),
      line(
        "web-3:/var/log/syslog",
        "600,603,610,640,700",
        "{syslog} web-3 kernel: blk_update_request: I/O error, dev sda, sector {100000-900000} op 0x1:(WRITE)",
      ),
      line(
        "web-3:/var/log/syslog",
        "605",
        "{syslog} web-3 kernel: EXT4-fs error (device sda1): ext4_journal_check_start:83: Detected aborted journal",
      ),
      line(
        "web-3:/var/log/syslog",
        "606",
        "{syslog} web-3 kernel: EXT4-fs (sda1): Remounting filesystem read-only",
      ),
      line(
        "web-3:/var/log/syslog",
        "607-1200/8",
        "{syslog} web-3 app[912]: cannot write /srv/uploads/{hex}: Read-only file system",
      ),
      line(
        "web-2:/var/log/syslog",
        "0-1200/20",
        "{syslog} web-2 systemd[1]: Started Session {100-900} of user root.",
      ),
      line("web-2:/var/log/syslog", "0-1200/5", "{syslog} web-2 app[733]: stored {hex}"),
      line(
        "lb-1:/var/log/syslog",
        "0-1200/2",
        "{syslog} lb-1 haproxy[99]: 198.51.100.{1-9}:{30000-32000} web/web-{2-3} 200",
      ),
      line(
        "lb-1:/var/log/syslog",
        "609-1200/6",
        "{syslog} lb-1 haproxy[99]: 198.51.100.{1-9}:{30000-32000} web/web-3 500",
      ),
    ],
  },
  {
    name: "a hypervisor dies: its guests are silent, the cluster says who is gone",
    origin: ["hv-2"],
    began: 600,
    strands: [
      ...["hv-1", "hv-2", "hv-3"].flatMap((host) => [
        line(
          `${host}:/var/log/syslog`,
          host === "hv-2" ? "0-600/3" : "0-1200/3",
          `{syslog} ${host} pvestatd[811]: status update time ({5-9}.{100-999} seconds)`,
        ),
        line(
          `${host}:/var/log/syslog`,
          host === "hv-2" ? "0-600/9" : "0-1200/9",
          `{syslog} ${host} corosync[901]:   [KNET  ] pmtud: Global data MTU changed to: 1397`,
        ),
      ]),
      line(
        "hv-1:/var/log/syslog",
        "604",
        "{syslog} hv-1 corosync[901]:   [TOTEM ] A new membership (1.{100-900}) was formed. Members left: 2",
      ),
      line(
        "hv-1:/var/log/syslog",
        "605",
        "{syslog} hv-1 corosync[901]:   [KNET  ] link: host: 2 link: 0 is down",
      ),
      line(
        "hv-3:/var/log/syslog",
        "605,606",
        "{syslog} hv-3 pmxcfs[722]: [dcdb] notice: members: 1/722, 3/722",
      ),
      line(
        "hv-3:/var/log/syslog",
        "640",
        "{syslog} hv-3 pve-ha-crm[1002]: node 'hv-2': state changed from 'online' => 'unknown'",
      ),
      line(
        "hv-3:/var/log/syslog",
        "700",
        "{syslog} hv-3 pve-ha-crm[1002]: service 'vm:104': state changed from 'started' to 'fence'  (node 'hv-2')",
      ),
    ],
  },
  {
    name: "a switch's port flaps; two hosts behind it lose their neighbours",
    origin: ["sw-4", "sw-4.example.net"],
    began: 600,
    isMissed: true,
    strands: [
      line(
        "sw-4:udp:514",
        "0-1200/60",
        "<189>{syslog} sw-4 %SYS-5-CONFIG_I: Configured from console by vty0 (10.0.0.{1-9})",
      ),
      line(
        "sw-4:udp:514",
        "600-1200/25",
        "<187>{syslog} sw-4 %LINK-3-UPDOWN: Interface TenGigabitEthernet1/0/3, changed state to down",
      ),
      line(
        "sw-4:udp:514",
        "605-1200/25",
        "<187>{syslog} sw-4 %LINK-3-UPDOWN: Interface TenGigabitEthernet1/0/3, changed state to up",
      ),
      line("app-7:/var/log/app.log", "0-1200/2", "{iso} INFO rows {1-99}"),
      line(
        "app-7:/var/log/app.log",
        "602-1200/20",
        "{iso} ERROR read tcp 10.0.4.7:51000->10.0.4.20:5432: read: connection timed out",
      ),
      line("app-8:/var/log/app.log", "0-1200/2", "{iso} INFO rows {1-99}"),
      line(
        "app-8:/var/log/app.log",
        "603-1200/22",
        "{iso} ERROR dial tcp 10.0.4.20:5432: connect: no route to host",
      ),
    ],
  },
  {
    name: "a Windows service stops; the web server's calls are refused",
    origin: ["sql-win-1", "mssqlserver"],
    began: 600,
    strands: [
      line(
        "sql-win-1:WinEventLog:System",
        "0-1200/60",
        "{windows}\nLogName=System\nSourceName=Microsoft-Windows-Kernel-General\nEventCode=16\nType=Information\nComputerName=sql-win-1\nMessage=The access history in hive was cleared.",
      ),
      line(
        "sql-win-1:WinEventLog:System",
        "600",
        "{windows}\nLogName=System\nSourceName=Service Control Manager\nEventCode=7031\nType=Error\nComputerName=sql-win-1\nMessage=The SQL Server (MSSQLSERVER) service terminated unexpectedly.  It has done this 1 time(s).",
      ),
      line("iis-1:C:\\inetpub\\logs\\portal.log", "0-1200/1", "{spring} portal INFO page {100-900} shown"),
      line(
        "iis-1:C:\\inetpub\\logs\\portal.log",
        "603-1200/3",
        "{spring} portal ERROR System.Data.SqlClient.SqlException: A network-related or instance-specific error occurred while establishing a connection to SQL Server. Server was not found or was not accessible. (server sql-win-1)",
      ),
      line("iis-2:C:\\apps\\hr\\hr.log", "0-1200/3", "{spring} hr INFO saved {100-900}"),
      line(
        "iis-2:C:\\apps\\hr\\hr.log",
        "604-1200/6",
        "{spring} hr ERROR Cannot open connection to sql-win-1: target machine actively refused it",
      ),
    ],
  },
  {
    name: "two halves of a cluster accuse each other: the smaller is cut off",
    origin: ["db-a1", "db-a2", "network"],
    began: 600,
    strands: [
      ...["db-a1", "db-a2", "db-b1", "db-b2", "db-b3"].flatMap((host) => {
        const far = host.startsWith("db-a") ? ["db-b1", "db-b2", "db-b3"] : ["db-a1", "db-a2"];
        return [
          line(
            `${host}:/var/log/cluster.log`,
            "0-1200/6",
            `{iso} ${host} raft INFO heartbeat round {100-999} done`,
          ),
          ...far.map((peer) =>
            line(
              `${host}:/var/log/cluster.log`,
              "602-1200/9",
              `{iso} ${host} raft ERROR failed to contact ${peer}: i/o timeout`,
            ),
          ),
        ];
      }),
      line("api-1:/var/log/api.log", "0-1200/2", "{iso} api INFO row {100-900}"),
      line(
        "api-1:/var/log/api.log",
        "606-1200/9",
        "{iso} api ERROR write to db-a1:26257 failed: not the leaseholder, no quorum",
      ),
    ],
  },
  {
    name: "memory runs short slowly: the first warnings are the onset",
    origin: ["search"],
    began: 500,
    isLate: true,
    strands: [
      line("search.log", "0-1400/2", "{iso} search INFO query took {5-30} ms"),
      line(
        "search.log",
        "505-1400/30",
        "{iso} search WARN [gc][{1000-9000}] overhead, spent [{500-900}ms] collecting in the last [1s]",
      ),
      line("search.log", "1100-1400/9", "{iso} search ERROR java.lang.OutOfMemoryError: Java heap space"),
      line("site.log", "0-1400/1", "{iso} site INFO page {100-900}"),
      line(
        "site.log",
        "1105-1400/4",
        "{iso} site ERROR search at search:9200 did not answer: Connection refused",
      ),
    ],
  },
  {
    name: "a clock jumps on one host; tokens of it are refused",
    origin: ["idm-1", "keycloak", "chronyd"],
    began: 600,
    strands: [
      line(
        "idm-1:/var/log/messages",
        "0-1200/60",
        "{syslog} idm-1 systemd[1]: Starting system activity accounting tool...",
      ),
      line(
        "idm-1:/var/log/messages",
        "600",
        "{syslog} idm-1 chronyd[633]: System clock was stepped by 3600.128 seconds",
      ),
      line(
        "idm-1:/opt/keycloak/keycloak.log",
        "0-1200/4",
        "{spring} INFO  [org.keycloak.events] (executor-thread-{1-9}) type=LOGIN, realmId=main",
      ),
      line(
        "idm-1:/opt/keycloak/keycloak.log",
        "603-1200/5",
        "{spring} ERROR [org.keycloak.events] (executor-thread-{1-9}) type=REFRESH_TOKEN_ERROR, error=invalid_token, reason=Token is not active",
      ),
      line("portal-1:/srv/portal/portal.log", "0-1200/2", "{iso} portal INFO page {100-900}"),
      line(
        "portal-1:/srv/portal/portal.log",
        "604-1200/3",
        "{iso} portal ERROR token from idm-1 refused: iat is in the future",
      ),
    ],
  },
  {
    name: "storage answers late; databases on it wait",
    origin: ["filer-1", "filer"],
    began: 600,
    strands: [
      line("filer-1:udp:514", "0-1200/30", "{syslog} filer-1 [kern.uptime.filer:info]: 10:00am up 211 days"),
      line(
        "filer-1:udp:514",
        "600-1200/40",
        "{syslog} filer-1 [raid.disk.timeout:warning]: disk 0a.11 slow, command timed out after {5000-9000} ms",
      ),
      line("ora-1:/u01/alert.log", "0-1200/20", "{iso} Thread 1 advanced to log sequence {1000-9000}"),
      line(
        "ora-1:/u01/alert.log",
        "606-1200/20",
        "{iso} ORA-27072: File I/O error on /nfs/filer-1/oradata/users01.dbf",
      ),
      line(
        "ora-2:/var/log/messages",
        "0-1200/20",
        "{syslog} ora-2 systemd[1]: Started Session {100-900} of user oracle.",
      ),
      line(
        "ora-2:/var/log/messages",
        "604-1200/30",
        "{syslog} ora-2 kernel: nfs: server filer-1 not responding, still trying",
      ),
      line("erp-1:/srv/erp/erp.log", "0-1200/2", "{iso} erp INFO posted {100-900}"),
      line("erp-1:/srv/erp/erp.log", "612-1200/5", "{iso} erp ERROR database call took 30012 ms, gave up"),
    ],
  },
  {
    name: "two outages at once, each with callers of its own",
    origin: ["tiles"],
    began: 600,
    strands: [
      line("map.log", "0-1200/1", "{iso} map INFO drawn {100-900}"),
      line(
        "map.log",
        "604-1200/2",
        '{iso} map ERROR Get "http://tiles:8080/7/1/3": dial tcp: connect: connection refused',
      ),
      line("tiles.log", "0-600/2", "{iso} tiles INFO tile {100-900}"),
      line(
        "tiles.log",
        "600",
        "{iso} tiles FATAL panic: runtime error: index out of range [7] with length 7",
      ),
      line("post.log", "0-1200/2", "{iso} post INFO letter {100-900}"),
      line("post.log", "700-1200/9", "{iso} post ERROR delivery to smtp-2:25 failed: 451 4.3.0 queue full"),
      line("smtp-2.log", "0-1200/4", "{syslog} smtp-2 postfix/smtpd[{100-900}]: connect from post"),
      line(
        "smtp-2.log",
        "698-1200/9",
        "{syslog} smtp-2 postfix/cleanup[{100-900}]: warning: mail_queue_enter: create file incoming/{hex}: No space left on device",
      ),
    ],
  },
  {
    name: "a load balancer is told wrong: only it and its callers fail",
    origin: ["lb-9", "envoy"],
    began: 600,
    isMissed: true,
    strands: [
      line(
        "lb-9:/var/log/envoy.log",
        "0-600/1",
        '[{iso}] "GET /v1/items HTTP/2" 200 - 0 {100-900} {10-40} - "items"',
      ),
      line(
        "lb-9:/var/log/envoy.log",
        "598",
        "[{spring}][1][info][upstream] cds: add 3 cluster(s), remove 2 cluster(s)",
      ),
      line("lb-9:/var/log/envoy.log", "600-1200/1", '[{iso}] "GET /v1/items HTTP/2" 503 NC 0 0 0 - "-"'),
      line("client-1:/srv/kiosk/kiosk.log", "0-1200/2", "{iso} kiosk INFO shown {100-900}"),
      line("client-1:/srv/kiosk/kiosk.log", "602-1200/4", "{iso} kiosk ERROR GET https://lb-9/v1/items: 503"),
      line("items-1:/srv/items/items.log", "0-600/1", "{iso} items INFO listed {100-900}"),
    ],
  },
];
