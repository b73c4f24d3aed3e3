import { button, element, failureLines, fill, notice, whileBusy } from "./elements.ts";
import { type EndpointForm, endpointForm } from "./endpoint-form.ts";
import {
  type Change,
  type Endpoint,
  loadState,
  type Outcome,
  referenceOf,
  removeEndpoint,
  type Settings,
  type State,
  saveEndpoint,
  whoWrites,
} from "./endpoint-store.ts";
import { explain } from "./splunk-web.ts";

/** Where the section's parts go. */
interface Places {
  readonly outcome: HTMLElement;
  readonly list: HTMLElement;
  readonly form: HTMLElement;
}

/** "Where is your model?": the endpoints that are there, and the form to add or change one. Fills itself once splunkd has answered. */
export function endpointsSection(): HTMLElement {
  const places: Places = {
    outcome: element("div", { role: "status", class: "llama-status" }),
    list: element("div", {}),
    form: element("div", {}),
  };
  void refresh(places);
  return element("div", {}, places.outcome, places.list, places.form);
}

/** Reads everything anew and shows it. */
async function refresh(places: Places): Promise<void> {
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

function show(places: Places, state: State): void {
  const isEmpty = state.endpoints.length === 0;
  fill(places.list, ...rightsNote(state), ...(isEmpty ? [] : [listOf(places, state)]));
  if (isEmpty) openForm(places, state, undefined);
  else fill(places.form);
}

/** Tells it before the form is filled in. */
function rightsNote({ mayWrite }: State): HTMLElement[] {
  if (mayWrite !== false) return [];
  const fix = `You can look and test. To save takes ${whoWrites}.`;
  return [notice("note", "You may not change these settings", fix)];
}

function listOf(places: Places, state: State): HTMLElement {
  const items = state.endpoints.map((endpoint) => itemOf(places, state, endpoint));
  const add = button("Add another endpoint", "plain", () => openForm(places, state, undefined).focus());
  const list = element("ul", { class: "llama-endpoints" }, ...items);
  return element("div", {}, list, ...missingDefault(state), add);
}

function missingDefault({ endpoints }: State): HTMLElement[] {
  if (endpoints.some(({ name }) => name === "default")) return [];
  const sentence =
    "Only searches that name one of these, with llm_endpoint=NAME, ask a model; all others get the embedded analyst.";
  return [notice("note", "No endpoint is named default", sentence)];
}

function itemOf(places: Places, state: State, endpoint: Endpoint): HTMLElement {
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
  const about = `Model ${settings.model ?? "not set"}; ${keySentence(settings)}`;
  const text = element(
    "div",
    { class: "llama-finding" },
    element("p", { class: "llama-check" }, name),
    element("p", { class: "llama-url" }, settings.url ?? "no URL"),
    element("p", { class: "llama-help" }, about),
  );
  return element("li", { class: "llama-item" }, text, actions);
}

/** A text that names no place may be the key itself, so it is not repeated. */
function keySentence(settings: Settings): string {
  if ((settings.api_key ?? "") === "") return "no key";
  const reference = referenceOf(settings);
  if (reference === undefined) return "its api_key does not say where the key is kept: edit it";
  const { kind, name } = reference;
  if (kind === "file") return `key in the file ${name}`;
  return kind === "env"
    ? `key in the environment variable ${name}`
    : `key in Splunk's password store, as ${name}`;
}

function openForm(places: Places, state: State, endpoint: Endpoint | undefined): EndpointForm {
  const names = state.endpoints.map(({ name }) => name);
  const form = endpointForm({
    endpoint,
    taken: names.filter((name) => name !== endpoint?.name),
    save: (change) => save(places, state, change),
    cancel: names.length === 0 ? undefined : () => closeForm(places),
  });
  fill(places.form, form.root);
  return form;
}

function closeForm(places: Places): void {
  fill(places.form);
  places.list.querySelector("button")?.focus();
}

async function save(places: Places, state: State, change: Change): Promise<Outcome> {
  const outcome = await saveEndpoint(change, state);
  await tell(places, outcome, `Saved: the endpoint ${change.name}`);
  return outcome;
}

function whileRemoving(
  pressed: HTMLElement,
  places: Places,
  state: State,
  endpoint: Endpoint,
): Promise<void> {
  return whileBusy(pressed, "Removing...", async () => {
    const outcome = await removeEndpoint(endpoint, state);
    await tell(places, outcome, `Removed: the endpoint ${endpoint.name}`);
  });
}

/** Says exactly what was done and what was not; the form stays until all of it is saved. */
async function tell(places: Places, outcome: Outcome, success: string): Promise<void> {
  const note = noteOf(outcome, success);
  fill(places.outcome, note);
  if (outcome.complete) await refresh(places);
  note.focus();
}

function noteOf({ done, failures, complete, keyStored }: Outcome, success: string): HTMLElement {
  const failed = failures.flatMap((failure) => [failure.what, ...failureLines(failure)]);
  if (failures.length === 0) return notice("ok", success, ...done, "Next: test the setup below.");
  if (complete) return notice("warning", `${success}, with something left to do`, ...done, ...failed);
  if (done.length === 0) return notice("problem", "Nothing was changed", ...failed);
  const rest = keyStored
    ? ["The key need not be pasted again: leave its field empty when you save the rest."]
    : [];
  return notice("warning", "Only a part was saved", ...done, ...failed, ...rest);
}
