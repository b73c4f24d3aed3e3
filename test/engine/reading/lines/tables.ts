import { accessLogs } from "./access-logs.ts";
import { builds } from "./builds.ts";
import { clouds } from "./clouds.ts";
import { compiledLanguages } from "./compiled-languages.ts";
import { containers } from "./containers.ts";
import { databases } from "./databases.ts";
import { furtherPrograms } from "./further-programs.ts";
import { java } from "./java.ts";
import { jsonLibraries } from "./json-libraries.ts";
import type { LabelledReading } from "./line-table.ts";
import { networkDevices } from "./network-devices.ts";
import { pairsAndColours } from "./pairs-and-colours.ts";
import { proxies } from "./proxies.ts";
import { scriptingLanguages } from "./scripting-languages.ts";
import { spokenLanguages } from "./spoken-languages.ts";
import { systemLoggers } from "./system-loggers.ts";
import { windowsAndSecurity } from "./windows-and-security.ts";

/** All labelled lines, by what writes them. */
export const tables: Readonly<Record<string, readonly LabelledReading[]>> = {
  "system loggers and daemons": systemLoggers,
  containers,
  "JSON libraries": jsonLibraries,
  clouds,
  "access logs": accessLogs,
  "proxies and load balancers": proxies,
  "Java virtual machine": java,
  "scripting languages": scriptingLanguages,
  "compiled languages": compiledLanguages,
  databases,
  "Windows and security": windowsAndSecurity,
  "network and other devices": networkDevices,
  "builds and crashes": builds,
  "languages of people": spokenLanguages,
  "pairs, colours and damage": pairsAndColours,
  "further programs": furtherPrograms,
};

export const labelledReadings: readonly LabelledReading[] = Object.values(tables).flat();
