// npm run package [-- --light]: the Splunk app as one file in dist/. The full one brings Node, which npm fetches.
import { relative, resolve } from "node:path";
import { buildPackage } from "./build-package.ts";

async function run(args: readonly string[]): Promise<number> {
  const unknown = args.find((argument) => argument !== "--light");
  if (unknown !== undefined) {
    process.stderr.write(`npm run package takes only --light, not ${unknown}.\n`);
    return 2;
  }
  try {
    const root = resolve(".");
    const light = args.includes("--light");
    const { file, size, sha256 } = await buildPackage({ root, light, folder: resolve("dist") });
    process.stdout.write(`${relative(root, file)}\n${size.toLocaleString("en")} bytes\nsha256 ${sha256}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

process.exitCode = await run(process.argv.slice(2));
