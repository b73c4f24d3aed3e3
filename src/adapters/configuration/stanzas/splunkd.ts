import { declareStanza } from "./declaration.ts";
import { httpUrl, path } from "./value-types.ts";

export const splunkd = declareStanza({
  kind: "splunkd",
  help: "Where splunkd's REST interface is. Mostly nothing has to be said: a search knows it.",
  settings: {
    base_url: {
      type: httpUrl({ example: "https://127.0.0.1:8089" }),
      otherwise: "what the search says",
      help: "Such as `https://127.0.0.1:8089`. http is taken for this machine's own addresses only.",
    },
    ca_file: {
      type: path(),
      help:
        "A PEM file of certificate authorities to trust beside the machine's own and Splunk's " +
        "`$SPLUNK_HOME/etc/auth/cacert.pem`. The host name in the certificate is checked, but for addresses of this machine.",
    },
  },
});
