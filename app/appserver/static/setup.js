// The setup page: waits for its parts and for the dashboard's panel, then puts the three sections into it.
window.llamaSetup = window.llamaSetup || {};

(() => {
  const parts = ["rules", "splunkd", "store", "elements", "fields", "form", "endpoints", "doctor"];
  const firstSearch =
    "index=main earliest=-15m (error OR warn*) | head 200 | llamaanalyze | table _time severity root_cause recommended_action _raw";

  function start(container) {
    const { element, fill } = window.llamaSetup.elements;
    const { endpoints, doctor } = window.llamaSetup;
    // Measured first: our own class sets a colour too.
    if (isDark(container)) container.classList.add("llama-dark");
    container.classList.add("llama-setup");
    const introduction = element(
      "p",
      { class: "llama-introduction" },
      "Llama Log Analyzer judges log lines with a language model that you host: vLLM, Ollama, llama.cpp or any other " +
        "server with an OpenAI-style API. The lines go to that server and nowhere else. Until one is set, the embedded " +
        "analyst answers, by rules and without a model.",
    );
    fill(
      container,
      introduction,
      section("1", "Where is your model?", endpoints.build()),
      section(
        "2",
        "Does it work?",
        element(
          "p",
          {},
          "The test checks what is saved: settings, key, certificates, rights, and one question to each endpoint about a made-up line.",
        ),
        doctor.build(),
      ),
      section("3", "What next?", nextSteps()),
    );
  }

  function section(number, title, ...children) {
    const { element } = window.llamaSetup.elements;
    const id = `llama-section-${number}`;
    const heading = element(
      "h2",
      { id, class: "llama-heading" },
      element("span", { class: "llama-number", "aria-hidden": "true" }, number),
      title,
    );
    return element("section", { class: "llama-section", "aria-labelledby": id }, heading, ...children);
  }

  function nextSteps() {
    const { element } = window.llamaSetup.elements;
    const manager = (path) => `${window.llamaSetup.splunkd.prefix()}/manager/llama_log_analyzer/${path}`;
    return element(
      "ol",
      { class: "llama-steps" },
      step(
        "search",
        "Run a first search. Every row comes back with a severity, a cause and what to do first:",
        firstSearch,
      ),
      step(
        "role",
        "Let people use it: give them this role, or their group of your directory.",
        "llama_analyst",
        {
          text: "Open Settings > Users",
          address: manager("authentication/users"),
        },
      ),
      step(
        "schedule",
        "Triage what arrives, every five minutes: enable this saved search, signed in as somebody with the role llama_admin.",
        "Llama - Triage new events",
        {
          text: "Open the app's saved searches",
          address: manager("saved/searches?app=llama_log_analyzer&itemType=&owner="),
        },
      ),
    );
  }

  function step(name, sentence, text, link) {
    const { element } = window.llamaSetup.elements;
    const id = `llama-next-${name}`;
    const line = element("code", { id, class: "llama-line", tabindex: "0" }, text);
    const said = element("span", { role: "status", class: "llama-help" });
    const row = element("div", { class: "llama-copy" }, line, copyButton(line, text, said), said);
    const more =
      link === undefined
        ? []
        : [element("p", {}, element("a", { href: link.address, class: "llama-link" }, link.text))];
    return element("li", {}, element("p", {}, sentence), row, ...more);
  }

  function copyButton(line, text, said) {
    const { button } = window.llamaSetup.elements;
    const made = button("Copy", "plain", async () => {
      said.textContent = (await copied(line, text)) ? "Copied" : "Selected: press Ctrl+C to copy";
      setTimeout(() => {
        said.textContent = "";
      }, 4000);
    });
    made.setAttribute("aria-label", `Copy ${text}`);
    return made;
  }

  /** The clipboard is there on https only; a Splunk on plain http still has the old way. */
  async function copied(line, text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (_error) {
      const selection = window.getSelection();
      selection.selectAllChildren(line);
      return document.execCommand("copy");
    }
  }

  /** Splunk names its themes differently from version to version; the colour its text has is the same everywhere. */
  function isDark(container) {
    const channels = /^rgba?\((\d+)[, ]+(\d+)[, ]+(\d+)/.exec(window.getComputedStyle(container).color);
    if (channels === null) return false;
    const [red, green, blue] = channels.slice(1).map(Number);
    return 0.299 * red + 0.587 * green + 0.114 * blue > 128;
  }

  /** The dashboard renders its panels when it likes, and its scripts arrive in any order. */
  function startWhenReady(triesLeft) {
    const container = document.getElementById("llama-setup");
    if (container !== null && parts.every((part) => window.llamaSetup[part] !== undefined)) start(container);
    else if (triesLeft > 0) setTimeout(() => startWhenReady(triesLeft - 1), 50);
  }

  startWhenReady(1200);
})();
