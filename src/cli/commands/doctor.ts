import { dirname } from "node:path";
import { type Finding, type FindingState, findingRow } from "../../app/doctor/finding.ts";
import { printable, wrap } from "../../engine/printable.ts";
import { declaration } from "../../programs/declarations/llamadoctor.ts";
import { parseArguments } from "../../splunk/arguments.ts";
import { readWords } from "../parse/flags.ts";
import { inCommandLineWords } from "../render/command-line-words.ts";
import { outputColumns, print, takesColour } from "../terminal.ts";
import { doctorUsage } from "./usage.ts";

/** Defined by esbuild from package.json. */
declare const VERSION: string;

/**
 * `llama-log doctor`: checks the installation and says what to fix.
 *
 * @param binFolder the folder of the launchers
 * @returns the exit code: 1 if there is a problem
 */
export async function doctor(words: readonly string[], binFolder: string): Promise<number> {
  const { own, searchArguments } = readWords(words, {
    command: "doctor",
    own: { json: {}, help: {} },
    options: declaration.options,
    readsFiles: false,
  });
  if (own.has("help")) {
    await print(doctorUsage(declaration));
    return 0;
  }
  const { options } = parseArguments(declaration, searchArguments);
  const { examine } = await import("../../app/doctor/examine.ts");
  const findings = examine({
    places: { appFolder: dirname(binFolder), environment: process.env, version: VERSION },
    info: {},
    endpoint: options.llm_endpoint,
    ask: options.ask === "true",
    cancelled: new AbortController().signal,
  });
  let problems = 0;
  for await (const finding of findings) {
    if (finding.state === "problem") problems++;
    await print(
      own.has("json") ? `${JSON.stringify(findingRow(finding))}\n` : `${linesOf(finding).join("\n")}\n`,
    );
  }
  return problems > 0 ? 1 : 0;
}

const colours: Readonly<Record<FindingState, number>> = { ok: 32, warning: 33, problem: 31, skipped: 90 };
const stateWidth = 9;
const checkWidth = 15;

function linesOf({ check, state, finding, fix }: Finding): string[] {
  const indent = " ".repeat(stateWidth + checkWidth);
  const width = Math.max(40, outputColumns() - indent.length);
  const colour = takesColour(process.env, process.stdout.isTTY);
  const word = colour ? `\u001B[${colours[state]}m${state}\u001B[0m` : state;
  const head = word + " ".repeat(stateWidth - state.length) + check.padEnd(checkWidth);
  const [first = "", ...more] = wrap(printable(inCommandLineWords(finding)), width);
  const fixes = fix === "" ? [] : wrap(`→ ${printable(fix)}`, width);
  return [head + first, ...[...more, ...fixes].map((line) => indent + line)];
}
