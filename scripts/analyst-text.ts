import { applications } from "../src/engine/analyst/rules/applications.ts";
import { rules } from "../src/engine/analyst/rules/catalogue.ts";
import type { Rule } from "../src/engine/analyst/rules/rule.ts";

/** docs/what-the-analyst-knows.md: every known failure, by application or part of the system. */
export function knownFailuresPage(): string {
  const ofApplications = rules.filter(({ component }) => applications.has(component));
  const others = rules.filter(({ component }) => !applications.has(component));
  return `<!-- Made from src/engine/analyst/rules by \`npm run generate\`; edit that. -->

# What the analyst knows

Without a model the embedded analyst finds ${rules.length} failures by their words: ${ofApplications.length} of ${applications.size} applications and kinds of
applications, and ${others.length} that any system may have. Where a line shows one of each, the application's names the cause,
and the worse of both gives the severity.

The severity is that of a line logged as an error, or without a level. A warning makes P2 and P3 one step milder, an info
line all two, unless the words prove the failure at any level: these are marked with *always*. A fatal line below P1 is one
step worse. What a line says is hit, and how badly, can make it worse: [decision](decisions/2026-11-30-impact.md).

## Failures of applications

${componentsOf(ofApplications).map(sectionOf).join("\n\n")}

## Failures of any system

${componentsOf(others).map(sectionOf).join("\n\n")}
`;
}

type Component = readonly [name: string, rules: readonly Rule[]];

/** The rules by component, both in the order of the alphabet and the catalogue. */
function componentsOf(all: readonly Rule[]): Component[] {
  const names = [...new Set(all.map(({ component }) => component))].sort();
  return names.map((name) => [name, all.filter(({ component }) => component === name)]);
}

function sectionOf([name, all]: Component): string {
  const rows = all.map(({ cause, severity, certain, action }) => {
    const always = certain === true ? " *always*" : "";
    return `| ${cell(cause)} | ${severity}${always} | ${cell(action)} |`;
  });
  return `### ${name}\n\n| cause | severity | what to do |\n| --- | --- | --- |\n${rows.join("\n")}`;
}

/** A text may hold what Markdown reads as markup: `|` of a table, `<` of an element. Code stays as it is. */
function cell(text: string): string {
  return text
    .replaceAll("|", "\\|")
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part : part.replaceAll("<", "\\<").replaceAll("*", "\\*")))
    .join("");
}
