import { type DestinationType, destinationTypes } from "../../engine/delivery/destination.ts";
import { defaultRequestTimeout } from "../destinations/destination-options.ts";
import type { Conf } from "./conf-file.ts";
import { ConfigurationError } from "./configuration-error.ts";
import { parseSecretReference, type SecretReference } from "./secrets.ts";
import { orFault, Settings } from "./setting.ts";

/** One `[destination:NAME]`, checked. */
export interface DestinationSettings {
  readonly name: string;
  readonly type: DestinationType;
  /** Where the token, the webhook's URL, the routing key or the signing secret is kept. */
  readonly secret: SecretReference | undefined;
  /** Without trailing slash, but for `webhook`, where it is called as it stands. */
  readonly baseUrl: string | undefined;
  readonly channel: string | undefined;
  readonly proxy: string | undefined;
  /** A PEM file of certificate authorities, added to those the machine knows. */
  readonly caFile: string | undefined;
  /** Milliseconds. */
  readonly requestTimeout: number;
  /** Whether addresses of a private network may be called, and loopback without TLS. */
  readonly allowPrivate: boolean;
}

/** Every `[destination:NAME]`, each by itself: one that cannot be used leaves the others alone. */
export interface DestinationBook {
  /** By name, in the order of the files, without those that cannot be used. */
  readonly destinations: ReadonlyMap<string, DestinationSettings>;
  /** All names, those that cannot be used included. */
  readonly names: ReadonlySet<string>;
  readonly faults: readonly ConfigurationError[];
}

export const destinationKeys = [
  "type",
  "secret",
  "base_url",
  "channel",
  "proxy",
  "ca_file",
  "request_timeout",
  "allow_private",
] as const;

/** What `[default]` may say for all; its `request_timeout` is meant for models, which take their time. */
const sharedKeys = ["channel", "proxy", "ca_file", "allow_private"];
const prefix = "destination:";
const properName = /^[\w.-]{1,100}$/;
const seconds = "a number of seconds above 0, at most 60";

export function destinationsOf(conf: Conf): DestinationBook {
  const destinations = new Map<string, DestinationSettings>();
  const names = new Set<string>();
  const faults: ConfigurationError[] = [];
  for (const stanza of conf.keys()) {
    if (!stanza.startsWith(prefix)) continue;
    const name = stanza.slice(prefix.length);
    const found = orFault(() => destinationSettings(name, new Settings(conf, stanza, sharedKeys)));
    if (properName.test(name)) names.add(name);
    if (found instanceof ConfigurationError) faults.push(found);
    else destinations.set(name, found);
  }
  return { destinations, names, faults };
}

function destinationSettings(name: string, settings: Settings): DestinationSettings {
  if (!properName.test(name)) {
    throw new ConfigurationError(
      `The stanza [destination:…] in ${settings.home} has a name with other characters than letters, digits, _, - and dot, or none`,
      "rename it",
    );
  }
  const type = settings.read("type", destinationTypes.join(", "), (text) =>
    destinationTypes.find((known) => known === text.toLowerCase()),
  );
  if (type === undefined) throw missing(settings, "type", "slack, slack_webhook, pagerduty or webhook");
  const secret = secretOf(settings, type);
  const allowPrivate = settings.flag("allow_private") ?? false;
  const baseUrl = urlOf(settings, "base_url", (url) => {
    if (url.protocol === "https:" || (isLoopback(url.hostname) && allowPrivate)) return;
    throw new ConfigurationError(
      `The ${settings.place("base_url")} begins with http://, so that whoever listens in could read what is sent`,
      "write https://; http is for this machine's own addresses, with allow_private = true",
    );
  });
  if (type === "webhook" && baseUrl === undefined) {
    throw missing(settings, "base_url", "https://host/path");
  }
  return {
    name,
    type,
    secret,
    baseUrl: type === "webhook" ? baseUrl : baseUrl?.replace(/\/+$/, ""),
    channel: settings.text("channel"),
    proxy: urlOf(settings, "proxy")?.replace(/\/+$/, ""),
    caFile: settings.path("ca_file"),
    requestTimeout: settings.read("request_timeout", seconds, timeoutOf) ?? defaultRequestTimeout,
    allowPrivate,
  };
}

/** PagerDuty's may be left out: the CMDB can name a routing key for each service. */
function secretOf(settings: Settings, type: DestinationType): SecretReference | undefined {
  const value = settings.text("secret");
  if (value !== undefined) return parseSecretReference(value, settings.place("secret"));
  if (type === "pagerduty") return undefined;
  throw missing(settings, "secret", "file:/path, env:NAME or passwords:NAME");
}

function timeoutOf(text: string): number | undefined {
  const timeout = /^\d{1,4}(?:\.\d{1,3})?$/.test(text) ? Math.round(Number(text) * 1000) : 0;
  return timeout > 0 && timeout <= 60_000 ? timeout : undefined;
}

/** No message repeats the URL, for it may hold a password. */
function urlOf(
  settings: Settings,
  key: string,
  check: (url: URL) => void = () => undefined,
): string | undefined {
  const text = settings.text(key);
  if (text === undefined) return undefined;
  const wrong = (problem: string, mend: string): never => {
    throw new ConfigurationError(`The ${settings.place(key)} ${problem}`, mend);
  };
  const url = URL.canParse(text) ? new URL(text) : wrong("is no URL", "write it like https://host/path");
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    wrong("begins with neither http:// nor https://", "write it like https://host/path");
  }
  if (url.username !== "" || url.password !== "") {
    wrong("holds a user name or password", "take it out and name the secret in secret");
  }
  if (url.search !== "" || url.hash !== "") {
    wrong("has a part after ? or #", "end it with the path, like https://host/path");
  }
  check(url);
  return url.href;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function missing(settings: Settings, key: string, example: string): ConfigurationError {
  return new ConfigurationError(
    `The stanza [${settings.stanza}] in ${settings.home} has no ${key}`,
    `add ${key} = ${example}`,
  );
}
