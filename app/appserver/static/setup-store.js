// The endpoints as splunkd keeps them: settings in the app's local/llama.conf, keys in the password store and never
// in llama.conf.
window.llamaSetup = window.llamaSetup || {};

window.llamaSetup.store = (() => {
  /**
   * @typedef {Record<string, string>} Settings the keys of an [endpoint:NAME] that have a value
   * @typedef {{ name: string, settings: Settings, removable: boolean }} Endpoint
   * @typedef {{ endpoints: Endpoint[], references: { stanza: string, entry: string }[], configured: boolean | undefined,
   *   mayWrite: boolean | undefined }} State
   * @typedef {{ what: string, why: string, said: string, mend: string }} Failure
   * @typedef {{ done: string[], failures: Failure[], keyStored: boolean, complete: boolean }} Outcome
   *   `complete` says that the settings are as wanted; a failure then concerns what is around them
   */

  const stanzaPrefix = "endpoint:";
  const entryPrefix = "passwords:";
  const realm = "llama_log_analyzer";
  const keys = [
    "url",
    "model",
    "api_key",
    "request_timeout",
    "concurrency",
    "host_concurrency",
    "scheduled_share",
    "fallback",
    "ca_file",
    "proxy",
    "price_in",
    "price_out",
  ];
  const whoWrites = "the role llama_admin or admin (sc_admin on Splunk Cloud)";
  const whoKeepsKeys = "the right edit_storage_passwords, which the roles llama_admin and admin have";
  const whoMarks = "the role admin (sc_admin on Splunk Cloud); llama_admin is not enough for this step";

  const conf = (stanza) => {
    const parts = ["configs/conf-llama", ...(stanza === undefined ? [] : [encodeURIComponent(stanza)])];
    return window.llamaSetup.splunkd.inApp(parts.join("/"));
  };
  const password = (entry) => {
    const parts = [
      "storage/passwords",
      ...(entry === undefined ? [] : [encodeURIComponent(`${realm}:${entry}:`)]),
    ];
    return window.llamaSetup.splunkd.inApp(parts.join("/"));
  };
  const thisApp = () => `services/apps/local/${window.llamaSetup.splunkd.app}`;
  const isStatus = (error, status) =>
    error instanceof window.llamaSetup.splunkd.Refusal && error.status === status;

  /** @returns {Promise<State>} */
  async function load() {
    const [entries, app] = await Promise.all([stanzas(), appState()]);
    const references = entries.flatMap(({ name, content }) =>
      Object.values(content)
        .filter((value) => String(value).startsWith(entryPrefix))
        .map((value) => ({ stanza: name, entry: String(value).slice(entryPrefix.length).trim() })),
    );
    return {
      endpoints: entries.filter(({ name }) => name.startsWith(stanzaPrefix)).map(endpointOf),
      references,
      ...app,
    };
  }

  async function stanzas() {
    const { request, app } = window.llamaSetup.splunkd;
    try {
      const { entry } = await request("GET", conf(undefined), { count: "0" });
      // Another app's llama.conf shows up here when that app shares it, and is read by nobody.
      return entry.filter(({ acl }) => acl.app === undefined || acl.app === app);
    } catch (error) {
      // No llama.conf has been written yet.
      if (isStatus(error, 404)) return [];
      throw error;
    }
  }

  /** Splunk Cloud does not let everybody look, and the page works without knowing. */
  async function appState() {
    try {
      const { entry } = await window.llamaSetup.splunkd.request("GET", thisApp());
      const [{ content, acl }] = entry;
      const configured = content.configured === true || /^(?:1|true)$/i.test(String(content.configured));
      return { configured, mayWrite: acl.can_write };
    } catch (_error) {
      return { configured: undefined, mayWrite: undefined };
    }
  }

  /** @returns {Endpoint} */
  function endpointOf({ name, content, acl }) {
    const given = keys.map((key) => [
      key,
      String(content[key] === undefined || content[key] === null ? "" : content[key]),
    ]);
    const settings = Object.fromEntries(given.filter(([, value]) => value !== ""));
    return { name: name.slice(stanzaPrefix.length), settings, removable: acl.removable !== false };
  }

  /**
   * The key first, for settings that name a key which is not there would break searches; then the settings; then the
   * mark that ends Splunk's sending people here. A step that the later ones need stops them when it fails.
   *
   * @param {{ name: string, before: Settings | undefined, settings: Settings, key: string }} change
   *   `before` is undefined for a new endpoint; `key` is empty when none is to be stored
   * @param {State} state
   * @returns {Promise<Outcome>}
   */
  async function save({ name, before, settings, key }, state) {
    const stanza = `${stanzaPrefix}${name}`;
    const entry = entryOf(settings);
    const steps = [];
    if (key !== "" && entry !== undefined) {
      steps.push({
        run: () => storeKey(entry, key),
        done: `The key is in Splunk's password store, as ${entry} of the realm ${realm}.`,
        failed: "The key was not stored.",
        permission: whoKeepsKeys,
        needed: true,
        keyStored: true,
      });
    }
    steps.push({
      run: () => (before === undefined ? create(stanza, settings) : update(stanza, before, settings)),
      done: `The endpoint ${name} is in local/llama.conf of the app; every search that starts from now on uses it.`,
      failed: `The settings of the endpoint ${name} were not saved.`,
      permission: whoWrites,
      needed: true,
      complete: true,
    });
    if (state.configured !== true) steps.push(markStep);
    const old = before === undefined ? undefined : entryOf(before);
    if (old !== entry) steps.push(...forgetSteps(old, stanza, state));
    return take(steps);
  }

  /** @param {Endpoint} endpoint @param {State} state @returns {Promise<Outcome>} */
  function remove({ name, settings }, state) {
    const stanza = `${stanzaPrefix}${name}`;
    const removal = {
      run: () => window.llamaSetup.splunkd.request("DELETE", conf(stanza)),
      done: `The endpoint ${name} is removed from local/llama.conf of the app.`,
      failed: `The endpoint ${name} was not removed.`,
      permission: whoWrites,
      needed: true,
      complete: true,
    };
    return take([removal, ...forgetSteps(entryOf(settings), stanza, state)]);
  }

  const markStep = {
    run: () => window.llamaSetup.splunkd.request("POST", thisApp(), { configured: "true" }),
    done: "The app is marked as set up.",
    failed:
      "The app could not be marked as set up, so Splunk may keep sending people to this page; searches work all the same.",
    permission: whoMarks,
  };

  /** A key that no stanza names any more is not left lying in the store, which has no page to find it in. */
  function forgetSteps(entry, stanza, { references }) {
    if (entry === undefined) return [];
    if (references.some((reference) => reference.entry === entry && reference.stanza !== stanza)) return [];
    const step = {
      run: () => window.llamaSetup.splunkd.request("DELETE", password(entry)).catch(unlessMissing),
      done: `Its key ${entry} is removed from Splunk's password store, for nothing names it any more.`,
      failed: `Its key ${entry} is still in Splunk's password store, realm ${realm}, and nothing names it any more.`,
      permission: whoKeepsKeys,
    };
    return [step];
  }

  function unlessMissing(error) {
    if (!isStatus(error, 404)) throw error;
  }

  /** @returns {Promise<Outcome>} */
  async function take(steps) {
    const outcome = { done: [], failures: [], keyStored: false, complete: false };
    for (const step of steps) {
      try {
        await step.run();
      } catch (error) {
        outcome.failures.push({
          what: step.failed,
          ...window.llamaSetup.splunkd.explain(error, step.permission),
        });
        if (step.needed) return outcome;
        continue;
      }
      outcome.done.push(step.done);
      outcome.keyStored = outcome.keyStored || step.keyStored === true;
      outcome.complete = outcome.complete || step.complete === true;
    }
    return outcome;
  }

  async function storeKey(entry, key) {
    const { request, Refusal } = window.llamaSetup.splunkd;
    try {
      try {
        await request("POST", password(undefined), { name: entry, password: key, realm });
      } catch (error) {
        if (!isStatus(error, 409)) throw error;
        await request("POST", password(entry), { password: key });
      }
    } catch (error) {
      // splunkd's message is shown, and must not bring the key back with it.
      throw error instanceof Refusal
        ? new Refusal(error.status, error.said.split(key).join("(the key)"))
        : error;
    }
  }

  async function create(stanza, settings) {
    const { request, inApp } = window.llamaSetup.splunkd;
    const fields = { name: stanza, ...settings };
    try {
      await request("POST", conf(undefined), fields);
    } catch (error) {
      if (!isStatus(error, 404)) throw error;
      await request("POST", inApp("properties"), { __conf: "llama" });
      await request("POST", conf(undefined), fields);
    }
  }

  /** What was taken out is sent empty: it may stand in a lower layer, which an empty value takes back. */
  function update(stanza, before, settings) {
    const emptied = Object.keys(before).filter((key) => settings[key] === undefined);
    const fields = { ...Object.fromEntries(emptied.map((key) => [key, ""])), ...settings };
    return window.llamaSetup.splunkd.request("POST", conf(stanza), fields);
  }

  /** @param {Settings} settings @returns {string | undefined} the name in the password store */
  function entryOf({ api_key: reference = "" }) {
    return reference.startsWith(entryPrefix) ? reference.slice(entryPrefix.length).trim() : undefined;
  }

  return { load, save, remove, entryOf, whoWrites };
})();
