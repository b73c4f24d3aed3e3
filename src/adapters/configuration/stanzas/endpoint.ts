import { declareStanza, plainName, type StanzaValues } from "./declaration.ts";
import {
  choice,
  httpUrl,
  httpUrls,
  integer,
  number,
  path,
  percentage,
  seconds,
  secret,
  text,
} from "./value-types.ts";

const wantedUrl = { example: "http://host:8000/v1", secretIn: "api_key", form: baseOf };

/** Reads a URL as `url =` of an endpoint does. */
export const endpointUrl = httpUrl(wantedUrl);

export const endpoint = declareStanza({
  kind: "endpoint",
  named: plainName,
  help: "One model endpoint that searches may ask. `[endpoint:default]` serves searches that name none.",
  takesDefaults: true,
  settings: {
    url: {
      type: httpUrls(wantedUrl),
      as: "urls",
      required: true,
      label: "Endpoint URL",
      help:
        "The base URL of an OpenAI-style server, such as `http://llama-vllm:8000/v1`. http or https; no user name in it. " +
        "Several, separated by commas, are replicas: they serve the same model, share the calls and stand in for each other.",
    },
    model: {
      type: text({ wanted: "the model's name as the server knows it" }),
      required: true,
      label: "Model name",
      help: "The model's name as the server knows it, such as `meta-llama/Llama-3.1-70B-Instruct`; the list is at `/v1/models`.",
    },
    api_key: {
      type: secret(),
      as: "secret",
      help:
        "Where the key is kept; never the key itself.\n" +
        "`file:` a file that splunkd's user can read, and nobody else should. The way for keys that ordinary searches need.\n" +
        "`env:` an environment variable of splunkd.\n" +
        "`passwords:` an entry of Splunk's password store, realm `llama_log_analyzer`. Only searches of people with the " +
        "capability `list_storage_passwords` (role `llama_admin`) can read it; all others get the embedded analyst.",
    },
    authority: {
      type: choice(["lower", "raise", "explain", "none"]),
      default: "lower",
      label: "What its model may do",
      help:
        "What the model's verdicts may do beside those of the embedded analyst.\n" +
        "`lower` make a severity one step milder, or worse; never milder for known failures that page and where a line seems " +
        "to address the model.\n" +
        "`raise` make it worse only.\n" +
        "`explain` tell cause and action; the severity is the analyst's.\n" +
        "`none` nothing: it is not asked. What it tells of incidents is an explanation and needs any of the other three.",
    },
    request_timeout: {
      type: seconds(3600),
      default: "30",
      label: "Request timeout, in seconds",
      help:
        "Seconds a call may take beside the time for its answer: one second for ten tokens, or twice what the model takes where " +
        "that is longer.",
    },
    concurrency: {
      type: integer(1, 64),
      default: "8",
      label: "Calls side by side",
      help:
        "The most calls of one search side by side, 1 to 64, whatever a search asks for.\n" +
        "How many there really are is learnt from the server: it begins with one, whose time is the measure, and doubles until " +
        "the first refusal, or until more calls bring no more.",
    },
    batch_size: {
      type: integer(1, 32),
      default: "32",
      label: "Log lines in one call, at most",
      help:
        "The most log lines in one call, 1 to 32, whatever a search asks for: small models mix up the verdicts of several. " +
        "The doctor suggests it.",
    },
    host_concurrency: {
      type: integer(1, 4096),
      default: "64",
      label: "Calls side by side of all searches together",
      help:
        "The most calls of all searches of this host together, 1 to 4096. The searches that ask share them equally, and " +
        "each may always make one.",
    },
    scheduled_share: {
      type: percentage(0, 90),
      default: "25",
      label: "Part of these for scheduled searches, in percent",
      help: "The percentage of `host_concurrency` that ad-hoc searches leave to scheduled ones, 0 to 90.",
    },
    fallback: {
      type: text({
        syntax: "<name>",
        wanted: "the name of another endpoint stanza",
        pattern: plainName.pattern,
      }),
      label: "Endpoint to ask when this one is down",
      help: "The name of another endpoint stanza, asked when no server of this one answers, before the embedded analyst is.",
    },
    ca_file: {
      type: path(),
      label: "File of certificate authorities",
      help:
        "A PEM file of certificate authorities to trust beside the machine's own. On a search-head cluster it has to exist " +
        "at this path on every member.",
    },
    proxy: {
      type: httpUrl({ example: "http://proxy:3128" }),
      label: "Proxy",
      help: "The HTTP proxy to go through, such as `http://proxy:3128`. Environment variables are ignored.",
    },
    price_in: {
      type: number("a price"),
      label: "Price of a million tokens in",
      help: "The price of a million tokens of prompts, in any currency, for the run's record and the limits of cost.",
    },
    price_out: {
      type: number("a price"),
      label: "Price of a million tokens out",
      help: "The price of a million tokens of answers, likewise.",
    },
  },
});

/** One `[endpoint:NAME]`. Times are in milliseconds, `scheduledShare` is 0 to 0.9, prices are per million tokens. */
export type EndpointSettings = StanzaValues<typeof endpoint>;

/**
 * The form in which endpoint URLs are compared and called: lower-case host, no default port, no trailing slash, no
 * `/chat/completions`, because people paste the URL that their curl command has.
 */
function baseOf(url: string): string {
  return url
    .replace(/\/+$/, "")
    .replace(/\/chat\/completions$/, "")
    .replace(/\/+$/, "");
}
