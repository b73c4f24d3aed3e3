import { wrap } from "../../engine/printable.ts";
import { declaration } from "../../programs/declarations/llamaretry.ts";
import { item, optionItems, width } from "./usage-items.ts";

const { max, destination, include_dead, dry_run } = declaration.options;
/** The options taken over from the search command; the others are for Splunk only, or have their own flags. */
export const retryOptions = { max, destination, include_dead, dry_run };

const placeItems = [
  ...item(
    "--config FILE",
    "A llama.conf, read behind default/ and local/ of the app: what it says counts. Default: the file named by LLAMA_CONF.",
  ),
  ...item(
    "--state DIR",
    "Where alerts, deliveries and silences are kept. Default: LLAMA_STATE, else llama-log-analyzer in the state folder of your account.",
  ),
];

/** `llama-log alert --help`. */
export function alertUsage(): string {
  return [
    "llama-log alert --results FILE.csv [--config FILE] [--state DIR] [...]",
    "llama-log alert --test NAME [--config FILE] [--state DIR]",
    "",
    ...wrap(
      "Groups judged events into incidents and tells the destinations of llama.conf what is new about them: one " +
        "message for each incident, not for each event, and none for what was told before. What is accepted is kept " +
        "until it has arrived; what could not be sent at once is sent by llama-log retry. Texts are masked first. " +
        "Exit code 1: a message needs somebody before it can arrive.",
      width,
    ),
    "",
    ...item(
      "--results FILE",
      "Rows of llama-log analyze --csv, or of any search with severity or anomaly_detected; may be gzipped. Where " +
        "service_name is missing, it is the service that the line itself names. Severity may be a word like critical: " +
        "docs/alerts.md lists them.",
    ),
    ...item(
      "--test NAME",
      "Send one message marked as a test to [destination:NAME]. Exit code 1: it did not arrive.",
    ),
    ...placeItems,
    ...item(
      "--cmdb FILE.csv",
      "Who is responsible: service_name, service_owner, escalation_policy, slack_channel, pagerduty_key_name.",
    ),
    ...item(
      "--maintenance FILE",
      "Announced work, of which nobody is told: a CSV file with service_name, start, end, reason.",
    ),
    ...item(
      "--mode live|shadow",
      "With shadow everything is done and kept, and nothing sent. Default: live.",
    ),
    ...item("--prefix TEXT", "What llama-log analyze was given as --prefix."),
    ...item(
      "--control-fields",
      "Obey llama_state=resolved, which ends an incident, and incident_id: only where whoever made the file set them, because a log line can bring such fields. Default: they are not obeyed.",
    ),
    ...item("--search NAME", "A name for messages to go by, such as the job's."),
    ...item("--json", "One JSON object a line for each message; of --test one for the test."),
    ...item("--help", "This text."),
    "",
    "A llama.conf for a start, where SLACK_URL has the URL of an incoming webhook:",
    "",
    "  [destination:chat]",
    "  type = slack_webhook",
    "  secret = env:SLACK_URL",
    "",
    "With it:",
    "",
    "  llama-log alert --test chat --config llama.conf",
    "  llama-log analyze app.log --csv > results.csv",
    "  llama-log alert --results results.csv --config llama.conf --mode shadow",
    "",
  ].join("\n");
}

/** `llama-log retry --help`. */
export function retryUsage(): string {
  return [
    "llama-log retry [--destination NAME] [--max NUMBER] [--include-dead] [--dry-run]",
    "llama-log retry --requeue KEY",
    "",
    ...wrap(
      "Tells that incidents are over that were not seen for resolve_after, sends digests, and sends what waits, each in " +
        "its time. Made to be run every two minutes, as by cron; any number of them may run at once. " +
        "Exit code 1: a message needs somebody before it can arrive.",
      width,
    ),
    "",
    ...optionItems(retryOptions),
    ...item(
      "--requeue KEY",
      "Let a delivery that is dead or held wait anew, with all its tries; six characters of its key are enough.",
    ),
    ...placeItems,
    ...item("--json", "One JSON object a line for each message that was tried."),
    ...item("--help", "This text."),
    "",
  ].join("\n");
}

/** `llama-log deliveries --help`. */
export function deliveriesUsage(): string {
  return [
    "llama-log deliveries [--only STATE,...] [--destination NAME] [--service NAME]",
    "",
    ...wrap(
      "Lists what was told to whom, the newest first, with its key for llama-log retry --requeue. States: delivered; " +
        "waiting for its next try; sending; held until llama.conf is corrected; dead, given up; superseded by later news; " +
        "shadow, never to be sent.",
      width,
    ),
    "",
    ...item("--only STATE,...", "Only those in these states, as in --only waiting,held,dead."),
    ...item("--destination NAME", "Only those to this destination."),
    ...item("--service NAME", "Only those about this service."),
    ...placeItems,
    ...item("--all", "Every one, not only the 40 newest."),
    ...item("--json", "Every one, as one JSON object a line."),
    ...item("--help", "This text."),
    "",
  ].join("\n");
}

/** `llama-log silence --help`. */
export function silenceUsage(): string {
  return [
    'llama-log silence add --service NAME ... --for 2h --reason "TEXT"',
    "llama-log silence list [--all] [--json]",
    "llama-log silence remove ID",
    "",
    ...wrap(
      "Of incidents that fit a silence nobody is told while it holds; they are counted all the same, and told afterwards " +
        "if they are seen again. Who heard of an incident before hears that it is over. Give one or several of --service, " +
        "--template and --severity: all must fit.",
      width,
    ),
    "",
    ...item("--service NAME", "A service; * stands for any text, ? for any character."),
    ...item("--template ID", "A template, as llama_template_id names it."),
    ...item("--severity P2", "One severity."),
    ...item("--for 2h", "For how long: minutes, hours or days, as 30m, 2h, 3d."),
    ...item("--until TIME", "In place of --for, until when, as 2026-11-22T08:00Z. At most 90 days."),
    ...item("--reason TEXT", "Why: whoever is not paged will ask."),
    ...item("--author NAME", "Who wants it. Default: your login name."),
    ...item(
      "--state DIR",
      "Where alerts, deliveries and silences are kept: the same as for llama-log alert. Default: LLAMA_STATE, else " +
        "llama-log-analyzer in the state folder of your account.",
    ),
    ...item("--all", "Of list: also those that are over."),
    ...item("--json", "Of list: one JSON object a line."),
    ...item("--help", "This text."),
    "",
  ].join("\n");
}
