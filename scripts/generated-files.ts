import { readFileSync } from "node:fs";
import { buildSync } from "esbuild";
import { declarations } from "../src/programs/declarations/all.ts";
import { knownFailuresPage } from "./analyst-text.ts";
import { commandsConf, optionTable, searchbnfConf } from "./conf-text.ts";
import { settingsSpec, settingsTables } from "./settings-text.ts";

/** Every file that follows from the declarations, the analyst's rules, package.json or the setup page's source: its path from the root, and its text. */
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
    ["docs/search-commands.md", withOptionTables(read("docs/search-commands.md"))],
    ["app/README/llama.conf.spec", settingsSpec()],
    ["docs/configuration.md", withSettings(read("docs/configuration.md"))],
    ["docs/what-the-analyst-knows.md", knownFailuresPage()],
    ["app/appserver/static/setup.js", setupPage(root)],
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
  return declarations.reduce(
    (text, declaration) => withMarked(text, `options of ${declaration.name}`, optionTable(declaration)),
    page,
  );
}

function withSettings(page: string): string {
  return withMarked(page, "settings", `\n${settingsTables()}\n`);
}

/** Puts a text between the two marks for it. */
function withMarked(page: string, what: string, text: string): string {
  const begin = `<!-- ${what}: made by npm run generate -->\n`;
  const from = page.indexOf(begin);
  const to = page.indexOf(`<!-- end of ${what.split(" ")[0]} -->`, from);
  if (from === -1 || to === -1) throw new Error(`a page has no place for the ${what}`);
  return page.slice(0, from + begin.length) + text + page.slice(to);
}

/** One script, because Splunk loads the scripts of a view in no particular order; readable, because others review it. */
function setupPage(root: string): string {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: ["src/setup-page/setup-page.ts"],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2018",
    charset: "utf8",
    banner: { js: "// Made from src/setup-page by `npm run generate`; edit that." },
  });
  return outputFiles[0]?.text ?? "";
}
