import { isAbsolute } from "node:path";
import type { Conf } from "./conf-file.ts";
import { ConfigurationError, quoted } from "./configuration-error.ts";
import { endpointUrl } from "./endpoint-url.ts";

/** `[splunkd]`: where splunkd's REST interface is, when the search does not say it or its certificate is another's. */
export interface SplunkdSettings {
  readonly baseUrl: string | undefined;
  /** A PEM file of certificate authorities, beside Splunk's own and those the machine knows. */
  readonly caFile: string | undefined;
}

export const splunkdKeys = ["base_url", "ca_file"] as const;

/** @throws ConfigurationError for a setting that does not check */
export function splunkdSettings(conf: Conf): SplunkdSettings {
  const settings = conf.get("splunkd");
  const given = (key: (typeof splunkdKeys)[number]) => {
    const setting = settings?.get(key);
    return setting === undefined || setting.value === "" ? undefined : setting;
  };
  const url = given("base_url");
  const caFile = given("ca_file");
  if (caFile !== undefined && !isAbsolute(caFile.value)) {
    throw new ConfigurationError(
      `The ca_file of [splunkd] in ${caFile.file}, line ${caFile.line}, wants a whole path from the root, and ${quoted(caFile.value)} came`,
      "correct it or take the line out",
    );
  }
  if (url === undefined) return { baseUrl: undefined, caFile: caFile?.value };
  const checked = endpointUrl(url.value);
  if (!checked.ok) {
    const place = `The base_url of [splunkd] in ${url.file}, line ${url.line},`;
    throw new ConfigurationError(`${place} ${checked.problem}`, "write it like https://127.0.0.1:8089");
  }
  return { baseUrl: checked.url, caFile: caFile?.value };
}
