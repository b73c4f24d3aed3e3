import { declareStanza, type StanzaValues } from "./declaration.ts";
import { boolean, integer, keyFile, list } from "./value-types.ts";

const optionalKinds = ["hosts", "paths"] as const;

export const masking = declareStanza({
  kind: "masking",
  help:
    "What is masked before anything leaves the search head. Secrets, card and account numbers, addresses, phone numbers " +
    "and names of users always are. A setting here, or in a `[mask:<name>]`, that cannot be read keeps any model from " +
    "being asked.",
  untilMended: "until then no model is asked",
  settings: {
    allow_off: {
      type: boolean(),
      default: "false",
      help: "Whether a search may send its events as they are, with `mask=off`.",
    },
    also: {
      type: list({
        syntax: "hosts | paths | hosts,paths",
        wanted: "hosts, paths or both with a comma between",
        entry: (word) => optionalKinds.find((kind) => kind === word.toLowerCase()),
      }),
      default: "",
      help: "What not everybody wants masked: host names, and paths of files.",
    },
    pseudonym_key: {
      type: keyFile(),
      otherwise: "pseudonym.key in the state folder, made when it is first needed",
      help:
        "The file with the 32 bytes of the key of pseudonyms, such as `<EMAIL:k7f3…>`, where several machines must give " +
        "equal values equal ones. Readable by splunkd's user only.",
    },
    pseudonym_epoch: {
      type: integer(0),
      default: "0",
      help: "Raise it, and all values get other pseudonyms from then on.",
    },
  },
});

/** One `[mask:NAME]`, its pattern not yet read. */
export interface CustomMaskSettings {
  readonly name: string;
  readonly pattern: string;
  readonly kind: string;
  /** For messages, like `pattern of [mask:badge] in …/llama.conf, line 12,`. */
  readonly place: string;
}

/** `[masking]` and all `[mask:NAME]`. */
export type MaskingSettings = StanzaValues<typeof masking> & {
  readonly masks: readonly CustomMaskSettings[];
};
