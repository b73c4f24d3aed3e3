import { createHash } from "node:crypto";
import { type NodeRuntime, nodePath } from "./node-runtime.ts";

/** The repository's README with what Splunk's inspection wants to be told about programs in the package. */
export function packageReadme(page: string, node: NodeRuntime | undefined): string {
  const about =
    node === undefined
      ? `This package holds no binary file. (The full one brings Node.js as \`${nodePath}\`; here the search head's own serves.)`
      : declaration(node);
  const pages = "Pages under `docs/`, `bench/` and `app/` that are named above are in the source repository.";
  return `${page.trimEnd()}\n\n# Binary File Declaration\n\n${about}\n\n${pages}\n`;
}

function declaration({ package: { name, version }, binary }: NodeRuntime): string {
  const checksum = createHash("sha256").update(binary).digest("hex");
  return `\`${nodePath}\` is Node.js ${version} for Linux on x86-64, taken unchanged from the npm package \`${name}\`
${version}. It runs the JavaScript bundles in \`bin/\`: Splunk brings no Node since 10.2. Its source code is the tag
\`v${version}\` of https://github.com/nodejs/node, its licence is in \`LICENSES.md\`. SHA-256 of the file:

    ${checksum}

There is no other binary file.`;
}
