import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";
import { LineMasker } from "../../engine/masking/line-masker.ts";
import type { Masker } from "../../engine/masking/masker.ts";
import { PlaceholderNumbers } from "../../engine/masking/placeholder-numbers.ts";
import { printable } from "../../engine/printable.ts";
import { toBytes, toText } from "../../splunk/byte-string.ts";
import { UserError } from "../../splunk/user-error.ts";
import { readWords } from "../parse/flags.ts";
import { Inputs, namedOrPiped } from "../parse/inputs.ts";
import { openMasker } from "../parse/open-masker.ts";
import { print } from "../terminal.ts";
import { maskUsage } from "./usage.ts";

/**
 * `llama-log mask FILE`: prints the log with placeholders in place of secrets, addresses and names.
 *
 * @returns the exit code
 */
export async function mask(words: readonly string[], binFolder: string): Promise<number> {
  const { plain, own } = readWords(words, {
    command: "mask",
    own: { map: { wanted: "a file that does not exist yet", example: "names.jsonl" }, json: {}, help: {} },
    options: {},
    readsFiles: true,
  });
  if (own.has("help")) {
    await print(maskUsage());
    return 0;
  }
  const paths = namedOrPiped(plain);
  if (paths.length === 0) {
    throw new UserError("Which log? Name it, as in llama-log mask app.log > masked.log, or pipe it in.");
  }
  const inputs = new Inputs(paths);
  await inputs.check();
  const masker = await openMasker({ appFolder: dirname(binFolder), environment: process.env });
  const path = own.get("map");
  const map = path === undefined ? undefined : await newFile(path);
  try {
    await maskInputs(inputs, masker, map, own.has("json"));
  } finally {
    await map?.close();
  }
  return inputs.end();
}

async function maskInputs(
  inputs: Inputs,
  masker: Masker,
  map: FileHandle | undefined,
  json: boolean,
): Promise<void> {
  let entries = "";
  const numbers = new PlaceholderNumbers((placeholder, kind, value) => {
    if (map !== undefined) entries += `${JSON.stringify({ placeholder, kind, value })}\n`;
  });
  let count = 0;
  for (const path of inputs.paths) {
    // A private key does not continue in the next file, so each file gets a new masker.
    const lineMasker = new LineMasker(numbers, masker);
    for await (const { lines } of inputs.batches(path)) {
      const masked = lines.map((line) => `${maskedBytes(line, lineMasker)}\n`).join("");
      // Write the map before the log, so that every printed placeholder can be looked up.
      await map?.appendFile(entries);
      entries = "";
      await print(Buffer.from(masked, "latin1"));
      count += lines.length;
    }
  }
  if (json)
    process.stderr.write(
      `${JSON.stringify({ lines: count, masked: Object.fromEntries(numbers.counts()) })}\n`,
    );
  else if (process.stderr.isTTY) process.stderr.write(`${summary(count, numbers)}\n`);
}

/** A line that is not valid UTF-8 is read byte by byte, so that its bytes are preserved. */
function maskedBytes(line: string, masker: LineMasker): string {
  const text = toText(line);
  return toBytes(text) === line ? toBytes(masker.mask(text)) : masker.mask(line);
}

function summary(lines: number, numbers: PlaceholderNumbers): string {
  const kinds = [...numbers.counts()].map(
    ([kind, { masked, distinct }]) =>
      `${masked.toLocaleString("en-US")} ${kind} (${distinct.toLocaleString("en-US")} different)`,
  );
  const found = kinds.length === 0 ? "nothing to mask found" : `masked ${kinds.join(", ")}`;
  return `llama-log: ${lines.toLocaleString("en-US")} lines, ${found}.`;
}

/** Creates a file readable by its owner only, because it holds the masked values. */
async function newFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, "wx", 0o600);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "an unknown error";
    if (code === "EEXIST") {
      throw new UserError(
        `--map wants a file that does not exist yet, and ${printable(path)} does. It was left as it is; ` +
          "name another one, or move it away.",
      );
    }
    throw new UserError(
      `--map wants a file that can be written, and ${printable(path)} cannot (${code}). ` +
        "Name one in a folder that exists and is yours.",
    );
  }
}
