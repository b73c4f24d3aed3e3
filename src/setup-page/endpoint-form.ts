import { button, element, type Field, whileBusy } from "./elements.ts";
import { type Change, type Endpoint, type Outcome, referenceOf, type Settings } from "./endpoint-store.ts";
import { advancedFields, allFields, type Fields, settingsOf, valuesOf } from "./form-fields.ts";
import { type FieldName, type KeyPlace, problemsOf } from "./form-problems.ts";

export interface EndpointFormOptions {
  /** Undefined for a new one. */
  readonly endpoint: Endpoint | undefined;
  /** The names of the other endpoints. */
  readonly taken: readonly string[];
  readonly save: (change: Change) => Promise<Outcome>;
  /** Undefined where there is nothing to go back to. */
  readonly cancel: (() => void) | undefined;
}

export interface EndpointForm {
  readonly root: HTMLElement;
  readonly focus: () => void;
}

/** The form for one endpoint. */
export function endpointForm({ endpoint, taken, save, cancel }: EndpointFormOptions): EndpointForm {
  const settings = endpoint?.settings ?? {};
  const name = endpoint?.name ?? (taken.includes("default") ? "" : "default");
  const fields = allFields(settings, name, endpoint !== undefined);
  const place = keyPlaceChoice(settings, fields, endpoint !== undefined);
  const advanced = element(
    "details",
    { class: "llama-advanced", open: name === "" },
    element("summary", { class: "llama-summary" }, "Advanced: name, limits, certificates, proxy, prices"),
    element("div", { class: "llama-advanced-fields" }, ...advancedFields.map((key) => fields[key].root)),
  );
  const problems = element("p", { class: "llama-mistake", role: "alert" });
  const submit = element("button", { type: "submit", class: "llama-button llama-button-primary" }, "Save");
  const title = element(
    "h3",
    { id: "llama-form-title", class: "llama-title", tabindex: "-1" },
    titleFor(endpoint, taken),
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
      ...(cancel === undefined ? [] : [button("Cancel", "plain", cancel)]),
    ),
  );

  /** The endpoint whose key was stored before saving its settings failed. */
  let storedFor: string | undefined;
  const check = () => {
    const values = valuesOf(fields, place.chosen());
    const keyIsStored = place.keyIsStored || values.name === storedFor;
    const found = problemsOf(values, { taken, keyIsStored });
    for (const key of namesOf(fields)) fields[key].show(found[key]);
    return { values, wrong: namesOf(fields).filter((key) => found[key] !== undefined) };
  };
  const trySave = async () => {
    const { values, wrong } = check();
    const [first] = wrong;
    problems.textContent = summaryOf(wrong.length);
    if (first !== undefined) {
      if (wrong.some((key) => advancedFields.includes(key))) advanced.open = true;
      fields[first].input.focus();
      return;
    }
    const key = values.keyPlace === "passwords" ? values.key : "";
    const before = endpoint === undefined ? undefined : settings;
    const outcome = await save({ name: values.name, before, settings: settingsOf(values, settings), key });
    if (!outcome.keyStored) return;
    storedFor = values.name;
    fields.key.input.value = "";
  };
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    void whileBusy(submit, "Saving...", trySave);
  });
  // A problem disappears as soon as its field is right; new ones appear with Save only.
  root.addEventListener("input", ({ target }) => {
    if ((target as Element).getAttribute("aria-invalid") === "true") check();
  });
  return { root, focus: () => title.focus() };
}

function namesOf(fields: Fields): FieldName[] {
  return Object.keys(fields) as FieldName[];
}

function titleFor(endpoint: Endpoint | undefined, taken: readonly string[]): string {
  if (endpoint !== undefined) return `Edit the endpoint ${endpoint.name}`;
  return taken.length === 0 ? "Your model server" : "Another endpoint";
}

function summaryOf(count: number): string {
  if (count === 0) return "";
  return count === 1
    ? "Nothing was sent: one field wants a correction."
    : `Nothing was sent: ${count} fields want a correction.`;
}

interface KeyPlaceChoice {
  readonly root: HTMLElement;
  readonly chosen: () => KeyPlace;
  readonly keyIsStored: boolean;
}

/** The choice of where the key is kept; only the chosen way's field is there to fill in. */
function keyPlaceChoice(settings: Settings, fields: Fields, exists: boolean): KeyPlaceChoice {
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
      "aria-describedby": `${id}-help`,
    });
    input.checked = way.value === current;
    const label = element("label", { for: id }, way.label);
    const help = element("p", { id: `${id}-help`, class: "llama-help" }, way.help);
    choices.append(element("div", { class: "llama-choice" }, input, label, help));
    if (way.field !== undefined)
      choices.append(element("div", { class: "llama-choice-field" }, way.field.root));
    return { ...way, input };
  });
  const chosen = () => ways.find(({ input }) => input.checked)?.value ?? current;
  const update = () => {
    for (const { input, field } of ways) if (field !== undefined) field.root.hidden = !input.checked;
    // A pasted key does not stay on the page when another way is chosen.
    if (chosen() !== "passwords") fields.key.input.value = "";
  };
  choices.addEventListener("change", update);
  update();
  const root = element(
    "fieldset",
    { class: "llama-fieldset" },
    element("legend", { class: "llama-label" }, "How is its API key kept?"),
    choices,
  );
  return { root, chosen, keyIsStored: current === "passwords" };
}

function placeOf(settings: Settings): KeyPlace {
  if ((settings.api_key ?? "") === "") return "none";
  const kind = referenceOf(settings)?.kind;
  return kind === "file" || kind === "passwords" ? kind : "kept";
}

interface Way {
  readonly value: KeyPlace;
  readonly label: string;
  readonly help: string;
  readonly field?: Field;
}

function waysFor(current: KeyPlace, settings: Settings, fields: Fields): Way[] {
  const ways: Way[] = [
    { value: "none", label: "It wants no key", help: "Usual for a server inside your own network." },
    {
      value: "file",
      label: "In a file on the search head (recommended)",
      help: "Works for every search, whoever runs it. The key itself never passes through this page.",
      field: fields.keyFile,
    },
    {
      value: "passwords",
      label: "In Splunk's password store",
      help:
        "Only people with the right list_storage_passwords can use it, which means the roles llama_admin and admin. " +
        "Searches of everybody else, llama_analyst included, get the embedded analyst in place of the model.",
      field: fields.key,
    },
  ];
  if (current !== "kept") return ways;
  // The text may be the key itself, so it is not repeated.
  const reference = referenceOf(settings);
  const help =
    reference?.kind === "env"
      ? `In the environment variable ${reference.name} of splunkd.`
      : "llama.conf says something that is no place of a key. If it is the key itself, choose another way and have the key replaced.";
  return [{ value: "kept", label: "As it is now", help }, ...ways];
}
