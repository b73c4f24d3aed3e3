// Part of npm pack: LICENSES.md beside package.json, the texts of the parts inside the bundles.
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readBuildRecord } from "./build-record.ts";
import { bundledPackages } from "./bundled-packages.ts";
import { licencesPage } from "./licences.ts";

const root = resolve(".");
const parts = bundledPackages(root, readBuildRecord(root).packageFolders);
writeFileSync(join(root, "LICENSES.md"), licencesPage(parts, undefined));
