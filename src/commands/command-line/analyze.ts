import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { llamaanalyze } from "../llamaanalyze-command.ts";
import type { Answers } from "./answers.ts";
import { type AnalyzeArguments, parseAnalyzeArguments } from "./arguments.ts";
import { checkFiles } from "./input-lines.ts";
import { LogEvents } from "./log-events.ts";
import { PlanOutput } from "./plan-output.ts";
import { printable } from "./printable.ts";
import { ProgressBar } from "./progress-bar.ts";
import { csvHeader, csvLines, jsonLines } from "./records.ts";
import { endpointAdvice, RunSummary } from "./run-summary.ts";
import { runSearch } from "./splunkd-stand-in.ts";
import { complain, outputColumns, print, takesColour } from "./terminal.ts";
import { TriageGroups } from "./triage-groups.ts";
import { triageTable } from "./triage-table.ts";
import { analyzeUsage } from "./usage.ts";

const kindsShown = 20;

/**
 * `llama-log analyze`: sends a log through the search command, as splunkd would, and shows what came back.
 *
 * @param binFolder where the launchers are
 * @returns the exit code
 */
export async function analyze(words: readonly string[], binFolder: string): Promise<number> {
  const started = performance.now();
  const wanted = parseAnalyzeArguments(words, llamaanalyze.declaration);
  if (wanted.help) {
    await print(analyzeUsage(llamaanalyze.declaration));
    return 0;
  }
  const files = wanted.files.length > 0 ? wanted.files : [samplePath(binFolder)];
  const totalBytes = await checkFiles(files);
  const remark = wanted.output === "table" ? print : remarkToTerminal;
  if (wanted.files.length === 0) await remark(`${sampleRemark(files[0] as string)}\n\n`);

  const bar = new ProgressBar(barTerminal(wanted), totalBytes);
  const events = new LogEvents(files, (count) => {
    bar.bytes += count;
    bar.update();
  });
  const summary = new RunSummary();
  const sink = sinkFor(wanted);
  const plan: string[] = [];
  let child: ChildProcess | undefined;
  const release = stopEarly(() => {
    bar.erase();
    child?.kill();
  });
  try {
    const inspector = await runSearch({
      binFolder,
      command: llamaanalyze.declaration.name,
      searchArguments: wanted.searchArguments,
      runLog: wanted.runLog,
      batches: events,
      onStart: (process) => {
        child = process;
      },
      onMessage: (level, text) => {
        if (wanted.plan && level === "INFO") plan.push(text);
        if (level === "INFO" || level === "DEBUG") return;
        bar.erase();
        complain(text);
      },
      onAnswers: async (answers) => {
        summary.add(answers, wanted.fieldPrefix);
        bar.lines = summary.events;
        bar.update();
        await sink.take(answers);
      },
    });
    bar.erase();
    if (summary.events > 0 || events.failures.length === 0) {
      await sink.finish(inspector, plan);
      if (!wanted.plan) await remark(`${summary.line(inspector, (performance.now() - started) / 1000)}\n`);
      if (summary.withoutEndpoint && !wanted.plan) await remark(`${endpointAdvice}\n`);
    }
  } finally {
    bar.erase();
    release();
  }
  for (const failure of events.failures) complain(failure.message);
  return events.failures.length > 0 ? 3 : 0;
}

/** What is done with the answers. */
interface Sink {
  take(answers: Answers): Promise<void>;
  finish(inspector: Readonly<Record<string, unknown>>, plan: readonly string[]): Promise<void>;
}

function sinkFor({ output, all, fieldPrefix, plan }: AnalyzeArguments): Sink {
  if (plan) {
    const calls = new PlanOutput(output === "json");
    return {
      take: (answers) => calls.take(answers, fieldPrefix),
      finish: (inspector, remarks) => calls.finish(inspector, remarks),
    };
  }
  if (output === "json")
    return { take: (answers) => print(jsonLines(answers, fieldPrefix)), finish: async () => {} };
  if (output === "csv") {
    let header: string | undefined = csvHeader(fieldPrefix);
    const take = async (text: string): Promise<void> => {
      const whole = (header ?? "") + text;
      header = undefined;
      // A terminal acts upon what it is sent; a file gets the bytes as they came.
      await print(process.stdout.isTTY ? terminalLines(whole) : Buffer.from(whole, "latin1"));
    };
    return { take: (answers) => take(csvLines(answers, fieldPrefix)), finish: () => take("") };
  }
  const groups = new TriageGroups();
  return {
    take: async (answers) => groups.add(answers, fieldPrefix),
    finish: async () => {
      const look = {
        columns: outputColumns(),
        colour: takesColour(process.env, process.stdout.isTTY),
        limit: all ? Number.POSITIVE_INFINITY : kindsShown,
      };
      await print(`${triageTable(groups, look).join("\n")}\n`);
    },
  };
}

function terminalLines(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("utf8").split("\n").map(printable).join("\n");
}

/** A script that reads the records does not want to read remarks. */
async function remarkToTerminal(text: string): Promise<void> {
  if (process.stderr.isTTY) process.stderr.write(text);
}

/** Records that scroll over a terminal and a bar on the same terminal would overwrite each other. */
function barTerminal({ output }: AnalyzeArguments): ConstructorParameters<typeof ProgressBar>[0] {
  const clash = output !== "table" && process.stdout.isTTY;
  return clash ? { isTTY: false, write: () => true } : process.stderr;
}

/** In the repository the sample lies in app/, in an installed app one folder higher. */
function samplePath(binFolder: string): string {
  const inRepository = join(binFolder, "..", "app", "samples", "shop.log");
  return existsSync(inRepository) ? inRepository : join(binFolder, "..", "samples", "shop.log");
}

function sampleRemark(path: string): string {
  return `No file was named, so this is the bundled sample, ${relative(process.cwd(), path)}: a small shop in trouble.`;
}

/**
 * Ends the program at once when the user says so or nobody reads any more (`| head`).
 *
 * @returns what takes the listeners away again
 */
function stopEarly(cleanUp: () => void): () => void {
  const stop = (code: number) => () => {
    cleanUp();
    process.exit(code);
  };
  const interrupt = stop(130);
  const terminate = stop(143);
  const outputLost = stop(0);
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", terminate);
  process.stdout.on("error", outputLost);
  return () => {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", terminate);
    process.stdout.off("error", outputLost);
  };
}
