import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { stateFolder } from "../../adapters/store/state-folder.ts";
import { llamaanalyze } from "../../app/analyze/llamaanalyze-command.ts";
import { IncidentsHere } from "../../app/incidents/incidents-here.ts";
import { JudgedEvents } from "../../engine/correlation/judged-events.ts";
import { printable, wrap } from "../../engine/printable.ts";
import { TriageGroups } from "../../engine/triage-groups.ts";
import { isAsBadAs, type Severity } from "../../engine/verdict.ts";
import { type AnalyzeArguments, parseAnalyzeArguments } from "../parse/arguments.ts";
import { Inputs, namedOrPiped, somethingComes } from "../parse/inputs.ts";
import { logEvents } from "../parse/log-events.ts";
import { openMasker } from "../parse/open-masker.ts";
import { codeFor } from "../parse/severity-flag.ts";
import { analysisText } from "../render/analysis-text.ts";
import { inCommandLineWords } from "../render/command-line-words.ts";
import { PlanOutput } from "../render/plan-output.ts";
import { ProgressBar } from "../render/progress-bar.ts";
import { csvHeader, csvLines, jsonLines, type RowChoice } from "../render/row-output.ts";
import { endpointAdvice, RunSummary } from "../render/run-summary.ts";
import { groupReply } from "../search/group-reply.ts";
import { Interruption, interruptedCode } from "../search/interruption.ts";
import type { JoinedReply } from "../search/joined-reply.ts";
import { observeReply } from "../search/judged-reply.ts";
import { runSearch } from "../search/splunkd-stand-in.ts";
import { SurroundingLines } from "../search/surrounding-lines.ts";
import { outputColumns, print, takesColour, warn } from "../terminal.ts";
import { analyzeUsage } from "./usage.ts";

/**
 * `llama-log analyze`: sends a log through the search command, as splunkd would, and shows the reply.
 *
 * @param binFolder the folder of the launchers
 * @returns the exit code
 */
export async function analyze(words: readonly string[], binFolder: string): Promise<number> {
  const started = performance.now();
  const wanted = parseAnalyzeArguments(words, llamaanalyze.declaration);
  if (wanted.help) {
    await print(analyzeUsage(llamaanalyze.declaration));
    return 0;
  }
  const named = await inputsFor(wanted);
  const inputs = new Inputs(named.length > 0 ? named : [samplePath(binFolder)]);
  const totalBytes = await inputs.check();
  const remark = wanted.output === "table" ? print : remarkToTerminal;
  if (named.length === 0) await sayThatItIsTheSample(wanted, inputs.paths[0] as string);

  const bar = new ProgressBar(barTerminal(wanted), totalBytes);
  const { filter, failOn } = wanted;
  const batches = logEvents(inputs, bar, filter);
  const summary = new RunSummary();
  const isRecorded = wanted.record && named.length > 0;
  const sink = await sinkFor({ ...wanted, record: isRecorded }, binFolder, inputs.paths.length > 1);
  const plan: string[] = [];
  let child: ChildProcess | undefined;
  const interruption = new Interruption(
    () => {
      // It answers what it was sent with what it knows.
      child?.kill("SIGINT");
      child?.stdin?.end();
    },
    () => {
      bar.erase();
      child?.kill();
    },
  );
  try {
    const search = runSearch({
      binFolder,
      command: llamaanalyze.declaration.name,
      searchArguments: wanted.searchArguments,
      runLog: wanted.runLog,
      batches,
      onStart: (process) => {
        child = process;
      },
      onMessage: (level, text) => {
        if (wanted.plan && level === "INFO") plan.push(text);
        if (level === "INFO" || level === "DEBUG") return;
        bar.erase();
        warn(inCommandLineWords(text));
      },
      onProgress: (text) => {
        bar.asked = text;
        bar.update();
      },
      onAnswers: async (answers) => {
        summary.add(answers, wanted.fieldPrefix);
        bar.lines = summary.events;
        bar.update();
        await sink.take(answers);
      },
    });
    // A search that was interrupted has not seen the end of its input, and says so.
    const inspector = await search.catch((error: unknown) => {
      if (interruption.asked) return {};
      throw error;
    });
    bar.erase();
    filter?.checkLeft();
    if (summary.events > 0 || inputs.failures.length === 0) {
      await sink.finish(inspector, plan);
      if (!wanted.plan) await remark(`${summary.line(inspector, (performance.now() - started) / 1000)}\n`);
      if (filter !== undefined && filter.leftOut !== "") await remark(`${filter.leftOut}\n`);
      if (interruption.asked) warn(summary.interrupted);
      else if (summary.withoutEndpoint && !wanted.plan) await remark(`${endpointAdvice(process.env)}\n`);
    }
  } finally {
    bar.erase();
    interruption.release();
  }
  if (interruption.asked) return interruptedCode;
  return codeFor(inputs.end(), summary.worst, failOn);
}

