// The test: runs the search | llamadoctor and shows its findings as a list.
window.llamaSetup = window.llamaSetup || {};

window.llamaSetup.doctor = (() => {
  const patience = 300000;
  const whoTests = "one of the roles llama_analyst, llama_admin or admin, which may run the app's commands";
  const words = new Map([
    ["ok", "OK"],
    ["warning", "Warning"],
    ["problem", "Problem"],
    ["skipped", "Skipped"],
  ]);

  /** @typedef {{ check: string, state: string, finding: string, mend: string }} Finding */

  function build() {
    const { element, fill, whileBusy, button } = window.llamaSetup.elements;
    // What changes every second is for the eye only; a screen reader hears the beginning and the end.
    const clock = element("span", { class: "llama-help llama-clock", "aria-hidden": "true" });
    const status = element("div", { role: "status", class: "llama-status" });
    const results = element("div", {});
    const start = button("Test the setup", "primary", () =>
      whileBusy(start, "Testing...", async () => {
        fill(results);
        fill(
          status,
          element(
            "p",
            {},
            "The test is running. A model that has to be loaded first may take a minute to answer.",
          ),
        );
        const tick = startClock(clock);
        try {
          const findings = await examine();
          fill(status, element("p", { class: "llama-verdict" }, summaryOf(findings)));
          fill(results, listOf(findings));
        } catch (error) {
          fill(status, failureOf(error));
        } finally {
          clearInterval(tick);
          clock.textContent = "";
        }
      }),
    );
    return element("div", {}, element("div", { class: "llama-actions" }, start, clock), status, results);
  }

  function startClock(clock) {
    const began = Date.now();
    return setInterval(() => {
      clock.textContent = `${Math.round((Date.now() - began) / 1000)} s`;
    }, 1000);
  }

  class Failed extends Error {}

  /**
   * A job that is looked after, for Splunk Web gives up on a request that takes half a minute (splunkdConnectionTimeout),
   * as a test of an endpoint that hangs does.
   *
   * @returns {Promise<Finding[]>}
   */
  async function examine() {
    const { request } = window.llamaSetup.splunkd;
    const jobs = `${await home()}/search/jobs`;
    const search = { search: "| llamadoctor", exec_mode: "normal", timeout: "120" };
    const { sid } = await request("POST", jobs, search);
    if (typeof sid !== "string") throw new Failed("Splunk started no search job.");
    const job = `${jobs}/${encodeURIComponent(sid)}`;
    const { isFailed, messages } = await ended(job);
    if (isFailed) throw new Failed(textOf(messages) || "The search failed, and Splunk does not say why.");
    const reply = await resultsOf(jobs, sid);
    const rows = reply.results || [];
    if (rows.length === 0) {
      throw new Failed(textOf(messages) || textOf(reply.messages) || "The search ended and found nothing.");
    }
    return rows.map((row) => ({
      check: oneText(row.check),
      state: oneText(row.state),
      finding: oneText(row.finding),
      mend: oneText(row.mend),
    }));
  }

  /** The namespace of the person, in which a job of theirs runs. */
  async function home() {
    const { request, app } = window.llamaSetup.splunkd;
    const { entry } = await request("GET", "services/authentication/current-context");
    return `servicesNS/${encodeURIComponent(entry[0].content.username)}/${app}`;
  }

  async function ended(job) {
    const { request } = window.llamaSetup.splunkd;
    const latest = Date.now() + patience;
    for (let wait = 300; Date.now() < latest; wait = Math.min(wait * 1.5, 2000)) {
      const { entry } = await request("GET", job);
      const { content } = entry[0];
      if (content.isDone === true || content.isFailed === true) return content;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
    await request("DELETE", job).catch(() => undefined);
    throw new Failed(
      "The test did not end within five minutes, and was stopped. Splunk may have no search slot free.",
    );
  }

  async function resultsOf(jobs, sid) {
    const { request, Refusal } = window.llamaSetup.splunkd;
    const id = encodeURIComponent(sid);
    try {
      return await request("GET", `${jobs.replace(/jobs$/, "v2/jobs")}/${id}/results`, { count: "0" });
    } catch (error) {
      // Splunk before 9.0.1 has no second version.
      if (!(error instanceof Refusal) || error.status !== 404) throw error;
      return request("GET", `${jobs}/${id}/results`, { count: "0" });
    }
  }

  /** A field with several values comes as an array. */
  const oneText = (value) => (Array.isArray(value) ? value : [value === undefined ? "" : value]).join("\n");

  function textOf(messages) {
    const texts = (Array.isArray(messages) ? messages : [])
      .filter(({ type }) => /^(?:fatal|error|warn)/i.test(String(type)))
      .map(({ text }) => String(text));
    return texts.join(" ").slice(0, 500);
  }

  function failureOf(error) {
    const { notice, failureLines } = window.llamaSetup.elements;
    if (error instanceof Failed || /unknown search command/i.test(error.message)) {
      const why =
        error instanceof Failed
          ? "The search | llamadoctor gave no result."
          : "Splunk does not know the command.";
      const mend = `Check that you have ${whoTests}, and that Splunk was restarted after the app was installed; then run | llamadoctor in the app's search page.`;
      return notice(
        "problem",
        "The test could not be run",
        ...failureLines({ why, said: error.message, mend }),
      );
    }
    return notice(
      "problem",
      "The test could not be run",
      ...failureLines(window.llamaSetup.splunkd.explain(error, whoTests)),
    );
  }

  /** @param {Finding[]} findings such as "1 problem, 2 warnings, 8 checks are OK." */
  function summaryOf(findings) {
    const count = (state) => findings.filter((finding) => finding.state === state).length;
    const several = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
    const bad = [several(count("problem"), "problem"), several(count("warning"), "warning")].filter(
      (part) => !part.startsWith("0 "),
    );
    const skipped = count("skipped") === 0 ? [] : [`${count("skipped")} skipped`];
    return `Test finished: ${[...bad, `${count("ok")} of ${several(findings.length, "check")} OK`, ...skipped].join(", ")}.`;
  }

  function listOf(findings) {
    const { element } = window.llamaSetup.elements;
    return element("ul", { class: "llama-findings" }, ...findings.map(itemOf));
  }

  function itemOf({ check, state, finding, mend }) {
    const { element } = window.llamaSetup.elements;
    const kind = words.has(state) ? state : "warning";
    const badge = element("span", { class: `llama-badge llama-${kind}` }, words.get(state) || state);
    const text = element(
      "div",
      { class: "llama-finding" },
      element("p", { class: "llama-check" }, check),
      element("p", {}, finding),
    );
    if (mend !== "")
      text.append(element("p", { class: "llama-mend" }, element("strong", {}, "What to do: "), mend));
    return element("li", { class: "llama-item" }, badge, text);
  }

  return { build };
})();
