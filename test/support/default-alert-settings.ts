import { readSettings } from "../../src/adapters/configuration/read-stanza.ts";
import { alert } from "../../src/adapters/configuration/stanzas/alert.ts";
import type { AlertSettings } from "../../src/engine/incidents/alert-settings.ts";

/** What holds where llama.conf has no `[alert]`. */
export const defaultAlertSettings: AlertSettings = readSettings(alert, "", new Map()).values;
