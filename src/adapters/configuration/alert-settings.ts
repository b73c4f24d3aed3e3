import { type AlertSettings, defaultAlertSettings } from "../../engine/alerts/alert-settings.ts";
import type { Conf } from "./conf-file.ts";
import { ConfigurationError } from "./configuration-error.ts";
import { orFault, Settings } from "./setting.ts";

export const alertKeys = [
  "repeat_interval",
  "resolve_after",
  "reopen_within",
  "pages_per_hour",
  "default_channel",
  "default_owner",
] as const;

/** `[alert]`, and what of it cannot be used: there the default counts, for a slip of the pen must keep no page back. */
export interface AlertSection {
  readonly settings: AlertSettings;
  readonly faults: readonly ConfigurationError[];
}

const mostPages = 1_000;

export function alertSettings(conf: Conf): AlertSection {
  const settings = new Settings(conf, "alert", alertKeys);
  const faults: ConfigurationError[] = [];
  const read = <Value>(what: () => Value | undefined, otherwise: Value): Value => {
    const found = orFault(what);
    if (!(found instanceof ConfigurationError)) return found ?? otherwise;
    faults.push(found);
    return otherwise;
  };
  const { repeatInterval, resolveAfter, reopenWithin, pagesPerHour } = defaultAlertSettings;
  return {
    settings: {
      repeatInterval: read(() => settings.duration("repeat_interval"), repeatInterval),
      resolveAfter: read(() => settings.duration("resolve_after"), resolveAfter),
      reopenWithin: read(() => settings.duration("reopen_within"), reopenWithin),
      pagesPerHour: read(() => settings.wholeNumber("pages_per_hour", 0, mostPages), pagesPerHour),
      defaultChannel: settings.text("default_channel") ?? "",
      defaultOwner: settings.text("default_owner") ?? "",
    },
    faults,
  };
}
