import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { type Configuration, loadConfiguration } from "../../adapters/configuration/configuration.ts";
import { ConfigurationError } from "../../adapters/configuration/configuration-error.ts";
import { FolderLedger } from "../../adapters/ledger/folder-ledger.ts";
import { sleep } from "../../adapters/sleep.ts";
import { openKeyFile, readKeyFile } from "../../adapters/state/key-file.ts";
import { identityText, isAlive, ownIdentity, readIdentity } from "../../adapters/state/process-identity.ts";
import { stateFolder } from "../../adapters/state/state-folder.ts";
import type { AlertSettings } from "../../engine/alerts/alert-settings.ts";
import type { Routing } from "../../engine/alerts/routing.ts";
import { type DeliverOptions, type DeliveryRun, deliver } from "../../engine/delivery/deliver.ts";
import type { Ledger } from "../../engine/delivery/ledger.ts";
import { MaskingGuard } from "../../engine/masking/guard.ts";
import { Pseudonyms } from "../../engine/masking/pseudonyms.ts";
import type { SearchInfo } from "../../splunk/search-command.ts";
import { maskerOf } from "../masker-of.ts";
import { openSession, passwordsOf } from "../open-session.ts";
import type { SplunkdSession } from "../splunkd-session.ts";
import { openDestinations } from "./open-destinations.ts";

export interface AlertingPlaces {
  /** The app's folder, the one that holds `default/` and `local/`. */
  readonly appFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Of this app. */
  readonly version: string;
  /** Where the ledger is; the state folder when left out. */
  readonly state?: string | undefined;
}

/** Everything that the alert action and `llamaretry` work with. */
export interface Alerting {
  readonly configuration: Configuration;
  readonly settings: AlertSettings;
  readonly routing: Routing;
  readonly ledger: Ledger;
  /** Where the ledger and the silences are. */
  readonly folder: string;
  readonly session: SplunkdSession | undefined;
  readonly version: string;
  /** Takes out of a text what must not leave the network. */
  readonly mask: (text: string) => string;
  /** Sends what is due. @throws LedgerError when nothing could be claimed */
  deliver(limits: Pick<DeliverOptions, "budget" | "max" | "only" | "signal">): Promise<DeliveryRun>;
  /** Sentences for whoever can mend it; nothing of it kept anything back. */
  readonly problems: string[];
  close(): void;
}

/**
 * Reads llama.conf and gets everything ready. What cannot be used is said, and what can be is: an alert must not be
 * lost for a slip of the pen.
 *
 * @param info with the session key and the address of splunkd, inside Splunk
 * @throws ConfigurationError for a llama.conf that cannot be read
 */
export async function openAlerting(
  places: AlertingPlaces,
  info: SearchInfo,
  signal: AbortSignal,
): Promise<Alerting> {
  const { environment, version } = places;
  const configuration = loadConfiguration(places);
  const folder = places.state ?? stateFolder(environment);
  const { destinations, routes, alert } = configuration;
  const problems = [...alert.faults, ...routes.faults, ...destinations.faults].map(({ message }) => message);
  const session = await openSession(info, configuration, environment, signal).catch((error: unknown) => {
    if (!(error instanceof ConfigurationError)) throw error;
    problems.push(error.message);
    return undefined;
  });
  const passwords = passwordsOf(info, configuration, environment, signal);
  const senders = openDestinations(configuration, { environment, passwords });
  const ledger = new FolderLedger(join(folder, "alerts"), { say: (sentence) => problems.push(sentence) });
  return {
    configuration,
    settings: alert.settings,
    routing: { routes: routes.routes, destinations: destinations.destinations, settings: alert.settings },
    ledger,
    folder,
    session,
    version,
    mask: await maskOf(configuration, folder, problems),
    deliver: (limits) =>
      deliver({
        ledger,
        destinations: senders,
        now: Date.now,
        elapsed: () => performance.now(),
        sleep,
        claimant: identityText(ownIdentity()),
        isAlive: (claimant) => {
          const identity = readIdentity(claimant);
          return identity === undefined ? undefined : isAlive(identity);
        },
        appVersion: version,
        ...limits,
      }),
    problems,
    close: () => session?.close(),
  };
}

const withheld = "(withheld: a mask of llama.conf cannot be used)";

/** Values keep one pseudonym over all alerts. Without masks that can be relied on, no text leaves. */
async function maskOf(
  configuration: Configuration,
  folder: string,
  problems: string[],
): Promise<(text: string) => string> {
  try {
    const settings = configuration.masking();
    const masker = await maskerOf(settings);
    const key = keyOf(settings.pseudonymKey?.name, folder, problems);
    const pseudonyms = new Pseudonyms(key, settings.pseudonymEpoch);
    const guard = new MaskingGuard(masker, () => pseudonyms);
    return (text) => guard.ofEvent(text);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    problems.push(error.message);
    return (text) => (text.trim() === "" ? "" : withheld);
  }
}

function keyOf(named: string | undefined, folder: string, problems: string[]): Buffer {
  try {
    return named === undefined ? openKeyFile(join(folder, "pseudonym.key")) : readKeyFile(named);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    problems.push(`${error.message} Until then each alert has pseudonyms of its own.`);
    return randomBytes(32);
  }
}
