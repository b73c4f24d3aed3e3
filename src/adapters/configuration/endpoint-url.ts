/** Either the URL in the one form that is compared and called, or what is wrong with it. */
export type EndpointUrl =
  | { readonly ok: true; readonly url: string }
  /**
   * The rest of a sentence that begins with the setting's name, and what to do; neither repeats the URL, for
   * that may hold a password.
   */
  | { readonly ok: false; readonly problem: string; readonly mend: string };

const example = "write it like http://host:8000/v1";

/**
 * The form in which endpoint URLs are compared and called: lower-case host, no default port, no trailing
 * slash, no `/chat/completions` (people paste the URL that their curl command has).
 */
export function endpointUrl(text: string): EndpointUrl {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return wrong("is no URL", example);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return wrong("begins with neither http:// nor https://", example);
  }
  if (url.username !== "" || url.password !== "") {
    return wrong("holds a user name or password", "take it out and name the secret in api_key");
  }
  if (url.search !== "" || url.hash !== "") {
    return wrong("has a part after ? or #", "end it with the path, like http://host:8000/v1");
  }
  const path = url.pathname
    .replace(/\/+$/, "")
    .replace(/\/chat\/completions$/, "")
    .replace(/\/+$/, "");
  return { ok: true, url: `${url.protocol}//${url.host}${path}` };
}

function wrong(problem: string, mend: string): EndpointUrl {
  return { ok: false, problem, mend };
}
