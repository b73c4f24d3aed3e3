import { declareStanza, plainName, type StanzaValues } from "./declaration.ts";
import { integer, list, number } from "./value-types.ts";

const names = list({ wanted: "names separated by commas" });

export const quota = declareStanza({
  kind: "quota",
  named: plainName,
  help:
    "What each of some users may spend on the model in a day (UTC), in all their searches on this search head together. " +
    "All that fit a user count. A search gets no more than what is left of the day; then the embedded analyst judges. A " +
    "stanza that cannot be read keeps any model from being asked. Outside Splunk no quota counts.",
  untilMended: "until then no model is asked",
  settings: {
    user: {
      type: names,
      as: "users",
      default: "",
      required: "Either this or `role` is required.",
      help: "Splunk's names of the users it is for, separated by commas.",
    },
    role: {
      type: names,
      as: "roles",
      default: "",
      required: "Either this or `user` is required.",
      help:
        "The roles whose users it is for, separated by commas: each user has the whole of it. Where splunkd does not tell a " +
        "user's roles, the quotas of all roles count.",
    },
    calls: {
      type: integer(0),
      required: "At least one of `calls`, `tokens` and `cost` is required.",
      help: "The most calls. 0: none at all.",
    },
    tokens: { type: integer(0), help: "The most tokens, of prompts and answers together." },
    cost: {
      type: number(),
      help: "The most that calls may cost, in the currency of `price_in` and `price_out`, which every endpoint stanza must then have.",
    },
  },
  check({ users, roles, calls, tokens, cost }) {
    if ((users.length === 0) === (roles.length === 0)) {
      return {
        finding: "must have a user or a role, and not both",
        fix: "write user = NAME or role = NAME, several separated by commas",
      };
    }
    if (calls !== undefined || tokens !== undefined || cost !== undefined) return undefined;
    return { finding: "limits nothing", fix: "add calls, tokens or cost" };
  },
});

/** One `[quota:NAME]`: what each user it is for may spend in a day. What is undefined has no limit. */
export type QuotaSettings = StanzaValues<typeof quota>;
