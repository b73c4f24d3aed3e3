import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseConf } from "../../../src/adapters/configuration/conf-file.ts";
import { readStanzas } from "../../../src/adapters/configuration/read-stanza.ts";
import { stanzas } from "../../../src/adapters/configuration/stanzas/all.ts";
import {
  propertyOf,
  type StanzaDeclaration,
} from "../../../src/adapters/configuration/stanzas/declaration.ts";
import { Problem } from "../../../src/adapters/configuration/stanzas/value-types.ts";
import { warningsOfUnknown } from "../../../src/adapters/configuration/unknown-settings.ts";
import { plain } from "../../support/error-texts.ts";

const root = join(import.meta.dirname, "../../..");
const spec = readFileSync(join(root, "app/README/llama.conf.spec"), "utf8");
const page = readFileSync(join(root, "docs/configuration.md"), "utf8");

const settings = stanzas.flatMap((stanza) =>
  Object.entries(stanza.settings).map(([key, setting]) => ({ kind: stanza.kind, key, stanza, setting })),
);

/** Some of these are right for a setting, some wrong; each type that is not free text takes and refuses at least one. */
const samples = [
  "1",
  "30",
  "true",
  "30s",
  "name",
  "file:/key",
  "https://127.0.0.1:8089",
  "/path",
  "hosts",
  "P1",
  "EMPLOYEE",
  "=",
  ",",
  "x".repeat(300),
  "lines\\\nof text",
];
/** What a sample is once it has been written and read as a line of llama.conf. */
const written = (sample: string): string => sample.replace("\\\n", "\n");
const nameFor = ({ named }: StanzaDeclaration): string => (named?.pattern.test("ops") ? "ops" : "10");
const headerOf = (stanza: StanzaDeclaration): string =>
  stanza.named === undefined ? `[${stanza.kind}]` : `[${stanza.kind}:${nameFor(stanza)}]`;

/** How a stanza with this one line is read. */
function readLine(stanza: StanzaDeclaration, line: string) {
  const { conf } = parseConf(`${headerOf(stanza)}\n${line}\n`, "llama.conf");
  const [reading] = readStanzas(stanza, conf).values();
  if (reading === undefined) throw new Error(`${headerOf(stanza)} was not read`);
  const values: Readonly<Record<string, unknown>> = reading.values;
  return { values, faults: reading.faults.map(({ message }) => message), warnings: warningsOfUnknown(conf) };
}

describe.each(stanzas)("the stanza $kind", (stanza) => {
  test("has a section in the spec and in the docs", () => {
    const kind = (name: string) =>
      stanza.named === undefined ? `[${stanza.kind}]` : `[${stanza.kind}:${name}]`;
    expect(spec).toContain(`\n${kind("<name>")}\n* `);
    expect(page).toContain(`\n### \`${kind("NAME")}\`\n`);
  });

  test("has no two settings that are read into one property", () => {
    const properties = Object.entries(stanza.settings).map(([key, setting]) => propertyOf(key, setting));
    expect(new Set([...properties, "name"]).size).toBe(properties.length + 1);
  });

  test("with a name that cannot be is told without it", () => {
    if (stanza.named?.pattern.test(" hush ") !== false) return;
    const { conf } = parseConf(`[${stanza.kind}: hush \t!]\n`, "llama.conf");
    const [reading] = readStanzas(stanza, conf).values();
    expect(reading?.faults.map(({ message }) => message)).toEqual([
      expect.stringContaining(`The stanza [${stanza.kind}:…] in llama.conf has`),
    ]);
    expect(reading?.faults[0]?.message).not.toContain("hush");
  });
});

describe.each(settings)("$key of $kind", ({ key, stanza, setting }) => {
  const { type, default: usual, required } = setting;
  const place = `The ${key} of ${headerOf(stanza)} in llama.conf, line 2,`;

  test("is explained in the spec and in the docs", () => {
    const kind = stanza.named === undefined ? stanza.kind : `${stanza.kind}:<name>`;
    const section = spec.split(/\n(?=\[)/).find((part) => part.startsWith(`[${kind}]`));
    expect(section).toContain(`\n${key} = ${type.syntax}\n* `);
    const table = page
      .split("\n### ")
      .find((part) => part.startsWith(`\`[${kind.replace("<name>", "NAME")}]\``));
    expect(plain(table ?? "")).toContain(`| ${key} | ${type.wanted} |`);
  });

  test("is known to the parser", () => {
    expect(readLine(stanza, `${key} = 1`).warnings).toEqual([]);
  });

  test("has its default where nothing is written, or an empty value", () => {
    const expected = usual === undefined ? undefined : type.read(usual, "");
    if (usual !== undefined) expect(expected).not.toBeUndefined();
    expect(expected).not.toBeInstanceOf(Problem);
    for (const line of ["", `${key} =`]) {
      const { values, faults } = readLine(stanza, line);
      expect(values[propertyOf(key, setting)]).toEqual(expected);
      if (required === true)
        expect(faults.join("\n")).toContain(`has no ${key}: add ${key} = ${type.example}`);
    }
  });

  test("takes what it wants and refuses everything else, by its name", () => {
    const words = /^\w+(?: \| \w+)+$/.test(type.syntax) ? type.syntax.split(" | ") : [];
    const outcomes = [...samples, ...words].map((sample) => {
      const { values, faults } = readLine(stanza, `${key} = ${sample}`);
      const about = faults.filter((message) => message.startsWith(place));
      const read = type.read(written(sample), "place");
      const isRight = read !== undefined && !(read instanceof Problem);
      expect(about, sample).toHaveLength(isRight ? 0 : 1);
      if (read === undefined) expect(about[0]).toContain(` wants ${type.wanted}, and `);
      if (read instanceof Problem) expect(about[0]).toContain(` ${read.finding}: ${read.fix}`);
      if (!isRight && usual !== undefined)
        expect(values[propertyOf(key, setting)]).toEqual(type.read(usual, ""));
      return isRight;
    });
    expect(outcomes).toContain(true);
    if (type.syntax !== "<regular expression>") expect(outcomes).toContain(false);
  });

  test.each(["sk-proj-0123456789abcdef0123456789abcdef", "http://me:hush@host/?x=hush"])(
    "never repeats what may be a secret: %s",
    (secret) => {
      const { faults } = readLine(stanza, `${key} = ${secret}`);
      for (const message of faults) {
        expect(message).not.toContain("0123456789");
        expect(message).not.toContain("hush");
      }
    },
  );
});
