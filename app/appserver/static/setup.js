// Made from src/setup-page by `npm run generate`; edit that.
(() => {
  var __defProp = Object.defineProperty;
  var __defNormalProp = (obj, key, value) => key in obj ? __defProp(obj, key, { enumerable: true, configurable: true, writable: true, value }) : obj[key] = value;
  var __publicField = (obj, key, value) => __defNormalProp(obj, typeof key !== "symbol" ? key + "" : key, value);

  // src/setup-page/elements.ts
  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === void 0 || value === false) continue;
      made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children);
    return made;
  }
  function fill(parent, ...children) {
    while (parent.firstChild !== null) parent.removeChild(parent.firstChild);
    parent.append(...children);
  }
  function button(text2, kind, press) {
    const made = element("button", { type: "button", class: `llama-button llama-button-${kind}` }, text2);
    made.addEventListener("click", () => press());
    return made;
  }
  async function whileBusy(pressed, meanwhile, work) {
    if (pressed.getAttribute("aria-disabled") === "true") return;
    const text2 = pressed.textContent;
    pressed.setAttribute("aria-disabled", "true");
    pressed.textContent = meanwhile;
    try {
      await work();
    } finally {
      pressed.removeAttribute("aria-disabled");
      pressed.textContent = text2;
    }
  }
  function field(description) {
    const { id, label, help = [], required } = description;
    const problemId = `${id}-problem`;
    const helpId = `${id}-help`;
    const input = inputOf(description, help.length === 0 ? problemId : `${problemId} ${helpId}`);
    const problem = element("p", { id: problemId, class: "llama-mistake", hidden: true });
    const optional = element("span", { class: "llama-optional" }, " (optional)");
    const root = element(
      "div",
      { class: "llama-field" },
      element("label", { for: id, class: "llama-label" }, label, ...required ? [] : [optional]),
      input,
      problem
    );
    if (help.length > 0) root.append(element("p", { id: helpId, class: "llama-help" }, ...help));
    const show2 = (sentence) => {
      problem.textContent = sentence != null ? sentence : "";
      problem.hidden = sentence === void 0;
      if (sentence === void 0) input.removeAttribute("aria-invalid");
      else input.setAttribute("aria-invalid", "true");
    };
    return { root, input, show: show2 };
  }
  function inputOf(description, describedBy) {
    const { id, type = "text", value = "", required, readonly, placeholder, inputmode, width } = description;
    const input = element("input", {
      id,
      type,
      class: `llama-input${width === "short" ? " llama-input-short" : ""}`,
      required,
      readonly,
      placeholder,
      inputmode,
      // The browser must neither remember nor correct a key or a path.
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      "aria-describedby": describedBy
    });
    input.value = value;
    return input;
  }
  function notice(kind, headline, ...sentences2) {
    const lines = sentences2.map((sentence) => element("p", {}, sentence));
    const title = element("p", { class: "llama-notice-title" }, headline);
    return element("div", { class: `llama-notice llama-${kind}`, tabindex: "-1" }, title, ...lines);
  }
  function failureLines({ why, said, fix }) {
    return [said === "" ? why : `${why} Splunk says: "${said}"`, `What to do: ${fix}`];
  }
  function code(text2) {
    return element("code", { class: "llama-code" }, text2);
  }

  // src/adapters/configuration/stanzas/declaration.ts
  function declareStanza(declaration) {
    return declaration;
  }
  var plainName = {
    pattern: /^[\w.-]{1,100}$/,
    finding: "has a name with other characters than letters, digits, _, - and dot, or none, or more than 100 of them",
    fix: "rename it"
  };

  // src/engine/duration.ts
  var units = { s: 1e3, m: 6e4, h: 36e5, d: 864e5 };
  var longest = 1e5 * 864e5;
  var durationForm = /^(\d{1,9}(?:\.\d{1,3})?)\s*([smhd])$/i;
  function readDuration(text2) {
    var _a;
    const [, number2, unit = ""] = (_a = durationForm.exec(text2.trim())) != null ? _a : [];
    if (number2 === void 0) return void 0;
    return Math.min(longest, Math.round(Number(number2) * units[unit.toLowerCase()]));
  }
  function readSeconds(text2) {
    return readDuration(/^\s*[\d.]+\s*$/.test(text2) ? `${text2.trim()}s` : text2);
  }

  // src/adapters/configuration/stanzas/value-types.ts
  var Problem = class {
    constructor(finding, fix) {
      __publicField(this, "finding");
      __publicField(this, "fix");
      this.finding = finding;
      this.fix = fix;
    }
  };
  function valueType(syntax, wanted, read2, example = wanted) {
    return { syntax, wanted, example, read: read2 };
  }
  function text({
    syntax = "<string>",
    wanted = "text on one line",
    pattern = /^[^\x00-\x1f\x7f]*$/,
    longest: longest2 = Number.POSITIVE_INFINITY
  } = {}) {
    return valueType(
      syntax,
      wanted,
      (value) => value.length <= longest2 && pattern.test(value) ? value : void 0
    );
  }
  var mostDigits = 999999999999999;
  function integer(least, most = mostDigits, unit = "") {
    const range = most === mostDigits ? `of ${least} or more` : `from ${least} to ${most}`;
    return valueType(
      "<integer>",
      `a whole number ${unit}${range}`,
      (value) => /^\d{1,15}$/.test(value) && Number(value) >= least && Number(value) <= most ? Number(value) : void 0
    );
  }
  function percentage(least, most) {
    const whole = integer(least, most, "of percent ");
    return valueType(whole.syntax, whole.wanted, (value) => {
      const percent = whole.read(value, "");
      return typeof percent === "number" ? percent / 100 : void 0;
    });
  }
  function number(what = "a number") {
    return valueType("<number>", `${what} of 0 or more`, (value) => {
      const form = /^(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:e[+-]?\d{1,2})?$/i;
      return form.test(value) ? Number(value) : void 0;
    });
  }
  function seconds(most) {
    return valueType(
      "<number>",
      `a number of seconds above 0, at most ${most}`,
      (value) => within(readSeconds(value), most * 1e3)
    );
  }
  function within(milliseconds = 0, most) {
    return milliseconds > 0 && milliseconds <= most ? milliseconds : void 0;
  }
  function choice(words) {
    const wanted = `${words.slice(0, -1).join(", ")} or ${words[words.length - 1]}`;
    return valueType(words.join(" | "), wanted, (value) => words.find((word) => word === value.toLowerCase()));
  }
  function partsOf(value) {
    return value.split(",").map((part) => part.trim()).filter((part) => part !== "");
  }
  function path() {
    return valueType(
      "<path>",
      "a whole path from the root",
      (value) => /^(?:\/|\\\\|[A-Za-z]:[\\/])[^\x00-\x1f\x7f]*$/.test(value) ? value : void 0
    );
  }
  function httpUrl({ example, secretIn, form = withoutLastSlash }) {
    const fix = `write it like ${example}`;
    const mendSecret = secretIn === void 0 ? "take it out" : `take it out and name the secret in ${secretIn}`;
    const read2 = (value) => {
      let parsed;
      try {
        parsed = new URL(value);
      } catch (e) {
        return new Problem("is no URL", fix);
      }
      const { protocol, username, password, host, pathname, search, hash } = parsed;
      if (protocol !== "http:" && protocol !== "https:")
        return new Problem("begins with neither http:// nor https://", fix);
      if (username !== "" || password !== "") return new Problem("holds a user name or password", mendSecret);
      if (search !== "" || hash !== "")
        return new Problem("has a part after ? or #", `end it with the path, like ${example}`);
      return form(`${protocol}//${host}${pathname}`);
    };
    return valueType("<url>", `a URL like ${example}`, read2, example);
  }
  function withoutLastSlash(url) {
    return url.replace(/\/+$/, "");
  }
  function httpUrls(options) {
    const one = httpUrl(options);
    return valueType(
      `${one.syntax}[, ${one.syntax}]...`,
      one.wanted,
      (value, place) => {
        const read2 = [];
        const parts = partsOf(value);
        for (const [at, part] of parts.entries()) {
          const found = one.read(part, place);
          if (typeof found === "string") read2.push(found);
          else if (found !== void 0)
            return parts.length === 1 ? found : new Problem(`has a URL (${at + 1} of ${parts.length}) that ${found.finding}`, found.fix);
        }
        if (read2.length === 0) return new Problem("names no URL", `write it like ${options.example}`);
        return [...new Set(read2)];
      },
      one.example
    );
  }
  var secretForm = /^[\x21-\x7E]+$/;
  function secret() {
    const wanted = "file:/path, env:NAME or passwords:NAME";
    return valueType("file:<path> | env:<variable> | passwords:<name>", wanted, (value, place) => {
      var _a;
      const [, kind, name] = (_a = /^(file|env|passwords):\s*([^\x00-\x1f\x7f]+)$/.exec(value)) != null ? _a : [];
      if (kind === void 0 || name === void 0)
        return new Problem(
          "does not say where the secret is kept",
          `write ${wanted}, never the secret itself; if it stood there, replace it with a new one`
        );
      if (kind === "file" && path().read(name, place) === void 0)
        return new Problem("names a file by a path that is not absolute", "write file:/whole/path");
      if (kind === "env" && !/^[A-Za-z_]\w*$/.test(name))
        return new Problem("names no environment variable", "letters, digits and _ only, like env:LLAMA_KEY");
      return { kind, name, place };
    });
  }

  // src/adapters/configuration/stanzas/endpoint.ts
  var wantedUrl = { example: "http://host:8000/v1", secretIn: "api_key", form: baseOf };
  var endpointUrl = httpUrl(wantedUrl);
  var endpoint = declareStanza({
    kind: "endpoint",
    named: plainName,
    help: "One model endpoint that searches may ask. `[endpoint:default]` serves searches that name none.",
    takesDefaults: true,
    settings: {
      url: {
        type: httpUrls(wantedUrl),
        as: "urls",
        required: true,
        label: "Endpoint URL",
        help: "The base URL of an OpenAI-style server, such as `http://llama-vllm:8000/v1`. http or https; no user name in it. Several, separated by commas, are replicas: they serve the same model, share the calls and stand in for each other."
      },
      model: {
        type: text({ wanted: "the model's name as the server knows it" }),
        required: true,
        label: "Model name",
        help: "The model's name as the server knows it, such as `meta-llama/Llama-3.1-70B-Instruct`; the list is at `/v1/models`."
      },
      api_key: {
        type: secret(),
        as: "secret",
        help: "Where the key is kept; never the key itself.\n`file:` a file that splunkd's user can read, and nobody else should. The way for keys that ordinary searches need.\n`env:` an environment variable of splunkd.\n`passwords:` an entry of Splunk's password store, realm `llama_log_analyzer`. Only searches of people with the capability `list_storage_passwords` (role `llama_admin`) can read it; all others get the embedded analyst."
      },
      authority: {
        type: choice(["lower", "raise", "explain", "none"]),
        default: "lower",
        label: "What its model may do",
        help: "What the model's verdicts may do beside those of the embedded analyst.\n`lower` make a severity one step milder, or worse; never milder for known failures that page and where a line seems to address the model.\n`raise` make it worse only.\n`explain` tell cause and action; the severity is the analyst's.\n`none` nothing: it is not asked. What it tells of incidents is an explanation and needs any of the other three."
      },
      request_timeout: {
        type: seconds(3600),
        default: "30",
        label: "Request timeout, in seconds",
        help: "Seconds a call may take beside the time for its answer: one second for ten tokens, or twice what the model takes where that is longer."
      },
      concurrency: {
        type: integer(1, 64),
        default: "8",
        label: "Calls side by side",
        help: "The most calls of one search side by side, 1 to 64, whatever a search asks for.\nHow many there really are is learnt from the server: it begins with one, whose time is the measure, and doubles until the first refusal, or until more calls bring no more."
      },
      batch_size: {
        type: integer(1, 32),
        default: "32",
        label: "Log lines in one call, at most",
        help: "The most log lines in one call, 1 to 32, whatever a search asks for: small models mix up the verdicts of several. The doctor suggests it."
      },
      host_concurrency: {
        type: integer(1, 4096),
        default: "64",
        label: "Calls side by side of all searches together",
        help: "The most calls of all searches of this host together, 1 to 4096. The searches that ask share them equally, and each may always make one."
      },
      scheduled_share: {
        type: percentage(0, 90),
        default: "25",
        label: "Part of these for scheduled searches, in percent",
        help: "The percentage of `host_concurrency` that ad-hoc searches leave to scheduled ones, 0 to 90."
      },
      fallback: {
        type: text({
          syntax: "<name>",
          wanted: "the name of another endpoint stanza",
          pattern: plainName.pattern
        }),
        label: "Endpoint to ask when this one is down",
        help: "The name of another endpoint stanza, asked when no server of this one answers, before the embedded analyst is."
      },
      ca_file: {
        type: path(),
        label: "File of certificate authorities",
        help: "A PEM file of certificate authorities to trust beside the machine's own. On a search-head cluster it has to exist at this path on every member."
      },
      proxy: {
        type: httpUrl({ example: "http://proxy:3128" }),
        label: "Proxy",
        help: "The HTTP proxy to go through, such as `http://proxy:3128`. Environment variables are ignored."
      },
      price_in: {
        type: number("a price"),
        label: "Price of a million tokens in",
        help: "The price of a million tokens of prompts, in any currency, for the run's record and the limits of cost."
      },
      price_out: {
        type: number("a price"),
        label: "Price of a million tokens out",
        help: "The price of a million tokens of answers, likewise."
      }
    }
  });
  function baseOf(url) {
    return url.replace(/\/+$/, "").replace(/\/chat\/completions$/, "").replace(/\/+$/, "");
  }

  // src/setup-page/splunk-web.ts
  var app = "llama_log_analyzer";
  var timeout = 6e4;
  var Refusal = class extends Error {
    constructor(status, said) {
      super(said === "" ? `HTTP ${status}` : said);
      __publicField(this, "name", "Refusal");
      /** 0 when nothing answered. */
      __publicField(this, "status");
      /** splunkd's own words; empty for none. */
      __publicField(this, "said");
      this.status = status;
      this.said = said;
    }
  };
  function pathPrefix() {
    var _a;
    const [, before = ""] = (_a = /^(.*?)\/app\//.exec(window.location.pathname)) != null ? _a : [];
    return before;
  }
  function inApp(path2) {
    return `servicesNS/nobody/${app}/${path2}`;
  }
  async function request(method, path2, fields = {}) {
    const parameters = new URLSearchParams(method === "POST" ? fields : { ...fields, output_mode: "json" });
    const address = `${pathPrefix()}/splunkd/__raw/${path2}`;
    const headers = { "X-Splunk-Form-Key": formKey(), "X-Requested-With": "XMLHttpRequest" };
    if (method !== "POST") return read(await answer(`${address}?${parameters}`, { method, headers }));
    return read(
      await answer(`${address}?output_mode=json`, {
        method,
        headers: { ...headers, "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8" },
        body: parameters.toString()
      })
    );
  }
  function formKey() {
    var _a, _b;
    const cookies = document.cookie.split(/;\s*/).filter((cookie2) => cookie2.startsWith("splunkweb_csrf_token_"));
    const known = (_a = window.$C) == null ? void 0 : _a.MRSPARKLE_PORT_NUMBER;
    const ports = [known, window.location.port].filter((port) => port !== void 0 && port !== "");
    const ours = ports.map(
      (port) => cookies.find((cookie2) => cookie2.startsWith(`splunkweb_csrf_token_${port}=`))
    );
    const cookie = (_b = [...ours, cookies[0]].find((candidate) => candidate !== void 0)) != null ? _b : "";
    return decodeURIComponent(cookie.slice(cookie.indexOf("=") + 1));
  }
  async function answer(address, options) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), timeout);
    try {
      const response = await fetch(address, { ...options, credentials: "same-origin", signal: stop.signal });
      return { status: response.status, text: await response.text() };
    } catch (e) {
      throw new Refusal(0, "");
    } finally {
      clearTimeout(timer);
    }
  }
  function read({ status, text: text2 }) {
    let reply;
    try {
      reply = text2 === "" ? {} : JSON.parse(text2);
    } catch (e) {
      throw new Refusal(status < 400 ? 401 : status, "");
    }
    if (status >= 400) throw new Refusal(status, saidIn(reply));
    return reply;
  }
  function saidIn({ messages }) {
    const texts = (Array.isArray(messages) ? messages : []).map(({ text: text2 }) => String(text2));
    return texts.join(" ").replace(/\s+/g, " ").trim().slice(0, 500);
  }
  function explain(error, permission) {
    if (!(error instanceof Refusal)) {
      return {
        why: "This page made a mistake.",
        said: String(error),
        fix: "Load the page again; if it stays, report it."
      };
    }
    const [why, fix] = sentences(error, permission);
    return { why, said: error.said, fix };
  }
  function sentences({ status, said }, permission) {
    if (status === 0) return ["Splunk Web did not answer.", "Check the connection to Splunk, then try again."];
    if (status === 401)
      return ["Your session has ended.", "Load the page again, sign in, and repeat this step."];
    if (status === 403 && /csrf/i.test(said)) {
      return ["Splunk Web did not recognize this page any more.", "Load the page again and repeat this step."];
    }
    if (status === 403) {
      return [
        "Splunk does not let you do this.",
        `That takes ${permission}. Ask somebody who has it, or for the role.`
      ];
    }
    if (status === 404) {
      return [
        "Splunk does not find it.",
        "Check that the app is installed and enabled, and load the page again."
      ];
    }
    if (status === 409) {
      return ["There is one by this name already.", "Load the page again and edit that one."];
    }
    if (status >= 502 && status <= 504) {
      return [`Splunk is not ready, or too busy (HTTP ${status}).`, "Wait a minute and try again."];
    }
    if (status >= 500) {
      return [
        `Splunk had an error of its own (HTTP ${status}).`,
        "Try again; if it stays, look for the time of it in splunkd.log."
      ];
    }
    return [`Splunk turned it down (HTTP ${status}).`, "Correct what it names, and try again."];
  }

  // src/setup-page/endpoint-store.ts
  var stanzaPrefix = "endpoint:";
  var realm = "llama_log_analyzer";
  var whoWrites = "the role llama_admin or admin (sc_admin on Splunk Cloud)";
  var whoKeepsKeys = "the right edit_storage_passwords, which the roles llama_admin and admin have";
  var whoMarks = "the role admin (sc_admin on Splunk Cloud); llama_admin is not enough for this step";
  var allStanzas = inApp("configs/conf-llama");
  var allPasswords = inApp("storage/passwords");
  var thisApp = `services/apps/local/${app}`;
  var stanzaPath = (stanza) => `${allStanzas}/${encodeURIComponent(stanza)}`;
  var passwordPath = (entry) => `${allPasswords}/${encodeURIComponent(`${realm}:${entry}:`)}`;
  var isStatus = (error, status) => error instanceof Refusal && error.status === status;
  async function loadState() {
    const [entries, appState] = await Promise.all([loadStanzas(), loadAppState()]);
    const references = entries.flatMap(
      ({ name, content }) => Object.values(content).flatMap((value) => {
        const reference = readReference(String(value));
        return (reference == null ? void 0 : reference.kind) === "passwords" ? { stanza: name, entry: reference.name } : [];
      })
    );
    const endpoints = entries.filter(({ name }) => name.startsWith(stanzaPrefix)).map(endpointOf);
    return { endpoints, references, ...appState };
  }
  async function loadStanzas() {
    try {
      const { entry } = await request("GET", allStanzas, { count: "0" });
      return entry.filter(({ acl }) => acl.app === void 0 || acl.app === app);
    } catch (error) {
      if (isStatus(error, 404)) return [];
      throw error;
    }
  }
  async function loadAppState() {
    try {
      const { entry } = await request("GET", thisApp);
      const { content, acl } = entry[0];
      const configured = content.configured === true || /^(?:1|true)$/i.test(String(content.configured));
      return { configured, mayWrite: acl.can_write };
    } catch (e) {
      return { configured: void 0, mayWrite: void 0 };
    }
  }
  function endpointOf({ name, content, acl }) {
    const given = Object.keys(endpoint.settings).map((key) => {
      var _a;
      return [key, String((_a = content[key]) != null ? _a : "")];
    });
    const settings = Object.fromEntries(given.filter(([, value]) => value !== ""));
    return { name: name.slice(stanzaPrefix.length), settings, removable: acl.removable !== false };
  }
  function saveEndpoint({ name, before, settings, key }, state) {
    const stanza = `${stanzaPrefix}${name}`;
    const entry = entryOf(settings);
    const old = before === void 0 ? void 0 : entryOf(before);
    const steps = [];
    if (key !== "" && entry !== void 0) {
      steps.push({
        run: () => storeKey(entry, key),
        done: `The key is in Splunk's password store, as ${entry} of the realm ${realm}.`,
        failed: "The key was not stored.",
        permission: whoKeepsKeys,
        needed: true,
        keyStored: true
      });
    }
    steps.push({
      run: () => before === void 0 ? create(stanza, settings) : update(stanza, before, settings),
      done: `The endpoint ${name} is in local/llama.conf of the app; every search that starts from now on uses it.`,
      failed: `The settings of the endpoint ${name} were not saved.`,
      permission: whoWrites,
      needed: true,
      complete: true
    });
    if (state.configured !== true) steps.push(markAsSetUp);
    if (old !== entry) steps.push(...forgetKey(old, stanza, state));
    return take(steps);
  }
  function removeEndpoint({ name, settings }, state) {
    const stanza = `${stanzaPrefix}${name}`;
    const removal = {
      run: () => request("DELETE", stanzaPath(stanza)),
      done: `The endpoint ${name} is removed from local/llama.conf of the app.`,
      failed: `The endpoint ${name} was not removed.`,
      permission: whoWrites,
      needed: true,
      complete: true
    };
    return take([removal, ...forgetKey(entryOf(settings), stanza, state)]);
  }
  function entryOf(settings) {
    const reference = referenceOf(settings);
    return (reference == null ? void 0 : reference.kind) === "passwords" ? reference.name : void 0;
  }
  function referenceOf({ api_key: text2 = "" }) {
    return readReference(text2);
  }
  function readReference(text2) {
    const read2 = secret().read(text2, "");
    return read2 instanceof Problem ? void 0 : read2;
  }
  var markAsSetUp = {
    run: () => request("POST", thisApp, { configured: "true" }),
    done: "The app is marked as set up.",
    failed: "The app could not be marked as set up, so Splunk may keep sending people to this page; searches work all the same.",
    permission: whoMarks
  };
  function forgetKey(entry, stanza, { references }) {
    if (entry === void 0) return [];
    if (references.some((reference) => reference.entry === entry && reference.stanza !== stanza)) return [];
    const unlessMissing = (error) => {
      if (!isStatus(error, 404)) throw error;
    };
    return [
      {
        run: () => request("DELETE", passwordPath(entry)).catch(unlessMissing),
        done: `Its key ${entry} is removed from Splunk's password store, because nothing names it any more.`,
        failed: `Its key ${entry} is still in Splunk's password store, realm ${realm}, and nothing names it any more.`,
        permission: whoKeepsKeys
      }
    ];
  }
  async function take(steps) {
    const done = [];
    const failures = [];
    let keyStored = false;
    let complete = false;
    for (const step of steps) {
      try {
        await step.run();
      } catch (error) {
        failures.push({ what: step.failed, ...explain(error, step.permission) });
        if (step.needed) break;
        continue;
      }
      done.push(step.done);
      keyStored || (keyStored = step.keyStored === true);
      complete || (complete = step.complete === true);
    }
    return { done, failures, keyStored, complete };
  }
  async function storeKey(entry, key) {
    try {
      try {
        await request("POST", allPasswords, { name: entry, password: key, realm });
      } catch (error) {
        if (!isStatus(error, 409)) throw error;
        await request("POST", passwordPath(entry), { password: key });
      }
    } catch (error) {
      throw error instanceof Refusal ? new Refusal(error.status, error.said.split(key).join("(the key)")) : error;
    }
  }
  async function create(stanza, settings) {
    const fields = { name: stanza, ...settings };
    try {
      await request("POST", allStanzas, fields);
    } catch (error) {
      if (!isStatus(error, 404)) throw error;
      await request("POST", inApp("properties"), { __conf: "llama" });
      await request("POST", allStanzas, fields);
    }
  }
  function update(stanza, before, settings) {
    const emptied = Object.keys(before).filter((key) => settings[key] === void 0);
    return request("POST", stanzaPath(stanza), {
      ...Object.fromEntries(emptied.map((key) => [key, ""])),
      ...settings
    });
  }

  // src/setup-page/form-problems.ts
  var settingNames = Object.keys(endpoint.settings).filter(
    (key) => key !== "api_key"
  );
  function problemsOf(values, known) {
    const { keyPlace, keyFile, key, name } = values;
    const found = { name: nameProblem(name, known.taken) };
    for (const setting of settingNames) {
      found[setting] = settingProblem(endpoint.settings[setting], values[setting]);
    }
    if (keyPlace === "file") found.keyFile = settingProblem({ type: path(), required: true }, keyFile);
    if (keyPlace === "passwords" && !(key === "" && known.keyIsStored)) found.key = keyProblem(key);
    return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== void 0));
  }
  function settingProblem({ type, required }, text2) {
    if (text2 === "" && required !== true) return void 0;
    const value = text2 === "" ? void 0 : type.read(text2, "");
    if (value === void 0) return `Enter ${type.wanted}.`;
    if (value instanceof Problem) return `This ${value.finding}: ${value.fix}.`;
    return text2.endsWith("\\") ? "This cannot end with a backslash." : void 0;
  }
  function nameProblem(name, taken) {
    if (name === "") return "Give the endpoint a name; default serves every search that names none.";
    if (!plainName.pattern.test(name))
      return "A name has only letters, digits, _, - and dot, at most 100 of them.";
    if (taken.includes(name))
      return `There is an endpoint ${name} already: edit it in the list, or choose another name.`;
    return void 0;
  }
  function keyProblem(key) {
    if (key === "") return "Paste the key.";
    if (secretForm.test(key)) return void 0;
    return "A key is one line of letters, digits and signs without spaces. Copy it again, and the key alone.";
  }

  // src/setup-page/form-fields.ts
  var advancedFields = [
    "name",
    ...settingNames.filter((name) => name !== "url" && name !== "model")
  ];
  function allFields(settings, name, exists) {
    const { url, model, ...others } = Object.fromEntries(
      settingNames.map((key) => {
        var _a;
        return [key, settingField(key, (_a = settings[key]) != null ? _a : "")];
      })
    );
    const reference = referenceOf(settings);
    return {
      url,
      model,
      keyFile: field({
        id: "llama-key-file",
        label: "Path of the file",
        value: (reference == null ? void 0 : reference.kind) === "file" ? reference.name : "",
        required: true,
        help: [
          "The file holds the key alone, and the user that runs splunkd can read it (chmod 600). On a search-head cluster it has to exist at this path on every member."
        ]
      }),
      key: field({
        id: "llama-key",
        label: "Key",
        type: "password",
        required: true,
        help: [keyHelp(settings)]
      }),
      name: field({
        id: "llama-name",
        label: "Name of the endpoint",
        value: name,
        required: true,
        readonly: exists,
        width: "short",
        help: withCode(
          "default serves every search that names none; another one is asked with `llm_endpoint=NAME`."
        )
      }),
      ...others
    };
  }
  function settingField(name, value) {
    const setting = endpoint.settings[name];
    const { type, label = name, help, default: placeholder = "", required } = setting;
    return field({
      id: `llama-${name}`,
      label,
      value,
      required: required === true,
      placeholder,
      help: withCode(help.split("\n", 1).join("")),
      ...inputFor(type.syntax)
    });
  }
  function inputFor(syntax) {
    if (syntax.startsWith("<url>")) return { inputmode: "url" };
    if (syntax === "<integer>") return { inputmode: "numeric", width: "short" };
    if (syntax === "<number>") return { inputmode: "decimal", width: "short" };
    return syntax === "<name>" ? { width: "short" } : {};
  }
  function withCode(text2) {
    return text2.split("`").map((part, at) => at % 2 === 1 ? code(part) : part);
  }
  function keyHelp(settings) {
    return entryOf(settings) === void 0 ? "Encrypted by Splunk, replicated in a search-head cluster, and never shown again on this page." : "A key is stored and is not shown. Leave this empty to keep it, or paste one to replace it.";
  }
  function valuesOf(fields, keyPlace) {
    const texts = Object.fromEntries(
      Object.entries(fields).map(([key, { input }]) => [key, input.value.trim()])
    );
    return { ...texts, keyFile: texts.keyFile.replace(/^file:\s*/, ""), keyPlace };
  }
  function settingsOf(values, before) {
    var _a, _b;
    const references = {
      none: "",
      file: `file:${values.keyFile}`,
      passwords: `passwords:${(_a = entryOf(before)) != null ? _a : values.name}`,
      kept: (_b = before.api_key) != null ? _b : ""
    };
    const given = settingNames.map((key) => [key, values[key]]);
    return Object.fromEntries(
      [...given, ["api_key", references[values.keyPlace]]].filter(([, value]) => value !== "")
    );
  }

  // src/setup-page/endpoint-form.ts
  function endpointForm({ endpoint: endpoint2, taken, save: save2, cancel }) {
    var _a, _b;
    const settings = (_a = endpoint2 == null ? void 0 : endpoint2.settings) != null ? _a : {};
    const name = (_b = endpoint2 == null ? void 0 : endpoint2.name) != null ? _b : taken.includes("default") ? "" : "default";
    const fields = allFields(settings, name, endpoint2 !== void 0);
    const place = keyPlaceChoice(settings, fields, endpoint2 !== void 0);
    const advanced = element(
      "details",
      { class: "llama-advanced", open: name === "" },
      element("summary", { class: "llama-summary" }, "Advanced: name, limits, certificates, proxy, prices"),
      element("div", { class: "llama-advanced-fields" }, ...advancedFields.map((key) => fields[key].root))
    );
    const problems = element("p", { class: "llama-mistake", role: "alert" });
    const submit = element("button", { type: "submit", class: "llama-button llama-button-primary" }, "Save");
    const title = element(
      "h3",
      { id: "llama-form-title", class: "llama-title", tabindex: "-1" },
      titleFor(endpoint2, taken)
    );
    const root = element(
      "form",
      { class: "llama-form", novalidate: true, autocomplete: "off", "aria-labelledby": "llama-form-title" },
      title,
      fields.url.root,
      fields.model.root,
      place.root,
      advanced,
      problems,
      element(
        "div",
        { class: "llama-actions" },
        submit,
        ...cancel === void 0 ? [] : [button("Cancel", "plain", cancel)]
      )
    );
    let storedFor;
    const check = () => {
      const values = valuesOf(fields, place.chosen());
      const keyIsStored = place.keyIsStored || values.name === storedFor;
      const found = problemsOf(values, { taken, keyIsStored });
      for (const key of namesOf(fields)) fields[key].show(found[key]);
      return { values, wrong: namesOf(fields).filter((key) => found[key] !== void 0) };
    };
    const trySave = async () => {
      const { values, wrong } = check();
      const [first] = wrong;
      problems.textContent = summaryOf(wrong.length);
      if (first !== void 0) {
        if (wrong.some((key2) => advancedFields.includes(key2))) advanced.open = true;
        fields[first].input.focus();
        return;
      }
      const key = values.keyPlace === "passwords" ? values.key : "";
      const before = endpoint2 === void 0 ? void 0 : settings;
      const outcome = await save2({ name: values.name, before, settings: settingsOf(values, settings), key });
      if (!outcome.keyStored) return;
      storedFor = values.name;
      fields.key.input.value = "";
    };
    root.addEventListener("submit", (event) => {
      event.preventDefault();
      void whileBusy(submit, "Saving...", trySave);
    });
    root.addEventListener("input", ({ target }) => {
      if (target.getAttribute("aria-invalid") === "true") check();
    });
    return { root, focus: () => title.focus() };
  }
  function namesOf(fields) {
    return Object.keys(fields);
  }
  function titleFor(endpoint2, taken) {
    if (endpoint2 !== void 0) return `Edit the endpoint ${endpoint2.name}`;
    return taken.length === 0 ? "Your model server" : "Another endpoint";
  }
  function summaryOf(count) {
    if (count === 0) return "";
    return count === 1 ? "Nothing was sent: one field wants a correction." : `Nothing was sent: ${count} fields want a correction.`;
  }
  function keyPlaceChoice(settings, fields, exists) {
    const current = exists ? placeOf(settings) : "none";
    const choices = element("div", {});
    const ways = waysFor(current, settings, fields).map((way) => {
      const id = `llama-key-place-${way.value}`;
      const input = element("input", {
        type: "radio",
        name: "llama-key-place",
        id,
        value: way.value,
        class: "llama-radio",
        "aria-describedby": `${id}-help`
      });
      input.checked = way.value === current;
      const label = element("label", { for: id }, way.label);
      const help = element("p", { id: `${id}-help`, class: "llama-help" }, way.help);
      choices.append(element("div", { class: "llama-choice" }, input, label, help));
      if (way.field !== void 0)
        choices.append(element("div", { class: "llama-choice-field" }, way.field.root));
      return { ...way, input };
    });
    const chosen = () => {
      var _a, _b;
      return (_b = (_a = ways.find(({ input }) => input.checked)) == null ? void 0 : _a.value) != null ? _b : current;
    };
    const update2 = () => {
      for (const { input, field: field2 } of ways) if (field2 !== void 0) field2.root.hidden = !input.checked;
      if (chosen() !== "passwords") fields.key.input.value = "";
    };
    choices.addEventListener("change", update2);
    update2();
    const root = element(
      "fieldset",
      { class: "llama-fieldset" },
      element("legend", { class: "llama-label" }, "How is its API key kept?"),
      choices
    );
    return { root, chosen, keyIsStored: current === "passwords" };
  }
  function placeOf(settings) {
    var _a, _b;
    if (((_a = settings.api_key) != null ? _a : "") === "") return "none";
    const kind = (_b = referenceOf(settings)) == null ? void 0 : _b.kind;
    return kind === "file" || kind === "passwords" ? kind : "kept";
  }
  function waysFor(current, settings, fields) {
    const ways = [
      { value: "none", label: "It wants no key", help: "Usual for a server inside your own network." },
      {
        value: "file",
        label: "In a file on the search head (recommended)",
        help: "Works for every search, whoever runs it. The key itself never passes through this page.",
        field: fields.keyFile
      },
      {
        value: "passwords",
        label: "In Splunk's password store",
        help: "Only people with the right list_storage_passwords can use it, which means the roles llama_admin and admin. Searches of everybody else, llama_analyst included, get the embedded analyst in place of the model.",
        field: fields.key
      }
    ];
    if (current !== "kept") return ways;
    const reference = referenceOf(settings);
    const help = (reference == null ? void 0 : reference.kind) === "env" ? `In the environment variable ${reference.name} of splunkd.` : "llama.conf says something that is no place of a key. If it is the key itself, choose another way and have the key replaced.";
    return [{ value: "kept", label: "As it is now", help }, ...ways];
  }

  // src/setup-page/endpoints-section.ts
  function endpointsSection() {
    const places = {
      outcome: element("div", { role: "status", class: "llama-status" }),
      list: element("div", {}),
      form: element("div", {})
    };
    void refresh(places);
    return element("div", {}, places.outcome, places.list, places.form);
  }
  async function refresh(places) {
    if (places.list.firstChild === null)
      fill(places.list, element("p", { class: "llama-help" }, "Reading the settings..."));
    try {
      show(places, await loadState());
    } catch (error) {
      const lines = failureLines(explain(error, whoWrites));
      const again = button("Try again", "plain", () => refresh(places));
      fill(places.form);
      fill(places.list, notice("problem", "The settings could not be read", ...lines, again));
    }
  }
  function show(places, state) {
    const isEmpty = state.endpoints.length === 0;
    fill(places.list, ...rightsNote(state), ...isEmpty ? [] : [listOf(places, state)]);
    if (isEmpty) openForm(places, state, void 0);
    else fill(places.form);
  }
  function rightsNote({ mayWrite }) {
    if (mayWrite !== false) return [];
    const fix = `You can look and test. To save takes ${whoWrites}.`;
    return [notice("note", "You may not change these settings", fix)];
  }
  function listOf(places, state) {
    const items = state.endpoints.map((endpoint2) => itemOf(places, state, endpoint2));
    const add = button("Add another endpoint", "plain", () => openForm(places, state, void 0).focus());
    const list = element("ul", { class: "llama-endpoints" }, ...items);
    return element("div", {}, list, ...missingDefault(state), add);
  }
  function missingDefault({ endpoints }) {
    if (endpoints.some(({ name }) => name === "default")) return [];
    const sentence = "Only searches that name one of these, with llm_endpoint=NAME, ask a model; all others get the embedded analyst.";
    return [notice("note", "No endpoint is named default", sentence)];
  }
  function itemOf(places, state, endpoint2) {
    var _a, _b;
    const { name, settings } = endpoint2;
    const edit = button("Edit", "plain", () => openForm(places, state, endpoint2).focus());
    edit.setAttribute("aria-label", `Edit the endpoint ${name}`);
    const ask = button("Remove", "plain", () => confirmRemoval());
    ask.setAttribute("aria-label", `Remove the endpoint ${name}`);
    const actions = element("div", { class: "llama-item-actions" }, edit);
    if (endpoint2.removable) actions.append(ask);
    const confirmRemoval = () => {
      const yes = button(`Remove ${name}`, "danger", () => whileRemoving(yes, places, state, endpoint2));
      const no = button("Keep it", "plain", () => {
        fill(actions, edit, ask);
        ask.focus();
      });
      fill(actions, yes, no);
      no.focus();
    };
    const about = `Model ${(_a = settings.model) != null ? _a : "not set"}; ${keySentence(settings)}`;
    const text2 = element(
      "div",
      { class: "llama-finding" },
      element("p", { class: "llama-check" }, name),
      element("p", { class: "llama-url" }, (_b = settings.url) != null ? _b : "no URL"),
      element("p", { class: "llama-help" }, about)
    );
    return element("li", { class: "llama-item" }, text2, actions);
  }
  function keySentence(settings) {
    var _a;
    if (((_a = settings.api_key) != null ? _a : "") === "") return "no key";
    const reference = referenceOf(settings);
    if (reference === void 0) return "its api_key does not say where the key is kept: edit it";
    const { kind, name } = reference;
    if (kind === "file") return `key in the file ${name}`;
    return kind === "env" ? `key in the environment variable ${name}` : `key in Splunk's password store, as ${name}`;
  }
  function openForm(places, state, endpoint2) {
    const names = state.endpoints.map(({ name }) => name);
    const form = endpointForm({
      endpoint: endpoint2,
      taken: names.filter((name) => name !== (endpoint2 == null ? void 0 : endpoint2.name)),
      save: (change) => save(places, state, change),
      cancel: names.length === 0 ? void 0 : () => closeForm(places)
    });
    fill(places.form, form.root);
    return form;
  }
  function closeForm(places) {
    var _a;
    fill(places.form);
    (_a = places.list.querySelector("button")) == null ? void 0 : _a.focus();
  }
  async function save(places, state, change) {
    const outcome = await saveEndpoint(change, state);
    await tell(places, outcome, `Saved: the endpoint ${change.name}`);
    return outcome;
  }
  function whileRemoving(pressed, places, state, endpoint2) {
    return whileBusy(pressed, "Removing...", async () => {
      const outcome = await removeEndpoint(endpoint2, state);
      await tell(places, outcome, `Removed: the endpoint ${endpoint2.name}`);
    });
  }
  async function tell(places, outcome, success) {
    const note = noteOf(outcome, success);
    fill(places.outcome, note);
    if (outcome.complete) await refresh(places);
    note.focus();
  }
  function noteOf({ done, failures, complete, keyStored }, success) {
    const failed = failures.flatMap((failure) => [failure.what, ...failureLines(failure)]);
    if (failures.length === 0) return notice("ok", success, ...done, "Next: test the setup below.");
    if (complete) return notice("warning", `${success}, with something left to do`, ...done, ...failed);
    if (done.length === 0) return notice("problem", "Nothing was changed", ...failed);
    const rest = keyStored ? ["The key need not be pasted again: leave its field empty when you save the rest."] : [];
    return notice("warning", "Only a part was saved", ...done, ...failed, ...rest);
  }

  // src/setup-page/next-steps.ts
  var firstSearch = "index=main earliest=-15m (error OR warn*) | head 200 | llamaanalyze | table _time severity root_cause recommended_action _raw";
  function nextSteps() {
    const manager = (path2) => `${pathPrefix()}/manager/llama_log_analyzer/${path2}`;
    const steps = [
      {
        name: "search",
        sentence: "Run a first search. Every row comes back with a severity, a cause and what to do first:",
        line: firstSearch
      },
      {
        name: "role",
        sentence: "Let people use it: give them this role, or their group of your directory.",
        line: "llama_analyst",
        link: { text: "Open Settings > Users", address: manager("authentication/users") }
      },
      {
        name: "schedule",
        sentence: "Triage what arrives, every five minutes: enable this saved search, signed in as somebody with the role llama_admin.",
        line: "Llama - Triage new events",
        link: {
          text: "Open the app's saved searches",
          address: manager("saved/searches?app=llama_log_analyzer&itemType=&owner=")
        }
      }
    ];
    return element("ol", { class: "llama-steps" }, ...steps.map(itemOf2));
  }
  function itemOf2({ name, sentence, line, link }) {
    const shown = element("code", { id: `llama-next-${name}`, class: "llama-line", tabindex: "0" }, line);
    const said = element("span", { role: "status", class: "llama-help" });
    const row = element("div", { class: "llama-copy" }, shown, copyButton(shown, line, said), said);
    const item = element("li", {}, element("p", {}, sentence), row);
    if (link !== void 0) {
      item.append(element("p", {}, element("a", { href: link.address, class: "llama-link" }, link.text)));
    }
    return item;
  }
  function copyButton(shown, line, said) {
    const made = button("Copy", "plain", async () => {
      said.textContent = await copied(shown, line) ? "Copied" : "Selected: press Ctrl+C to copy";
      setTimeout(() => {
        said.textContent = "";
      }, 4e3);
    });
    made.setAttribute("aria-label", `Copy ${line}`);
    return made;
  }
  async function copied(shown, line) {
    var _a;
    try {
      await navigator.clipboard.writeText(line);
      return true;
    } catch (e) {
      (_a = window.getSelection()) == null ? void 0 : _a.selectAllChildren(shown);
      return document.execCommand("copy");
    }
  }

  // src/setup-page/setup-test.ts
  var TestFailed = class extends Error {
    constructor() {
      super(...arguments);
      __publicField(this, "name", "TestFailed");
    }
  };
  var timeout2 = 3e5;
  async function testSetup() {
    var _a;
    const jobs = `${await ownNamespace()}/search/jobs`;
    const search = { search: "| llamadoctor", exec_mode: "normal", timeout: "120" };
    const { sid } = await request("POST", jobs, search);
    if (typeof sid !== "string") throw new TestFailed("Splunk started no search job.");
    const { isFailed, messages } = await ended(`${jobs}/${encodeURIComponent(sid)}`);
    if (isFailed) throw new TestFailed(textOf(messages) || "The search failed, and Splunk does not say why.");
    const reply = await resultsOf(jobs, sid);
    const rows = (_a = reply.results) != null ? _a : [];
    if (rows.length === 0) {
      throw new TestFailed(textOf(messages) || textOf(reply.messages) || "The search ended and found nothing.");
    }
    return rows.map((row) => ({
      check: oneText(row.check),
      state: oneText(row.state),
      finding: oneText(row.finding),
      fix: oneText(row.fix)
    }));
  }
  async function ownNamespace() {
    var _a, _b;
    const { entry } = await request(
      "GET",
      "services/authentication/current-context"
    );
    return `servicesNS/${encodeURIComponent((_b = (_a = entry[0]) == null ? void 0 : _a.content.username) != null ? _b : "")}/${app}`;
  }
  async function ended(job) {
    var _a, _b;
    const latest = Date.now() + timeout2;
    for (let wait = 300; Date.now() < latest; wait = Math.min(wait * 1.5, 2e3)) {
      const { entry } = await request("GET", job);
      const content = (_b = (_a = entry[0]) == null ? void 0 : _a.content) != null ? _b : {};
      if (content.isDone === true || content.isFailed === true) return content;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
    await request("DELETE", job).catch(() => void 0);
    throw new TestFailed(
      "The test did not end within five minutes, and was stopped. Splunk may have no search slot free."
    );
  }
  async function resultsOf(jobs, sid) {
    const id = encodeURIComponent(sid);
    try {
      return await request("GET", `${jobs.replace(/jobs$/, "v2/jobs")}/${id}/results`, { count: "0" });
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 404) throw error;
      return request("GET", `${jobs}/${id}/results`, { count: "0" });
    }
  }
  function oneText(value) {
    return typeof value === "object" ? value.join("\n") : value != null ? value : "";
  }
  function textOf(messages) {
    const texts = (Array.isArray(messages) ? messages : []).filter(({ type }) => /^(?:fatal|error|warn)/i.test(String(type))).map(({ text: text2 }) => String(text2));
    return texts.join(" ").slice(0, 500);
  }

  // src/setup-page/test-section.ts
  var whoTests = "one of the roles llama_analyst, llama_admin or admin, which may run the app's commands";
  var stateWords = /* @__PURE__ */ new Map([
    ["ok", "OK"],
    ["warning", "Warning"],
    ["problem", "Problem"],
    ["skipped", "Skipped"]
  ]);
  function testSection() {
    const clock = element("span", { class: "llama-help llama-clock", "aria-hidden": "true" });
    const status = element("div", { role: "status", class: "llama-status" });
    const results = element("div", {});
    const start2 = button(
      "Test the setup",
      "primary",
      () => whileBusy(start2, "Testing...", async () => {
        const begun = "The test is running. A model that has to be loaded first may take a minute to answer.";
        fill(results);
        fill(status, element("p", {}, begun));
        const tick = startClock(clock);
        try {
          const findings = await testSetup();
          fill(status, element("p", { class: "llama-verdict" }, summaryOf2(findings)));
          fill(results, element("ul", { class: "llama-findings" }, ...findings.map(itemOf3)));
        } catch (error) {
          fill(status, failureOf(error));
        } finally {
          clearInterval(tick);
          clock.textContent = "";
        }
      })
    );
    return element("div", {}, element("div", { class: "llama-actions" }, start2, clock), status, results);
  }
  function startClock(clock) {
    const began = Date.now();
    return setInterval(() => {
      clock.textContent = `${Math.round((Date.now() - began) / 1e3)} s`;
    }, 1e3);
  }
  function failureOf(error) {
    const said = error instanceof Error ? error.message : String(error);
    const isUnknown = /unknown search command/i.test(said);
    const explanation = error instanceof TestFailed || isUnknown ? {
      why: isUnknown ? "Splunk does not know the command." : "The search | llamadoctor gave no result.",
      said,
      fix: `Check that you have ${whoTests}, and that Splunk was restarted after the app was installed; then run | llamadoctor in the app's search page.`
    } : explain(error, whoTests);
    return notice("problem", "The test could not be run", ...failureLines(explanation));
  }
  function summaryOf2(findings) {
    const count = (state) => findings.filter((finding) => finding.state === state).length;
    const several = (number2, word) => `${number2} ${word}${number2 === 1 ? "" : "s"}`;
    const bad = ["problem", "warning"].filter((state) => count(state) > 0);
    const parts = [
      ...bad.map((state) => several(count(state), state)),
      `${count("ok")} of ${several(findings.length, "check")} OK`,
      ...count("skipped") === 0 ? [] : [`${count("skipped")} skipped`]
    ];
    return `Test finished: ${parts.join(", ")}.`;
  }
  function itemOf3({ check, state, finding, fix }) {
    var _a;
    const kind = stateWords.has(state) ? state : "warning";
    const badge = element("span", { class: `llama-badge llama-${kind}` }, (_a = stateWords.get(state)) != null ? _a : state);
    const text2 = element(
      "div",
      { class: "llama-finding" },
      element("p", { class: "llama-check" }, check),
      element("p", {}, finding)
    );
    if (fix !== "") {
      text2.append(element("p", { class: "llama-fix" }, element("strong", {}, "What to do: "), fix));
    }
    return element("li", { class: "llama-item" }, badge, text2);
  }

  // src/setup-page/setup-page.ts
  var betweenLooks = 50;
  var looksAtMost = 1200;
  function startWhenReady(looksLeft) {
    const container = document.getElementById("llama-setup");
    if (container !== null) start(container);
    else if (looksLeft > 0) setTimeout(() => startWhenReady(looksLeft - 1), betweenLooks);
  }
  function start(container) {
    if (isDark(container)) container.classList.add("llama-dark");
    container.classList.add("llama-setup");
    const introduction = "Llama Log Analyzer judges log lines with a language model that you host: vLLM, Ollama, llama.cpp or any other server with an OpenAI-style API. The lines go to that server and nowhere else. Until one is set, the embedded analyst answers, by rules and without a model.";
    const aboutTheTest = "The test checks what is saved: settings, key, certificates, rights, and one question to each endpoint about a made-up line.";
    fill(
      container,
      element("p", { class: "llama-introduction" }, introduction),
      section("1", "Where is your model?", endpointsSection()),
      section("2", "Does it work?", element("p", {}, aboutTheTest), testSection()),
      section("3", "What next?", nextSteps())
    );
  }
  function section(number2, title, ...children) {
    const id = `llama-section-${number2}`;
    const mark = element("span", { class: "llama-number", "aria-hidden": "true" }, number2);
    const heading = element("h2", { id, class: "llama-heading" }, mark, title);
    return element("section", { class: "llama-section", "aria-labelledby": id }, heading, ...children);
  }
  function isDark(container) {
    const channels = /^rgba?\((\d+)[, ]+(\d+)[, ]+(\d+)/.exec(window.getComputedStyle(container).color);
    if (channels === null) return false;
    const [red = 0, green = 0, blue = 0] = channels.slice(1).map(Number);
    return 0.299 * red + 0.587 * green + 0.114 * blue > 128;
  }
  startWhenReady(looksAtMost);
})();
