import { commonValues } from "../log-styles/common-values.ts";
import { linesOf, type Style, type StyledLine } from "../log-styles/style.ts";
import { clusterSyslog } from "./cluster-syslog.ts";
import { computeNodes } from "./compute-nodes.ts";
import { coordination } from "./coordination.ts";
import { desktop } from "./desktop.ts";
import { fitness } from "./fitness.ts";
import { phone } from "./phone.ts";
import { proxyClient } from "./proxy-client.ts";
import { servicing } from "./servicing.ts";
import { batchExecutors } from "./transfer/batch-executors.ts";
import { broker } from "./transfer/broker.ts";
import { connectionTunnel } from "./transfer/connection-tunnel.ts";
import { firewall } from "./transfer/firewall.ts";
import { handsetServices } from "./transfer/handset-services.ts";
import { laptop } from "./transfer/laptop.ts";
import { largeCluster } from "./transfer/large-cluster.ts";
import { machineEvents } from "./transfer/machine-events.ts";
import { nodeStates } from "./transfer/node-states.ts";
import { packageServicing } from "./transfer/package-servicing.ts";
import { podNode } from "./transfer/pod-node.ts";
import { relationalDatabase } from "./transfer/relational-database.ts";
import { stepCounter } from "./transfer/step-counter.ts";
import { voters } from "./transfer/voters.ts";

export interface FamilyLog {
  readonly name: string;
  readonly lines: readonly StyledLine[];
}

/** Logs of kinds of real systems, with the families of lines that each has, written before any was grouped. */
const families = {
  /** The first eight. */
  first: [phone, computeNodes, desktop, servicing, coordination, fitness, proxyClient, clusterSyslog],
  /** Whose misses may be read. */
  choose: [handsetServices, voters, laptop, connectionTunnel, podNode, batchExecutors, machineEvents],
  /** Whose misses nobody reads: they tell what comes of a log that nobody has seen. */
  report: [stepCounter, nodeStates, packageServicing, largeCluster, firewall, relationalDatabase, broker],
} satisfies Readonly<Record<string, readonly Style[]>>;

export type FamilyUse = keyof typeof families;

export function familyLogs(use: FamilyUse): FamilyLog[] {
  return families[use].map((style) => ({ name: style.name, lines: linesOf(style, commonValues, 0) }));
}
