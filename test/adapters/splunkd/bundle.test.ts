import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { afterAll, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "splunkd-bundle-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the client can be bundled without the SDK's own HTTP, needle and dotenv, and then opens", async () => {
  const outfile = join(folder, "client.cjs");
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["src/adapters/splunkd/splunkd.ts"],
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    minify: true,
    outfile,
    metafile: true,
    external: ["./platform/node/node_http"],
    logLevel: "silent",
  });
  expect(
    Object.keys(metafile.inputs).filter((file) => /needle|dotenv|elementtree|node_http/.test(file)),
  ).toEqual([]);
  expect(readFileSync(outfile, "utf8")).not.toContain("rejectUnauthorized:!1");
  const program = `
    const { openSplunkd } = require(${JSON.stringify(outfile)});
    const splunkd = openSplunkd({ baseUrl: "http://127.0.0.1:1", sessionKey: "k" });
    splunkd.call({ what: "trying", method: "GET", path: "/services/x" }).catch((error) => console.log(error.name, error.kind));`;
  const run = spawnSync(process.execPath, ["-e", program], { encoding: "utf8" });
  expect([run.stdout, run.stderr]).toEqual(["SplunkdError unreachable\n", ""]);
});
