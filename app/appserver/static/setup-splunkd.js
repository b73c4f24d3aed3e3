// Talks to splunkd through Splunk Web, as the person who is signed in, and puts failures into sentences.
window.llamaSetup = window.llamaSetup || {};

window.llamaSetup.splunkd = (() => {
  const app = "llama_log_analyzer";
  const patience = 60000;

  /** What splunkd or the way to it said no with. `status` is 0 when nothing answered. */
  class Refusal extends Error {
    /** @param {number} status @param {string} said splunkd's own words, or none */
    constructor(status, said) {
      super(said === "" ? `HTTP ${status}` : said);
      this.name = "Refusal";
      this.status = status;
      this.said = said;
    }
  }

  /** Such as /en-US, or /splunk/en-US behind a reverse proxy. */
  function prefix() {
    const [, before = ""] = /^(.*?)\/app\//.exec(window.location.pathname) || [];
    return before;
  }

  /**
   * The token that Splunk Web wants against forged requests. A browser keeps the cookies of all ports of a host
   * together, so with several Splunks on one host there are several.
   */
  function formKey() {
    const cookies = document.cookie
      .split(/;\s*/)
      .filter((cookie) => cookie.startsWith("splunkweb_csrf_token_"));
    const known = window.$C === undefined ? undefined : window.$C.MRSPARKLE_PORT_NUMBER;
    const ports = [known, window.location.port].filter((port) => port !== undefined && port !== "");
    const ours = ports.map((port) =>
      cookies.find((cookie) => cookie.startsWith(`splunkweb_csrf_token_${port}=`)),
    );
    const cookie = [...ours, cookies[0]].find((candidate) => candidate !== undefined) || "";
    return decodeURIComponent(cookie.slice(cookie.indexOf("=") + 1));
  }

  /**
   * @param {"GET" | "POST" | "DELETE"} method
   * @param {string} path below splunkd's root, its parts encoded
   * @param {Record<string, string>} [fields]
   * @returns {Promise<any>} the reply's JSON
   */
  async function request(method, path, fields = {}) {
    const parameters = new URLSearchParams(method === "POST" ? fields : { ...fields, output_mode: "json" });
    const address = `${prefix()}/splunkd/__raw/${path}`;
    const headers = { "X-Splunk-Form-Key": formKey(), "X-Requested-With": "XMLHttpRequest" };
    if (method !== "POST") return read(await answer(`${address}?${parameters}`, { method, headers }));
    headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8";
    return read(
      await answer(`${address}?output_mode=json`, { method, headers, body: parameters.toString() }),
    );
  }

  async function answer(address, options) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    try {
      const response = await fetch(address, { ...options, credentials: "same-origin", signal: stop.signal });
      return { status: response.status, text: await response.text() };
    } catch (_error) {
      throw new Refusal(0, "");
    } finally {
      clearTimeout(timer);
    }
  }

  function read({ status, text }) {
    let reply;
    try {
      reply = text === "" ? {} : JSON.parse(text);
    } catch (_error) {
      // Splunk Web answers with its sign-in page, and status 200, once the session is over.
      throw new Refusal(status < 400 ? 401 : status, "");
    }
    if (status >= 400) throw new Refusal(status, saidIn(reply));
    return reply;
  }

  /** @returns {string} splunkd's messages in one line */
  function saidIn({ messages }) {
    const texts = (Array.isArray(messages) ? messages : []).map(({ text }) => String(text));
    return texts.join(" ").replace(/\s+/g, " ").trim().slice(0, 500);
  }

  /**
   * Why it failed and what to do, for somebody who has never seen splunkd.
   *
   * @param {unknown} error
   * @param {string} permission who may do it, as the end of "That takes ..."
   * @returns {{ why: string, said: string, mend: string }}
   */
  function explain(error, permission) {
    if (!(error instanceof Refusal)) {
      return {
        why: "This page made a mistake.",
        said: String(error),
        mend: "Load the page again; if it stays, report it.",
      };
    }
    const { status, said } = error;
    const [why, mend] = sentences(status, said, permission);
    return { why, said, mend };
  }

  function sentences(status, said, permission) {
    if (status === 0)
      return ["Splunk Web did not answer.", "Check the connection to Splunk, then try again."];
    if (status === 401)
      return ["Your session has ended.", "Load the page again, sign in, and repeat this step."];
    if (status === 403 && /csrf/i.test(said)) {
      return [
        "Splunk Web did not recognize this page any more.",
        "Load the page again and repeat this step.",
      ];
    }
    if (status === 403) {
      return [
        "Splunk does not let you do this.",
        `That takes ${permission}. Ask somebody who has it, or for the role.`,
      ];
    }
    if (status === 404)
      return [
        "Splunk does not find it.",
        "Check that the app is installed and enabled, and load the page again.",
      ];
    if (status === 409)
      return ["There is one by this name already.", "Load the page again and edit that one."];
    if (status >= 502 && status <= 504) {
      return [`Splunk is not ready, or too busy (HTTP ${status}).`, "Wait a minute and try again."];
    }
    if (status >= 500) {
      return [
        `Splunk had an error of its own (HTTP ${status}).`,
        "Try again; if it stays, look for the time of it in splunkd.log.",
      ];
    }
    return [`Splunk turned it down (HTTP ${status}).`, "Correct what it names, and try again."];
  }

  return {
    app,
    prefix,
    request,
    explain,
    Refusal,
    /** Of the whole app, whoever asks. */
    inApp: (path) => `servicesNS/nobody/${app}/${path}`,
  };
})();
