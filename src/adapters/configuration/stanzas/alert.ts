import { declareStanza } from "./declaration.ts";
import { duration, integer, list, text } from "./value-types.ts";

const longestField = 80;

export const alert = declareStanza({
  kind: "alert",
  help: "When an incident is told of. Durations are a number with s, m, h or d, at most 30 days.",
  settings: {
    repeat_interval: {
      type: duration(),
      default: "4h",
      help: "An incident that goes on is told again after this.",
    },
    resolve_after: {
      type: duration(),
      default: "30m",
      help: "An incident that was not seen for this long has ended, if three runs of its search in a row have passed as well.",
    },
    reopen_within: {
      type: duration(),
      default: "1d",
      help: "An incident that begins again within this continues its thread in Slack.",
    },
    pages_per_hour: {
      type: integer(0, 1000),
      default: "10",
      help:
        "The most P0 and P1 incidents of one service that are told one by one within an hour, 0 to 1000. Those beyond come " +
        "together in one digest when the hour is over.",
    },
    service_fields: {
      type: list({
        wanted: "up to 10 names of fields, separated by commas",
        most: 10,
        entry: (name) => (name.length <= longestField ? name : undefined),
      }),
      default: "service_name,host,sourcetype",
      help:
        "Names of fields, separated by commas: the first with a value says which service a row is of. At most ten. A field " +
        "that Splunk takes out of the events, as service=… in a line, is no good one: whoever writes into the log would " +
        "choose whose pages are used up, and whom nobody is told of.",
    },
    default_channel: {
      type: text(),
      default: "",
      help: "Slack's channel where neither the CMDB nor the destination names one.",
    },
    default_owner: {
      type: text(),
      default: "",
      help: "The owner of services for which the CMDB names none.",
    },
  },
});
