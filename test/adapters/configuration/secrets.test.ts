import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ConfigurationError } from "../../../src/adapters/configuration/configuration-error.ts";
import {
  readSecret,
  type SecretSources,
  warningOfSecret,
} from "../../../src/adapters/configuration/secrets.ts";
import {
  Problem,
  type SecretReference,
  secret,
} from "../../../src/adapters/configuration/stanzas/value-types.ts";

const folder = mkdtempSync(join(tmpdir(), "llama-secret-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const place = "api_key of [endpoint:prod] in local/llama.conf, line 3,";
const referenceOf = (text: string) => {
  const reference = secret().read(text, place);
  if (reference instanceof Problem) throw new ConfigurationError(reference.finding, reference.fix);
  return reference as SecretReference;
};
const read = async (reference: string, environment = {}, passwords?: SecretSources["passwords"]) =>
  readSecret(referenceOf(reference), { environment, passwords });

async function messageOf(reading: Promise<unknown>): Promise<string> {
  try {
    await reading;
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
}

function fileWith(content: string): string {
  const file = join(folder, "key");
  writeFileSync(file, content);
  return file;
}

test("a file is read without its newline, a variable and an entry of the password store as they are", async () => {
  expect(await read(`file:${fileWith("sk-1\r\n")}`)).toBe("sk-1");
  expect(await read("env:KEY", { KEY: "sk-2" })).toBe("sk-2");
  expect(await read("passwords:llama", {}, async (name) => `sk-of-${name}`)).toBe("sk-of-llama");
});

test.each([
  ["a missing file", "file:/no/such/key", {}, "the file /no/such/key, and there is no such file"],
  ["a folder", `file:${folder}`, {}, `the file ${folder}, which cannot be read (EISDIR)`],
  ["a variable that is not set", "env:KEY", {}, "the environment variable KEY, which is not set"],
  ["an empty variable", "env:KEY", { KEY: " " }, "which is empty"],
  ["two lines", "env:KEY", { KEY: "hush\nhush" }, "must hold the key alone"],
  [
    "the password store outside of Splunk",
    "passwords:llama",
    {},
    "which only a search inside Splunk can read",
  ],
])("%s is refused, with where it was looked for", async (_, reference, environment, sentence) => {
  const message = await messageOf(read(reference, environment));
  expect(message).toContain(`The ${place} names `);
  expect(message).toContain(sentence);
  expect(message).not.toContain("hush");
});

test("an empty file is refused with its path", async () => {
  const file = fileWith("\n");
  expect(await messageOf(read(`file:${file}`))).toContain(`the file ${file}, which is empty`);
});

test.skipIf(process.platform === "win32")(
  "a file that everybody may read is warned of, and used",
  async () => {
    const file = fileWith("sk-1");
    const reference = referenceOf(`file:${file}`);
    chmodSync(file, 0o600);
    expect(warningOfSecret(reference)).toBeUndefined();
    chmodSync(file, 0o644);
    expect(warningOfSecret(reference)).toMatchObject({
      finding: `The ${place} names the file ${file}, which every user of this machine may read`,
      fix: expect.stringContaining(`chmod 600 ${file}`),
    });
    expect(await readSecret(reference, { environment: {} })).toBe("sk-1");
  },
);

test.each(["sk-hush", "hush:hush", "file:", "FILE:/hush"])(
  "%s is no way to name a secret",
  async (reference) => {
    const message = await messageOf(read(reference));
    expect(message).toContain("never the secret itself");
    expect(message).not.toContain("hush");
  },
);
