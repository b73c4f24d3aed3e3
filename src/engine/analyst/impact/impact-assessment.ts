import { evidenceOf } from "../rule-finder.ts";
import type { Impact, ImpactKind } from "./stated-impact.ts";

/** What each kind means, as a clause that follows the evidence, and what to do first. */
const sentences: Readonly<Record<ImpactKind, { cause: string; action: string; component: string }>> = {
  loss: {
    cause: "data is said to be destroyed, or no good copy of it to be left",
    action:
      "Stop whatever still writes or cleans up there, keep what is left as it is, and find the newest good copy before anything is repaired.",
    component: "data",
  },
  outage: {
    cause: "those who use the system are said to be turned away",
    action:
      "Try it as a user would, then go from there to the part that fails. Look for a release or a change just before the first such line, and undo it.",
    component: "service",
  },
  service: {
    cause: "something that others depend on is said not to work",
    action:
      "Check whether it answers, how many of its kind are left, and what it depends on itself. Look at its own log and at what changed just before the first such line.",
    component: "service",
  },
  degraded: {
    cause: "part of the work is said to fail",
    action:
      "See whether the share grows, and what those that fail have in common: a host, a dependency, a release. Take that part out or roll it back.",
    component: "service",
  },
  refused: {
    cause: "what clients send is said to be turned away",
    action:
      "Find the limit or the fault behind it on the side that refuses, free or add room there, and see what becomes of the work that was turned away.",
    component: "service",
  },
  ending: {
    cause: "something that others depend on is said to end soon",
    action: "Renew or enlarge it now, and find out why that did not happen by itself.",
    component: "service",
  },
  behind: {
    cause: "it is said to lag behind, so what is shown or kept is old",
    action:
      "See whether the delay grows, and what slows or stops the side that follows; until then treat its data as old.",
    component: "service",
  },
  intrusion: {
    cause: "somebody is said to have got in, or to hold a secret that opens the way",
    action:
      "Cut that account or host off but keep it running for its traces, replace the secrets that it could read, and call the security team.",
    component: "security",
  },
};

/** The texts of a judgement by impact, the cause without its full stop. */
export function impactTexts({ kind, evidence }: Impact): {
  readonly rootCause: string;
  readonly recommendedAction: string;
  readonly component: string;
} {
  const { cause, action, component } = sentences[kind];
  return { rootCause: `"${evidenceOf(evidence)}": ${cause}`, recommendedAction: action, component };
}
