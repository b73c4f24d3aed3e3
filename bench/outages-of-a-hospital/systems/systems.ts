import type { System } from "../model.ts";
import { appointments } from "./appointments.ts";
import { citrix } from "./citrix.ts";
import { labcoreDb, medisDb } from "./databases.ts";
import { directoryService, dns } from "./directories.ts";
import { billingGateway, interfaceEngine } from "./gateways.ts";
import { labcore } from "./labcore.ts";
import { filer, hypervisor, monitoring, ups } from "./machines.ts";
import { medis } from "./medis.ts";
import { messageQueue, rabbitmq } from "./message-brokers.ts";
import { coreSwitches, firewall, loadBalancer } from "./network-devices.ts";
import { backupServer, scheduler } from "./operations.ts";
import { pacs } from "./pacs.ts";
import { vpn } from "./vpn.ts";

/** All systems of the hospital: fourteen services, and what they stand on. */
const systems: readonly System[] = [
  vpn,
  citrix,
  directoryService,
  dns,
  medis,
  medisDb,
  labcore,
  labcoreDb,
  pacs,
  filer,
  messageQueue,
  interfaceEngine,
  appointments,
  billingGateway,
  loadBalancer,
  firewall,
  coreSwitches,
  hypervisor,
  scheduler,
  backupServer,
  rabbitmq,
  monitoring,
  ups,
];

const byName = new Map(systems.map((system) => [system.name, system]));

/** A system by its name. */
export function systemNamed(name: string): System {
  const system = byName.get(name);
  if (system === undefined) throw new Error(`${name} is no system of the hospital.`);
  return system;
}
