import { kindForm } from "../../../engine/masking/kinds.ts";
import { declareStanza } from "./declaration.ts";
import { text } from "./value-types.ts";

export const mask = declareStanza({
  kind: "mask",
  named: { pattern: /[\s\S]/, finding: "has no name", fix: "give it one, such as [mask:employee]" },
  help: "A pattern of your own; what it matches is masked before all else is looked for.",
  untilMended: "until then no model is asked",
  settings: {
    pattern: {
      type: text({ syntax: "<regular expression>", wanted: "a regular expression", pattern: /[\s\S]/ }),
      required: true,
      help:
        "In RE2's syntax: no lookaround, no backreferences, and in return no pattern can make a search hang. `(?i)` at its " +
        "beginning ignores case. Where it has a group, the first group is masked, else all that it matches.",
    },
    kind: {
      type: text({
        wanted: "2 to 24 upper-case letters, digits and underscores, such as EMPLOYEE",
        pattern: kindForm,
      }),
      otherwise: "the stanza's name in upper case",
      help: "What stands in the value's place, as in `<EMPLOYEE:1>`: 2 to 24 upper-case letters, digits and underscores.",
    },
  },
  check({ kind }, name) {
    if (kindForm.test(kind ?? kindOf(name))) return undefined;
    return {
      finding: "has a name that cannot stand in a value's place",
      fix: "add kind = EMPLOYEE or the like",
    };
  },
});

/** What stands in a value's place where the stanza does not say it. */
export function kindOf(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]+/g, "_");
}
