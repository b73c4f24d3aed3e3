import type { System } from "../model.ts";
import { clusterEvents, containerJson, klog } from "../notations/kubernetes.ts";

const api = "appointments-api-6b7d9c5f4-{self.tag}";
const worker = "appointments-worker-58c4d7b96-{self.tag}";

/** Booking of appointments, the one system that already runs in containers. */
export const appointments: System = {
  name: "appointments",
  aliases: ["appointments.clinic.example"],
  port: 443,
  sources: {
    pod: { path: "/var/log/pods/appointments.log", notation: containerJson },
    kubelet: { path: "/var/log/kubelet.log", notation: klog },
    events: { path: "kube:events", notation: clusterEvents },
  },
  everyday: [
    `150 | info | pod/${api}:http | GET /api/slots 200 in {8..180} ms`,
    `50 | info | pod/${api}:http | POST /api/bookings 201 in {30..400} ms`,
    `60 | info | pod/${worker}:reminder | reminder {hex:8} sent by {mail|text message}`,
    `10 | warning | pod/${api}:http | POST /api/bookings 409 in {20..90} ms: slot is taken`,
    `5 | error | pod/${worker}:reminder | reminder {hex:8} bounced: 550 mailbox unavailable`,
    '12 | info | kubelet/kubelet_getters.go:187 | "Pod status updated" pod="kube-system/etcd-{self}" status="Running"',
    '4 | warning | kubelet/prober.go:107 | "Probe failed" probeType="Readiness" pod="appointments/reports-0" containerName="reports" probeResult="failure" output="HTTP probe failed with statuscode: 503"',
    '2 | warning | kubelet/eviction_manager.go:366 | "Eviction manager: no resources are starved, signal memory.available observed"',
    "2 | info | events/Completed:Job=nightly-export-{hex:5} | Job completed",
    '600s | info | kubelet/reflector.go:351 | "Watch close - expected" items={0..9}',
  ],
  complaints: [
    `refused | * | error | pod/${api}:client | dial tcp {peer.address}:{peer.port}: connect: connection refused`,
    `refused | * | error | pod/${worker}:consumer | connection refused, next attempt in {2..30} s`,
    `timeout | * | error | pod/${api}:client | Get "https://{peer.alias}/slots": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`,
    `timeout | * | error | pod/${api}:http | GET /api/slots 504 in 30000 ms`,
    `timeout | rabbitmq | error | pod/${worker}:consumer | no heartbeat from the broker for {30..90} s, channel closed`,
    `timeout | rabbitmq | error | pod/${api}:publisher | publish to {peer.alias} not confirmed within 30 s`,
    `timeout | rabbitmq | error | pod/${api}:http | POST /api/bookings 504 in 30000 ms`,
    `slow | * | warning | pod/${api}:client | call to {peer.alias} took {3000..25000} ms`,
    `slow | * | warning | pod/${api}:http | GET /api/slots 200 in {4000..28000} ms`,
    `failing | * | error | pod/${api}:client | {peer.alias} answered 500 Internal Server Error`,
    `failing | * | error | pod/${api}:http | POST /api/bookings 502 in {30..400} ms: upstream answered with an error`,
    `unresolved | * | error | pod/${api}:client | dial tcp: lookup medis.clinic.example on {peer.address}:53: no such host`,
    `unresolved | * | error | pod/${api}:client | dial tcp: lookup {medis|amqp}.clinic.example: server misbehaving`,
    `untrusted | * | error | pod/${api}:client | Get "https://{peer.alias}/slots": tls: failed to verify certificate: x509: certificate has expired or is not yet valid`,
    `untrusted | * | error | pod/${api}:client | tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time is after notAfter`,
  ],
};
