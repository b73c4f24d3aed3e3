import { alert } from "./alert.ts";
import type { StanzaDeclaration } from "./declaration.ts";
import { destination } from "./destination.ts";
import { endpoint } from "./endpoint.ts";
import { mask } from "./mask.ts";
import { masking } from "./masking.ts";
import { quota } from "./quota.ts";
import { route } from "./route.ts";
import { splunkd } from "./splunkd.ts";
import { store } from "./store.ts";

/** Every stanza of llama.conf, in the order of its spec. */
export const stanzas: readonly StanzaDeclaration[] = [
  endpoint,
  destination,
  route,
  alert,
  quota,
  splunkd,
  masking,
  mask,
  store,
];
