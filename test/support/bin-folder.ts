import { fileURLToPath } from "node:url";

/** Where the launchers and the bundles are. */
export const binFolder = fileURLToPath(new URL("../../bin/", import.meta.url));