/** Where the answers go. */
interface Sink {
  take(answers: JoinedReply): Promise<void>;
  finish(inspector: Readonly<Record<string, unknown>>, plan: readonly string[]): Promise<void>;
}

async function sinkFor(
  { output, all, fieldPrefix, plan, record, mildest, colour }: AnalyzeArguments,
  binFolder: string,
  namesFiles: boolean,
): Promise<Sink> {
  if (plan) {
    const calls = new PlanOutput(output === "json");
    return {
      take: (answers) => calls.take(answers, fieldPrefix),
      finish: (inspector, remarks) => calls.finish(inspector, remarks),
    };
  }
  const isShown = (answers: JoinedReply): RowChoice => {
    const place = answers.place(`${fieldPrefix}severity`);
    return (event) =>
      mildest === undefined || isAsBadAs((answers.raw(event, place) || "P5") as Severity, mildest);
  };
  if (output === "json") {
    const take = (answers: JoinedReply): Promise<void> =>
      print(jsonLines(answers, fieldPrefix, isShown(answers)));
    return { take, finish: async () => {} };
  }
  if (output === "csv") {
    let header: string | undefined = csvHeader(fieldPrefix);
    const take = async (text: string): Promise<void> => {
      const whole = (header ?? "") + text;
      header = undefined;
      // A terminal would interpret control characters, so they are escaped; a file gets the original bytes.
      await print(process.stdout.isTTY ? terminalLines(whole) : Buffer.from(whole, "latin1"));
    };
    return {
      take: (answers) => take(csvLines(answers, fieldPrefix, isShown(answers))),
      finish: () => take(""),
    };
  }
  const groups = new TriageGroups(mildest);
  const surrounding = new SurroundingLines();
  const events = new JudgedEvents();
  const places = { appFolder: dirname(binFolder), environment: process.env };
  const masker = await openMasker(places);
  return {
    take: async (answers) =>
      groupReply(
        groups,
        answers,
        fieldPrefix,
        surrounding,
        observeReply(events, answers, fieldPrefix),
        namesFiles,
      ),
    finish: async () => {
      const look = {
        columns: outputColumns(),
        colour: takesColour(process.env, process.stdout.isTTY, colour),
        all,
      };
      const told = events.incidents(masker).filter(({ incident }) => isAsBadAs(incident.severity, mildest));
      const text = analysisText(groups, { told, gaps: events.gaps }, look);
      await print(`${text.join("\n")}\n`);
      if (!record) return;
      const here = new IncidentsHere(places, stateFolder(process.env));
      for (const problem of (await here.record(told.map(({ incident }) => incident))).problems) warn(problem);
    },
  };
}

function terminalLines(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("utf8").split("\n").map(printable).join("\n");
}

/** Writes remarks only to a terminal, because scripts that read the records do not want them. */
async function remarkToTerminal(text: string): Promise<void> {
  if (process.stderr.isTTY) process.stderr.write(text);
}

/** No progress bar if records go to the same terminal, because they would overwrite each other. */
function barTerminal({ output }: AnalyzeArguments): ConstructorParameters<typeof ProgressBar>[0] {
  const clash = output !== "table" && process.stdout.isTTY;
  return clash ? { isTTY: false, write: () => true } : process.stderr;
}

/** @returns an empty list for the bundled sample */
async function inputsFor({ files, demo }: AnalyzeArguments): Promise<readonly string[]> {
  const paths = namedOrPiped(files);
  const isPiped = files.length === 0 && paths.length > 0;
  return demo && isPiped && !(await somethingComes()) ? [] : paths;
}

/** The sample's path: in app/ of the repository, or one folder higher in an installed app. */
function samplePath(binFolder: string): string {
  const inRepository = join(binFolder, "..", "app", "samples", "shop.log");
  return existsSync(inRepository) ? inRepository : join(binFolder, "..", "samples", "shop.log");
}

/** Always printed, even without remarks, because the sample's records look like those of a real log. */
async function sayThatItIsTheSample({ output }: AnalyzeArguments, path: string): Promise<void> {
  const sentence = `No file was named, so this is the bundled sample, ${relative(process.cwd(), path)}: a small shop in trouble.`;
  if (output === "table") await print(`${wrap(sentence, outputColumns()).join("\n")}\n\n`);
  else warn(sentence);
}
