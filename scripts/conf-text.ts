import { type CommandDeclaration, type OptionDeclaration, wantedValue } from "../src/splunk/declaration.ts";

/** The texts of the files that `npm run generate` creates from the declarations. The files are checked in. */

const origin =
  "# Made from the declarations in src/programs/declarations by `npm run generate`; edit those.\n";

/**
 * commands.conf. With `chunked = true` only a few settings are valid; the reply to getinfo says what a command is and
 * needs.
 */
export function commandsConf(declarations: readonly CommandDeclaration[]): string {
  const stanzas = declarations.map(({ name }) =>
    stanza(name, { chunked: "true", filename: `${name}.sh`, maxwait: "0" }),
  );
  return [origin, ...stanzas].join("\n");
}

/** searchbnf.conf, which the search assistant shows. */
export function searchbnfConf(declarations: readonly CommandDeclaration[]): string {
  const stanzas = declarations.map((declaration) => {
    const { name, summary, description, examples, tags, related } = declaration;
    const exampleLines = examples.flatMap(({ search, comment }, at) => [
      [`comment${at + 1}`, comment],
      [`example${at + 1}`, search],
    ]);
    return stanza(`${name}-command`, {
      syntax: syntaxOf(declaration),
      shortdesc: summary,
      description: `${description} ${optionSentences(declaration)}`,
      ...Object.fromEntries(exampleLines),
      usage: "public",
      tags: tags.join(" "),
      related: related.join(" "),
    });
  });
  return [origin, ...stanzas].join("\n");
}

/** One line: `llamaanalyze [FIELD] [unit=template|event] … [into NAME]`. */
function syntaxOf({ name, field, options }: CommandDeclaration): string {
  const parts = Object.entries(options).map(([option, declaration]) =>
    declaration.keyword === true
      ? `[${option} ${placeholderOf(declaration)}]`
      : `[${option}=${placeholderOf(declaration)}]`,
  );
  return [name, ...(field === undefined ? [] : ["[FIELD]"]), ...parts].join(" ");
}

/** The option table of a page, in Markdown. */
export function optionTable({ field, options }: CommandDeclaration): string {
  const rows = Object.entries(options).map(([name, option]) => {
    const form =
      option.keyword === true ? `${name} ${placeholderOf(option)}` : `${name}=${placeholderOf(option)}`;
    return `| \`${form.replaceAll("|", "\\|")}\` | ${option.default === "" ? "" : `\`${option.default}\``} | ${option.help} |`;
  });
  return [
    "| option | default | what it does |",
    "| --- | --- | --- |",
    ...(field === undefined ? [] : [`| \`FIELD\` | \`${field.default}\` | ${field.help} |`]),
    ...rows,
    "",
  ].join("\n");
}

function optionSentences({ field, options }: CommandDeclaration): string {
  const sentences = Object.entries(options).map(
    ([name, option]) => `${name}: ${option.help} Takes ${wantedValue(option)}.`,
  );
  return [...(field === undefined ? [] : [`FIELD: ${field.help}`]), ...sentences].join(" ");
}

function placeholderOf(option: OptionDeclaration): string {
  if (option.placeholder !== undefined) return option.placeholder;
  if (option.type === "choice") return option.choices.join("|");
  return option.type === "text" ? "TEXT" : `${option.minimum}..${option.maximum}`;
}

function stanza(name: string, settings: Record<string, string>): string {
  const lines = Object.entries(settings).map(([key, value]) => `${key} = ${value}`);
  return `[${name}]\n${lines.join("\n")}\n`;
}
