import { readFileSync } from "node:fs";
import { llamaanalyze } from "../src/commands/llamaanalyze-command.ts";
import { commandsConf, optionTable, searchbnfConf } from "../src/splunk/conf-text.ts";

const declarations = [llamaanalyze.declaration];

/** Every file that follows from the declarations or from package.json: its path from the root, and its text. */
export function generatedFiles(root: string): Map<string, string> {
  const read = (path: string): string => readFileSync(`${root}/${path}`, "utf8");
  const { version, description } = JSON.parse(read("package.json")) as {
    version: string;
    description: string;
  };
  return new Map([
    ["default/app.conf", appConf(version, description)],
    ["default/commands.conf", commandsConf(declarations)],
    ["default/searchbnf.conf", searchbnfConf(declarations)],
    ["README.md", withOptionTables(read("README.md"))],
  ]);
}

function appConf(version: string, description: string): string {
  return `# Made from package.json by \`npm run generate\`; edit that.

[install]
is_configured = false

[package]
id = llama_log_analyzer
check_for_updates = false

[ui]
is_visible = false
label = Llama Log Analyzer

[launcher]
author = The Llama Log Analyzer authors
description = ${description}
version = ${version}
`;
}

/** Puts each command's table between its two marks; the rest of the page is written by hand. */
function withOptionTables(page: string): string {
  return declarations.reduce((text, declaration) => {
    const begin = `<!-- options of ${declaration.name}: made by npm run generate -->\n`;
    const end = "<!-- end of options -->";
    const from = text.indexOf(begin);
    const to = text.indexOf(end, from);
    if (from === -1 || to === -1)
      throw new Error(`README.md has no place for the options of ${declaration.name}`);
    return text.slice(0, from + begin.length) + optionTable(declaration) + text.slice(to);
  }, page);
}
