import { join } from "node:path";
import { executeChunk, getinfoChunk } from "./chunks.ts";
import { binFolder } from "./command-process.ts";
import { cellValue, parseCsv } from "./csv.ts";
import { converseRaw } from "./protocol-client.ts";

/** What a search with `| llamaretry` gave. */
export interface Retried {
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly messages: readonly (readonly [string, string])[];
  readonly error: string | undefined;
}

/** `| llamaretry` over the protocol. */
export async function llamaretry(
  env: Readonly<Record<string, string>>,
  args: readonly string[],
  info: Readonly<Record<string, unknown>>,
  here = true,
): Promise<Retried> {
  const bytes = Buffer.concat([
    getinfoChunk(args, { command: "llamaretry", ...info }),
    executeChunk({ body: Buffer.from(""), finished: true }),
  ]);
  const command = [join(binFolder, "llamaretry.sh")];
  // The state of other tests must not be met.
  const { chunks, error } = await converseRaw({
    command,
    env: { LLAMA_STATE: "", ...env },
    bytes,
    guard: 60_000,
    here,
  });
  const last = chunks.at(-1);
  const { names, rows } = parseCsv(last?.body ?? Buffer.alloc(0));
  const inspector = last?.metadata.inspector as { messages?: [string, string][] } | undefined;
  return {
    rows: rows.map((cells) =>
      Object.fromEntries(
        cells.map((cell, at) => [names[at] ?? "", Buffer.from(cellValue(cell), "latin1").toString("utf8")]),
      ),
    ),
    messages: inspector?.messages ?? [],
    error,
  };
}
