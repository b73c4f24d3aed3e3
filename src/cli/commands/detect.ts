import { describedCode } from "../../adapters/process/error-code.ts";
import { readLearntModel, writeLearntModel } from "../../adapters/store/learnt-model-file.ts";
import { stateFolder } from "../../adapters/store/state-folder.ts";
import { CachedSessions, type ReadSessions } from "../../app/detect/cached-sessions.ts";
import { detectOptions } from "../../app/detect/detect-options.ts";
import { groupReports } from "../../app/detect/detection-report.ts";
import { SessionSearch } from "../../app/detect/session-search.ts";
import { detect as detectAmong, detectBy, type LearntModel } from "../../engine/detection/detect.ts";
import { readDuration } from "../../engine/duration.ts";
import { printable } from "../../engine/printable.ts";
import { declaration } from "../../programs/declarations/llamadetect.ts";
import { parseArguments } from "../../splunk/arguments.ts";
import { UserError } from "../../splunk/user-error.ts";
import { flagName, readWords } from "../parse/flags.ts";
import { Inputs, namedOrPiped } from "../parse/inputs.ts";
import { searchedEvents } from "../parse/log-event.ts";
import { logEvents } from "../parse/log-events.ts";
import { detectionSummary, detectionText } from "../render/detection-text.ts";
import { ProgressBar } from "../render/progress-bar.ts";
import { counted, grouped } from "../render/triage-table.ts";
import { outputColumns, print, takesColour, warn } from "../terminal.ts";
import { detectUsage } from "./usage.ts";

/** The prefix is for rows; what is learnt is kept in files. */
const { prefix: _, into: __, model: ___, ...options } = declaration.options;
const commandLine = { ...declaration, options };

/**
 * `llama-log detect FILE…`: which sessions of a log are unlike the others, and why.
 *
 * @returns the exit code
 */
export async function detect(words: readonly string[]): Promise<number> {
  const { plain, own, searchArguments } = readWords(words, {
    command: "detect",
    own: {
      ...{ json: {}, all: {}, no_record: {}, help: {} },
      save: { wanted: "a file to write what was learnt to", example: "usual.json" },
      model: { wanted: "a file that an earlier run wrote with --save", example: "usual.json" },
    },
    options: commandLine.options,
    readsFiles: true,
  });
  if (own.has("help")) {
    await print(detectUsage(commandLine));
    return 0;
  }
  const { options } = parseArguments(declaration, searchArguments);
  detectOptions(options);
  const paths = namedOrPiped(plain);
  if (paths.length === 0)
    throw new UserError("Which log? Name it, as in llama-log detect app.log, or pipe it in.");
  const known = own.get("model");
  const settled = searchArguments.map(argumentName).find((name) => name !== "by" && name !== "span");
  if (known !== undefined && settled !== undefined)
    throw new UserError(
      `With --model, ${flagName(settled)} is as it was when the model was saved. Leave ${flagName(settled)} out, or --model.`,
    );
  const learnt = known === undefined ? undefined : modelIn(known);
  const inputs = new Inputs(paths);
  const bar = new ProgressBar(process.stderr, await inputs.check());
  const span = (readDuration(options.span) as number) / 1000;
  const read = async (): Promise<ReadSessions> => {
    const search = new SessionSearch(options.by, span);
    for await (const events of logEvents(inputs, bar)) search.add(searchedEvents(events));
    bar.erase();
    return { found: search.sessions(), mayBeKept: inputs.failures.length === 0 && !inputs.hasRemarks };
  };
  const source = { paths: inputs.paths, by: options.by, span, now: new Date() };
  const found = own.has("no_record")
    ? (await read()).found
    : await new CachedSessions(stateFolder(process.env), import.meta.url).of(source, read);
  const { table, by, events, leftOut } = found;
  if (events === 0) return inputs.end();
  if (table.keys.length === 0)
    throw new UserError(
      `No line names a ${by}, so there are no sessions. Name another identifier with --by, or take --by window.`,
    );
  const detection =
    learnt === undefined ? detectAmong(table, detectOptions(options, by)) : detectBy(table, learnt);
  const groups = groupReports(found, detection);
  const leaks = options.threshold.startsWith("contamination");
  if (own.has("json")) {
    const { algorithm } = detection.learnt;
    const { threshold, withdrawn } = detection;
    const report = { sessions: table.keys.length, by, algorithm, threshold };
    const taken = { withdrawn: withdrawn.length, withdrawn_sessions: withdrawn };
    await print(`${JSON.stringify({ ...report, ...taken, lines_of_no_session: leftOut, groups })}\n`);
  } else {
    const look = { columns: outputColumns(), colour: takesColour(process.env, process.stdout.isTTY) };
    const lines = groups.length === 0 ? [] : [...detectionText(groups, look, own.has("all")), ""];
    lines.push(detectionSummary(table.keys.length, by, detection.strange.length));
    if (detection.withdrawn.length > 0)
      lines.push(
        `${counted(detection.withdrawn.length, "verdict")} withdrawn: these sessions went on, or others became like them`,
      );
    if (leftOut > 0) lines.push(`${grouped(leftOut)} lines name no ${by}`);
    if (leaks)
      lines.push(
        "The share was given: if it comes from labels, results are better than they can be without.",
      );
    await print(`${lines.join("\n")}\n`);
  }
  const target = own.get("save");
  if (target !== undefined) save(target, detection.learnt);
  return inputs.end();
}

function argumentName(argument: string): string {
  return argument.slice(0, argument.indexOf("="));
}

function modelIn(file: string): LearntModel {
  try {
    return readLearntModel(file);
  } catch (error) {
    const why = error instanceof RangeError ? error.message : describedCode(error);
    throw new UserError(
      `--model ${printable(file)} cannot be read: ${why}. Write one with llama-log detect --save.`,
    );
  }
}

function save(file: string, learnt: LearntModel): void {
  try {
    writeLearntModel(file, learnt);
  } catch (error) {
    throw new UserError(
      `--save ${printable(file)} cannot be written: ${describedCode(error)}. Name another file.`,
    );
  }
  warn(
    `What is usual was written to ${printable(file)}; --model ${printable(file)} judges other logs by it.`,
  );
}
