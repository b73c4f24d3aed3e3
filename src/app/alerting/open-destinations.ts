import { dirname, join } from "node:path";
import type { Configuration } from "../../adapters/configuration/configuration.ts";
import { ConfigurationError } from "../../adapters/configuration/configuration-error.ts";
import { readSecret, type SecretSources } from "../../adapters/configuration/secrets.ts";
import type { DestinationSettings as Stanza } from "../../adapters/configuration/stanzas/destination.ts";
import type { SecretReference } from "../../adapters/configuration/stanzas/value-types.ts";
import { createDestination } from "../../adapters/destinations/create-destination.ts";
import type { Destination } from "../../engine/delivery/destination.ts";
import { hashOf } from "../../engine/incidents/alert-keys.ts";

/** Opens all usable destinations of llama.conf. Secrets are read when they are first needed. */
export function openDestinations({ destinations }: Configuration, sources: SecretSources): Destination[] {
  return [...destinations.destinations.values()].map((stanza) => {
    const secrets = new Map<string, Promise<string>>();
    const secret = (keyName = ""): Promise<string> => {
      const known = secrets.get(keyName) ?? secretOf(stanza, keyName, sources);
      secrets.set(keyName, known);
      return known;
    };
    return withStanzaFingerprint(createDestination({ ...stanza, secret }, Date.now), stanza);
  });
}

const noSecret = "--------";

/**
 * Extends the fingerprint to the stanza's settings. A held delivery waits until the fingerprint changes, and the fix may
 * be a new address as well as a new secret.
 */
function withStanzaFingerprint(destination: Destination, stanza: Stanza): Destination {
  const { baseUrl = "", proxy = "", caFile = "", allowPrivate } = stanza;
  return {
    ...destination,
    fingerprint: async (target) => {
      const ofSecret = await destination.fingerprint(target);
      return ofSecret === noSecret ? noSecret : hashOf([ofSecret, baseUrl, proxy, caFile, allowPrivate], 8);
    },
  };
}

/** Reads a named key from where the stanza's own secret is: the same folder, password store or environment. */
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
  return readSecret({ ...siblingOf(secret, keyName), place }, sources);
}

function siblingOf(secret: SecretReference | undefined, keyName: string): Omit<SecretReference, "place"> {
  if (secret?.kind === "file") return { kind: "file", name: join(dirname(secret.name), keyName) };
  if (secret?.kind === "env") return { kind: "env", name: keyName };
  return { kind: "passwords", name: keyName };
}
