import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launcher, measureThroughput } from "./conversation.ts";
import { startInstantModel } from "./instant-model.ts";

/**
 * Rows per second of a search that asks a model, with masking over without. Verdicts that name values by their
 * placeholders cost most: each row then gets its own.
 */
export async function maskedOverOpen(
  bodies: readonly Buffer[],
  load: { readonly rowsInChunk: number; readonly chunks: number },
  says: "no values" | "the address",
): Promise<number> {
  const { server } = await startInstantModel((log) =>
    says === "no values"
      ? `The database cannot be reached: ${log.replace(/<.*/, "").slice(0, 60)}`
      : `${/<IP:\d+>/.exec(log)?.[0] ?? log.slice(0, 60)} refuses connections.`,
  );
  const folder = mkdtempSync(join(tmpdir(), "llama-bench-"));
  const conf = join(folder, "llama.conf");
  const { port } = server.address() as AddressInfo;
  writeFileSync(
    conf,
    `[endpoint:default]\nurl = http://127.0.0.1:${port}/v1\nmodel = bench\n[masking]\nallow_off = true\n[store]\nshare = none\n`,
  );
  const rowsPerSecond = async (mask: string): Promise<number> => {
    const searchArguments = ["_raw", `mask=${mask}`];
    const settings = { LLAMA_CONF: conf, LLAMA_STATE: join(folder, "state") };
    return (await measureThroughput([launcher], bodies, { ...load, searchArguments, settings }))
      .rowsPerSecond;
  };
  try {
    const off = await rowsPerSecond("off");
    return (await rowsPerSecond("on")) / off;
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
}
