import { applicationExamples } from "./applications.ts";
import { authenticationExamples } from "./authentication.ts";
import { availabilityExamples } from "./availability.ts";
import { certificateExamples } from "./certificate.ts";
import { computeClusterExamples } from "./compute-clusters.ts";
import { databaseExamples } from "./database.ts";
import { deployExamples } from "./deploy-and-configuration.ts";
import { diskExamples } from "./disk.ts";
import { storageExamples } from "./distributed-storage.ts";
import { dnsExamples } from "./dns.ts";
import { hostServiceExamples } from "./host-services.ts";
import { httpExamples } from "./http.ts";
import { industrialExamples } from "./industrial.ts";
import { runtimeExamples } from "./java-and-runtimes.ts";
import { hardwareExamples } from "./kernel-and-hardware.ts";
import { kernelStorageExamples } from "./kernel-storage.ts";
import { kubernetesExamples } from "./kubernetes.ts";
import { processExamples } from "./memory-and-process.ts";
import { networkExamples } from "./network.ts";
import { privilegeExamples } from "./privileges.ts";
import { queueExamples } from "./queue.ts";
import { securityExamples } from "./security.ts";

/** What the rule of a known failure is held to. */
export interface RuleExamples {
  /** A line that the rule decides. */
  readonly decides: string;
  /** Lines with similar words that the rule must not decide. */
  readonly leavesAlone?: readonly string[];
}

/** By the rule's name. */
export const examples: Readonly<Record<string, RuleExamples>> = {
  ...applicationExamples,
  ...authenticationExamples,
  ...availabilityExamples,
  ...certificateExamples,
  ...kernelStorageExamples,
  ...computeClusterExamples,
  ...databaseExamples,
  ...deployExamples,
  ...diskExamples,
  ...storageExamples,
  ...dnsExamples,
  ...hostServiceExamples,
  ...industrialExamples,
  ...httpExamples,
  ...runtimeExamples,
  ...hardwareExamples,
  ...kubernetesExamples,
  ...processExamples,
  ...networkExamples,
  ...queueExamples,
  ...privilegeExamples,
  ...securityExamples,
};
