import type { StoredTemplate } from "../../engine/templates/snapshot.ts";
import { readSnapshot, tokeniserVersion } from "../../engine/templates/snapshot.ts";
import { type IsSensitive, newTemplates, type OpenTemplates } from "./template-store.ts";

/** What is read of the collection at most; a miner keeps no more. */
export const mostShared = 10_000;

/** The KV collection that the members of a cluster share, as far as it is needed here. Rejects with a sentence. */
export interface TemplateCollection {
  find(): Promise<readonly Readonly<Record<string, unknown>>[]>;
  save(documents: readonly Readonly<Record<string, unknown>>[]): Promise<void>;
}

/**
 * Templates of this machine and of the other members of a search-head cluster. A document is one template under its
 * id; who finds one that is new, or makes one more general, writes it. The ids of this machine win.
 */
export async function joinClusterTemplates(
  host: OpenTemplates,
  collection: TemplateCollection,
  isSensitive: IsSensitive,
): Promise<OpenTemplates> {
  const { miner } = host;
  let problem = host.problem;
  try {
    miner.merge({ version: 1, tokeniser: tokeniserVersion, templates: templatesOf(await collection.find()) });
  } catch (error) {
    problem = [problem, `Templates of other search heads are left out. ${(error as Error).message}`]
      .filter((text) => text !== undefined)
      .join(" ");
  }
  const tokensBefore = new Map(miner.templates().map(({ id, text }) => [id, text]));
  return {
    miner,
    problem,
    save: async () => {
      const kept = await host.save();
      const found = newTemplates(miner, (id) => tokensBefore.get(id), isSensitive);
      if (found.length === 0) return kept;
      try {
        await collection.save(found.map(documentOf));
        return kept;
      } catch (error) {
        // Analysts read and do not write: that is how it should be, and no news in each of their searches.
        if ((error as { kind?: unknown }).kind === "forbidden") return kept;
        const sentence = `New templates are shared with no other search head. ${(error as Error).message}`;
        return kept === undefined ? sentence : `${kept} ${sentence}`;
      }
    },
  };
}

function documentOf({ id, tokens, count, aliases = [] }: StoredTemplate): Record<string, unknown> {
  return { _key: id, tokeniser: tokeniserVersion, tokens, count, aliases };
}

/** What cannot be a template, or is of another version, is passed over: the collection is no reason to fail. */
function templatesOf(documents: readonly Readonly<Record<string, unknown>>[]): StoredTemplate[] {
  return documents.flatMap(({ _key, tokeniser, tokens, count, aliases }) => {
    const template = { id: _key, tokens, count, lastMet: 0, aliases };
    return readSnapshot({ version: 1, tokeniser, templates: [template] })?.templates ?? [];
  });
}
