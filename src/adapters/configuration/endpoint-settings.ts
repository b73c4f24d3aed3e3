import { isAbsolute } from "node:path";
import * as z from "zod";
import type { ConfValue } from "./conf-file.ts";
import { ConfigurationError, quoted } from "./configuration-error.ts";
import { endpointUrl } from "./endpoint-url.ts";
import { parseSecretReference, type SecretReference } from "./secrets.ts";

/** One `[endpoint:NAME]`, checked. */
export interface EndpointSettings {
  /** NAME, as verdict keys and messages have it. */
  readonly name: string;
  /** At least one, in the form of `endpointUrl`; they serve the same model. */
  readonly urls: readonly string[];
  readonly model: string;
  /** Where the API key is kept; undefined when the server wants none. */
  readonly secret: SecretReference | undefined;
  /** Milliseconds. */
  readonly requestTimeout: number;
  readonly concurrency: number;
  /** Calls of all searches of this host together. */
  readonly hostConcurrency: number;
  /** The part of these that is kept for scheduled searches, 0 to 1. */
  readonly scheduledShare: number;
  /** NAME of the stanza that is asked when no server of this one can be; whether there is one is not checked here. */
  readonly fallback: string | undefined;
  /** A PEM file of certificate authorities, added to those the machine knows. */
  readonly caFile: string | undefined;
  readonly proxy: string | undefined;
  /** Per million tokens, in whatever currency. */
  readonly priceIn: number | undefined;
  readonly priceOut: number | undefined;
}

const wholePath = z.string().refine((path) => isAbsolute(path), "a whole path from the root");
const price = z.coerce.number("a price of 0 or more").min(0, "a price of 0 or more");
const timeoutWanted = "a number of seconds above 0, at most 3600";
const concurrencyWanted = "a whole number from 1 to 64";
const hostConcurrencyWanted = "a whole number from 1 to 4096";
const shareWanted = "a whole number of percent from 0 to 90";
/** Of a stanza; so that a name in a message cannot be anything but a name, and never be taken for a URL. */
export const properName = /^[\w.-]+$/;

const Stanza = z.object({
  url: z.string(),
  model: z.string().min(1, "the model's name as the server knows it"),
  api_key: z.string().optional(),
  request_timeout: z.coerce
    .number(timeoutWanted)
    .positive(timeoutWanted)
    .max(3600, timeoutWanted)
    .default(30),
  concurrency: wholeNumber(1, 64, concurrencyWanted).default(8),
  host_concurrency: wholeNumber(1, 4096, hostConcurrencyWanted).default(64),
  scheduled_share: wholeNumber(0, 90, shareWanted).default(25),
  fallback: z.string().regex(properName, "the name of another endpoint stanza").optional(),
  ca_file: wholePath.optional(),
  proxy: z.string().optional(),
  price_in: price.optional(),
  price_out: price.optional(),
});
type Key = keyof typeof Stanza.shape;
export const endpointKeys = Object.keys(Stanza.shape) as readonly Key[];

/**
 * Keys that are none of an endpoint's are passed over.
 *
 * @throws ConfigurationError for the first setting that does not check
 */
export function endpointSettings(
  name: string,
  settings: ReadonlyMap<string, ConfValue>,
  home: string,
): EndpointSettings {
  // An empty value is Splunk's way to take a setting of a lower layer back.
  const given = [...settings].filter(([, { value }]) => value !== "");
  const parsed = Stanza.safeParse(Object.fromEntries(given.map(([key, { value }]) => [key, value])));
  if (!parsed.success) throw mismatch(name, settings, home, parsed.error.issues[0]);
  const stanza = parsed.data;
  const placed = (key: Key) => placeOf(key, name, settings.get(key));
  return {
    name,
    urls: urlsOf(stanza.url, placed("url")),
    model: stanza.model,
    secret:
      stanza.api_key === undefined ? undefined : parseSecretReference(stanza.api_key, placed("api_key")),
    requestTimeout: Math.round(stanza.request_timeout * 1000),
    concurrency: stanza.concurrency,
    hostConcurrency: stanza.host_concurrency,
    scheduledShare: stanza.scheduled_share / 100,
    fallback: stanza.fallback,
    caFile: stanza.ca_file,
    proxy: stanza.proxy === undefined ? undefined : checkedUrl(stanza.proxy, placed("proxy")),
    priceIn: stanza.price_in,
    priceOut: stanza.price_out,
  };
}

function wholeNumber(least: number, most: number, wanted: string) {
  return z.coerce.number(wanted).int(wanted).min(least, wanted).max(most, wanted);
}

function urlsOf(text: string, place: string): string[] {
  const parts = text.split(",").map((part) => part.trim());
  const urls = parts.filter((part) => part !== "").map((part) => checkedUrl(part, place));
  if (urls.length === 0) {
    throw new ConfigurationError(`The ${place} names no URL`, "write it like http://host:8000/v1");
  }
  return [...new Set(urls)];
}

function checkedUrl(text: string, place: string): string {
  const checked = endpointUrl(text);
  if (!checked.ok) throw new ConfigurationError(`The ${place} ${checked.problem}`, checked.mend);
  return checked.url;
}

function mismatch(
  name: string,
  settings: ReadonlyMap<string, ConfValue>,
  home: string,
  issue: z.core.$ZodIssue | undefined,
): ConfigurationError {
  const key = String(issue?.path[0]) as Key;
  const value = settings.get(key);
  if (value === undefined || value.value === "") {
    const example = key === "url" ? "http://host:8000/v1" : "the model's name as the server knows it";
    return new ConfigurationError(
      `The stanza [endpoint:${name}] in ${home} has no ${key}`,
      `add ${key} = ${example}`,
    );
  }
  const wanted = issue?.message ?? "something else";
  return new ConfigurationError(
    `The ${placeOf(key, name, value)} wants ${wanted}, and ${quoted(value.value)} came`,
    "correct it or take the line out",
  );
}

/** Such as `model of [endpoint:default] in …/llama.conf, line 4`. */
function placeOf(key: string, name: string, value: ConfValue | undefined): string {
  const stanza = `${key} of [endpoint:${name}]`;
  if (value === undefined) return stanza;
  return value.line === 0 ? `${stanza}, ${value.file},` : `${stanza} in ${value.file}, line ${value.line},`;
}
