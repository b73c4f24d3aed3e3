import { declareStanza } from "./declaration.ts";
import { choice, keyFile } from "./value-types.ts";

export const store = declareStanza({
  kind: "store",
  help: "Who shares what searches learn: templates and their ids, and the verdicts of models.",
  settings: {
    share: {
      type: choice(["none", "host", "cluster"]),
      default: "host",
      help:
        "`none`: each search for itself.\n" +
        "`host`: the searches of this machine, in `$SPLUNK_HOME/var/lib/splunk/llama_log_analyzer` (`LLAMA_STATE` names " +
        "another folder).\n" +
        "`cluster`: also the members of the search-head cluster, in the KV collection `llama_templates`. Searches of people " +
        "with the role `llama_admin` write there, those of others read.",
    },
    key: {
      type: keyFile(),
      otherwise: "store.key in the state folder, made when it is first needed",
      help:
        "The file with the 32 bytes of the key that verdicts are signed with, for `share = cluster`: all members must have " +
        "the same. Readable by splunkd's user only.",
    },
  },
});
