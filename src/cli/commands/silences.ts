import { loadConfiguration } from "../../adapters/configuration/configuration.ts";
import { ConfigurationError } from "../../adapters/configuration/configuration-error.ts";
import type { ConfigurationPlaces } from "../../adapters/configuration/layers.ts";
import { silenceFolder } from "../../adapters/store/silence-stores.ts";
import { openTemplates } from "../../adapters/store/template-store.ts";
import type { IncidentsHere } from "../../app/incidents/incidents-here.ts";
import { SilenceSearch } from "../../app/incidents/silence-search.ts";
import { openMaskWords } from "../../app/open-mask-words.ts";
import { toldLocally } from "../../engine/narrative/narrated-incident.ts";
import { printable } from "../../engine/printable.ts";
import { silenceName } from "../../engine/silence/silence-store.ts";
import type { Severity } from "../../engine/verdict.ts";
import { UserError } from "../../splunk/user-error.ts";
import { Inputs } from "../parse/inputs.ts";
import { searchedEvents } from "../parse/log-event.ts";
import { logEvents } from "../parse/log-events.ts";
import { openMasker } from "../parse/open-masker.ts";
import { codeFor } from "../parse/severity-flag.ts";
import { type IncidentLook, incidentText } from "../render/incident-text.ts";
import { ProgressBar } from "../render/progress-bar.ts";
import { counted } from "../render/triage-table.ts";
import { Interruption, interruptedCode } from "../search/interruption.ts";
import { print, warn } from "../terminal.ts";

export interface SilenceLook {
  readonly json: boolean;
  /** Whether this run is learnt from, and what it finds is kept. */
  readonly keep: boolean;
  readonly look: IncidentLook;
  readonly failOn: Severity | undefined;
}

/**
 * `llama-log incidents FILE… --silence NAME`: who should be in a log and is not, by what earlier runs under that name saw.
 *
 * @returns the exit code
 */
export async function silences(
  paths: readonly string[],
  name: string,
  places: ConfigurationPlaces,
  here: IncidentsHere,
  { json, keep, look, failOn }: SilenceLook,
): Promise<number> {
  if (!silenceName.test(name))
    throw new UserError(
      `--silence wants a name for this log of lower-case letters, digits, - and _, and ${printable(name).slice(0, 40) || "an empty one"} came. Write one, such as --silence shop.`,
    );
  const stop = new AbortController();
  const inputs = new Inputs(paths, stop.signal);
  const bar = new ProgressBar(process.stderr, await inputs.check());
  const problems: string[] = [];
  const search = await openSearch(name, places, here.folder, keep, problems);
  const interruption = new Interruption(
    () => stop.abort(),
    () => bar.erase(),
  );
  try {
    for await (const events of logEvents(inputs, bar)) search.add(searchedEvents(events));
  } finally {
    bar.erase();
    interruption.release();
  }
  // What was not read would look silent.
  if (interruption.asked) {
    warn("Stopped before all was read: nothing is said of who is silent, and nothing was learnt.");
    return interruptedCode;
  }
  if (inputs.failures.length > 0) {
    warn("Not all could be read: nothing is said of who is silent, and nothing was learnt.");
    return inputs.end();
  }
  const found = await search.silences(silenceFolder(here.folder), undefined, Date.now() / 1000);
  const { incidents, problems: unkept } = keep
    ? await here.record(found.incidents, true)
    : { incidents: found.incidents, problems: [] };
  for (const remark of found.remarks) warn(remark);
  if (json)
    await print(
      `${JSON.stringify({ incidents: incidents.map((each) => toldLocally(each, "no_endpoint")) })}\n`,
    );
  else {
    const none = search.events === 0 ? "there is no line to read." : "nobody who is known is missing.";
    const text = incidents.length === 0 ? `No silence: ${none}\n` : incidentText(incidents, look).join("\n");
    await print(`${text}\n${counted(search.events, "event")}, ${counted(incidents.length, "silence")}\n`);
  }
  for (const problem of [...problems, ...found.problems, ...unkept]) warn(problem);
  const open = incidents.filter(({ ended }) => ended !== true);
  return codeFor(found.problems.length > 0 ? 1 : inputs.end(), open[0]?.severity, failOn);
}

async function openSearch(
  name: string,
  places: ConfigurationPlaces,
  folder: string,
  record: boolean,
  problems: string[],
): Promise<SilenceSearch> {
  try {
    const masker = await openMasker(places);
    const mask = await openMaskWords(loadConfiguration(places), folder, problems);
    const templates = openTemplates(folder, (text) => masker.find(text));
    if (templates.problem !== undefined) problems.push(templates.problem);
    return new SilenceSearch({ name, templates, mask, record });
  } catch (error) {
    throw error instanceof ConfigurationError ? new UserError(error.message) : error;
  }
}
