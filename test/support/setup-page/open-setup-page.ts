import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import { type HTMLElement, type HTMLInputElement, Window } from "happy-dom";
import { vi } from "vitest";
import { formKey } from "./start-splunk-web.ts";

const root = join(import.meta.dirname, "../../..");
export const viewText = readFileSync(join(root, "default/data/ui/views/setup.xml"), "utf8");
export const scriptFolder = join(root, "app/appserver/static");
/** As the view names them. */
export const scriptNames = (/script="([^"]*)"/.exec(viewText)?.[1] ?? "").split(/,\s*/);

export interface SetupPage {
  readonly window: Window;
  /** All that is to be read on it; what is hidden is left out. */
  text(): string;
  /** The page's markup and what its inputs hold. */
  everything(): string;
  input(id: string): HTMLInputElement;
  type(id: string, text: string): void;
  choose(id: string): void;
  /** Presses the button with this text or label. */
  press(name: string): void;
  shows(sentence: string): Promise<void>;
}

/** The view as Splunk Web makes a page of it, with its script run. */
export async function openSetupPage(origin: string): Promise<SetupPage> {
  const window = new Window({ url: "http://splunk.example:8000/en-US/app/llama_log_analyzer/setup" });
  const { document } = window;
  document.cookie = "splunkweb_csrf_token_9000=0";
  document.cookie = `splunkweb_csrf_token_8000=${formKey}`;
  document.body.innerHTML = /<html>([\s\S]*)<\/html>/.exec(viewText)?.[1] ?? "";
  const onOrigin = (address: string, options: RequestInit) => fetch(origin + address, options);
  for (const name of scriptNames) {
    const names = ["window", "document", "navigator", "fetch"];
    const run = compileFunction(readFileSync(join(scriptFolder, name), "utf8"), names, { filename: name });
    run(window, document, window.navigator, onOrigin);
  }
  const input = (id: string) => {
    const found = document.getElementById(id);
    if (found === null) throw new Error(`there is no #${id} on the page`);
    return found as unknown as HTMLInputElement;
  };
  const page: SetupPage = {
    window,
    text: () => visibleText(document.body as unknown as HTMLElement),
    everything: () =>
      [document.body.outerHTML, ...[...document.querySelectorAll("input")].map((field) => field.value)].join(
        "\n",
      ),
    input,
    type: (id, text) => {
      input(id).value = text;
      input(id).dispatchEvent(new window.Event("input", { bubbles: true }));
    },
    choose: (id) => {
      input(id).checked = true;
      input(id).dispatchEvent(new window.Event("change", { bubbles: true }));
    },
    press: (name) => {
      const all = [...document.querySelectorAll("button")];
      const button = all.find((one) => one.getAttribute("aria-label") === name || one.textContent === name);
      if (button === undefined) throw new Error(`there is no button ${name} on the page`);
      button.click();
    },
    shows: (sentence) =>
      vi.waitFor(() => {
        if (!page.text().includes(sentence))
          throw new Error(`"${sentence}" is not on the page:\n${page.text()}`);
      }, 5000),
  };
  return page;
}

function visibleText(element: HTMLElement): string {
  if (element.hasAttribute("hidden")) return "";
  const parts = [...element.childNodes].map((node) =>
    node.nodeType === 1 ? visibleText(node as unknown as HTMLElement) : (node.textContent ?? ""),
  );
  return `${parts.join("")}${/^(?:P|LI|H2|H3|DIV|LABEL|BUTTON)$/.test(element.tagName) ? "\n" : ""}`;
}
