import type { Explanation } from "./splunk-web.ts";

export type Content = Node | string;
type Attributes = Readonly<Record<string, string | boolean | undefined>>;

/**
 * Adds text as text nodes only, so that no words of splunkd or of a log become markup.
 *
 * @param attributes true sets an empty one; false and undefined none
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes,
  ...children: readonly Content[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

/** Replaces everything inside. */
export function fill(parent: Element, ...children: readonly Content[]): void {
  while (parent.firstChild !== null) parent.removeChild(parent.firstChild);
  parent.append(...children);
}

export function button(
  text: string,
  kind: "primary" | "plain" | "danger",
  press: () => unknown,
): HTMLButtonElement {
  const made = element("button", { type: "button", class: `llama-button llama-button-${kind}` }, text);
  made.addEventListener("click", () => press());
  return made;
}

/**
 * A button that takes no second press while its work goes on. It keeps the focus, which `disabled` would drop.
 *
 * @param meanwhile its text while busy
 */
export async function whileBusy(
  pressed: HTMLElement,
  meanwhile: string,
  work: () => Promise<void>,
): Promise<void> {
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

export interface FieldDescription {
  readonly id: string;
  readonly label: string;
  readonly help?: readonly Content[];
  readonly type?: string;
  readonly value?: string;
  readonly required?: boolean;
  readonly readonly?: boolean;
  readonly placeholder?: string;
  readonly inputmode?: string;
  readonly width?: "short";
}

/** One labelled input with its help, and room for what is wrong with it. */
export interface Field {
  readonly root: HTMLElement;
  readonly input: HTMLInputElement;
  /** Shows a problem beside the input; undefined removes it. */
  readonly show: (sentence: string | undefined) => void;
}

export function field(description: FieldDescription): Field {
  const { id, label, help = [], required } = description;
  const problemId = `${id}-problem`;
  const helpId = `${id}-help`;
  const input = inputOf(description, help.length === 0 ? problemId : `${problemId} ${helpId}`);
  const problem = element("p", { id: problemId, class: "llama-mistake", hidden: true });
  const optional = element("span", { class: "llama-optional" }, " (optional)");
  const root = element(
    "div",
    { class: "llama-field" },
    element("label", { for: id, class: "llama-label" }, label, ...(required ? [] : [optional])),
    input,
    problem,
  );
  if (help.length > 0) root.append(element("p", { id: helpId, class: "llama-help" }, ...help));
  const show = (sentence: string | undefined) => {
    problem.textContent = sentence ?? "";
    problem.hidden = sentence === undefined;
    if (sentence === undefined) input.removeAttribute("aria-invalid");
    else input.setAttribute("aria-invalid", "true");
  };
  return { root, input, show };
}

function inputOf(description: FieldDescription, describedBy: string): HTMLInputElement {
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
    "aria-describedby": describedBy,
  });
  input.value = value;
  return input;
}

export function notice(
  kind: "ok" | "warning" | "problem" | "note",
  headline: string,
  ...sentences: readonly Content[]
): HTMLElement {
  const lines = sentences.map((sentence) => element("p", {}, sentence));
  const title = element("p", { class: "llama-notice-title" }, headline);
  return element("div", { class: `llama-notice llama-${kind}`, tabindex: "-1" }, title, ...lines);
}

/** What happened, splunkd's words, and what to do. */
export function failureLines({ why, said, fix }: Explanation): string[] {
  return [said === "" ? why : `${why} Splunk says: "${said}"`, `What to do: ${fix}`];
}

export function code(text: string): HTMLElement {
  return element("code", { class: "llama-code" }, text);
}
