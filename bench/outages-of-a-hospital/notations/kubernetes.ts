import type { Level, Notation } from "../model.ts";
import { clockAt } from "./clock.ts";

const letter: Readonly<Record<Level, string>> = {
  critical: "F",
  error: "E",
  warning: "W",
  notice: "I",
  info: "I",
  debug: "I",
};

/** klog of the kubelet; the head is the source and its line. */
export const klog: Notation = ({ time, level, head, text, process }) => {
  const { month, day, clock, milliseconds } = clockAt(time);
  return [
    `${letter[level]}${month}${day} ${clock}.${milliseconds}000 ${String(process).padStart(7)} ${head}] ${text}`,
  ];
};

/** A container's log as CRI wraps it, one JSON object a line; the head is the pod and its component. */
export const containerJson: Notation = ({ time, level, head, text }) => {
  const { iso } = clockAt(time);
  const [pod, component] = head.split(":");
  const [message, ...trace] = text.split("\n");
  const record = {
    ts: `${iso}Z`,
    level:
      level === "critical" ? "fatal" : level === "notice" ? "info" : level === "warning" ? "warn" : level,
    service: "appointments",
    pod,
    component,
    msg: message,
    ...(trace.length === 0 ? {} : { stack: trace.join("\n") }),
  };
  return [
    `${iso}000000Z ${level === "error" || level === "critical" ? "stderr" : "stdout"} F ${JSON.stringify(record)}`,
  ];
};

/** Events of the cluster, as a collector writes them; the head is the reason and the object. */
export const clusterEvents: Notation = ({ time, level, head, text }) => {
  const [reason, object = ""] = head.split(":");
  const [kind, name] = object.split("=");
  return [
    JSON.stringify({
      lastTimestamp: `${clockAt(time).iso.slice(0, 19)}Z`,
      type: level === "info" ? "Normal" : "Warning",
      reason,
      involvedObject: { kind, namespace: "appointments", name },
      message: text,
    }),
  ];
};
