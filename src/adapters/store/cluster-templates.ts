import type { StoredTemplate } from "../../engine/templates/snapshot.ts";
import { readSnapshot, tokeniserVersion } from "../../engine/templates/snapshot.ts";
import { newTemplates, type OpenTemplates } from "./template-store.ts";

/** Most templates read from the collection; a miner keeps no more. */
export const mostShared = 10_000;

/** The part of the KV collection `llama_templates` that is needed here. Rejects with an error whose message is a sentence. */
export interface TemplateCollection {
  find(): Promise<readonly Readonly<Record<string, unknown>>[]>;
  save(documents: readonly Readonly<Record<string, unknown>>[]): Promise<void>;
}

/**
 * Merges the templates of the other members of a search-head cluster into those of this machine, whose ids win. A
 * document holds one template under the tokeniser's version and its id, so that members of two versions do not overwrite
 * each other's. A member writes it when it finds a new template or generalizes one.
 */
export async function joinClusterTemplates(
  host: OpenTemplates,
  collection: TemplateCollection,
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
  const tokensBefore = new Map(miner.templates().map(({ id, shownText }) => [id, shownText]));
  return {
    miner,
    problem,
    save: async () => {
      const kept = await host.save();
      const found = newTemplates(miner, (id) => tokensBefore.get(id));
      if (found.length === 0) return kept;
      try {
        await collection.save(found.map(documentOf));
        return kept;
      } catch (error) {
        // Analysts may read the collection but not write it. That is intended, so their searches do not report it.
        if ((error as { kind?: unknown }).kind === "forbidden") return kept;
        const sentence = `New templates are shared with no other search head. ${(error as Error).message}`;
        return kept === undefined ? sentence : `${kept} ${sentence}`;
      }
    },
  };
}

function documentOf({ id, tokens, forms, count, aliases = [] }: StoredTemplate): Record<string, unknown> {
  const document = { _key: `${tokeniserVersion}.${id}`, tokeniser: tokeniserVersion, tokens, count, aliases };
  return forms === undefined ? document : { ...document, forms };
}

/** Skips documents that are not templates or are of another version, so that the collection cannot make a search fail. */
function templatesOf(documents: readonly Readonly<Record<string, unknown>>[]): StoredTemplate[] {
  return documents.flatMap(({ _key, tokeniser, tokens, forms, count, aliases }) => {
    const template = { id: idOf(_key), tokens, forms, count, lastMet: 0, aliases };
    return readSnapshot({ version: 1, tokeniser, templates: [template] })?.templates ?? [];
  });
}

/** The template's id in a document's key. In version 0.1 the key was the id alone. */
function idOf(key: unknown): unknown {
  return typeof key === "string" ? key.replace(/^\d+\./, "") : key;
}
