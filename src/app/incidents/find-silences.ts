import type { Configuration } from "../../adapters/configuration/configuration.ts";
import { ConfigurationError } from "../../adapters/configuration/configuration-error.ts";
import { silenceCollection, silenceFolder } from "../../adapters/store/silence-stores.ts";
import { stateFolder } from "../../adapters/store/state-folder.ts";
import { readDuration } from "../../engine/duration.ts";
import type { SearchInfo } from "../../splunk/search-command.ts";
import { openSession } from "../open-session.ts";
import type { FoundSilences, SilenceSearch } from "./silence-search.ts";

export interface SilenceRun {
  readonly configuration: Configuration;
  readonly info: SearchInfo;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cancelled: AbortSignal;
  /** The option of that name. */
  readonly indexed: string;
}

/** Who is silent in the events of a search: what is usual is in Splunk's KV store, outside Splunk in the state folder. */
export async function findSilences(
  search: SilenceSearch,
  { configuration, info, environment, cancelled, indexed }: SilenceRun,
): Promise<FoundSilences> {
  const session = await openSession(info, configuration, environment, cancelled).catch((error: unknown) => {
    if (error instanceof ConfigurationError) return error;
    throw error;
  });
  if (session instanceof Error) return { incidents: [], remarks: [], problems: [session.message] };
  const now = Date.now() / 1000;
  const store =
    session === undefined ? silenceFolder(stateFolder(environment)) : silenceCollection(session.rhythms);
  try {
    return await search.silences(store, beginningOf(info, indexed, now), now);
  } finally {
    session?.close();
  }
}

function beginningOf(
  { earliest_time: earliest }: SearchInfo,
  indexed: string,
  now: number,
): number | undefined {
  if (indexed !== "") return now - (readDuration(indexed) ?? 0) / 1000;
  const seconds = Number(earliest);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}
