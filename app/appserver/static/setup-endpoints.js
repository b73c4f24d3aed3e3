// "Where is your model?": the endpoints that are there, and the form to add or change one.
window.llamaSetup = window.llamaSetup || {};

window.llamaSetup.endpoints = (() => {
  const section = () => {
    const { element } = window.llamaSetup.elements;
    return {
      outcome: element("div", { role: "status", class: "llama-status" }),
      list: element("div", {}),
      form: element("div", {}),
    };
  };

  /** @returns {HTMLElement} it fills itself once splunkd has answered */
  function build() {
    const { element } = window.llamaSetup.elements;
    const places = section();
    const root = element("div", {}, places.outcome, places.list, places.form);
    refresh(places);
    return root;
  }

  /** Reads everything anew and shows it. @returns {Promise<boolean>} whether splunkd told */
  async function refresh(places) {
    const { element, fill, notice, failureLines, button } = window.llamaSetup.elements;
    const { store, splunkd } = window.llamaSetup;
    if (places.list.firstChild === null)
      fill(places.list, element("p", { class: "llama-help" }, "Reading the settings..."));
    try {
      const state = await store.load();
      show(places, state);
      return true;
    } catch (error) {
      const failure = splunkd.explain(error, store.whoWrites);
      const again = button("Try again", "plain", () => refresh(places));
      fill(places.form);
      fill(places.list, notice("problem", "The settings could not be read", ...failureLines(failure), again));
      return false;
    }
  }

  function show(places, state) {
    const { fill } = window.llamaSetup.elements;
    fill(places.list, ...rightsNote(state), ...(state.endpoints.length === 0 ? [] : [listOf(places, state)]));
    if (state.endpoints.length === 0) openForm(places, state, undefined);
    else fill(places.form);
  }

  /** Better told before somebody has filled in a form. */
  function rightsNote({ mayWrite }) {
    const { notice } = window.llamaSetup.elements;
    if (mayWrite !== false) return [];
    const mend = `You can look and test. To save takes ${window.llamaSetup.store.whoWrites}.`;
    return [notice("note", "You may not change these settings", mend)];
  }

  function listOf(places, state) {
    const { element, button } = window.llamaSetup.elements;
    const items = state.endpoints.map((endpoint) => itemOf(places, state, endpoint));
    const add = button("Add another endpoint", "plain", () => openForm(places, state, undefined).focus());
    return element(
      "div",
      {},
      element("ul", { class: "llama-endpoints" }, ...items),
      ...missingDefault(state),
      add,
    );
  }

  function missingDefault({ endpoints }) {
    const { notice } = window.llamaSetup.elements;
    if (endpoints.some(({ name }) => name === "default")) return [];
    return [
      notice(
        "note",
        "No endpoint is named default",
        "Only searches that name one of these, with llm_endpoint=NAME, ask a model; all others get the embedded analyst.",
      ),
    ];
  }

  function itemOf(places, state, endpoint) {
    const { element, fill, button } = window.llamaSetup.elements;
    const { name, settings } = endpoint;
    const edit = button("Edit", "plain", () => openForm(places, state, endpoint).focus());
    edit.setAttribute("aria-label", `Edit the endpoint ${name}`);
    const ask = button("Remove", "plain", () => confirmRemoval());
    ask.setAttribute("aria-label", `Remove the endpoint ${name}`);
    const actions = element("div", { class: "llama-item-actions" }, edit);
    if (endpoint.removable) actions.append(ask);
    const confirmRemoval = () => {
      const yes = button(`Remove ${name}`, "danger", () => whileRemoving(yes, places, state, endpoint));
      const no = button("Keep it", "plain", () => {
        fill(actions, edit, ask);
        ask.focus();
      });
      fill(actions, yes, no);
      no.focus();
    };
    return element(
      "li",
      { class: "llama-item" },
      element(
        "div",
        { class: "llama-finding" },
        element("p", { class: "llama-check" }, name),
        element("p", { class: "llama-url" }, settings.url || "no URL"),
        element(
          "p",
          { class: "llama-help" },
          `Model ${settings.model || "not set"}; ${keySentence(settings)}`,
        ),
      ),
      actions,
    );
  }

  /** What stands there may be the key itself; then it is not repeated. */
  function keySentence({ api_key: reference = "" }) {
    if (reference === "") return "no key";
    const [, kind, name] = /^(file|env|passwords):\s*(.+)$/.exec(reference) || [];
    if (kind === "file") return `key in the file ${name}`;
    if (kind === "env") return `key in the environment variable ${name}`;
    if (kind === "passwords") return `key in Splunk's password store, as ${name}`;
    return "its api_key does not say where the key is kept: edit it";
  }

  function openForm(places, state, endpoint) {
    const { fill } = window.llamaSetup.elements;
    const names = state.endpoints.map(({ name }) => name);
    const form = window.llamaSetup.form.build({
      endpoint,
      taken: names.filter((name) => endpoint === undefined || name !== endpoint.name),
      save: (change) => save(places, state, change),
      cancel: names.length === 0 ? undefined : () => closeForm(places),
    });
    fill(places.form, form.root);
    return form;
  }

  function closeForm(places) {
    window.llamaSetup.elements.fill(places.form);
    places.list.querySelector("button").focus();
  }

  async function save(places, state, change) {
    const outcome = await window.llamaSetup.store.save(change, state);
    await tell(places, outcome, `Saved: the endpoint ${change.name}`);
    return outcome;
  }

  function whileRemoving(pressed, places, state, endpoint) {
    return window.llamaSetup.elements.whileBusy(pressed, "Removing...", async () => {
      const outcome = await window.llamaSetup.store.remove(endpoint, state);
      await tell(places, outcome, `Removed: the endpoint ${endpoint.name}`);
    });
  }

  /** Says exactly what was done and what was not; the form goes only when nothing of it is left to save. */
  async function tell(places, outcome, success) {
    const { fill } = window.llamaSetup.elements;
    const note = noteOf(outcome, success);
    fill(places.outcome, note);
    if (outcome.complete) await refresh(places);
    note.focus();
  }

  function noteOf({ done, failures, complete, keyStored }, success) {
    const { notice, failureLines } = window.llamaSetup.elements;
    const failed = failures.flatMap((failure) => [failure.what, ...failureLines(failure)]);
    if (failures.length === 0) return notice("ok", success, ...done, "Next: test the setup below.");
    if (complete) return notice("warning", `${success}, with something left to do`, ...done, ...failed);
    if (done.length === 0) return notice("problem", "Nothing was changed", ...failed);
    const rest = keyStored
      ? ["The key need not be pasted again: leave its field empty when you save the rest."]
      : [];
    return notice("warning", "Only a part was saved", ...done, ...failed, ...rest);
  }

  return { build };
})();
