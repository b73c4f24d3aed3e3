import { readFileSync } from "node:fs";
import { declaration as llamaanalyze } from "../src/commands/llamaanalyze-declaration.ts";
import { declaration as llamadoctor } from "../src/commands/llamadoctor-declaration.ts";
import { declaration as llamaretry } from "../src/commands/llamaretry-declaration.ts";
import { declaration as llamatemplate } from "../src/commands/llamatemplate-declaration.ts";
import { commandsConf, optionTable, searchbnfConf } from "../src/splunk/conf-text.ts";

const declarations = [llamaanalyze, llamatemplate, llamaretry, llamadoctor];

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
state = enabled
build = ${buildNumber(version)}

[package]
id = llama_log_analyzer
check_for_updates = false

[id]
name = llama_log_analyzer
version = ${version}

[ui]
is_visible = true
label = Llama Log Analyzer
setup_view = setup

[launcher]
author = The Llama Log Analyzer authors
description = ${description}
version = ${version}

[triggers]
reload.llama = simple
`;
}

/** 1.2.3 is 10203: it grows with the version, as Splunk wants it of a build. */
function buildNumber(version: string): number {
  const [major = 0, minor = 0, patch = 0] = version.split(/[.-]/).map(Number);
  return major * 10_000 + minor * 100 + patch;
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
