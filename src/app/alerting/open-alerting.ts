import { join } from "node:path";
import { type Configuration, loadConfiguration } from "../../adapters/configuration/configuration.ts";
import { ConfigurationError } from "../../adapters/configuration/configuration-error.ts";
import { FolderLedger } from "../../adapters/ledger/folder-ledger.ts";
import { endSignals } from "../../adapters/process/end-signals.ts";
import { identityText, isAliveByText, ownIdentity } from "../../adapters/process/process-identity.ts";
import { sleep } from "../../adapters/process/sleep.ts";
import { stateFolder } from "../../adapters/store/state-folder.ts";
import { type DeliveryRun, deliver } from "../../engine/delivery/deliver.ts";
import type { DeliverOptions } from "../../engine/delivery/deliver-options.ts";
import type { AlertSettings } from "../../engine/incidents/alert-settings.ts";
import type { MaskWords } from "../../engine/incidents/occurrence.ts";
import type { Routing } from "../../engine/incidents/routing.ts";
import type { Ledger } from "../../engine/ledger/ledger.ts";
import type { SearchInfo } from "../../splunk/search-command.ts";
import { openMaskWords } from "../open-mask-words.ts";
import { openSession, passwordsOf } from "../open-session.ts";
import type { SplunkdSession } from "../splunkd-session.ts";
import { openDestinations } from "./open-destinations.ts";

export interface AlertingPlaces {
  /** The app's folder, which contains `default/` and `local/`. */
  readonly appFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The app's version. */
  readonly version: string;
  /** The folder of the ledger; the state folder by default. */
  readonly state?: string | undefined;
}

/** Everything that the alert action, `llamaretry` and the command line need for alerts. */
export interface Alerting {
  readonly configuration: Configuration;
  readonly settings: AlertSettings;
  readonly routing: Routing;
  readonly ledger: Ledger;
  /** The folder of the ledger and the silences. */
  readonly folder: string;
  readonly session: SplunkdSession | undefined;
  readonly version: string;
  /** Masks what must not leave the network. */
  readonly mask: MaskWords;
  /** Sends due deliveries. @throws LedgerError when nothing could be claimed */
  deliver(limits: Pick<DeliverOptions, "budget" | "max" | "only" | "signal">): Promise<DeliveryRun>;
  /** Sentences about faults that an administrator can fix; none of them stopped an alert. */
  readonly problems: string[];
  close(): void;
}

/**
 * Reads llama.conf and opens everything that alerts need. Unusable settings become problems and the rest is used, so that
 * a typing error does not lose an alert.
 *
 * @param info holds the session key and the address of splunkd, inside Splunk
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
  const ledger = new FolderLedger(join(folder, "alerts"), { warn: (sentence) => problems.push(sentence) });
  return {
    configuration,
    settings: alert.settings,
    routing: { routes: routes.routes, destinations: destinations.destinations, settings: alert.settings },
    ledger,
    folder,
    session,
    version,
    mask: await openMaskWords(configuration, folder, problems),
    deliver: (limits) =>
      withStopSignal(
        (signal) =>
          deliver({
            ledger,
            destinations: senders,
            now: Date.now,
            elapsed: () => performance.now(),
            sleep,
            claimant: identityText(ownIdentity()),
            isAlive: isAliveByText,
            appVersion: version,
            ...limits,
            signal,
          }),
        limits.signal,
      ),
    problems,
    close: () => session?.close(),
  };
}

/**
 * Runs `work` with a signal that aborts on SIGTERM or SIGINT, so that it can give its claims back first. Earlier
 * listeners are removed meanwhile. A second signal ends the process at once.
 */
async function withStopSignal<T>(work: (signal: AbortSignal) => Promise<T>, given?: AbortSignal): Promise<T> {
  const stop = new AbortController();
  const others = endSignals.map((name) => [name, process.listeners(name)] as const);
  const onAbort = () => stop.abort();
  const restore = () => {
    for (const [name, listeners] of others) {
      process.removeListener(name, onSignal);
      for (const listener of listeners) process.on(name, listener);
    }
    others.length = 0;
  };
  const onSignal = () => {
    restore();
    stop.abort();
  };
  for (const [name, listeners] of others) {
    for (const listener of listeners) process.removeListener(name, listener);
    process.on(name, onSignal);
  }
  if (given?.aborted === true) stop.abort();
  given?.addEventListener("abort", onAbort);
  try {
    return await work(stop.signal);
  } finally {
    given?.removeEventListener("abort", onAbort);
    restore();
  }
}
