import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { stanzas } from "../src/adapters/configuration/stanzas/all.ts";
import {
  isPhrase,
  type Literal,
  literalsOf,
  phraseOf,
  plain,
  shellLiteralsOf,
} from "./support/error-texts.ts";

const root = resolve(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(resolve(root, file), "utf8");
const page = read("docs/troubleshooting.md");
const pageText = plain(page);

/** Where texts for people come from. What the embedded analyst says of a log is not about the app. */
const sources = ["src", "scripts/package", "app/appserver/static", "bin"].flatMap((folder) =>
  readdirSync(resolve(root, folder), { recursive: true, encoding: "utf8" })
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .filter((file) => /\.(?:ts|js|sh)$|\/start\.cjs$|^bin\/llama-log$/.test(file))
    .filter((file) => !file.startsWith("src/engine/analyst/")),
);

/** Files that are made of sentences: there every phrase counts. Elsewhere those given to an error or a warning. */
const wholeFiles =
  /^(?:src\/adapters\/|src\/app\/(?:(?:analyze|templates|doctor|store)\/|(?:alerting\/alert-action|retry\/llamaretry)(?=[\w-]*\.ts))?[\w-]*\.ts|src\/programs\/[\w-]+\.ts|src\/splunk\/search-host|src\/engine\/asking\/(?:batch-scheduler|reply-sentences)|src\/setup-page\/(?:endpoint-store|endpoints-section|form-problems|setup-test|splunk-web|test-section)\.ts|bin\/)/;
const saying = /^new (?:\w+Error|Failed|Refusal)$|(?:^|\.)(?:warn|stderr\.write)$/;
/** What an alert says is about an incident, not about the app. */
const aboutIncidents =
  /^src\/adapters\/destinations\/(?:message\/|slack\/(?:message-body|markup)\.ts|pagerduty\/event\.ts)/;
/** Faults of the program, which nobody reads; what is in order; how commands are explained; labels and buttons. */
const silent = /^new (?:Range)?Error$|^(?:ok|declareCommand|element|button)$|setAttribute$/;

/** How stanzas and settings are explained, and what each setting wants: docs/configuration.md has all of that. */
const explanations = new Set(
  stanzas.flatMap((stanza) => [
    plain(stanza.help),
    ...Object.values(stanza.settings).flatMap(({ type, help, label = "", otherwise = "", required }) =>
      [help, label, otherwise, `${required}`, type.syntax, type.wanted].map(plain),
    ),
  ]),
);

function literalsIn(file: string): Literal[] {
  return /\.sh$|\/llama-log$/.test(file) ? shellLiteralsOf(read(file)) : literalsOf(read(file));
}

function saidIn(file: string): Literal[] {
  if (aboutIncidents.test(file)) return [];
  const isPackaging = file.startsWith("scripts/");
  return literalsIn(file).filter(({ pieces, calls }) => {
    if (explanations.has(plain(pieces.join("…")))) return false;
    if (isPackaging) return calls.some((name) => /^new \w*Error$|stderr\.write$/.test(name));
    if (calls.some((name) => silent.test(name))) return false;
    return wholeFiles.test(file) || calls.some((name) => saying.test(name));
  });
}

const speaking = sources
  .map((file) => [file, saidIn(file).filter((literal) => phraseOf(literal) !== undefined)] as const)
  .filter(([, said]) => said.length > 0);

describe("docs/troubleshooting.md has every text that can reach a user", () => {
  test.each(speaking)("of %s", (file, said) => {
    const missing = said
      .filter((literal) => !pageText.includes(phraseOf(literal) as string))
      .map(({ pieces }) => plain(pieces.join("…")));
    expect(missing, `${file} says what docs/troubleshooting.md does not have; add it there`).toEqual([]);
  });

  test("which are not few", () => {
    expect(speaking.flatMap(([, said]) => said).length).toBeGreaterThan(300);
  });
});

interface Entry {
  /** The heading of its chapter. */
  readonly chapter: string;
  readonly message: string;
}

/** An entry is an item of a list that begins with messages in code, before an arrow: `message` · `message` → what to do. */
function entriesOf(markdown: string): Entry[] {
  return markdown.split(/^## /m).flatMap((text) => {
    const chapter = text.split("\n")[0] as string;
    const heads = text.matchAll(/^\* ((?:`[^`]+`\s+(?:·\s+)?)+)→/gm);
    return [...heads].flatMap(([, head = ""]) =>
      [...head.matchAll(/`([^`]+)`/g)].map(([, message = ""]) => ({ chapter, message })),
    );
  });
}

/** A text's parts that are always the same, cut where a finding meets its mend: the sources have them apart. */
function clausesOf(text: string): string[] {
  return plain(text)
    .toLowerCase()
    .split(/…|[:;.,?()"[\]]+(?=\s|$)|\s["([]/)
    .map((clause) => clause.replace(/^[\s:;.,?()"[\]]+|[\s:;.,?()"[\]]+$/g, ""));
}

describe("every message that docs/troubleshooting.md quotes is still said somewhere", () => {
  const entries = entriesOf(page);
  // What Splunk itself says is in no source of ours.
  const ours = entries.filter(({ chapter }) => !chapter.startsWith("Splunk's own messages"));
  const written = sources.flatMap(literalsIn).map(({ pieces }) => pieces.join("…"));
  written.push(read("default/data/ui/views/setup.xml"));
  const clauses = new Set(written.flatMap(clausesOf).filter((clause) => isPhrase(clause, 12)));
  const all = [...clauses].join("\n");
  /** Two clauses of the sources may stand together on the page, as in "does not speak TLS on reading …". */
  const isSaid = (clause: string): boolean =>
    all.includes(clause) || [...clauses].some((known) => clause.includes(known));

  test.each([...new Set(ours.map(({ chapter }) => chapter))])("in the chapter %s", (chapter) => {
    const stale = ours
      .filter((entry) => entry.chapter === chapter)
      .flatMap(({ message }) => clausesOf(message).filter((clause) => isPhrase(clause) && !isSaid(clause)));
    expect(stale, "nothing in the sources says this any more").toEqual([]);
  });

  test("and the entries are found", () => {
    expect(entries.length).toBeGreaterThan(200);
    expect(page.split("\n").filter((line) => /^\* `/.test(line)).length).toBe(
      [...page.matchAll(/^\* (?:`[^`]+`\s+(?:·\s+)?)+→/gm)].length,
    );
  });
});

describe("texts are found in a source", () => {
  const textsOf = (source: string) => literalsOf(source).map(({ pieces }) => pieces.join("…"));

  test("however its strings are joined and broken", () => {
    expect(textsOf(`throw new UserError("one " +\n  \`two \${x} \` +\n 'three');`)).toEqual([
      "one two … three",
    ]);
  });

  test("within a template, as texts of their own", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a source with a template.
    expect(textsOf('f(`a ${b === "" ? `c ${d}` : "e"} g`)')).toEqual(["", "c …", "e", "a … g"]);
  });

  test("but not in comments and regular expressions", () => {
    expect(textsOf('// it\'s\n/* `no` */ x = /["\'`/]/.test(y) ? a / b : "yes";')).toEqual(["yes"]);
  });

  test("with the calls they are given to", () => {
    expect(literalsOf('new UserError(quoted("x"))')[0]?.calls).toEqual(["new UserError", "quoted"]);
  });
});
