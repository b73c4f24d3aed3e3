import type { Clock } from "./clock.ts";

/** Seconds that a host has been up when the log begins; kernels count from there. */
const upSeconds = 412_803;

/** A line of syslog: `Mar 10 09:20:11 pg-1 systemd[1]: …`. */
export function syslogLine(clock: Clock, host: string, program: string, text: string): string {
  return `${clock.syslog} ${host} ${program}: ${text}`;
}

/** A line of the kernel, as syslog passes it on. */
export function kernelLine(clock: Clock, host: string, at: number, text: string): string {
  return syslogLine(clock, host, "kernel", `[${(upSeconds + at).toFixed(6)}] ${text}`);
}

/** A line of a Kubernetes component, as journald passes it on. */
export function klogLine(
  clock: Clock,
  letter: "I" | "W" | "E",
  pid: number,
  place: string,
  text: string,
): string {
  return `${letter}${clock.klog} ${String(pid).padStart(7)} ${place}] ${text}`;
}

/** An event of the cluster, as the controller manager logs it. */
export function clusterEvent(
  clock: Clock,
  event: { object: string; kind: string; type: "Normal" | "Warning"; reason: string; message: string },
): string {
  const { object, kind, type, reason, message } = event;
  return klogLine(
    clock,
    "I",
    1,
    "event.go:376",
    `"Event occurred" object="${object}" fieldPath="" kind="${kind}" apiVersion="v1" type="${type}" reason="${reason}" message=${JSON.stringify(message)}`,
  );
}
