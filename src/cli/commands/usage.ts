import { wrap } from "../../engine/printable.ts";
import { narrationOptions } from "../../programs/declarations/narration-options.ts";
import type { CommandDeclaration } from "../../splunk/declaration.ts";
import { filterItems, item, optionItems, width } from "./usage-items.ts";

/** `llama-log help`. */
export function programUsage(): string {
  return [
    "llama-log: triages logs with a language model you host yourself, or without one.",
    "",
    "  llama-log analyze [FILE ...]   what is wrong in a log: incidents, then the rest",
    "  llama-log incidents [FILE ...] what broke, since when, and what followed",
    "  llama-log detect [FILE ...]    which requests, blocks or hosts are unlike others",
    "  llama-log diff BEFORE AFTER    what is different in a log now",
    "  llama-log templates [FILE ...] what kinds of lines a log has",
    "  llama-log templates validate   how good its templates are",
    "  llama-log mask [FILE ...]      the log without secrets, addresses and names",
    "  llama-log store stats|forget   the verdicts that this machine remembers",
    "  llama-log alert                tells people what is new in analyzed results",
    "  llama-log retry                sends alerts that wait, and ends incidents",
    "  llama-log deliveries           which alerts reached whom, and which wait",
    "  llama-log silence              keeps incidents quiet for a while",
    "  llama-log doctor               what is wrong with the installation",
    "  llama-log help [COMMAND]       this text, or a command's",
    "  llama-log version              the version",
    "",
    "Standard input is read where no FILE is named. FILE alone, or a pipe alone, means analyze.",
    "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 input empty or unreadable, 4 found by --fail-on, 130 ended by Ctrl-C.",
    "",
  ].join("\n");
}

/** `llama-log analyze --help`; the options are those of the declared search command. */
export function analyzeUsage(declaration: CommandDeclaration): string {
  const { field } = declaration;
  return [
    "llama-log analyze [FILE ... | -] [--json | --csv] [--all] [--OPTION VALUE ...]",
    "",
    ...wrap(
      "Says what is wrong in a log: first its incidents, what broke and what followed, then the kinds of trouble that are " +
        "part of none, worst first; with --json or --csv, one record for each event. Of a folder its logs are read, several logs in order of time; gzip, xz, zstd, bzip2 and lz4 are unpacked. " +
        "With no file, or with -, standard input is read, to its end.",
      width,
    ),
    "",
    ...item("--json", "One JSON object a line for each line of the input, in its order."),
    ...item("--csv", "The same as CSV, with a header."),
    ...filterItems,
    ...item("--min-severity P2", "Show nothing milder. All is judged and counted."),
    ...item("--fail-on P1", "End with exit code 4 if an event is so bad or worse."),
    ...item("--color WHEN", "auto, always (for a pager such as less -R) or never."),
    ...item("--demo", "Show the bundled sample, unless a log is named or piped in."),
    ...item("--all", "Show whole incidents, and every kind of trouble with its cause and what to do."),
    ...item(
      "--show-prompt",
      "Send nothing; print the messages that a model would get, as they would be sent.",
    ),
    ...item("--no-record", "Keep nothing of the incidents that are found; see llama-log incidents --help."),
    ...item("--run-log FILE", "Append one JSON line about the run: counts, tokens, times; no log text."),
    ...item("--help", "This text."),
    "",
    `Options of the search command ${declaration.name}:`,
    "",
    ...(field === undefined ? [] : item("--field NAME", `${field.help} Default: ${field.default}.`)),
    ...optionItems(declaration.options),
    "",
    ...wrap(
      "LLAMA_ENDPOINT and LLAMA_MODEL name a model to ask, LLAMA_API_KEY its key; LLAMA_STATE names the folder where " +
        "templates, and what calls came to, are kept for the next run; NO_COLOR turns colours off. " +
        "Times without a zone are read as UTC.",
      width,
    ),
    "",
  ].join("\n");
}

