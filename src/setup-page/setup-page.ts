// The setup page's program: waits for the dashboard's panel, then puts the three sections into it.
import { type Content, element, fill } from "./elements.ts";
import { endpointsSection } from "./endpoints-section.ts";
import { nextSteps } from "./next-steps.ts";
import { testSection } from "./test-section.ts";

const betweenLooks = 50;
const looksAtMost = 1200;

/** The dashboard renders its panels at a time of its own. */
function startWhenReady(looksLeft: number): void {
  const container = document.getElementById("llama-setup");
  if (container !== null) start(container);
  else if (looksLeft > 0) setTimeout(() => startWhenReady(looksLeft - 1), betweenLooks);
}

function start(container: HTMLElement): void {
  // Measured before our own class sets a colour.
  if (isDark(container)) container.classList.add("llama-dark");
  container.classList.add("llama-setup");
  const introduction =
    "Llama Log Analyzer judges log lines with a language model that you host: vLLM, Ollama, llama.cpp or any other " +
    "server with an OpenAI-style API. The lines go to that server and nowhere else. Until one is set, the embedded " +
    "analyst answers, by rules and without a model.";
  const aboutTheTest =
    "The test checks what is saved: settings, key, certificates, rights, and one question to each endpoint about a made-up line.";
  fill(
    container,
    element("p", { class: "llama-introduction" }, introduction),
    section("1", "Where is your model?", endpointsSection()),
    section("2", "Does it work?", element("p", {}, aboutTheTest), testSection()),
    section("3", "What next?", nextSteps()),
  );
}

function section(number: string, title: string, ...children: readonly Content[]): HTMLElement {
  const id = `llama-section-${number}`;
  const mark = element("span", { class: "llama-number", "aria-hidden": "true" }, number);
  const heading = element("h2", { id, class: "llama-heading" }, mark, title);
  return element("section", { class: "llama-section", "aria-labelledby": id }, heading, ...children);
}

/** Splunk names its themes differently from version to version; the colour its text has is the same everywhere. */
function isDark(container: HTMLElement): boolean {
  const channels = /^rgba?\((\d+)[, ]+(\d+)[, ]+(\d+)/.exec(window.getComputedStyle(container).color);
  if (channels === null) return false;
  const [red = 0, green = 0, blue = 0] = channels.slice(1).map(Number);
  return 0.299 * red + 0.587 * green + 0.114 * blue > 128;
}

startWhenReady(looksAtMost);
