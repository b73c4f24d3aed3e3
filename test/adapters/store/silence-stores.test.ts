import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { SplunkdError } from "../../../src/adapters/splunkd/splunkd-error.ts";
import { silenceCollection, silenceFolder } from "../../../src/adapters/store/silence-stores.ts";
import { SilenceStoreError } from "../../../src/engine/silence/silence-store.ts";
import { found } from "../../support/splunkd/kv-query.ts";
import type { Document } from "../../support/splunkd/splunkd-state.ts";

const folders: string[] = [];
let state = "";
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "llama-silence-"));
  folders.push(state);
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe("the folder of what is known of logs", () => {
  test("keeps a text under each name, for its owner only, and gives it to the next change", async () => {
    const store = silenceFolder(state);
    expect(await store.read("shop")).toBeUndefined();
    await store.update("shop", (kept) => `${kept} and one`);
    await store.update("bank", () => "another");
    await store.update("shop", (kept) => `${kept} and two`);
    expect([await store.read("shop"), await store.read("bank")]).toEqual([
      "undefined and one and two",
      "another",
    ]);
    expect(statSync(join(state, "silence", "shop.json")).mode & 0o777).toBe(0o600);
  });

  test("is left as it was where a change fails, with the change's own error", async () => {
    const store = silenceFolder(state);
    await store.update("shop", () => "before");
    const refused = store.update("shop", () => {
      throw new SilenceStoreError("It is damaged.");
    });
    await expect(refused).rejects.toThrow("It is damaged.");
    expect(readFileSync(join(state, "silence", "shop.json"), "utf8")).toBe("before");
  });

  test("says in a sentence what the system refuses", async () => {
    writeFileSync(join(state, "silence"), "a file");
    const refused = silenceFolder(state).update("shop", () => "text");
    await expect(refused).rejects.toThrow(SilenceStoreError);
    await expect(refused).rejects.toThrow(/cannot be read or written \(.+\)\. Let the user/);
    const other = mkdtempSync(join(tmpdir(), "llama-silence-"));
    folders.push(other);
    mkdirSync(join(other, "silence", "shop.json"), { recursive: true });
    await expect(silenceFolder(other).read("shop")).rejects.toThrow(SilenceStoreError);
  });
});

describe("the collection of what is known of logs", () => {
  test("keeps a document under each name", async () => {
    const documents = new Map<string, Document>();
    const store = silenceCollection({
      findWhere: async (query) => found(documents.values(), { query }),
      save: async (given) => {
        for (const each of given) documents.set(String(each._key), JSON.parse(JSON.stringify(each)));
      },
    });
    await store.update("shop", (kept) => `${kept} and one`);
    await store.update("shop", (kept) => `${kept} and two`);
    expect(await store.read("shop")).toBe("undefined and one and two");
    expect(await store.read("bank")).toBeUndefined();
  });

  test("passes on splunkd's sentence", async () => {
    const refuse = async (): Promise<never> => {
      throw new SplunkdError(
        "forbidden",
        "You may not read the collection llama_rhythms",
        "ask for llama_admin",
      );
    };
    const store = silenceCollection({ findWhere: refuse, save: refuse });
    await expect(store.read("shop")).rejects.toThrow(SilenceStoreError);
    await expect(store.read("shop")).rejects.toThrow("You may not read the collection llama_rhythms");
  });
});
