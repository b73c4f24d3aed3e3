import { authenticationRules } from "./authentication.ts";
import { availabilityRules } from "./availability.ts";
import { certificateRules } from "./certificate.ts";
import { databaseRules } from "./database.ts";
import { deployRules } from "./deploy-and-configuration.ts";
import { diskRules } from "./disk.ts";
import { storageRules } from "./distributed-storage.ts";
import { dnsRules } from "./dns.ts";
import { httpRules } from "./http.ts";
import { runtimeRules } from "./java-and-runtimes.ts";
import { hardwareRules } from "./kernel-and-hardware.ts";
import { kubernetesRules } from "./kubernetes.ts";
import { processRules } from "./memory-and-process.ts";
import { networkRules } from "./network.ts";
import { queueRules } from "./queue.ts";
import type { Rule } from "./rule.ts";
import { securityRules } from "./security.ts";

/** Every known failure. The first that a text speaks of decides, so the particular stand before the general. */
export const rules: readonly Rule[] = [
  ...hardwareRules,
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
  ...authenticationRules,
  ...deployRules,
  ...availabilityRules,
];
