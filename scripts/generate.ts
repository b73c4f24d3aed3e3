// Writes what follows from the declarations and from package.json; test/generated-files.test.ts holds it equal.
import { writeFileSync } from "node:fs";
import { generatedFiles } from "./generated-files.ts";

for (const [path, text] of generatedFiles(process.cwd())) writeFileSync(path, text);
