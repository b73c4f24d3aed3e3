import type { Conf } from "./conf-file.ts";
import { ConfigurationError } from "./configuration-error.ts";
import { properName } from "./endpoint-settings.ts";
import { Settings } from "./setting.ts";

/** One `[quota:NAME]`: what each user it is for may spend in a day. What is undefined has no limit. */
export interface QuotaSettings {
  readonly name: string;
  /** Names of users, or of roles; the other is empty. */
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly calls: number | undefined;
  readonly tokens: number | undefined;
  /** In the currency of the endpoint's prices. */
  readonly cost: number | undefined;
}

export const quotaKeys = ["user", "role", "calls", "tokens", "cost"] as const;

const prefix = "quota:";

/** @throws ConfigurationError for the first that cannot be used: what was to be limited must not go on without limit */
export function quotasOf(conf: Conf): QuotaSettings[] {
  return [...conf.keys()]
    .filter((stanza) => stanza.startsWith(prefix))
    .map((stanza) => quotaOf(stanza.slice(prefix.length), new Settings(conf, stanza, [])));
}

function quotaOf(name: string, settings: Settings): QuotaSettings {
  if (!properName.test(name)) {
    throw new ConfigurationError(
      `The stanza [quota:…] in ${settings.home} has a name with other characters than letters, digits, _, - and dot, or none`,
      "rename it; until then no model is asked",
    );
  }
  const [users, roles] = [namesOf("user", settings), namesOf("role", settings)];
  if ((users.length === 0) === (roles.length === 0)) {
    throw new ConfigurationError(
      `The stanza [${settings.stanza}] in ${settings.home} must have a user or a role, and not both`,
      "write user = NAME or role = NAME, several separated by commas; until then no model is asked",
    );
  }
  const limits = {
    calls: settings.read("calls", "a whole number of 0 or more", wholeNumber),
    tokens: settings.read("tokens", "a whole number of 0 or more", wholeNumber),
    cost: settings.read("cost", "a number of 0 or more", number),
  };
  if (Object.values(limits).every((limit) => limit === undefined)) {
    throw new ConfigurationError(
      `The stanza [${settings.stanza}] in ${settings.home} limits nothing`,
      "add calls, tokens or cost; until then no model is asked",
    );
  }
  return { name, users, roles, ...limits };
}

function namesOf(key: "user" | "role", settings: Settings): string[] {
  const names = (settings.text(key) ?? "").split(",").map((name) => name.trim());
  return names.filter((name) => name !== "");
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function number(text: string): number | undefined {
  return /^\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : undefined;
}
