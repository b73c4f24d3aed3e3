import type { BundledPackage } from "./bundled-packages.ts";
import { type NodeRuntime, nodePath } from "./node-runtime.ts";

/** One page with the licence texts of everything in the package that others wrote. */
export function licencesPage(parts: readonly BundledPackage[], node: NodeRuntime | undefined): string {
  const sections = parts.map(({ name, version, licence, licenceTexts }) => {
    const texts = licenceTexts.map(({ file, text }) => `\`${file}\`:\n\n${fenced(text)}`);
    return `## ${name} ${version}\n\n${licence}\n\n${texts.join("\n\n")}`;
  });
  if (node !== undefined) {
    const where = `The program \`${nodePath}\`, with all parts inside it.`;
    sections.push(`## Node.js ${node.package.version}\n\n${where}\n\n${fenced(node.licence)}`);
  }
  const heading =
    "# Licences of the parts that others wrote\n\n" +
    "The app itself is under the Apache License 2.0, see `LICENSE`. The bundles in `bin/` hold code of the packages " +
    "below; each stays under its own licence. `sbom.cdx.json` lists the same parts for programs.";
  return `${[heading, ...sections].join("\n\n")}\n`;
}

/** A fence is longer than any run of backticks in the text, which may be Markdown itself. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
