import { destinationTypes } from "../../../engine/ledger/target.ts";
import { declareStanza, plainName, type StanzaValues } from "./declaration.ts";
import { boolean, choice, httpUrl, path, seconds, secret, text } from "./value-types.ts";

export const destination = declareStanza({
  kind: "destination",
  named: plainName,
  help: "One place that alerts are sent to: a workspace of Slack, a service of PagerDuty, a webhook of yours.",
  takesDefaults: true,
  settings: {
    type: {
      type: choice(destinationTypes),
      required: true,
      shared: false,
      help:
        "`slack`: Slack's Web API with a bot token. Follow-ups go into the thread of the first message.\n" +
        "`slack_webhook`: an incoming webhook of Slack. Every message is a new one, because Slack tells nothing about it.\n" +
        "`pagerduty`: Events API v2.\n" +
        "`webhook`: JSON, signed as Standard Webhooks have it.",
    },
    secret: {
      type: secret(),
      required:
        "Required, but for `pagerduty`, where the CMDB's column `pagerduty_key_name` may name a key for each service.",
      shared: false,
      help: "Where the bot token, the webhook's whole URL, the routing key or the signing secret is kept; never the secret itself.",
    },
    base_url: {
      type: httpUrl({ example: "https://host/path", secretIn: "secret", form: (url) => url }),
      required: "Required for `webhook`.",
      shared: false,
      help:
        "For `webhook` the URL that is called. Else the API's place where it is not the usual one, such as " +
        "`https://events.eu.pagerduty.com`.\n" +
        "https; http only for addresses of this machine, with `allow_private = true`. No user name and no ? in it.",
    },
    channel: {
      type: text(),
      otherwise: "default_channel of [alert]",
      help: "`slack`: the channel for services for which the CMDB's column `slack_channel` is empty.",
    },
    proxy: {
      type: httpUrl({ example: "http://proxy:3128" }),
      help: "The HTTP proxy to go through. Environment variables are ignored.",
    },
    ca_file: {
      type: path(),
      help: "A PEM file of certificate authorities to trust beside the machine's own.",
    },
    request_timeout: {
      type: seconds(60),
      default: "8",
      // That of [default] is meant for models, which take their time.
      shared: false,
      help: "Seconds for one try from connection to the reply's end, above 0, at most 60.",
    },
    allow_private: {
      type: boolean(),
      default: "false",
      help: "Whether an address within a private network or of this machine may be called.",
    },
  },
  check({ type, secret, baseUrl, allowPrivate }) {
    if (secret === undefined && type !== "pagerduty") return { missing: "secret" };
    if (baseUrl === undefined) return type === "webhook" ? { missing: "base_url" } : undefined;
    if (baseUrl.startsWith("https:") || (allowPrivate && isLoopback(new URL(baseUrl).hostname)))
      return undefined;
    return {
      key: "base_url",
      finding: "begins with http://, so that whoever listens in could read what is sent",
      fix: "write https://; http is for this machine's own addresses, with allow_private = true",
    };
  },
});

/** One `[destination:NAME]`; `requestTimeout` is in milliseconds. */
export type DestinationSettings = StanzaValues<typeof destination>;

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
