import type { Configuration } from "../adapters/configuration/configuration.ts";
import { ConfigurationError } from "../adapters/configuration/configuration-error.ts";
import type { SecretSources } from "../adapters/configuration/secrets.ts";
import { splunkd } from "../adapters/configuration/stanzas/splunkd.ts";
import { SplunkdError } from "../adapters/splunkd/splunkd-error.ts";
import type { SearchInfo } from "../splunk/search-command.ts";
import type { SplunkdSession } from "./splunkd-session.ts";

/**
 * Opens a session with splunkd as the user of this search. The client is loaded only here, because few searches need it.
 *
 * @returns undefined outside Splunk
 * @throws ConfigurationError when `[splunkd]`, or the certificate authorities it names, cannot be used
 */
export async function openSession(
  info: SearchInfo,
  configuration: Configuration,
  environment: Readonly<Record<string, string | undefined>>,
  cancelled: AbortSignal,
): Promise<SplunkdSession | undefined> {
  const { session_key: sessionKey, splunkd_uri: address } = info;
  const { baseUrl = address, caFile } = configuration.one(splunkd);
  if (typeof sessionKey !== "string" || sessionKey === "" || typeof baseUrl !== "string" || baseUrl === "")
    return undefined;
  const { openSplunkdSession } = await import("./splunkd-session.ts");
  try {
    return openSplunkdSession({
      baseUrl,
      sessionKey,
      caFile,
      splunkHome: environment.SPLUNK_HOME,
      signal: cancelled,
    });
  } catch (error) {
    throw asConfigurationError(error);
  }
}

/** Reads keys that llama.conf names as `passwords:NAME` from Splunk's password store; undefined outside Splunk. */
export function passwordsOf(
  info: SearchInfo,
  configuration: Configuration,
  environment: Readonly<Record<string, string | undefined>>,
  cancelled: AbortSignal,
): SecretSources["passwords"] {
  if (typeof info.session_key !== "string" || info.session_key === "") return undefined;
  return async (name) => {
    const session = await openSession(info, configuration, environment, cancelled);
    if (session === undefined) {
      throw new ConfigurationError(
        "The search did not say where splunkd is, so its password store cannot be read",
        "name it in base_url of [splunkd] in llama.conf",
      );
    }
    try {
      return await session.password(name);
    } catch (error) {
      throw asConfigurationError(error);
    } finally {
      session.close();
    }
  };
}

function asConfigurationError(error: unknown): unknown {
  return error instanceof SplunkdError ? new ConfigurationError(error.finding, error.fix) : error;
}
