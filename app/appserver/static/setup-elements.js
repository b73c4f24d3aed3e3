// Builds the page's elements. Text goes in as text nodes only, so that nothing splunkd or a log says becomes markup.
window.llamaSetup = window.llamaSetup || {};

window.llamaSetup.elements = (() => {
  /**
   * @param {string} tag
   * @param {Record<string, string | boolean | undefined>} attributes true sets an empty one; false and undefined none
   * @param {...(Node | string)} children
   */
  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === undefined || value === false) continue;
      made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children);
    return made;
  }

  /** @param {Element} parent @param {...(Node | string)} children */
  function fill(parent, ...children) {
    while (parent.firstChild !== null) parent.removeChild(parent.firstChild);
    parent.append(...children);
  }

  /** @param {string} text @param {"primary" | "plain"} kind @param {() => unknown} press */
  function button(text, kind, press) {
    const made = element("button", { type: "button", class: `llama-button llama-button-${kind}` }, text);
    made.addEventListener("click", () => press());
    return made;
  }

  /**
   * A button that takes no second press while its work goes on. It keeps the focus, which `disabled` would drop.
   *
   * @param {HTMLElement} pressed @param {string} meanwhile its text while busy @param {() => Promise<void>} work
   */
  async function whileBusy(pressed, meanwhile, work) {
    if (pressed.getAttribute("aria-disabled") === "true") return;
    const text = pressed.textContent;
    pressed.setAttribute("aria-disabled", "true");
    pressed.textContent = meanwhile;
    try {
      await work();
    } finally {
      pressed.removeAttribute("aria-disabled");
      pressed.textContent = text;
    }
  }

  /**
   * One labelled input with its help, and room for what is wrong with it.
   *
   * @param {{ id: string, label: string, help?: (Node | string)[], type?: string, value?: string, required?: boolean,
   *   readonly?: boolean, placeholder?: string, inputmode?: string, width?: "short" }} description
   */
  function field({
    id,
    label,
    help = [],
    type = "text",
    value = "",
    required,
    readonly,
    placeholder,
    inputmode,
    width,
  }) {
    const problemId = `${id}-problem`;
    const helpId = `${id}-help`;
    const input = /** @type {HTMLInputElement} */ (
      element("input", {
        id,
        type,
        class: `llama-input${width === "short" ? " llama-input-short" : ""}`,
        required,
        readonly,
        placeholder,
        inputmode,
        // Neither a key nor a path is the browser's to remember or to correct.
        autocomplete: "off",
        autocapitalize: "off",
        spellcheck: "false",
        "aria-describedby": help.length === 0 ? problemId : `${problemId} ${helpId}`,
      })
    );
    input.value = value;
    const problem = element("p", { id: problemId, class: "llama-mistake", hidden: true });
    const root = element(
      "div",
      { class: "llama-field" },
      element("label", { for: id, class: "llama-label" }, label, ...(required ? [] : [optionalMark()])),
      input,
      problem,
    );
    if (help.length > 0) root.append(element("p", { id: helpId, class: "llama-help" }, ...help));
    /** @param {string | undefined} sentence */
    const show = (sentence) => {
      problem.textContent = sentence || "";
      problem.hidden = sentence === undefined;
      if (sentence === undefined) input.removeAttribute("aria-invalid");
      else input.setAttribute("aria-invalid", "true");
    };
    return { root, input, show };
  }

  const optionalMark = () => element("span", { class: "llama-optional" }, " (optional)");

  /**
   * @param {"ok" | "warning" | "problem" | "note"} kind @param {string} headline @param {...(Node | string)} sentences
   */
  function notice(kind, headline, ...sentences) {
    const lines = sentences.map((sentence) => element("p", {}, sentence));
    const title = element("p", { class: "llama-notice-title" }, headline);
    return element("div", { class: `llama-notice llama-${kind}`, tabindex: "-1" }, title, ...lines);
  }

  /** @param {{ why: string, said: string, mend: string }} failure @returns {string[]} what happened, splunkd's words, what to do */
  function failureLines({ why, said, mend }) {
    return [said === "" ? why : `${why} Splunk says: "${said}"`, `What to do: ${mend}`];
  }

  const code = (text) => element("code", { class: "llama-code" }, text);

  return { element, fill, button, whileBusy, field, notice, failureLines, code };
})();
