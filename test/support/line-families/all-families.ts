import { commonValues } from "../log-styles/common-values.ts";
import { linesOf, type StyledLine } from "../log-styles/style.ts";
import { clusterSyslog } from "./cluster-syslog.ts";
import { computeNodes } from "./compute-nodes.ts";
import { coordination } from "./coordination.ts";
import { desktop } from "./desktop.ts";
import { fitness } from "./fitness.ts";
import { phone } from "./phone.ts";
import { proxyClient } from "./proxy-client.ts";
import { servicing } from "./servicing.ts";

export interface FamilyLog {
  readonly name: string;
  readonly lines: readonly StyledLine[];
}

/** Logs of kinds of real systems, with the families of lines that each has, written before any was grouped. */
export function familyLogs(): FamilyLog[] {
  const systems = [
    phone,
    computeNodes,
    desktop,
    servicing,
    coordination,
    fitness,
    proxyClient,
    clusterSyslog,
  ];
  return systems.map((style) => ({ name: style.name, lines: linesOf(style, commonValues, 0) }));
}