/** `llama-log doctor --help`. */
export function doctorUsage({ options }: CommandDeclaration): string {
  return [
    "llama-log doctor [--json] [--OPTION VALUE ...]",
    "",
    ...wrap(
      "Looks at Node, llama.conf, secrets, certificates and model endpoints, and says what to fix. Each endpoint " +
        "is asked one question about a line made up for it; no log text is sent. Exit code 1: there is a problem.",
      width,
    ),
    "",
    ...item("--json", "One JSON object a line: check, state, finding, fix."),
    ...item("--help", "This text."),
    ...optionItems(options),
    "",
  ].join("\n");
}

/** `llama-log incidents --help`. */
export function incidentsUsage(): string {
  return [
    "llama-log incidents [FILE ... | -] [--json] [--all] [--offline] [--no-record] [--state FOLDER]",
    "                    [--OPTION VALUE ...]",
    "llama-log incidents FILE ... --silence NAME [--json] [--all] [--no-record] [--state FOLDER]",
    "llama-log incidents list | show ID [--json] [--all] [--state FOLDER]",
    "",
    ...wrap(
      "Joins what fails in a log into incidents: what broke first and is to blame, since when, on which hosts, and what " +
        "followed from it. Lines may come in any order and from several files. Where llama.conf has an endpoint, its model " +
        "tells of each incident in sentences that name the entries of the timeline they rest on; it changes nothing else. " +
        "With no file, or with -, standard input is read. Ctrl-C shows what is known so far.",
      width,
    ),
    "",
    ...wrap(
      "What is found is kept for 30 days, masked, and goes on in later runs under the same id: list tells all that is " +
        "kept, show one of them. A file that is named list or show is read as ./list.",
      width,
    ),
    "",
    ...item("--json", 'One JSON object, {"incidents": [...]}; its fields are in docs/incidents.md.'),
    ...item("--all", "Every kind of an incident's timeline, not only the most telling."),
    ...item(
      "--by NAME",
      "What lines of one request share: request, trace, session, order, block, pod, host, pid, user, or a field's name. " +
        "Without it, what the lines carry.",
    ),
    ...filterItems,
    ...item("--fail-on P1", "End with exit code 4 if an incident is so bad or worse."),
    ...item("--color WHEN", "auto, always (for a pager such as less -R) or never."),
    ...item(
      "--silence NAME",
      "Look for who should be in the log and is not, in place of what failed: for logs that are read again and again. " +
        "What is usual is learnt from run to run and kept under this name: one for each set of logs.",
    ),
    ...item("--offline", "Ask no model."),
    ...item("--no-record", "Keeps nothing of what is found, and with --silence learns nothing."),
    ...item(
      "--state FOLDER",
      "Where incidents are kept, in place of LLAMA_STATE and the user's state folder.",
    ),
    ...item("--help", "This text."),
    "",
    "Which model tells, and what that may cost:",
    "",
    ...optionItems(narrationOptions),
    "",
  ].join("\n");
}

/** `llama-log detect --help`; the options are those of the declared search command. */
export function detectUsage({ options }: CommandDeclaration): string {
  return [
    "llama-log detect [FILE ... | -] [--json] [--all] [--OPTION VALUE ...]",
    "",
    ...wrap(
      "Puts the lines of a log into sessions by an identifier that they name, and says which sessions are unlike the " +
        "others, and why. No model, no training and no labels are needed. With no file, or with -, standard input is read.",
      width,
    ),
    "",
    ...item("--json", "One JSON object; its fields are in docs/detection.md."),
    ...item("--all", "Every group of strange sessions, not only the first 20."),
    ...item("--save FILE", "Write what is usual to a file."),
    ...item("--no-record", "Keep nothing of what was read for the next run, and use nothing that was kept."),
    ...item("--model FILE", "Judge by what an earlier run wrote with --save, not by this log itself."),
    ...item("--help", "This text."),
    ...optionItems(options),
    "",
  ].join("\n");
}

