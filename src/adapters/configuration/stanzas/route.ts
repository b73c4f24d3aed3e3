import { type Severity, severities } from "../../../engine/verdict.ts";
import { declareStanza } from "./declaration.ts";
import { boolean, list, text, type ValueType } from "./value-types.ts";

/** P5 is normal and never an alert. */
const alertable = severities.slice(0, 5);

const pattern = text({
  syntax: "<pattern>",
  wanted: "a pattern of at most 200 characters, where * stands for any and ? for one",
  longest: 200,
});

export const route = declareStanza({
  kind: "route",
  named: {
    pattern: /^\d{1,6}$/,
    finding: "has no number of at most six digits for a name",
    fix: "rename it like [route:10]; the lowest number is asked first",
  },
  help:
    "Who hears of which incident. The name is a number: the lowest is asked first, and all that fit count, up to one with " +
    "`stop = true`. Without any route P0 and P1 go to every destination, P2 and P3 to all but those of PagerDuty, and P4 " +
    "is only counted.",
  settings: {
    severity: {
      type: severityList(),
      as: "severities",
      default: "*",
      help: "P0 to P4, separated by commas, or `*`.",
    },
    policy: {
      type: pattern,
      default: "*",
      help: "The escalation policy that the CMDB has for the service; `*` stands for any characters, `?` for one.",
    },
    service: { type: pattern, default: "*", help: "The service's name, likewise." },
    destinations: {
      type: list({ wanted: "names of destinations, separated by commas" }),
      required: true,
      help: "Names of `[destination:<name>]` stanzas, separated by commas.",
    },
    stop: {
      type: boolean(),
      default: "false",
      help: "Whether routes with higher numbers are left out for what fits this one.",
    },
  },
});

/** From worst to mildest, in whatever order they are written. */
function severityList(): ValueType<readonly Severity[]> {
  const names = list({
    wanted: "P0 to P4, separated by commas, or *",
    entry: (word) => alertable.find((severity) => severity === word.toUpperCase()),
  });
  return {
    ...names,
    read(value, place) {
      if (value === "*") return alertable;
      const found = names.read(value, place);
      return Array.isArray(found) ? alertable.filter((severity) => found.includes(severity)) : undefined;
    },
  };
}
