import type { LogRow } from "../outages/log.ts";
import { iso } from "./formats/clock.ts";
import type { Line, Shop } from "./model.ts";

/**
 * How the lines of the containers come: a file for each container, read by a person or by an indexer that knows the machine;
 * one stream of JSON as a collector ships it; one log with the container before each line.
 */
export const layouts = ["files", "files of hosts", "one JSON stream", "prefixed"] as const;
export type Layout = (typeof layouts)[number];

export interface ShopRow extends LogRow {
  /** Whose line it is, as the file, the pod or the prefix says. */
  readonly service: string;
}

export function rowsOf(lines: readonly Line[], layout: Layout, { namespace }: Shop): ShopRow[] {
  switch (layout) {
    case "files":
      return lines.map((line) => row(line, "", `${line.pod.name}.log`, line.raw));
    case "files of hosts":
      return lines.map((line) =>
        row(
          line,
          line.pod.node,
          `/var/log/containers/${line.pod.name}_${namespace}_${line.pod.service.name}.log`,
          line.raw,
        ),
      );
    case "one JSON stream":
      // A collector takes a line of a stack trace for a line like any other.
      return lines.flatMap((line) =>
        line.raw
          .split("\n")
          .map((log) => row(line, "", `${namespace}.json`, collected(line, log, namespace))),
      );
    case "prefixed":
      return lines.flatMap((line) =>
        line.raw
          .split("\n")
          .map((log) =>
            row(
              line,
              "",
              `${namespace}.log`,
              `${iso(line.at)} ${line.pod.name} ${line.pod.service.name} ${log}`,
            ),
          ),
      );
  }
}

function row({ at, pod }: Line, host: string, source: string, _raw: string): ShopRow {
  return { _time: at / 1_000, host, source, _raw, service: pod.service.name };
}

function collected({ at, pod }: Line, log: string, namespace: string): string {
  return JSON.stringify({
    "@timestamp": iso(at),
    log,
    stream: "stdout",
    kubernetes: {
      pod_name: pod.name,
      namespace_name: namespace,
      container_name: pod.service.name,
      host: pod.node,
    },
  });
}
