import { button, element } from "./elements.ts";
import { pathPrefix } from "./splunk-web.ts";

const firstSearch =
  "index=main earliest=-15m (error OR warn*) | head 200 | llamaanalyze | table _time severity root_cause recommended_action _raw";

interface Step {
  readonly name: string;
  readonly sentence: string;
  /** A line to copy. */
  readonly line: string;
  readonly link?: { readonly text: string; readonly address: string };
}

/** "What next?": what to do once a model answers, each step with a line to copy. */
export function nextSteps(): HTMLElement {
  const manager = (path: string) => `${pathPrefix()}/manager/llama_log_analyzer/${path}`;
  const steps: readonly Step[] = [
    {
      name: "search",
      sentence: "Run a first search. Every row comes back with a severity, a cause and what to do first:",
      line: firstSearch,
    },
    {
      name: "role",
      sentence: "Let people use it: give them this role, or their group of your directory.",
      line: "llama_analyst",
      link: { text: "Open Settings > Users", address: manager("authentication/users") },
    },
    {
      name: "schedule",
      sentence:
        "Triage what arrives, every five minutes: enable this saved search, signed in as somebody with the role llama_admin.",
      line: "Llama - Triage new events",
      link: {
        text: "Open the app's saved searches",
        address: manager("saved/searches?app=llama_log_analyzer&itemType=&owner="),
      },
    },
  ];
  return element("ol", { class: "llama-steps" }, ...steps.map(itemOf));
}

function itemOf({ name, sentence, line, link }: Step): HTMLElement {
  const shown = element("code", { id: `llama-next-${name}`, class: "llama-line", tabindex: "0" }, line);
  const said = element("span", { role: "status", class: "llama-help" });
  const row = element("div", { class: "llama-copy" }, shown, copyButton(shown, line, said), said);
  const item = element("li", {}, element("p", {}, sentence), row);
  if (link !== undefined) {
    item.append(element("p", {}, element("a", { href: link.address, class: "llama-link" }, link.text)));
  }
  return item;
}

function copyButton(shown: HTMLElement, line: string, said: HTMLElement): HTMLElement {
  const made = button("Copy", "plain", async () => {
    said.textContent = (await copied(shown, line)) ? "Copied" : "Selected: press Ctrl+C to copy";
    setTimeout(() => {
      said.textContent = "";
    }, 4000);
  });
  made.setAttribute("aria-label", `Copy ${line}`);
  return made;
}

/** The clipboard is there on https only; a Splunk on plain http still has the old way. */
async function copied(shown: HTMLElement, line: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(line);
    return true;
  } catch {
    window.getSelection()?.selectAllChildren(shown);
    return document.execCommand("copy");
  }
}
