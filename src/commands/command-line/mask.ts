import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";
import type { ConfigurationPlaces } from "../../adapters/configuration/layers.ts";
import { LineMasker } from "../../engine/masking/line-masker.ts";
import { Masker } from "../../engine/masking/masker.ts";
import { PlaceholderNumbers } from "../../engine/masking/placeholder-numbers.ts";
import { toBytes, toText } from "../../splunk/byte-string.ts";
import { UserError } from "../../splunk/user-error.ts";
import { mentionsInConfiguration } from "../configured.ts";
import { readWords } from "./flags.ts";
import { checkFiles, readLines } from "./input-lines.ts";
import { printable } from "./printable.ts";
import { print } from "./terminal.ts";
import { maskUsage } from "./usage.ts";

/**
 * `llama-log mask FILE`: the log with placeholders in place of secrets, addresses and names.
 *
 * @returns the exit code
 */
export async function mask(words: readonly string[], binFolder: string): Promise<number> {
  const { plain: files, own } = readWords(words, {
    command: "mask",
    own: { map: { wanted: "a file that does not exist yet", example: "names.jsonl" }, json: {}, help: {} },
    options: {},
    readsFiles: true,
  });
  if (own.has("help")) {
    await print(maskUsage());
    return 0;
  }
  if (files.length === 0) {
    throw new UserError(
      "llama-log mask wants a file, or - for standard input, as in llama-log mask app.log > masked.log.",
    );
  }
  await checkFiles(files);
  const masker = await openMasker({ appFolder: dirname(binFolder), environment: process.env });
  const path = own.get("map");
  const map = path === undefined ? undefined : await newFile(path);
  try {
    await maskFiles(files, masker, map, own.has("json"));
  } finally {
    await map?.close();
  }
  return 0;
}

/** With the masks of llama.conf, where it has any: what cannot be masked as it says is not printed. */
async function openMasker(places: ConfigurationPlaces): Promise<Masker> {
  if (!mentionsInConfiguration("[mask", places)) return new Masker();
  const { configuredMasker } = await import("../configured-masker.ts");
  try {
    return await configuredMasker(places);
  } catch (error) {
    // By name: that bundle has a class of its own.
    if (error instanceof Error && error.name === "ConfigurationError") throw new UserError(error.message);
    throw error;
  }
}

async function maskFiles(
  files: readonly string[],
  masker: Masker,
  map: FileHandle | undefined,
  json: boolean,
): Promise<void> {
  let entries = "";
  const numbers = new PlaceholderNumbers((placeholder, kind, value) => {
    if (map !== undefined) entries += `${JSON.stringify({ placeholder, kind, value })}\n`;
  });
  let count = 0;
  for (const file of files) {
    // A key does not go on in the next file.
    const lineMasker = new LineMasker(numbers, masker);
    for await (const { lines } of readLines(file)) {
      const masked = lines.map((line) => `${maskedBytes(line, lineMasker)}\n`).join("");
      // The map before the log: what is printed can be looked up.
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

/** A line that is no UTF-8 is read byte by byte, so that it leaves with the bytes it came with. */
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

/** Readable by its owner only: it holds what the masked log does not. */
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
