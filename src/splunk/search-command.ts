import type { CommandDeclaration, OptionDeclaration, ParsedArguments } from "./declaration.ts";

export type MessageLevel = "INFO" | "WARN" | "ERROR";

/** Messages for the search page and metrics for the job inspector. */
export interface Inspector {
  readonly messages?: readonly (readonly [MessageLevel, string])[];
  /** `metric.<name>`: seconds, invocations, rows in, rows out. */
  readonly [metric: `metric.${string}`]: readonly [number, number, number, number];
}

export interface Reply {
  /** Bytes of the whole body; its pieces are created while it is written. */
  readonly bodyLength: number;
  readonly body: Iterable<Buffer>;
  readonly inspector?: Inspector;
}

/** One search, from its first chunk on. */
export interface SearchRun {
  /**
   * Answers one request; a generating command returns all its rows for the first. It is called as soon as the request is
   * read, even while earlier ones are unanswered. Replies are sent in the order of the requests.
   */
  execute(body: Buffer, finished: boolean): Promise<Reply>;
}

/** splunkd's `searchinfo`; every field may be missing. */
export type SearchInfo = Readonly<Record<string, unknown>>;

export interface SearchCommand<
  Options extends Record<string, OptionDeclaration> = Record<string, OptionDeclaration>,
> {
  readonly declaration: CommandDeclaration<Options>;
  /** The fields to request from splunkd; none for a generating command. */
  requiredFields(parsed: ParsedArguments<Options>): string[];
  /** Called with the first execute chunk, after getinfo is answered. @param cancelled aborts when the search ends early */
  open(parsed: ParsedArguments<Options>, info: SearchInfo, cancelled: AbortSignal): Promise<SearchRun>;
}
