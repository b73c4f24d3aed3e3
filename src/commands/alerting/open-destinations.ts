import { dirname, join } from "node:path";
import type { Configuration } from "../../adapters/configuration/configuration.ts";
import { ConfigurationError } from "../../adapters/configuration/configuration-error.ts";
import type { DestinationSettings as Stanza } from "../../adapters/configuration/destination-settings.ts";
import {
  readSecret,
  type SecretReference,
  type SecretSources,
} from "../../adapters/configuration/secrets.ts";
import { createDestination } from "../../adapters/destinations/create-destination.ts";
import { hashOf } from "../../engine/alerts/alert-keys.ts";
import type { Destination } from "../../engine/delivery/destination.ts";

/** Every destination of llama.conf that can be used, ready to send; secrets are read when they are needed. */
export function openDestinations({ destinations }: Configuration, sources: SecretSources): Destination[] {
  return [...destinations.destinations.values()].map((stanza) => {
    const secrets = new Map<string, Promise<string>>();
    const secret = (keyName = ""): Promise<string> => {
      const known = secrets.get(keyName) ?? secretOf(stanza, keyName, sources);
      secrets.set(keyName, known);
      return known;
    };
    return knownByItsStanza(createDestination({ ...stanza, secret }, Date.now), stanza);
  });
}

const noSecret = "--------";

/**
 * What is held waits for an administrator to mend something, and that may be the address as well as the secret: the
 * fingerprint, by which the mending is noticed, tells both.
 */
function knownByItsStanza(destination: Destination, stanza: Stanza): Destination {
  const { baseUrl = "", proxy = "", caFile = "", allowPrivate } = stanza;
  return {
    ...destination,
    fingerprint: async (target) => {
      const ofSecret = await destination.fingerprint(target);
      return ofSecret === noSecret ? noSecret : hashOf([ofSecret, baseUrl, proxy, caFile, allowPrivate], 8);
    },
  };
}

/** One of several keys lies beside the stanza's own: in the same folder, store or environment. */
async function secretOf(stanza: Stanza, keyName: string, sources: SecretSources): Promise<string> {
  const { name, secret } = stanza;
  if (keyName === "") {
    if (secret !== undefined) return readSecret(secret, sources);
    throw new ConfigurationError(
      `The stanza [destination:${name}] has no secret, and the CMDB names no key for the service`,
      "add secret = passwords:NAME, or fill in pagerduty_key_name",
    );
  }
  if (!/^[\w.-]{1,100}$/.test(keyName)) {
    throw new ConfigurationError(
      "The pagerduty_key_name of the service in the CMDB has other characters than letters, digits, _, - and dot",
      "write the name of the key there, never the key itself",
    );
  }
  const place = `pagerduty_key_name of the service in the CMDB, for [destination:${name}],`;
  return readSecret({ ...besideOf(secret, keyName), place }, sources);
}

function besideOf(secret: SecretReference | undefined, keyName: string): Omit<SecretReference, "place"> {
  if (secret?.kind === "file") return { kind: "file", name: join(dirname(secret.name), keyName) };
  if (secret?.kind === "env") return { kind: "env", name: keyName };
  return { kind: "passwords", name: keyName };
}
