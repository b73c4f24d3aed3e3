// What the setup page takes for valid. The same rules as src/adapters/configuration/endpoint-settings.ts, which has
// the last word: they are here so that a mistake is told beside its field and before anything is sent.
//
// Splunk loads the scripts of a view in no particular order, so each puts its part into window.llamaSetup and uses
// the others only when called; setup.js starts the page once all are there.
window.llamaSetup = window.llamaSetup || {};

window.llamaSetup.rules = (() => {
  /**
   * What the form holds, as text.
   * @typedef {{ name: string, url: string, model: string, keyPlace: "none" | "file" | "passwords" | "kept",
   *   keyFile: string, key: string, request_timeout: string, concurrency: string, host_concurrency: string,
   *   scheduled_share: string, fallback: string, ca_file: string, proxy: string, price_in: string, price_out: string }} FormValues
   */

  const example = "Write it like http://host:8000/v1.";

  /** @param {string} text @returns {string | undefined} what is wrong with it; undefined when nothing is */
  function urlProblem(text) {
    let url;
    try {
      url = new URL(text.trim());
    } catch (_error) {
      return `This is no URL. ${example}`;
    }
    if (url.protocol !== "http:" && url.protocol !== "https:") {
      return `A URL here begins with http:// or https://. ${example}`;
    }
    if (url.username !== "" || url.password !== "") {
      return "Take the user name and password out of the URL: everybody who may read the settings would see them.";
    }
    if (url.search !== "" || url.hash !== "") {
      return "Take out what stands after ? or #: the URL ends with its path, like http://host:8000/v1.";
    }
    return undefined;
  }

  /** @param {string} text several URLs are separated by commas */
  function urlsProblem(text) {
    const urls = text.split(",").filter((part) => part.trim() !== "");
    if (urls.length === 0) return `Enter the URL of your model server. ${example}`;
    for (const [index, url] of urls.entries()) {
      const problem = urlProblem(url);
      if (problem !== undefined)
        return urls.length === 1 ? problem : `URL ${index + 1} of ${urls.length}: ${problem}`;
    }
    return undefined;
  }

  /** @param {string} text */
  function pathProblem(text) {
    if (/^(?:\/|\\\\|[A-Za-z]:[\\/])/.test(text)) return undefined;
    return "Enter the whole path from the root, like /opt/splunk/etc/auth/llama.key.";
  }

  /** @param {string} text @param {{ least?: number, above?: number, most?: number, whole?: boolean }} range @param {string} wanted */
  function numberProblem(text, { least, above, most, whole }, wanted) {
    const number = Number(text);
    const fits =
      Number.isFinite(number) &&
      (least === undefined || number >= least) &&
      (above === undefined || number > above) &&
      (most === undefined || number <= most) &&
      (!whole || Number.isInteger(number));
    return fits ? undefined : `Enter ${wanted}.`;
  }

  /** @param {string} name @param {string[]} taken the names of the other endpoints */
  function nameProblem(name, taken) {
    if (name === "") return "Give the endpoint a name; default serves every search that names none.";
    if (!/^[\w.-]{1,100}$/.test(name))
      return "A name has only letters, digits, _, - and dot, at most 100 of them.";
    if (taken.includes(name))
      return `There is an endpoint ${name} already: edit it in the list, or choose another name.`;
    return undefined;
  }

  /** @param {string} key */
  function keyProblem(key) {
    if (key === "") return "Paste the key.";
    if (/^[\x21-\x7e]+$/.test(key)) return undefined;
    return "A key is one line of letters, digits and signs without spaces. Copy it again, and the key alone.";
  }

  /** What a line of a conf file cannot hold: a break, or a backslash at its end, which takes in the next line. */
  function lineProblem(text) {
    if (/[\x00-\x1f\x7f]/.test(text)) return "Take out the line break or other control character.";
    if (text.endsWith("\\")) return "This cannot end with a backslash.";
    return undefined;
  }

  /** Those that may be left empty. */
  const optional = {
    request_timeout: (text) =>
      numberProblem(text, { above: 0, most: 3600 }, "a number of seconds above 0, at most 3600"),
    concurrency: (text) =>
      numberProblem(text, { least: 1, most: 64, whole: true }, "a whole number from 1 to 64"),
    host_concurrency: (text) =>
      numberProblem(text, { least: 1, most: 4096, whole: true }, "a whole number from 1 to 4096"),
    scheduled_share: (text) =>
      numberProblem(text, { least: 0, most: 90, whole: true }, "a whole number of percent from 0 to 90"),
    fallback: (text) =>
      /^[\w.-]+$/.test(text) ? undefined : "Enter the name of another endpoint of the list.",
    ca_file: pathProblem,
    proxy: urlProblem,
    price_in: (text) => numberProblem(text, { least: 0 }, "a price of 0 or more, such as 0.2"),
    price_out: (text) => numberProblem(text, { least: 0 }, "a price of 0 or more, such as 0.2"),
  };

  /** @param {FormValues} values @param {boolean} keyIsStored whether the password store has one already */
  function placeProblems(values, keyIsStored) {
    if (values.keyPlace === "file")
      return { keyFile: pathProblem(values.keyFile) || lineProblem(values.keyFile) };
    if (values.keyPlace !== "passwords" || (values.key === "" && keyIsStored)) return {};
    return { key: keyProblem(values.key) };
  }

  /**
   * @param {FormValues} values trimmed
   * @param {{ taken: string[], keyIsStored: boolean }} known
   * @returns {Partial<Record<keyof FormValues, string>>} a sentence for each field that wants a correction
   */
  function problemsOf(values, { taken, keyIsStored }) {
    const found = {
      url: urlsProblem(values.url),
      model:
        values.model === "" ? "Enter the model's name as the server knows it." : lineProblem(values.model),
      ...placeProblems(values, keyIsStored),
      name: nameProblem(values.name, taken),
    };
    for (const [field, check] of Object.entries(optional)) {
      const text = values[field];
      if (text !== "") found[field] = check(text) || lineProblem(text);
    }
    return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== undefined));
  }

  return { problemsOf };
})();
