import type { CommandDeclaration, OptionDeclaration, ParsedArguments } from "./declaration.ts";

export type MessageLevel = "INFO" | "WARN" | "ERROR";

/** What the job inspector and the search page are told. */
export interface Inspector {
  readonly messages?: readonly (readonly [MessageLevel, string])[];
  /** `metric.<name>`: seconds, invocations, rows in, rows out. */
  readonly [metric: `metric.${string}`]: readonly [number, number, number, number];
}

export interface Reply {
  /** Length of the whole body in bytes; the pieces are made while they are written. */
  readonly bodyLength: number;
  readonly body: Iterable<Buffer>;
  readonly inspector?: Inspector;
}

/** One search, from its first chunk on. */
export interface SearchRun {
  /**
   * Works on one request; a generating command makes all its rows at the first. Called as soon as the request is read, while earlier ones may still be unanswered;
   * the replies leave in the order of the requests.
   */
  execute(body: Buffer, finished: boolean): Promise<Reply>;
}

/** splunkd's `searchinfo`; every field may be missing. */
export type SearchInfo = Readonly<Record<string, unknown>>;

export interface SearchCommand<
  Options extends Record<string, OptionDeclaration> = Record<string, OptionDeclaration>,
> {
  readonly declaration: CommandDeclaration<Options>;
  /** The fields splunkd is asked to send; a generating command gets none. */
  requiredFields(parsed: ParsedArguments<Options>): string[];
  /** Called at the first execute chunk, never before getinfo is answered. @param cancelled aborts when the search ends early */
  open(parsed: ParsedArguments<Options>, info: SearchInfo, cancelled: AbortSignal): Promise<SearchRun>;
}
