import * as z from "zod";
import { quoted } from "../configuration/configuration-error.ts";
import { needs } from "./needs.ts";
import type { Splunkd } from "./splunkd.ts";
import type { CallLimits } from "./splunkd-call.ts";
import { SplunkdError } from "./splunkd-error.ts";

/** All secrets of the app are in this realm of Splunk's password store. */
const realm = "llama_log_analyzer";
const path = "storage/passwords";

const stored = z.object({
  entry: z.array(z.object({ content: z.object({ clear_password: z.string() }) })).min(1),
});

/**
 * One secret from Splunk's password store.
 *
 * @throws SplunkdError, `forbidden` for users without list_storage_passwords
 */
export async function readPassword(splunkd: Splunkd, name: string, limits?: CallLimits): Promise<string> {
  const what = `reading the secret ${quoted(name)}`;
  const reply = await splunkd.call({
    what,
    method: "GET",
    path: `${path}/${entryId(name)}`,
    need: needs.listSecrets,
    missing: {
      finding: `has no secret ${quoted(name)} of the realm ${realm} in its password store`,
      fix: "store it there, or correct the name after passwords: in llama.conf",
    },
    limits,
  });
  const secret = reply.json(stored).entry[0]?.content.clear_password ?? "";
  // server.conf [storage_passwords_masking] hides secrets from other machines.
  if (/^\*+$/.test(secret)) {
    throw new SplunkdError(
      "forbidden",
      `splunkd at ${splunkd.origin} masks what it answers on ${what}`,
      "read it on the search head itself, or add this machine to view_cleartext_allowlist in server.conf",
    );
  }
  return secret;
}

/** `realm:name:` with a backslash before colons and backslashes of the parts, encoded for a path. */
function entryId(name: string): string {
  const part = (text: string) => text.replace(/[\\:]/g, "\\$&");
  // Half a surrogate pair cannot be encoded.
  return encodeURIComponent(Buffer.from(`${part(realm)}:${part(name)}:`).toString());
}
