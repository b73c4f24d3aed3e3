import type { Script } from "../script.ts";

/** All connections, processes, addresses or threads of a limited number are taken. */
export const poolExhausted: readonly Script[] = [
  {
    name: "a report keeps the connections of the application's pool",
    named: true,
    system: "medis",
    hosts: ["medis-app1", "medis-app2"],
    also: ["MedisPool"],
    lasts: 34,
    steps: [
      '0..240*2 | medis-app1,medis-app2 | warning | server/JDBC:BEA-001153 | Forcibly releasing inactive connection "{hex:8}" back into the data source connection pool "MedisPool".',
      "260..end*7 | medis-app1,medis-app2 | error | server/medis.persistence:MED-5004 | weblogic.jdbc.extensions.PoolLimitSQLException: weblogic.common.resourcepool.ResourceLimitException: No resources currently available in pool MedisPool to allocate to applications, please increase the size of the pool and retry..",
      'end+4 | medis-app1,medis-app2 | info | server/JDBC:BEA-001128 | Connection for pool "MedisPool" has been closed.',
    ],
    troubles: [{ mode: "slow", at: 265 }],
  },
  {
    name: "the database has no process left for a new session",
    named: false,
    system: "medis-db",
    hosts: ["ora-1"],
    lasts: 30,
    steps: [
      "0 | ora-1 | error | alert/- | ORA-00020: maximum number of processes (1200) exceeded",
      "2 | ora-1 | notice | alert/- | ORA-20 errors will not be written to the alert log for the next minute. Please look at trace files to see all the ORA-20 errors.",
      "8..end*1 | ora-1 | error | listener/- | (CONNECT_DATA=(SERVICE_NAME=MEDISPRD)(CID=(PROGRAM=JDBC Thin Client)(HOST=__jdbc__)(USER=medis))) * (ADDRESS=(PROTOCOL=tcp)(HOST={medis-app1.address})(PORT={32768..60999})) * establish * MEDISPRD * 12516\nTNS-12516: TNS:listener could not find available handler with matching protocol stack",
      '4..end*6 | medis-app1,medis-app2 | error | server/JDBC:BEA-001129 | Received exception while creating connection for pool "MedisPool": Listener refused the connection with the following error: ORA-12516, TNS:listener could not find available handler with matching protocol stack',
    ],
    troubles: [{ system: "medis", mode: "failing", at: 20, share: 0.8, named: true }],
  },
  {
    name: "a domain controller has no thread left for NTLM",
    named: false,
    system: "directory-service",
    hosts: ["dc-1", "dc-2"],
    lasts: 36,
    steps: [
      "0 | dc-1 | warning | event/System:NETLOGON:5817 | Netlogon has failed an additional {100..900} authentication requests in the last 30 minutes. The requests timed out before they could be sent to domain controller.",
      "90 | dc-2 | error | event/System:NETLOGON:5816 | Netlogon has failed an authentication request of account {user} in domain CLINIC. The request timed out before it could be sent.",
    ],
    troubles: [{ mode: "slow", at: 6 }],
  },
  {
    name: "the gateway has no address left for one more user",
    named: true,
    system: "vpn",
    hosts: ["vpn-1"],
    also: ["POOL_STAFF"],
    lasts: 50,
    steps: [
      "0..end*5 | vpn-1 | warning | asa/737007 | IPAA: Session=0x{hex:8}, Local pool request failed for tunnel-group 'GP_STAFF', no address is free in POOL_STAFF",
      "2..end*4 | vpn-1 | error | asa/722020 | TunnelGroup <GP_STAFF> GroupPolicy <GP_STAFF> User <{user}> IP <{client}> No address available for SVC connection",
      "200..end*1 | ctx-ddc1 | warning | event/Citrix:Citrix Broker Service:1117 | A user outside was not connected: remote.clinic.example gave no address to {client}.",
    ],
    troubles: [],
    idle: [{ system: "vpn", at: 2, share: 0.5 }],
  },
];
