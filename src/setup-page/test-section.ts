import { button, element, failureLines, fill, notice, whileBusy } from "./elements.ts";
import { type Finding, TestFailed, testSetup } from "./setup-test.ts";
import { explain } from "./splunk-web.ts";

const whoTests = "one of the roles llama_analyst, llama_admin or admin, which may run the app's commands";
const stateWords: ReadonlyMap<string, string> = new Map([
  ["ok", "OK"],
  ["warning", "Warning"],
  ["problem", "Problem"],
  ["skipped", "Skipped"],
]);

/** "Does it work?": a button that runs the test, and what it found. */
export function testSection(): HTMLElement {
  // What changes every second is for the eye only; a screen reader hears the beginning and the end.
  const clock = element("span", { class: "llama-help llama-clock", "aria-hidden": "true" });
  const status = element("div", { role: "status", class: "llama-status" });
  const results = element("div", {});
  const start = button("Test the setup", "primary", () =>
    whileBusy(start, "Testing...", async () => {
      const begun = "The test is running. A model that has to be loaded first may take a minute to answer.";
      fill(results);
      fill(status, element("p", {}, begun));
      const tick = startClock(clock);
      try {
        const findings = await testSetup();
        fill(status, element("p", { class: "llama-verdict" }, summaryOf(findings)));
        fill(results, element("ul", { class: "llama-findings" }, ...findings.map(itemOf)));
      } catch (error) {
        fill(status, failureOf(error));
      } finally {
        clearInterval(tick);
        clock.textContent = "";
      }
    }),
  );
  return element("div", {}, element("div", { class: "llama-actions" }, start, clock), status, results);
}

function startClock(clock: HTMLElement): ReturnType<typeof setInterval> {
  const began = Date.now();
  return setInterval(() => {
    clock.textContent = `${Math.round((Date.now() - began) / 1000)} s`;
  }, 1000);
}

function failureOf(error: unknown): HTMLElement {
  const said = error instanceof Error ? error.message : String(error);
  const isUnknown = /unknown search command/i.test(said);
  const explanation =
    error instanceof TestFailed || isUnknown
      ? {
          why: isUnknown ? "Splunk does not know the command." : "The search | llamadoctor gave no result.",
          said,
          fix: `Check that you have ${whoTests}, and that Splunk was restarted after the app was installed; then run | llamadoctor in the app's search page.`,
        }
      : explain(error, whoTests);
  return notice("problem", "The test could not be run", ...failureLines(explanation));
}

/** Such as "Test finished: 1 problem, 2 warnings, 8 of 11 checks OK." */
function summaryOf(findings: readonly Finding[]): string {
  const count = (state: string) => findings.filter((finding) => finding.state === state).length;
  const several = (number: number, word: string) => `${number} ${word}${number === 1 ? "" : "s"}`;
  const bad = ["problem", "warning"].filter((state) => count(state) > 0);
  const parts = [
    ...bad.map((state) => several(count(state), state)),
    `${count("ok")} of ${several(findings.length, "check")} OK`,
    ...(count("skipped") === 0 ? [] : [`${count("skipped")} skipped`]),
  ];
  return `Test finished: ${parts.join(", ")}.`;
}

function itemOf({ check, state, finding, fix }: Finding): HTMLElement {
  const kind = stateWords.has(state) ? state : "warning";
  const badge = element("span", { class: `llama-badge llama-${kind}` }, stateWords.get(state) ?? state);
  const text = element(
    "div",
    { class: "llama-finding" },
    element("p", { class: "llama-check" }, check),
    element("p", {}, finding),
  );
  if (fix !== "") {
    text.append(element("p", { class: "llama-fix" }, element("strong", {}, "What to do: "), fix));
  }
  return element("li", { class: "llama-item" }, badge, text);
}
