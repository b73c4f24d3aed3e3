// The fields of the form, and how what they hold becomes settings of llama.conf.
window.llamaSetup = window.llamaSetup || {};

window.llamaSetup.fields = (() => {
  const where = "On a search-head cluster it has to exist at this path on every member.";

  const optional = [
    ...["request_timeout", "concurrency", "host_concurrency", "scheduled_share", "fallback"],
    ...["ca_file", "proxy", "price_in", "price_out"],
  ];
  const inAdvanced = ["name", ...optional];

  /** In the order they stand on the page, for the focus goes to the first that wants a correction. */
  function allFields(settings, name, exists) {
    const { field, code } = window.llamaSetup.elements;
    const setting = (key, label, description) =>
      field({ id: `llama-${key}`, label, value: settings[key] || "", ...description });
    return {
      url: setting("url", "Endpoint URL", {
        required: true,
        inputmode: "url",
        help: [
          "The base URL of any server with an OpenAI-style API, such as ",
          code("http://llama-vllm:8000/v1"),
          ". Several replicas of one model: separate them with commas.",
        ],
      }),
      model: setting("model", "Model name", {
        required: true,
        help: [
          "As the server knows it, such as ",
          code("meta-llama/Llama-3.1-70B-Instruct"),
          "; its list is at /v1/models.",
        ],
      }),
      keyFile: field({
        id: "llama-key-file",
        label: "Path of the file",
        value: /^file:/.test(settings.api_key || "") ? settings.api_key.slice("file:".length).trim() : "",
        required: true,
        help: [
          `The file holds the key alone, and the user that runs splunkd can read it (chmod 600). ${where}`,
        ],
      }),
      key: field({
        id: "llama-key",
        label: "Key",
        type: "password",
        required: true,
        help: keyHelp(settings),
      }),
      name: field({
        id: "llama-name",
        label: "Name of the endpoint",
        value: name,
        required: true,
        readonly: exists,
        width: "short",
        help: [
          "default serves every search that names none; another one is asked with ",
          code("llm_endpoint=NAME"),
          ".",
        ],
      }),
      request_timeout: setting("request_timeout", "Request timeout, in seconds", {
        placeholder: "30",
        inputmode: "decimal",
        width: "short",
        help: ["What a call may take beside the time for its answer."],
      }),
      concurrency: setting("concurrency", "Calls side by side", {
        placeholder: "8",
        inputmode: "numeric",
        width: "short",
        help: ["At most, 1 to 64, whatever a search asks for."],
      }),
      host_concurrency: setting("host_concurrency", "Calls side by side of all searches together", {
        placeholder: "64",
        inputmode: "numeric",
        width: "short",
        help: ["On each search head; searches that run at the same time share them."],
      }),
      scheduled_share: setting("scheduled_share", "Part of these for scheduled searches, in percent", {
        placeholder: "25",
        inputmode: "numeric",
        width: "short",
        help: ["Ad-hoc searches leave them free."],
      }),
      fallback: setting("fallback", "Endpoint to ask when this one is down", {
        width: "short",
        help: ["The name of another endpoint; without one the embedded analyst answers."],
      }),
      ca_file: setting("ca_file", "File of certificate authorities", {
        help: [
          `PEM, trusted beside the machine's own; for a server with a certificate of your own authority. ${where}`,
        ],
      }),
      proxy: setting("proxy", "Proxy", {
        inputmode: "url",
        help: ["The HTTP proxy to go through, such as ", code("http://proxy:3128"), "."],
      }),
      price_in: setting("price_in", "Price of a million tokens in", { inputmode: "decimal", width: "short" }),
      price_out: setting("price_out", "Price of a million tokens out", {
        inputmode: "decimal",
        width: "short",
        help: ["In any currency, for the cost in the run's record."],
      }),
    };
  }

  function keyHelp(settings) {
    const stored = window.llamaSetup.store.entryOf(settings) !== undefined;
    return stored
      ? ["A key is stored and is not shown. Leave this empty to keep it, or paste one to replace it."]
      : ["Encrypted by Splunk, replicated in a search-head cluster, and never shown again on this page."];
  }

  function valuesOf(fields, place) {
    const texts = Object.entries(fields).map(([key, { input }]) => [key, input.value.trim()]);
    const values = { ...Object.fromEntries(texts), keyPlace: place };
    return { ...values, keyFile: values.keyFile.replace(/^file:\s*/, "") };
  }

  /** @returns {Record<string, string>} as llama.conf has them; the key is not among them */
  function settingsOf(values, before) {
    const references = {
      none: "",
      file: `file:${values.keyFile}`,
      passwords: `passwords:${window.llamaSetup.store.entryOf(before) || values.name}`,
      kept: before.api_key || "",
    };
    const given = ["url", "model", ...optional].map((key) => [key, values[key]]);
    return Object.fromEntries(
      [...given, ["api_key", references[values.keyPlace]]].filter(([, value]) => value !== ""),
    );
  }

  return { allFields, inAdvanced, valuesOf, settingsOf };
})();
