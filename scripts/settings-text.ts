import { stanzas } from "../src/adapters/configuration/stanzas/all.ts";
import {
  isShared,
  type SettingDeclaration,
  type StanzaDeclaration,
} from "../src/adapters/configuration/stanzas/declaration.ts";

/** The texts that explain llama.conf: checked in, made anew by `npm run generate`. */

/** app/README/llama.conf.spec: Splunk's tools read it, and so do administrators. */
export function settingsSpec(): string {
  const introduction = [
    "Made from src/adapters/configuration/stanzas by `npm run generate`; edit that.",
    "llama.conf: read from default/, then local/, then the file that the environment variable LLAMA_CONF names; later ones win, key by key. Never read over REST, and never from etc/users.",
    "<boolean>: 1, true, t, yes, y or on; 0, false, f, no, n or off; in any case.",
    "<duration>: a number with s, m, h or d: 90s, 10m, 1.5h, 2d. Where seconds are wanted, 30 and 30s are the same.",
    `[default], and settings before the first stanza, serve ${sharedSettings("<name>")}`,
  ];
  const head = introduction.map((paragraph) => wrapped(paragraph, "# ", "# ")).join("\n#\n");
  return [head, ...stanzas.map(stanzaSpec)].join("\n\n").concat("\n");
}

function stanzaSpec(stanza: StanzaDeclaration): string {
  const settings = Object.entries(stanza.settings).map(([key, setting]) => {
    const bullets = [...setting.help.split("\n"), presenceOf(setting)].map(bullet).join("\n");
    return `${key} = ${setting.type.syntax}\n${bullets}`;
  });
  return [`${headerOf(stanza, "<name>")}\n${bullet(stanza.help)}`, ...settings].join("\n\n");
}

/** Whether the setting may be left out, and what holds then. */
function presenceOf({ required, otherwise, default: usual = "" }: SettingDeclaration): string {
  if (typeof required === "string") return required;
  if (required === true) return "Required.";
  if (otherwise !== undefined) return `Default: ${otherwise}`;
  return usual === "" ? "Optional." : `Default: ${usual}`;
}

function bullet(text: string): string {
  return wrapped(text.replaceAll("`", ""), "* ", "  ");
}

const width = 120;

/** @param first what the first line begins with @param next the same for all others, as long */
function wrapped(text: string, first: string, next: string): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width - first.length)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line, at) => (at === 0 ? first : next) + line).join("\n");
}

/** For docs/configuration.md: a section with a table for each stanza, in Markdown. */
export function settingsTables(): string {
  const sections = stanzas.map((stanza) => {
    const rows = Object.entries(stanza.settings).map(([key, setting]) =>
      [`\`${key}\``, inTable(setting.type.wanted), cellOfDefault(setting), cellOfHelp(setting)]
        .map((cell) => cell.replaceAll("|", "\\|"))
        .join(" | "),
    );
    return [
      `### \`${headerOf(stanza, "NAME")}\``,
      "",
      stanza.help,
      "",
      "| setting | takes | default | what it does |",
      "| --- | --- | --- | --- |",
      ...rows.map((row) => `| ${row} |`),
    ].join("\n");
  });
  return `${[`\`[default]\`, and settings before the first stanza, serve ${sharedSettings("NAME")}`, ...sections].join("\n\n")}\n`;
}

/** An asterisk or a URL is no markup. */
function inTable(wanted: string): string {
  return wanted.replaceAll("*", "`*`").replace(/https?:\S+/, "`$&`");
}

function cellOfDefault({ required, otherwise, default: usual = "" }: SettingDeclaration): string {
  if (required === true) return "required";
  return otherwise ?? (usual === "" ? "" : `\`${usual}\``);
}

function cellOfHelp({ help, required }: SettingDeclaration): string {
  return `${help.replaceAll("\n", " ")}${typeof required === "string" ? ` ${required}` : ""}`;
}

/** Such as `[endpoint:<name>]`. */
function headerOf({ kind, named }: StanzaDeclaration, name: string): string {
  return named === undefined ? `[${kind}]` : `[${kind}:${name}]`;
}

/** What `[default]` gives to which stanza, as the end of a sentence. */
function sharedSettings(name: string): string {
  const phrases = stanzas
    .filter(({ takesDefaults }) => takesDefaults)
    .map((stanza) => {
      const all = Object.entries(stanza.settings);
      const shared = all.filter(([, setting]) => isShared(stanza, setting)).map(([key]) => key);
      const header = headerOf(stanza, name);
      return `${header} with ${shared.length === all.length ? "every setting" : listed(shared)}`;
    });
  return `${phrases.join(", ")}, where the stanza itself does not say otherwise.`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
