import { applicationRules } from "./applications.ts";
import { authenticationRules } from "./authentication.ts";
import { availabilityRules } from "./availability.ts";
import { certificateRules } from "./certificate.ts";
import { computeClusterRules } from "./compute-clusters.ts";
import { databaseRules } from "./database.ts";
import { deployRules } from "./deploy-and-configuration.ts";
import { diskRules } from "./disk.ts";
import { storageRules } from "./distributed-storage.ts";
import { dnsRules } from "./dns.ts";
import { hostServiceRules } from "./host-services.ts";
import { httpRules } from "./http.ts";
import { industrialRules } from "./industrial.ts";
import { runtimeRules } from "./java-and-runtimes.ts";
import { hardwareRules } from "./kernel-and-hardware.ts";
import { kernelStorageRules } from "./kernel-storage.ts";
import { kubernetesRules } from "./kubernetes.ts";
import { processRules } from "./memory-and-process.ts";
import { networkRules } from "./network.ts";
import { privilegeRules } from "./privileges.ts";
import { queueRules } from "./queue.ts";
import type { Rule } from "./rule.ts";
import { securityRules } from "./security.ts";

/**
 * All known failures. The worst failure in a text decides. The first of two equally bad ones wins, so specific rules
 * stand before general ones.
 */
export const rules: readonly Rule[] = [
  ...applicationRules,
  ...hardwareRules,
  ...kernelStorageRules,
  ...computeClusterRules,
  ...hostServiceRules,
  ...industrialRules,
  ...databaseRules,
  ...diskRules,
  ...storageRules,
  ...queueRules,
  ...kubernetesRules,
  ...processRules,
  ...runtimeRules,
  ...certificateRules,
  ...dnsRules,
  ...httpRules,
  ...networkRules,
  ...securityRules,
  ...privilegeRules,
  ...authenticationRules,
  ...deployRules,
  ...availabilityRules,
];
