import { dirname } from "node:path";
import { IncidentSearch } from "../../app/incidents/incident-search.ts";
import { toText } from "../../splunk/byte-string.ts";
import { UserError } from "../../splunk/user-error.ts";
import { readWords } from "../parse/flags.ts";
import { Inputs, namedOrPiped } from "../parse/inputs.ts";
import { logEvents } from "../parse/log-events.ts";
import { openMasker } from "../parse/open-masker.ts";
import { incidentText } from "../render/incident-text.ts";
import { ProgressBar } from "../render/progress-bar.ts";
import { counted } from "../render/triage-table.ts";
import { Interruption, interruptedCode } from "../search/interruption.ts";
import { outputColumns, print, takesColour, warn } from "../terminal.ts";
import { incidentsUsage } from "./usage.ts";

/**
 * `llama-log incidents FILE…`: what broke in a log, where and since when, and what followed from it.
 *
 * @param binFolder the folder of the launchers
 * @returns the exit code
 */
export async function incidents(words: readonly string[], binFolder: string): Promise<number> {
  const { plain, own } = readWords(words, {
    command: "incidents",
    own: { json: {}, all: {}, help: {} },
    options: {},
    readsFiles: true,
  });
  if (own.has("help")) {
    await print(incidentsUsage());
    return 0;
  }
  const paths = namedOrPiped(plain);
  if (paths.length === 0)
    throw new UserError("Which log? Name it, as in llama-log incidents app.log, or pipe it in.");
  const stop = new AbortController();
  const inputs = new Inputs(paths, stop.signal);
  const bar = new ProgressBar(process.stderr, await inputs.check());
  const search = new IncidentSearch(
    await openMasker({ appFolder: dirname(binFolder), environment: process.env }),
  );
  const interruption = new Interruption(
    () => stop.abort(),
    () => bar.erase(),
  );
  try {
    for await (const events of logEvents(inputs, bar)) {
      search.add(events.map(({ raw, time, source }) => ({ text: toText(raw), time, host: "", source })));
      bar.lines += events.length;
      bar.update();
    }
  } finally {
    bar.erase();
    interruption.release();
  }
  if (search.events === 0 && inputs.failures.length > 0) return inputs.end();
  const found = search.incidents();
  if (own.has("json")) await print(`${JSON.stringify({ incidents: found })}\n`);
  else {
    const look = {
      columns: outputColumns(),
      colour: takesColour(process.env, process.stdout.isTTY),
      all: own.has("all"),
    };
    const summary = `${counted(search.events, "event")}, ${counted(found.length, "incident")}`;
    const nothing =
      "No incident: nothing failed more than it usually does in this log. See llama-log analyze.\n\n";
    await print(`${found.length === 0 ? nothing : `${incidentText(found, look).join("\n")}\n`}${summary}\n`);
  }
  if (!interruption.asked) return inputs.end();
  warn(
    `Stopped after ${counted(search.events, "line")}: what stands above is what they say, and later lines were not read.`,
  );
  return interruptedCode;
}
