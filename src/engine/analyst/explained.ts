import type { Reading } from "../reading/reading.ts";
import { ofApplication, ofGeneral, ofUnknown, withAbout } from "./about/about.ts";
import type { Assessment } from "./assess.ts";
import { applications } from "./rules/applications.ts";

/**
 * Adds to the cause what the line is about. That changes no severity, and only what is shown is worth it: units are told
 * apart by their severities, for many more lines.
 */
export function explained(assessment: Assessment, line: Reading): Assessment {
  const { anomalyDetected, known, severity, component, rootCause } = assessment;
  // What is known as noise has said enough.
  if (!anomalyDetected || (known && severity === "P4")) return assessment;
  const telling = known ? (applications.has(component) ? ofApplication : ofGeneral) : ofUnknown;
  return { ...assessment, rootCause: withAbout(rootCause.replace(/\.$/, ""), line, telling) };
}
