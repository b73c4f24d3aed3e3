// The form for one endpoint: its fields, and what they hold.
window.llamaSetup = window.llamaSetup || {};

window.llamaSetup.form = (() => {
  const where = "On a search-head cluster it has to exist at this path on every member.";

  /**
   * @param {{ endpoint: { name: string, settings: Record<string, string> } | undefined, taken: string[],
   *   save: (change: object) => Promise<{ complete: boolean, keyStored: boolean }>, cancel: (() => void) | undefined }} wanted
   *   `endpoint` is undefined for a new one
   */
  function build({ endpoint, taken, save, cancel }) {
    const { element, button, whileBusy } = window.llamaSetup.elements;
    const settings = endpoint === undefined ? {} : endpoint.settings;
    const name = endpoint === undefined ? (taken.includes("default") ? "" : "default") : endpoint.name;
    const fields = allFields(settings, name, endpoint !== undefined);
    const place = keyPlace(settings, fields, endpoint !== undefined);
    const advanced = element(
      "details",
      { class: "llama-advanced", open: name === "" },
      element("summary", { class: "llama-summary" }, "Advanced: name, limits, certificates, proxy, prices"),
      element(
        "div",
        { class: "llama-advanced-fields" },
        ...["name", ...inAdvanced].map((key) => fields[key].root),
      ),
    );
    const problems = element("p", { class: "llama-problem", role: "alert" });
    const submit = element("button", { type: "submit", class: "llama-button llama-button-primary" }, "Save");
    const root = element(
      "form",
      { class: "llama-form", novalidate: true, autocomplete: "off", "aria-labelledby": "llama-form-title" },
      element(
        "h3",
        { id: "llama-form-title", class: "llama-title", tabindex: "-1" },
        titleFor(endpoint, taken),
      ),
      fields.url.root,
      fields.model.root,
      place.root,
      advanced,
      problems,
      element(
        "div",
        { class: "llama-actions" },
        submit,
        ...(cancel === undefined ? [] : [button("Cancel", "plain", cancel)]),
      ),
    );

    let keyIsStored = place.keyIsStored;
    const check = () => {
      const values = valuesOf(fields, place.chosen());
      const found = window.llamaSetup.rules.problemsOf(values, { taken, keyIsStored });
      for (const [key, { show }] of Object.entries(fields)) show(found[key]);
      return { values, found };
    };
    const trySave = async () => {
      const { values, found } = check();
      const wrong = Object.keys(fields).filter((key) => found[key] !== undefined);
      problems.textContent = summaryOf(wrong.length);
      if (wrong.length > 0) {
        if (wrong.some((key) => key === "name" || inAdvanced.includes(key))) advanced.open = true;
        fields[wrong[0]].input.focus();
        return;
      }
      const key = values.keyPlace === "passwords" ? values.key : "";
      const before = endpoint === undefined ? undefined : settings;
      const outcome = await save({ name: values.name, before, settings: settingsOf(values, settings), key });
      keyIsStored = keyIsStored || outcome.keyStored;
      if (outcome.keyStored) fields.key.input.value = "";
    };
    root.addEventListener("submit", (event) => {
      event.preventDefault();
      whileBusy(submit, "Saving…", trySave);
    });
    // A sentence goes as soon as its field is right; new ones wait for Save.
    root.addEventListener("input", ({ target }) => {
      if (target.getAttribute("aria-invalid") === "true") check();
    });
    return { root, focus: () => root.querySelector("h3").focus() };
  }

  const inAdvanced = ["request_timeout", "concurrency", "ca_file", "proxy", "price_in", "price_out"];

  function titleFor(endpoint, taken) {
    if (endpoint !== undefined) return `Edit the endpoint ${endpoint.name}`;
    return taken.length === 0 ? "Your model server" : "Another endpoint";
  }

  function summaryOf(count) {
    if (count === 0) return "";
    return count === 1
      ? "Nothing was sent: one field wants a correction."
      : `Nothing was sent: ${count} fields want a correction.`;
  }

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

  /** The choice of where the key is kept; only the chosen way's field is there to fill in. */
  function keyPlace(settings, fields, exists) {
    const { element } = window.llamaSetup.elements;
    const current = exists ? placeOf(settings) : "none";
    const choices = element("div", {});
    const inputs = [];
    for (const { value, label, help, field } of waysFor(current, settings, fields)) {
      const id = `llama-key-place-${value}`;
      const input = element("input", {
        type: "radio",
        name: "llama-key-place",
        id,
        value,
        class: "llama-radio",
        "aria-describedby": `${id}-help`,
      });
      input.checked = value === current;
      inputs.push({ input, field });
      const text = element("label", { for: id }, label);
      choices.append(
        element(
          "div",
          { class: "llama-choice" },
          input,
          text,
          element("p", { id: `${id}-help`, class: "llama-help" }, help),
        ),
      );
      if (field !== undefined) choices.append(element("div", { class: "llama-choice-field" }, field.root));
    }
    const update = () => {
      for (const { input, field } of inputs) if (field !== undefined) field.root.hidden = !input.checked;
      // A key that was pasted and is not wanted after all does not stay on the page.
      if (chosen() !== "passwords") fields.key.input.value = "";
    };
    const chosen = () => inputs.find(({ input }) => input.checked).input.value;
    choices.addEventListener("change", update);
    update();
    const root = element(
      "fieldset",
      { class: "llama-fieldset" },
      element("legend", { class: "llama-label" }, "How is its API key kept?"),
      choices,
    );
    return { root, chosen, keyIsStored: current === "passwords" };
  }

  function placeOf(settings) {
    const { api_key: reference = "" } = settings;
    if (reference === "") return "none";
    if (/^file:/.test(reference)) return "file";
    return window.llamaSetup.store.entryOf(settings) === undefined ? "kept" : "passwords";
  }

  function waysFor(current, { api_key: reference = "" }, fields) {
    const ways = [
      { value: "none", label: "It wants no key", help: "Usual for a server inside your own network." },
      {
        value: "file",
        label: "In a file on the search head (recommended)",
        help: "Works for every search, whoever runs it. The key itself never passes through this page.",
        field: fields.keyFile,
      },
      {
        value: "passwords",
        label: "In Splunk's password store",
        help:
          "Only people with the right list_storage_passwords can use it, which means the roles llama_admin and admin. " +
          "Searches of everybody else, llama_analyst included, get the embedded analyst in place of the model.",
        field: fields.key,
      },
    ];
    if (current !== "kept") return ways;
    // What stands there may be the key itself, written where everybody can read it; it is not repeated.
    const help = /^env:\s*[A-Za-z_]\w*$/.test(reference)
      ? `In the environment variable ${reference.slice("env:".length).trim()} of splunkd.`
      : "llama.conf says something that is no place of a key. If it is the key itself, choose another way and have the key replaced.";
    return [{ value: "kept", label: "As it is now", help }, ...ways];
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
    const given = ["url", "model", ...inAdvanced].map((key) => [key, values[key]]);
    return Object.fromEntries(
      [...given, ["api_key", references[values.keyPlace]]].filter(([, value]) => value !== ""),
    );
  }

  return { build };
})();
