// The form for one endpoint: its fields, and what they hold.
window.llamaSetup = window.llamaSetup || {};

window.llamaSetup.form = (() => {
  /**
   * @param {{ endpoint: { name: string, settings: Record<string, string> } | undefined, taken: string[],
   *   save: (change: object) => Promise<{ complete: boolean, keyStored: boolean }>, cancel: (() => void) | undefined }} wanted
   *   `endpoint` is undefined for a new one
   */
  function build({ endpoint, taken, save, cancel }) {
    const { element, button, whileBusy } = window.llamaSetup.elements;
    const { allFields, inAdvanced, valuesOf, settingsOf } = window.llamaSetup.fields;
    const settings = endpoint === undefined ? {} : endpoint.settings;
    const name = endpoint === undefined ? (taken.includes("default") ? "" : "default") : endpoint.name;
    const fields = allFields(settings, name, endpoint !== undefined);
    const place = keyPlace(settings, fields, endpoint !== undefined);
    const advanced = element(
      "details",
      { class: "llama-advanced", open: name === "" },
      element("summary", { class: "llama-summary" }, "Advanced: name, limits, certificates, proxy, prices"),
      element("div", { class: "llama-advanced-fields" }, ...inAdvanced.map((key) => fields[key].root)),
    );
    const problems = element("p", { class: "llama-mistake", role: "alert" });
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

    /** For whom a key was stored whose settings then could not be saved. */
    let storedFor;
    const check = () => {
      const values = valuesOf(fields, place.chosen());
      const keyIsStored = place.keyIsStored || values.name === storedFor;
      const found = window.llamaSetup.rules.problemsOf(values, { taken, keyIsStored });
      for (const [key, { show }] of Object.entries(fields)) show(found[key]);
      return { values, found };
    };
    const trySave = async () => {
      const { values, found } = check();
      const wrong = Object.keys(fields).filter((key) => found[key] !== undefined);
      problems.textContent = summaryOf(wrong.length);
      if (wrong.length > 0) {
        if (wrong.some((key) => inAdvanced.includes(key))) advanced.open = true;
        fields[wrong[0]].input.focus();
        return;
      }
      const key = values.keyPlace === "passwords" ? values.key : "";
      const before = endpoint === undefined ? undefined : settings;
      const outcome = await save({ name: values.name, before, settings: settingsOf(values, settings), key });
      if (!outcome.keyStored) return;
      storedFor = values.name;
      fields.key.input.value = "";
    };
    root.addEventListener("submit", (event) => {
      event.preventDefault();
      whileBusy(submit, "Saving...", trySave);
    });
    // A sentence goes as soon as its field is right; new ones wait for Save.
    root.addEventListener("input", ({ target }) => {
      if (target.getAttribute("aria-invalid") === "true") check();
    });
    return { root, focus: () => root.querySelector("h3").focus() };
  }

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

  return { build };
})();