/** `llama-log diff --help`. */
export function diffUsage(): string {
  return [
    "llama-log diff BEFORE AFTER [--json] [--all]",
    "llama-log diff FILE --at TIME [--json] [--all]",
    "",
    ...wrap(
      "Says what is different in the second log: templates that are new or gone, louder or quieter, or have other values. " +
        "Each line is accounted for. One log is cut at a time with --at. Files may be packed; - is standard input.",
      width,
    ),
    "",
    ...item("--at TIME", "Lines before this time are the first log: 2026-03-10T09:30, or epoch seconds."),
    ...item("--json", "One JSON object; its fields are in docs/changes.md."),
    ...item("--all", "Every change, not only the first 20, and what is too rare to tell."),
    ...item("--help", "This text."),
    "",
  ].join("\n");
}

/** `llama-log templates --help`. */
export function templatesUsage(): string {
  return [
    "llama-log templates [FILE ... | -] [--json] [--all]",
    "",
    ...wrap(
      "Finds the templates of a log and counts their lines: number, share, growth (lines in the second half of the log " +
        "against the first: ×2.0, =, new, gone), template, id and an example. Files may be packed; with no file, or with -, " +
        "standard input is read.",
      width,
    ),
    "",
    ...item("--json", "One JSON object a line: id, template, count, share, example, growth."),
    ...item("--all", "Every template, not only the 40 most frequent."),
    ...item("--help", "This text."),
    "",
    "llama-log templates validate [FILE | -] tells how good they are: see its --help.",
    "",
  ].join("\n");
}

/** `llama-log templates validate --help`. */
export function validateUsage(): string {
  return [
    "llama-log templates validate [FILE | -] [--truth FILE.csv] [--json]",
    "",
    ...wrap(
      "Tells how good the templates of a log are. With labels, a CSV row for each line with the columns EventId and " +
        "EventTemplate (and Content, the message alone, which then is read in place of the line): grouping accuracy, parsing " +
        "accuracy, F1 of groups and of templates. Without: stability when the log is read backwards, purity, and how the " +
        "number of templates grows.",
      width,
    ),
    "",
    ...item("--truth FILE.csv", "The labels."),
    ...item("--json", "The same as one JSON object."),
    ...item("--help", "This text."),
    "",
  ].join("\n");
}

/** `llama-log mask --help`. */
export function maskUsage(): string {
  return [
    "llama-log mask [FILE ... | -] [--map FILE] [--json]",
    "",
    ...wrap(
      "Prints the log with placeholders in place of secrets, addresses, names and numbers of people: <EMAIL:1>, <IP:2>. " +
        "Equal values get equal placeholders; every line stays. What looks like a placeholder but stood in the log gets a ~ " +
        "behind its <. Files may be packed; with no file, or with -, standard input is read.",
      width,
    ),
    "",
    ...item(
      "--map FILE",
      "Write what stands for what, one JSON object a line (placeholder, kind, value as first written), into a new file " +
        "that only you may read. Keep it apart from the masked log.",
    ),
    ...item("--json", "Write the counts by kind to standard error as one JSON object."),
    ...item("--help", "This text."),
    "",
  ].join("\n");
}

/** `llama-log store --help`. */
export function storeUsage(): string {
  return [
    "llama-log store stats [--json]",
    "llama-log store forget --template ID | --older DURATION [--json]",
    "",
    ...wrap(
      "Verdicts of a model are remembered for the next search, in the state folder. stats counts them; forget removes those " +
        "of one template, say after a bad verdict, or those older than a duration. The next search asks anew.",
      width,
    ),
    "",
    ...item("--template ID", "A template's id, as llama_template_id has it."),
    ...item("--older DURATION", "Like 90m, 24h or 7d."),
    ...item("--json", "One JSON object."),
    ...item("--help", "This text."),
    "",
  ].join("\n");
}
